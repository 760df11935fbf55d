// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "common/ui/card.h"

#include <QStringList>

namespace miniqq::lab {

/// Lines of key and value for facts, each with the glyph of where it comes from.
class FactRows final : public ui::KeyValueRows
{
    Q_OBJECT

public:
    using ui::KeyValueRows::KeyValueRows;

    /// A fact by its key, and where it comes from.
    struct Pick
    {
        const char *key;
        ui::Provenance provenance = ui::Provenance::Observed;
        bool code = false; ///< digits rather than words
    };
    /// Shows the picked ones that are there, in this order, and nothing else.
    void setFacts(const Facts &facts, std::initializer_list<Pick> picks, const QString &observedRule,
                  const QString &derivedRule);
    void clear();

private:
    QStringList m_shown;
};

} // namespace miniqq::lab
