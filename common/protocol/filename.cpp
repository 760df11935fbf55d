// SPDX-License-Identifier: MIT
#include "common/protocol/filename.h"

#include <QList>
#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>

namespace miniqq::protocol {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxMarks = 4;           // combining marks on one character
constexpr int maxExtensionBytes = 32; // a longer one is no extension, and is cut like the rest

bool isForbidden(char32_t c)
{
    constexpr std::u32string_view signs =
        U"<>:\"|?*\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe68\uff0f\uff3c\ufe55\uff1a\ua789";
    return signs.find(c) != std::u32string_view::npos;
}

bool isInvisible(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        // Variation selectors, fillers and the like take no room at all.
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF) || c == 0x034F || c == 0x115F ||
               c == 0x1160 || c == 0x3164 || c == 0xFFA0 || c == 0x2800 || c == 0xFFFD || c == 0x17B4 ||
               c == 0x17B5 || (c >= 0x180B && c <= 0x180F);
    }
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

QStringView baseName(QStringView name)
{
    const qsizetype cut = std::max(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\'));
    return name.sliced(cut + 1);
}

/// Without the characters that are not shown.
QString visible(QStringView name)
{
    QString out;
    for (const char32_t c : name.toUcs4()) {
        if (!isInvisible(c))
            out += QChar::fromUcs4(c);
    }
    return out;
}

/// Spaces, marks and forbidden signs brought to what is allowed.
QString tamed(QStringView name)
{
    QString out;
    int marks = 0;
    bool spaceBefore = false;
    for (const char32_t c : name.toUcs4()) {
        const bool isSpace = QChar::isSpace(c);
        marks = isMark(c) ? marks + 1 : 0;
        if (marks > maxMarks || (isSpace && spaceBefore))
            continue;
        spaceBefore = isSpace;
        out += QChar::fromUcs4(isSpace ? U' ' : isForbidden(c) ? U'_' : c);
    }
    return out;
}

QStringView trimmedEnds(QStringView name)
{
    const auto isEdge = [](QChar c) { return c == u'.' || c == u' '; };
    while (!name.isEmpty() && isEdge(name.front()))
        name = name.sliced(1);
    while (!name.isEmpty() && isEdge(name.back()))
        name.chop(1);
    return name;
}

/// Names that open a device on Windows, with any extension.
bool isDevice(QStringView name)
{
    const QString stem =
        name.left(name.indexOf(u'.') < 0 ? name.size() : name.indexOf(u'.')).trimmed().toString().toUpper();
    constexpr std::array plain{"CON"_L1,    "PRN"_L1,     "AUX"_L1,   "NUL"_L1,
                               "CONIN$"_L1, "CONOUT$"_L1, "CLOCK$"_L1};
    if (std::find(plain.begin(), plain.end(), stem) != plain.end())
        return true;
    const bool isPort = stem.size() == 4 && (stem.startsWith("COM"_L1) || stem.startsWith("LPT"_L1));
    return isPort && QStringView(u"0123456789\u00b9\u00b2\u00b3").contains(stem.back());
}

/// At most `maxBytes`, whole characters; a base character keeps its marks or goes with them.
QByteArray cut(QByteArrayView utf8, int maxBytes)
{
    if (utf8.size() <= maxBytes)
        return utf8.toByteArray();
    qsizetype end = maxBytes;
    while (end > 0 && (quint8(utf8[end]) & 0xC0) == 0x80)
        --end;
    QString text = QString::fromUtf8(utf8.first(end));
    const QList<uint> next = QString::fromUtf8(utf8.sliced(end)).left(2).toUcs4();
    if (!next.isEmpty() && isMark(next.front())) {
        QList<uint> kept = text.toUcs4();
        while (!kept.isEmpty() && isMark(kept.back()))
            kept.removeLast();
        if (!kept.isEmpty())
            kept.removeLast();
        text = QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size());
    }
    return text.toUtf8();
}

QByteArray fitted(QStringView name, int maxBytes)
{
    const QByteArray whole = name.toUtf8();
    if (whole.size() <= maxBytes)
        return whole;
    const qsizetype dot = whole.lastIndexOf('.');
    const qsizetype extension = dot > 0 ? whole.size() - dot : 0;
    if (extension == 0 || extension > maxExtensionBytes || extension >= maxBytes)
        return trimmedEnds(QString::fromUtf8(cut(whole, maxBytes))).toUtf8();
    const QString stem = QString::fromUtf8(cut(QByteArrayView(whole).first(dot), maxBytes - int(extension)));
    return trimmedEnds(QString(stem + QString::fromUtf8(whole.sliced(dot)))).toUtf8();
}

} // namespace

QByteArray safeFileName(QByteArrayView name, int maxBytes)
{
    const QString given = QString::fromUtf8(name);
    const QString shown = visible(baseName(given)).normalized(QString::NormalizationForm_C);
    const QString tame = tamed(shown);
    QString safe = trimmedEnds(tame).toString();
    if (isDevice(safe))
        safe.prepend(u'_');
    const int most = std::max(maxBytes, 16);
    QByteArray result = fitted(safe, most);
    if (isDevice(QString::fromUtf8(result))) // what was cut off had made the difference
        result = fitted(QString(u'_' + QString::fromUtf8(result)), most);
    return result.isEmpty() ? QByteArrayLiteral("file") : result;
}

} // namespace miniqq::protocol
