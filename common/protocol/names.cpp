// SPDX-License-Identifier: MIT
#include "common/protocol/names.h"

#include "common/protocol/textrules.h"

#include <QList>
#include <QString>

namespace miniqq::protocol {
namespace {

constexpr int maxCombiningMarks = 4; // in a row; what living scripts need

bool isIdeograph(char32_t c)
{
    return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf);
}

bool isLetterOrDigit(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || isIdeograph(c);
}

bool isBidiControl(char32_t c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

bool isInvisible(char32_t c)
{
    return QChar::category(c) == QChar::Other_Format || QChar::isSpace(c) || c == 0x115f || c == 0x1160 ||
           c == 0x3164 || c == 0xffa0 || c == 0x2800 || (c >= 0xfe00 && c <= 0xfe0f);
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

} // namespace

Result<QByteArray, NameError> canonicalAccountName(QByteArrayView name)
{
    const QList<uint> characters = QString::fromUtf8(name).normalized(QString::NormalizationForm_KC).toUcs4();
    QByteArray canonical;
    for (const char32_t given : characters) {
        const char32_t c = given >= 'A' && given <= 'Z' ? given + ('a' - 'A') : given;
        const bool punctuation = c == '_' || c == '-' || c == '.';
        if (!isLetterOrDigit(c) && !punctuation)
            return NameError{"may hold letters a-z, digits, '_', '-', '.' and Chinese characters only"};
        if (punctuation && canonical.isEmpty())
            return NameError{"must start with a letter, a digit or a Chinese character"};
        canonical += QString::fromUcs4(&c, 1).toUtf8();
    }
    const QByteArray wrong = violation(canonical, accountName);
    if (!wrong.isEmpty())
        return NameError{wrong};
    return canonical;
}

QByteArray nameSkeleton(QByteArrayView canonicalName)
{
    QByteArray skeleton = canonicalName.toByteArray();
    skeleton.replace('0', 'o').replace('1', 'l').replace('i', 'l').replace("rn", "m").replace("vv", "w");
    return skeleton;
}

QByteArray displayNameViolation(QByteArrayView name)
{
    QByteArray wrong = violation(name, displayName);
    if (!wrong.isEmpty())
        return wrong;
    bool visible = false;
    int marks = 0;
    const QList<uint> characters = QString::fromUtf8(name).toUcs4();
    for (const char32_t c : characters) {
        if (isBidiControl(c))
            return QByteArrayLiteral("must not contain characters that change the writing direction");
        marks = isMark(c) ? marks + 1 : 0;
        if (marks > maxCombiningMarks)
            return QByteArrayLiteral("has too many combining marks in a row");
        visible = visible || (!isInvisible(c) && !isMark(c));
    }
    if (!visible)
        return QByteArrayLiteral("must contain a visible character");
    return {};
}

} // namespace miniqq::protocol
