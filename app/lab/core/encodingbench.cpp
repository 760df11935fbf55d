// SPDX-License-Identifier: MIT
#include "app/lab/core/encodingbench.h"

#include "app/lab/core/textcodec.h"

#include <QCoreApplication>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct BenchWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::BenchWords)
};

QString hexOf(QByteArrayView bytes)
{
    return QString::fromLatin1(bytes.toByteArray().toHex(' '));
}

/// "byte 4" or "bytes 4-5".
QString placeOf(qsizetype begin, qsizetype end)
{
    return end - begin == 1 ? BenchWords::tr("byte %1").arg(begin)
                            : BenchWords::tr("bytes %1 to %2").arg(begin).arg(end - 1);
}

/// Everything that one reading of the bytes found.
struct Reading
{
    std::vector<BenchCell> cells;
    QString text;        // with U+FFFD
    QString whole;       // the characters alone
    bool broken = false; // not by being cut off
    QByteArray rest;     // begins a character
};

BenchCell cellOf(const CharacterStep &step, QByteArrayView bytes, qsizetype begin)
{
    BenchCell cell{BenchCell::Character, begin, begin + step.length};
    const QString place = placeOf(cell.begin, cell.end);
    switch (step.outcome) {
    case CharacterStep::Character:
        cell.text = visibleCharacter(step.text);
        cell.explained = BenchWords::tr("%1: %2 is %3").arg(place, hexOf(bytes), cell.text);
        break;
    case CharacterStep::Broken:
        cell.kind = BenchCell::Broken;
        cell.marked = true;
        cell.text = QChar(QChar::ReplacementCharacter);
        cell.explained = BenchWords::tr("%1: %2 is no character (%3)")
                             .arg(place, hexOf(bytes), QLatin1String(step.reason));
        break;
    case CharacterStep::Incomplete:
        cell.kind = BenchCell::Half;
        cell.marked = true;
        cell.text = hexOf(bytes) + u" ?"_s;
        cell.explained = BenchWords::tr("%1: %2 only begins a character (%3)")
                             .arg(place, hexOf(bytes), QLatin1String(step.reason));
        break;
    }
    return cell;
}

/// `carried` comes before `bytes`; `keeps` tells that the decoder waits for the rest of a character.
Reading read(Encoding encoding, const QByteArray &carried, const QByteArray &bytes, bool keeps)
{
    const QByteArray all = carried + bytes;
    CharacterReader reader(encoding);
    Reading reading;
    for (qsizetype at = 0; at < all.size();) {
        const QByteArrayView rest = QByteArrayView(all).sliced(at);
        const CharacterStep step = reader.next(rest);
        BenchCell cell = cellOf(step, rest.first(step.length), at - carried.size());
        if (step.outcome == CharacterStep::Character) {
            reading.text += step.text;
            reading.whole += step.text;
        } else if (step.outcome == CharacterStep::Broken) {
            reading.text += QChar(QChar::ReplacementCharacter);
            reading.broken = true;
        } else {
            reading.rest = rest.toByteArray();
            if (keeps) {
                cell.kind = BenchCell::Waiting;
                cell.marked = false;
                cell.text = BenchWords::tr("waits for %n byte(s)…", nullptr, int(step.missing));
            } else {
                reading.text += QChar(QChar::ReplacementCharacter);
            }
        }
        reading.cells.push_back(std::move(cell));
        at += step.length;
    }
    return reading;
}

/// What the sender meant, as far as it is there.
struct Meant
{
    bool known = false;
    QString whole;
    QByteArray rest;
};

Verdict verdictOn(const Reading &reading, const Meant &meant)
{
    if (reading.broken)
        return Verdict::Invalid;
    if (!reading.rest.isEmpty() && (!meant.known || reading.whole == meant.whole || reading.whole.isEmpty()))
        return Verdict::Incomplete;
    if (!meant.known)
        return Verdict::Decodes;
    return reading.rest == meant.rest && reading.whole == meant.whole ? Verdict::Correct : Verdict::Wrong;
}

QString wordsFor(const BenchRow &row, const QByteArray &rest)
{
    switch (row.verdict) {
    case Verdict::None:
        return {};
    case Verdict::Decodes:
        return BenchWords::tr("decodes");
    case Verdict::Correct:
        return row.incremental ? BenchWords::tr("correct: nothing is left over") : BenchWords::tr("correct");
    case Verdict::Waits:
        return BenchWords::tr("correct: keeps %1 for the next time").arg(hexOf(rest));
    case Verdict::Incomplete:
        return row.encoding == Encoding::Utf16 && rest.size() == 1
                   ? BenchWords::tr("incomplete: one odd byte at the end")
                   : BenchWords::tr("incomplete: half a character at the end");
    case Verdict::Wrong:
        if (!rest.isEmpty())
            return BenchWords::tr("wrong characters, the last one cut");
        return row.encoding == Encoding::Utf16 ? BenchWords::tr("decodes, but not to the text")
                                               : BenchWords::tr("decodes, but to the wrong characters");
    case Verdict::Invalid:
        break;
    }
    return BenchWords::tr("not %1").arg(encodingTitle(*row.encoding));
}

