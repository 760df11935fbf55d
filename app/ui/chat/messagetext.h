// SPDX-License-Identifier: MIT
#pragma once

#include <QFont>
#include <QList>
#include <QString>
#include <QUrl>

namespace miniqq::client {

/// What a foreign text looks like on the screen: the same number of QChars, so that positions in the one are
/// positions in the other. Line feeds become line separators, other controls their visible pictures (U+2400
/// ...), and characters that turn or nest the writing direction over any distance (LRE, RLE, LRO, RLO, PDF)
/// become zero-width spaces. Marks and isolates stay: right-to-left writing needs them.
QString displayText(const QString &foreign);

/// A foreign text for one line among others (a name, a preview): white space is folded to single blanks,
/// controls and everything that steers the writing direction are left out. At most `maxLength` QChars, never
/// half a pair.
QString singleLine(QStringView foreign, qsizetype maxLength = 200);

struct TextLink
{
    qsizetype start = 0;
    qsizetype length = 0;
    QUrl url;
};

/// http, https and mailto addresses written out in `text`. Only ASCII belongs to one: in Chinese text an
/// address is often followed by the next sentence without a blank. Punctuation at its end is not part of it.
QList<TextLink> findLinks(QStringView text);

/// True for http, https (with a host) and mailto (with a path): the only addresses that are ever opened.
bool isAllowedLink(const QUrl &url);

/// How many emoji (as a person counts them) `text` consists of; 0 if there is anything else in it, or more
/// than `most`.
int countEmojiOnly(QStringView text, int most = 3);

struct TextRun
{
    qsizetype start = 0;
    qsizetype length = 0;
};

/// Where emoji stand in `text`, neighbours joined to one run.
QList<TextRun> findEmoji(QStringView text);

/// True if more than `most` characters of `text` may be emoji. Measuring one costs some 0.2 ms where emoji
/// are bitmaps: a text that consists of them would hold up the window, and is shown in the font of
/// withoutEmojiFamilies().
bool hasManyEmoji(QStringView text, int most);
/// The font without the families that draw emoji in colour.
QFont withoutEmojiFamilies(const QFont &font);

/// Number of Unicode code points.
qsizetype codePoints(QStringView text);

} // namespace miniqq::client
