// SPDX-License-Identifier: MIT
#include "common/protocol/textrules.h"

#include "common/protocol/jsonstring.h"

#include <QChar>
#include <QStringBuilder>

namespace miniqq::protocol {
namespace {

/// White space alone, as Unicode has it; a byte order mark in front is nothing.
bool isBlank(QByteArrayView utf8)
{
    static constexpr QByteArrayView byteOrderMark("\xef\xbb\xbf");
    if (utf8.startsWith(byteOrderMark))
        utf8 = utf8.sliced(byteOrderMark.size());
    while (!utf8.isEmpty()) {
        const int length = utf8SequenceLength(utf8);
        if (length == 0 || !QChar::isSpace(codePoint(utf8.first(length))))
            return false;
        utf8 = utf8.sliced(length);
    }
    return true;
}

bool hasControl(QByteArrayView utf8)
{
    for (qsizetype i = plainLength(utf8); i < utf8.size(); ++i) {
        const quint8 c = quint8(utf8[i]);
        if (c < 0x20 || c == 0x7f || (c == 0xc2 && i + 1 < utf8.size() && quint8(utf8[i + 1]) < 0xa0))
            return true; // C0, DEL, or C1 in its two-byte form
    }
    return false;
}

} // namespace

QByteArray violation(QByteArrayView utf8, const TextRule &rule)
{
    // A character has one to four bytes: as a rule their number says enough.
    const bool mayBeTooShort = utf8.size() < 4 * qsizetype(rule.minCodePoints);
    const bool mayBeTooLong = utf8.size() > rule.maxCodePoints;
    const qsizetype length = mayBeTooShort || mayBeTooLong ? codePoints(utf8) : rule.minCodePoints;
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
