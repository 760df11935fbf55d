// SPDX-License-Identifier: MIT
#include "app/lab/core/characterreader.h"

#include <QList>

namespace miniqq::lab {
namespace {

unsigned byteAt(QByteArrayView bytes, qsizetype i)
{
    return static_cast<unsigned char>(bytes[i]);
}

CharacterStep character(qsizetype length, const QString &text)
{
    return {CharacterStep::Character, length, text};
}

CharacterStep broken(qsizetype length, const char *reason)
{
    return {CharacterStep::Broken, length, {}, reason};
}

CharacterStep incomplete(QByteArrayView rest, qsizetype wanted, const char *reason)
{
    return {CharacterStep::Incomplete, rest.size(), {}, reason, wanted - rest.size()};
}

CharacterStep nextUtf8(QByteArrayView rest)
{
    const unsigned lead = byteAt(rest, 0);
    const qsizetype length = lead < 0x80                    ? 1
                             : lead >= 0xc2 && lead <= 0xdf ? 2
                             : lead >= 0xe0 && lead <= 0xef ? 3
                             : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                            : 0;
    if (length == 0)
        return broken(1, "invalid start byte");
    for (qsizetype i = 1; i < length; ++i) {
        if (i == rest.size())
            return incomplete(rest, length, "unexpected end of data");
        // The second byte also excludes overlong forms, surrogates and what is beyond U+10FFFF.
        const unsigned low = i > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        const unsigned high = i > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (byteAt(rest, i) < low || byteAt(rest, i) > high)
            return broken(i, "invalid continuation byte");
    }
    return character(length, QString::fromUtf8(rest.first(length)));
}

CharacterStep nextUtf16(QByteArrayView rest)
{
    if (rest.size() < 2)
        return incomplete(rest, 2, "truncated data");
    const auto unitAt = [&rest](qsizetype i) { return QChar(byteAt(rest, i) | byteAt(rest, i + 1) << 8); };
    const QChar first = unitAt(0);
    if (first.isLowSurrogate())
        return broken(2, "illegal encoding");
    if (!first.isHighSurrogate())
        return character(2, first);
    if (rest.size() < 4)
        return incomplete(rest, 4, "unexpected end of data");
    const QChar second = unitAt(2);
    if (!second.isLowSurrogate())
        return broken(2, "illegal UTF-16 surrogate");
    return character(4, QString(first) + second);
}

} // namespace

// Qt's GBK is Microsoft's, with a euro sign at 0x80 and private characters where GBK has none.
bool isInGbk(char32_t character)
{
    return character != 0x20ac && (character < 0xe000 || character > 0xf8ff);
}

CharacterReader::CharacterReader(Encoding encoding)
    : m_encoding(encoding)
{}

CharacterStep CharacterReader::nextChinese(QByteArrayView rest)
{
    constexpr auto illegal = "illegal multibyte sequence";
    constexpr auto cut = "incomplete multibyte sequence";
    const unsigned lead = byteAt(rest, 0);
    if (lead < 0x80)
        return character(1, QChar(ushort(lead)));
    if (rest.size() < 2)
        return incomplete(rest, 2, cut);
    const auto isDigit = [&rest](qsizetype i) { return byteAt(rest, i) >= 0x30 && byteAt(rest, i) <= 0x39; };
    const auto isLead = [&rest](qsizetype i) { return byteAt(rest, i) >= 0x81 && byteAt(rest, i) <= 0xfe; };
    const bool four = m_encoding == Encoding::Gb18030 && isDigit(1);
    // Python looks at none of the four before all are there.
    if (four && rest.size() < 4)
        return incomplete(rest, 4, cut);
    if (!isLead(0) || (four && (!isLead(2) || !isDigit(3))))
        return broken(1, illegal);
    const QByteArrayView bytes = rest.first(four ? 4 : 2);
    if (!m_table)
        m_table.emplace(m_encoding == Encoding::Gbk ? "GBK" : "GB18030");
    m_table->resetState();
    const QString text = m_table->decode(bytes);
    if (m_table->hasError()) {
        m_table.reset(); // resetState() does not forget an error
        return broken(1, illegal);
    }
    const QList<uint> characters = text.toUcs4();
    if (characters.size() != 1 || (m_encoding == Encoding::Gbk && !isInGbk(characters[0])))
        return broken(1, illegal);
    return character(bytes.size(), text);
}

CharacterStep CharacterReader::next(QByteArrayView rest)
{
    Q_ASSERT(!rest.isEmpty());
    switch (m_encoding) {
    case Encoding::Utf8:
        return nextUtf8(rest);
    case Encoding::Gbk:
    case Encoding::Gb18030:
        return nextChinese(rest);
    case Encoding::Utf16:
        return nextUtf16(rest);
    case Encoding::Latin1:
        break;
    }
    return character(1, QString(QLatin1Char(rest[0])));
}

} // namespace miniqq::lab
