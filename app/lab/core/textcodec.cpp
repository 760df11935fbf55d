// SPDX-License-Identifier: MIT
#include "app/lab/core/textcodec.h"

#include <algorithm>
#include <array>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct Name
{
    const char *text; // the first of each encoding is the one we write
    Encoding encoding;
};

constexpr Name names[] = {
    {"utf-8", Encoding::Utf8},    {"utf8", Encoding::Utf8},         {"gbk", Encoding::Gbk},
    {"cp936", Encoding::Gbk},     {"gb18030", Encoding::Gb18030},   {"latin-1", Encoding::Latin1},
    {"latin1", Encoding::Latin1}, {"iso-8859-1", Encoding::Latin1},
};

const char *tableName(Encoding encoding)
{
    return encoding == Encoding::Gb18030 ? "GB18030" : "GBK";
}

bool isPrivateUse(char32_t c)
{
    return c >= 0xe000 && c <= 0xf8ff;
}

/// Qt's GBK is Microsoft's, with a euro sign at 0x80 and private characters where GBK has none.
bool isInGbk(char32_t c)
{
    return c != 0x20ac && !isPrivateUse(c);
}

unsigned byteAt(QByteArrayView bytes, qsizetype i)
{
    return static_cast<unsigned char>(bytes[i]);
}

} // namespace

Result<Encoding> encodingFromName(const QString &name)
{
    for (const Name &row : names) {
        if (name.compare(QLatin1String(row.text), Qt::CaseInsensitive) == 0)
            return row.encoding;
    }
    return Error{u"there is no encoding %1 here; there are utf-8, gbk, gb18030 and latin-1."_s.arg(name)};
}

const char *encodingName(Encoding encoding)
{
    return std::find_if(std::begin(names), std::end(names),
                        [&](const Name &row) { return row.encoding == encoding; })
        ->text;
}

QString DecodeProblem::toText() const
{
    const QString codec = QLatin1String(encodingName(encoding));
    if (bytes.size() == 1) {
        return u"'%1' codec can't decode byte 0x%2 in position %3: %4"_s.arg(
            codec, QLatin1String(bytes.toHex()), QString::number(position), QLatin1String(reason));
    }
    return u"'%1' codec can't decode bytes in position %2-%3: %4"_s.arg(
        codec, QString::number(position), QString::number(position + bytes.size() - 1),
        QLatin1String(reason));
}

/// One character, or one place where there is none.
struct TextDecoder::Step
{
    enum Outcome { Character, Broken, Incomplete } outcome;
    qsizetype length; // bytes it takes
    QString text;     // Character
    const char *reason = "";
};

TextDecoder::TextDecoder(Encoding encoding)
    : m_encoding(encoding)
    , m_table(tableName(encoding))
{}

TextDecoder::Step TextDecoder::nextUtf8(QByteArrayView rest) const
{
    const unsigned lead = byteAt(rest, 0);
    const qsizetype length = lead < 0x80                    ? 1
                             : lead >= 0xc2 && lead <= 0xdf ? 2
                             : lead >= 0xe0 && lead <= 0xef ? 3
                             : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                            : 0;
    if (length == 0)
        return {Step::Broken, 1, {}, "invalid start byte"};
    for (qsizetype i = 1; i < length; ++i) {
        if (i == rest.size())
            return {Step::Incomplete, i, {}, "unexpected end of data"};
        // The second byte also excludes overlong forms, surrogates and what is beyond U+10FFFF.
        const unsigned low = i > 1 ? 0x80 : lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        const unsigned high = i > 1 ? 0xbf : lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if (byteAt(rest, i) < low || byteAt(rest, i) > high)
            return {Step::Broken, i, {}, "invalid continuation byte"};
    }
    return {Step::Character, length, QString::fromUtf8(rest.first(length))};
}

