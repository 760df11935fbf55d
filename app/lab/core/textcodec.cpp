// SPDX-License-Identifier: MIT
#include "app/lab/core/textcodec.h"

#include <QList>

#include <algorithm>

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
    {"latin1", Encoding::Latin1}, {"iso-8859-1", Encoding::Latin1}, {"utf-16-le", Encoding::Utf16},
};

const char *tableName(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Gbk:
        return "GBK";
    case Encoding::Gb18030:
        return "GB18030";
    case Encoding::Utf16:
        return "UTF-16LE";
    case Encoding::Utf8:
    case Encoding::Latin1:
        break;
    }
    return "ISO-8859-1";
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

TextDecoder::TextDecoder(Encoding encoding)
    : m_reader(encoding)
{}

QString TextDecoder::feed(QByteArrayView bytes)
{
    const QByteArray all = m_pending + bytes;
    m_pending.clear();
    m_problem.reset();
    QString text;
    for (qsizetype at = 0; at < all.size();) {
        const CharacterStep step = m_reader.next(QByteArrayView(all).sliced(at));
        if (step.outcome == CharacterStep::Incomplete) {
            m_pending = all.mid(at);
            break;
        }
        if (step.outcome == CharacterStep::Broken && !m_problem)
            m_problem = DecodeProblem{at, all.mid(at, step.length), step.reason, m_reader.encoding()};
        text +=
            step.outcome == CharacterStep::Broken ? QString(QChar(QChar::ReplacementCharacter)) : step.text;
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
    if (const QByteArray &rest = decoder.pending(); !rest.isEmpty())
        return DecodeProblem{bytes.size() - rest.size(), rest, CharacterReader(encoding).next(rest).reason,
                             encoding};
    return text;
}

Result<QByteArray> encodeStrict(Encoding encoding, const QString &text)
{
    if (encoding == Encoding::Utf8)
        return text.toUtf8();
    QStringEncoder table(tableName(encoding));
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