QString hintFor(const BenchRow &row)
{
    // What became U+FFFD once, was written as UTF-8 and is read as GBK.
    const bool chinese = row.encoding == Encoding::Gbk || row.encoding == Encoding::Gb18030;
    if (chinese && row.text.contains(u"锟斤拷"_s))
        return BenchWords::tr(
            "锟斤拷 is U+FFFD twice, written as UTF-8 and read as GBK: the text was lost before.");
    return {};
}

BenchRow rowOf(Encoding encoding, Reading reading, bool incremental, const Meant &meant)
{
    BenchRow row;
    row.encoding = encoding;
    row.incremental = incremental;
    row.name = incremental ? BenchWords::tr("Incremental") : encodingTitle(encoding);
    row.cells = std::move(reading.cells);
    row.text = reading.text;
    row.verdict = verdictOn(reading, meant);
    if (incremental && row.verdict == Verdict::Incomplete)
        row.verdict = Verdict::Waits;
    row.verdictText = wordsFor(row, reading.rest);
    row.hint = hintFor(row);
    return row;
}

/// The bytes themselves; boxed are those that the origin's own row boxes.
BenchRow bytesRow(const QByteArray &bytes, const std::vector<BenchCell> &reading, const QString &source)
{
    BenchRow row;
    row.name = BenchWords::tr("Bytes");
    row.verdictText = source;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const QString hex = hexOf(QByteArrayView(bytes).sliced(i, 1));
        const QString explained =
            BenchWords::tr("byte %1: %2, decimal %3").arg(i).arg(hex).arg(quint8(bytes[i]));
        row.cells.push_back({BenchCell::Byte, i, i + 1, hex, false, explained});
    }
    for (const BenchCell &cell : reading) {
        for (qsizetype i = cell.begin; cell.marked && i < cell.end; ++i)
            row.cells[size_t(i)].marked = true;
    }
    return row;
}

} // namespace

QString BenchRow::spoken() const
{
    QStringList texts;
    for (const BenchCell &cell : cells)
        texts.append(cell.text);
    const QString line = BenchWords::tr("%1: %2").arg(name, texts.join(u' '));
    return verdictText.isEmpty() ? line : BenchWords::tr("%1. %2").arg(line, verdictText);
}

std::vector<BenchRow> benchRows(const BenchInput &input)
{
    const QByteArray bytes = input.bytes.first(std::min(input.bytes.size(), benchBytes));
    const Encoding kept = input.origin.value_or(Encoding::Gbk);
    Reading incremental = read(kept, input.carried, bytes, true);
    // Bytes that are broken even in their own encoding tell nothing about the other readings.
    const Meant meant{input.origin && !incremental.broken, incremental.whole, incremental.rest};

    std::vector<BenchRow> rows;
    std::vector<BenchCell> own;
    for (const Encoding encoding :
         {Encoding::Gbk, Encoding::Gb18030, Encoding::Utf8, Encoding::Latin1, Encoding::Utf16}) {
        BenchRow row = rowOf(encoding, read(encoding, {}, bytes, false), false, meant);
        if (const auto text = decodeStrict(encoding, bytes); !text.ok())
            row.error = text.error().toText();
        if (encoding == input.origin)
            own = row.cells;
        rows.push_back(std::move(row));
    }
    rows.insert(rows.begin(), bytesRow(bytes, own, input.source));
    rows.push_back(rowOf(kept, std::move(incremental), true, meant));
    return rows;
}

QByteArray carriedAfter(Encoding encoding, const QByteArray &carried, const QByteArray &bytes)
{
    return read(encoding, carried, bytes, true).rest;
}

QString encodingTitle(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return u"UTF-8"_s;
    case Encoding::Gbk:
        return u"GBK"_s;
    case Encoding::Gb18030:
        return u"GB18030"_s;
    case Encoding::Latin1:
        return u"Latin-1"_s;
    case Encoding::Utf16:
        break;
    }
    return u"UTF-16"_s;
}

QString visibleCharacter(const QString &character)
{
    const QList<uint> points = character.toUcs4();
    if (points.size() != 1)
        return character;
    const char32_t point = points.first();
    if (point == ' ')
        return u"␣"_s;
    if (point == '\n')
        return u"\\n"_s;
    if (point == '\r')
        return u"\\r"_s;
    if (point == '\t')
        return u"\\t"_s;
    if (point < 0x20 || (point >= 0x7f && point < 0xa1))
        return u"\\x%1"_s.arg(uint(point), 2, 16, QLatin1Char('0'));
    const bool mark = QChar::category(point) <= QChar::Mark_Enclosing;
    if (mark || !QChar::isPrint(point) || QChar::category(point) == QChar::Other_PrivateUse)
        return u"U+"_s + QString::number(uint(point), 16).toUpper().rightJustified(4, u'0');
    return character;
}

} // namespace miniqq::lab
