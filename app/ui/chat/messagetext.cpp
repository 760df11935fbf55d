// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagetext.h"

#include <QTextBoundaryFinder>

#include <algorithm>
#include <array>

namespace miniqq::client {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr QChar zeroWidthSpace(0x200B);

bool isDirectionEmbedding(char16_t c)
{
    return c >= 0x202A && c <= 0x202E;
}

bool isDirectionControl(char16_t c)
{
    return isDirectionEmbedding(c) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
           c == 0x061C;
}

QChar visible(QChar ch, QChar next)
{
    const char16_t c = ch.unicode();
    if (c == u'\n' || c == 0x2029)
        return QChar::LineSeparator;
    if (c == u'\r')
        return next == u'\n' ? zeroWidthSpace : QChar(QChar::LineSeparator);
    if (c == u'\t')
        return ch;
    if (c < 0x20)
        return QChar(char16_t(0x2400 + c));
    if (c == 0x7F)
        return QChar(0x2421);
    if (c < 0xA0 && c >= 0x80)
        return QChar::ReplacementCharacter;
    return isDirectionEmbedding(c) ? zeroWidthSpace : ch;
}

bool isUrlCharacter(QChar ch)
{
    const char16_t c = ch.unicode();
    return c > 0x20 && c < 0x7F && c != u'<' && c != u'>' && c != u'"' && c != u'`' && c != u'{' &&
           c != u'}' && c != u'|' && c != u'\\' && c != u'^';
}

// Leaves out what belongs to the sentence around: "(see https://a.example/b_(c))." ends after the first
// bracket.
qsizetype trimmedLength(QStringView address)
{
    qsizetype length = address.size();
    while (length > 0) {
        const QChar last = address[length - 1];
        const QStringView kept = address.first(length);
        const bool openBracket = (last == u')' && kept.count(u'(') < kept.count(u')')) ||
                                 (last == u']' && kept.count(u'[') < kept.count(u']'));
        if (!openBracket && !u".,;:!?'*_~"_s.contains(last))
            break;
        --length;
    }
    return length;
}

bool isWordCharacter(QChar ch)
{
    return ch.isLetterOrNumber() && ch.unicode() < 0x80;
}

bool isEmojiBase(char32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x231A && c <= 0x23FF) || (c >= 0x25FB && c <= 0x27BF) ||
           (c >= 0x2B05 && c <= 0x2B55) || c == 0x203C || c == 0x2049 || c == 0x3030 || c == 0x303D ||
           c == 0x3297 || c == 0x3299 || c == 0x00A9 || c == 0x00AE || c == 0x2122 || c == 0x2139;
}

// Those below U+1F000 that are pictures of their own accord; the others need a variation selector.
bool isPictureByDefault(char32_t c)
{
    if (c >= 0x1F1E6 || (c >= 0x1F000 && c <= 0x1F19A))
        return true;
    constexpr std::array<char32_t, 70> table{
        0x231A, 0x231B, 0x23E9, 0x23EA, 0x23EB, 0x23EC, 0x23F0, 0x23F3, 0x25FD, 0x25FE, 0x2614, 0x2615,
        0x2648, 0x2649, 0x264A, 0x264B, 0x264C, 0x264D, 0x264E, 0x264F, 0x2650, 0x2651, 0x2652, 0x2653,
        0x267F, 0x2693, 0x26A1, 0x26AA, 0x26AB, 0x26BD, 0x26BE, 0x26C4, 0x26C5, 0x26CE, 0x26D4, 0x26EA,
        0x26F2, 0x26F3, 0x26F5, 0x26FA, 0x26FD, 0x2705, 0x270A, 0x270B, 0x2728, 0x274C, 0x274E, 0x2753,
        0x2754, 0x2755, 0x2757, 0x2795, 0x2796, 0x2797, 0x27B0, 0x27BF, 0x2B1B, 0x2B1C, 0x2B50, 0x2B55};
    return std::find(table.begin(), table.end(), c) != table.end();
}

bool isEmoji(QStringView grapheme)
{
    const QList<uint> points = grapheme.toUcs4();
    if (points.isEmpty())
        return false;
    const bool keycap = points.size() >= 2 && points.last() == 0x20E3 &&
                        ((points[0] >= '0' && points[0] <= '9') || points[0] == '#' || points[0] == '*');
    if (keycap)
        return true;
    if (!isEmojiBase(points[0]))
        return false;
    return isPictureByDefault(points[0]) || points.contains(0xFE0FU);
}

} // namespace

