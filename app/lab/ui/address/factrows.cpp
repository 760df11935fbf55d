// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/factrows.h"

namespace miniqq::lab {

using namespace ui;

void FactRows::setFacts(const Facts &facts, std::initializer_list<Pick> picks, const QString &observedRule,
                        const QString &derivedRule)
{
    clear();
    for (const Pick &pick : picks) {
        const Fact *fact = findFact(facts, pick.key);
        if (!fact)
            continue;
        const QString id = QLatin1String(pick.key);
        setRow(id, fact->label,
               {fact->text(),
                pick.provenance,
                pick.provenance == Provenance::Observed ? observedRule : derivedRule,
                {},
                &Theme::text2,
                pick.code});
        m_shown << id;
    }
}

void FactRows::clear()
{
    for (const QString &id : std::as_const(m_shown))
        removeRow(id);
    m_shown.clear();
}

} // namespace miniqq::lab