TextDecoder::Step TextDecoder::nextChinese(QByteArrayView rest)
{
    const Step broken{Step::Broken, 1, {}, "illegal multibyte sequence"};
    const auto incomplete = [&rest] {
        return Step{Step::Incomplete, rest.size(), {}, "incomplete multibyte sequence"};
    };
    const unsigned lead = byteAt(rest, 0);
    if (lead < 0x80)
        return {Step::Character, 1, QString(QChar(ushort(lead)))};
    if (rest.size() < 2)
        return incomplete();
    if (lead == 0x80 || lead == 0xff)
        return broken;
    const auto isDigit = [&rest](qsizetype i) { return byteAt(rest, i) >= 0x30 && byteAt(rest, i) <= 0x39; };
    const bool four = m_encoding == Encoding::Gb18030 && isDigit(1);
    if (four) {
        if (rest.size() < 3)
            return incomplete();
        if (byteAt(rest, 2) < 0x81 || byteAt(rest, 2) > 0xfe)
            return broken;
        if (rest.size() < 4)
            return incomplete();
        if (!isDigit(3))
            return broken;
    }
    const qsizetype length = four ? 4 : 2;
    m_table.resetState();
    const QString text = m_table.decode(rest.first(length));
    const QList<uint> characters = text.toUcs4();
    if (m_table.hasError() || characters.size() != 1 ||
        (m_encoding == Encoding::Gbk && !isInGbk(characters[0])))
        return broken;
    return {Step::Character, length, text};
}

TextDecoder::Step TextDecoder::next(QByteArrayView rest)
{
    switch (m_encoding) {
    case Encoding::Utf8:
        return nextUtf8(rest);
    case Encoding::Gbk:
    case Encoding::Gb18030:
        return nextChinese(rest);
    case Encoding::Latin1:
        break;
    }
    return {Step::Character, 1, QString(QLatin1Char(rest[0]))};
}

QString TextDecoder::feed(QByteArrayView bytes)
{
    const QByteArray all = m_pending + bytes;
    m_pending.clear();
    m_problem.reset();
    QString text;
    for (qsizetype at = 0; at < all.size();) {
        const Step step = next(QByteArrayView(all).sliced(at));
        if (step.outcome == Step::Incomplete) {
            m_pending = all.mid(at);
            break;
        }
        if (step.outcome == Step::Broken && !m_problem)
            m_problem = DecodeProblem{at, all.mid(at, step.length), step.reason, m_encoding};
        text += step.outcome == Step::Broken ? QString(QChar(QChar::ReplacementCharacter)) : step.text;
        at += step.length;
    }
    return text;
}

QString TextDecoder::finish()
{
    const bool begun = !m_pending.isEmpty();
    m_pending.clear();
    return begun ? QString(QChar(QChar::ReplacementCharacter)) : QString();
}

Result<QString, DecodeProblem> decodeStrict(Encoding encoding, QByteArrayView bytes)
{
    TextDecoder decoder(encoding);
    const QString text = decoder.feed(bytes);
    if (decoder.problem())
        return *decoder.problem();
    if (const QByteArray &rest = decoder.pending(); !rest.isEmpty()) {
        const char *reason =
            encoding == Encoding::Utf8 ? "unexpected end of data" : "incomplete multibyte sequence";
        return DecodeProblem{bytes.size() - rest.size(), rest, reason, encoding};
    }
    return text;
}

Result<QByteArray> encodeStrict(Encoding encoding, const QString &text)
{
    if (encoding == Encoding::Utf8)
        return text.toUtf8();
    QStringEncoder table(encoding == Encoding::Latin1 ? "ISO-8859-1" : tableName(encoding));
    QByteArray bytes;
    qsizetype position = 0;
    for (const char32_t character : text.toUcs4()) {
        table.resetState();
        const QByteArray encoded = table.encode(QString::fromUcs4(&character, 1));
        if (table.hasError() || (encoding == Encoding::Gbk && !isInGbk(character))) {
            return Error{u"character %1 (U+%2, number %3 of the text) does not exist in %4."_s.arg(
                QString::fromUcs4(&character, 1),
                QString::number(uint(character), 16).toUpper().rightJustified(4, u'0'),
                QString::number(position + 1), QLatin1String(encodingName(encoding)))};
        }
        bytes += encoded;
        ++position;
    }
    return bytes;
}

} // namespace miniqq::lab