QString displayText(const QString &foreign)
{
    QString shown = foreign;
    for (qsizetype i = 0; i < shown.size(); ++i)
        shown[i] = visible(foreign[i], i + 1 < foreign.size() ? foreign[i + 1] : QChar());
    return shown;
}

QString singleLine(QStringView foreign, qsizetype maxLength)
{
    QString line;
    bool blank = false;
    for (const QChar ch : foreign) {
        if (ch.isSpace()) {
            blank = !line.isEmpty();
            continue;
        }
        const bool control = ch.category() == QChar::Other_Control;
        if (control || isDirectionControl(ch.unicode()))
            continue;
        if (line.size() + (blank ? 2 : 1) > maxLength)
            break;
        if (blank)
            line += u' ';
        blank = false;
        line += ch;
    }
    if (!line.isEmpty() && line.back().isHighSurrogate())
        line.chop(1);
    return line;
}

bool isAllowedLink(const QUrl &url)
{
    if (!url.isValid())
        return false;
    if (url.scheme() == "mailto"_L1)
        return !url.path().isEmpty();
    return (url.scheme() == "http"_L1 || url.scheme() == "https"_L1) && !url.host().isEmpty();
}

QList<TextLink> findLinks(QStringView text)
{
    static constexpr std::array schemes{"http://"_L1, "https://"_L1, "mailto:"_L1};
    QList<TextLink> links;
    qsizetype at = 0;
    while ((at = text.indexOf(u':', at)) >= 0) {
        const qsizetype colon = at++;
        for (const QLatin1StringView scheme : schemes) {
            const qsizetype start = colon - qsizetype(scheme.indexOf(':'_L1));
            if (start < 0 || !text.sliced(start).startsWith(scheme, Qt::CaseInsensitive) ||
                (start > 0 && isWordCharacter(text[start - 1])))
                continue;
            qsizetype end = start;
            while (end < text.size() && isUrlCharacter(text[end]))
                ++end;
            const qsizetype length = trimmedLength(text.sliced(start, end - start));
            const QUrl url(text.sliced(start, length).toString(), QUrl::StrictMode);
            if (isAllowedLink(url)) {
                links.append({start, length, url});
                at = start + length;
            }
            break;
        }
    }
    return links;
}

int countEmojiOnly(QStringView text, int most)
{
    text = text.trimmed();
    // The longest emoji (a family, a flag of a region) has some 14 QChars.
    if (text.isEmpty() || text.size() > 16 * most)
        return 0;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.toString());
    int count = 0;
    qsizetype from = 0;
    for (qsizetype to = finder.toNextBoundary(); to >= 0; to = finder.toNextBoundary()) {
        if (!isEmoji(text.sliced(from, to - from)) || ++count > most)
            return 0;
        from = to;
    }
    return count;
}

QList<TextRun> findEmoji(QStringView text)
{
    QList<TextRun> runs;
    if (!hasManyEmoji(text, 0)) // most texts have none: they need no walk over their characters
        return runs;
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text.data(), text.size());
    for (qsizetype from = 0, to = finder.toNextBoundary(); to > 0; from = to, to = finder.toNextBoundary()) {
        if (!isEmoji(text.sliced(from, to - from)))
            continue;
        if (!runs.isEmpty() && runs.last().start + runs.last().length == from)
            runs.last().length = to - runs.last().start;
        else
            runs.append({from, to - from});
    }
    return runs;
}

bool hasManyEmoji(QStringView text, int most)
{
    int count = 0;
    for (const QChar ch : text) {
        const char16_t c = ch.unicode();
        const bool may = ch.isHighSurrogate() || (c >= 0x2300 && c < 0x2C00) || c == 0x3030 || c == 0x303D;
        if (may && ++count > most)
            return true;
    }
    return false;
}

QFont withoutEmojiFamilies(const QFont &font)
{
    QStringList families = font.families();
    families.removeIf([](const QString &family) { return family.contains("emoji"_L1, Qt::CaseInsensitive); });
    QFont plain = font;
    plain.setFamilies(families);
    return plain;
}

qsizetype codePoints(QStringView text)
{
    qsizetype count = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        ++count;
    }
    return count;
}

} // namespace miniqq::client
