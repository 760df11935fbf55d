// SPDX-License-Identifier: MIT
#include "app/lab/address/fact.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>
#include <cstring>

namespace miniqq::lab {
namespace {

QString valueText(const Fact &fact, const QString &yes, const QString &no)
{
    if (const auto *text = std::get_if<QString>(&fact.value))
        return *text;
    if (const auto *number = std::get_if<qint64>(&fact.value))
        return QString::number(*number);
    if (const auto *truth = std::get_if<bool>(&fact.value))
        return *truth ? yes : no;
    if (const auto *list = std::get_if<QStringList>(&fact.value))
        return list->join(QLatin1String(", "));
    return {};
}

} // namespace

QString Fact::text() const
{
    return shown.isEmpty() ? valueText(*this, AddressWords::tr("yes"), AddressWords::tr("no")) : shown;
}

const Fact *findFact(const Facts &facts, const char *key)
{
    const auto at = std::find_if(facts.begin(), facts.end(),
                                 [key](const Fact &fact) { return std::strcmp(fact.key, key) == 0; });
    return at == facts.end() ? nullptr : &*at;
}

QString factValue(const Facts &facts, const char *key)
{
    const Fact *fact = findFact(facts, key);
    return fact ? valueText(*fact, QStringLiteral("true"), QStringLiteral("false")) : QString();
}

} // namespace miniqq::lab
