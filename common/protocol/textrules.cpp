// SPDX-License-Identifier: MIT
#include "common/protocol/textrules.h"

#include "common/protocol/jsonstring.h"

#include <QString>

#include <algorithm>

namespace miniqq::protocol {
namespace {

bool isBlank(QByteArrayView utf8)
{
    const QString text = QString::fromUtf8(utf8);
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

bool hasControl(QByteArrayView utf8)
{
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const quint8 c = quint8(utf8[i]);
        if (c < 0x20 || c == 0x7f || (c == 0xc2 && i + 1 < utf8.size() && quint8(utf8[i + 1]) < 0xa0))
            return true; // C0, DEL, or C1 in its two-byte form
    }
    return false;
}

} // namespace

QByteArray violation(QByteArrayView utf8, const TextRule &rule)
{
    const qsizetype length = codePoints(utf8);
    if (length < rule.minCodePoints)
        return rule.minCodePoints == 1
                   ? QByteArrayLiteral("must not be empty")
                   : "must have at least " + QByteArray::number(rule.minCodePoints) + " characters";
    if (length > rule.maxCodePoints)
        return "must have at most " + QByteArray::number(rule.maxCodePoints) + " characters, has " +
               QByteArray::number(length);
    if (utf8.size() > rule.maxBytes)
        return "must have at most " + QByteArray::number(rule.maxBytes) + " bytes of UTF-8, has " +
               QByteArray::number(utf8.size());
    if (rule.oneLine && hasControl(utf8))
        return QByteArrayLiteral("must not contain control characters");
    if (!rule.blankAllowed && isBlank(utf8))
        return QByteArrayLiteral("must not be blank");
    return {};
}

} // namespace miniqq::protocol
