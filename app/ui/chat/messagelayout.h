// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/chat/messagerow.h"
#include "app/ui/chat/messagetext.h"
#include "common/ui/theme.h"

#include <QRectF>
#include <QTextLayout>

#include <array>
#include <memory>

namespace miniqq::client {

/// Fonts and line heights of a conversation, measured once per theme. Every line has a fixed height, whatever
/// fonts and marks a foreign text brings along.
struct MessageMetrics
{
    static MessageMetrics from(const ui::Theme &theme);

    QFont text, emoji, name, meta, label;
    QFont manyEmoji;                      ///< `text` for messages with very many emoji
    QFont inlineEmoji;                    ///< emoji among words
    qreal lineHeight = 22, baseline = 16; ///< of `text`; the baseline from the top of the line
    qreal emojiLine = 44, emojiBaseline = 34;
    qreal nameHeight = 19;
    qreal metaHeight = 16;
    qreal pillHeight = 24;
    qreal tickWidth = 15;
};

/// Fixed distances, in device-independent pixels.
namespace bubble {
inline constexpr qreal sidePadding = 16; ///< between the edge of the pane and bubbles or avatars
inline constexpr qreal avatarSide = 32;  ///< avatars of others
inline constexpr qreal avatarGap = 8;    ///< between avatar and bubble
inline constexpr qreal paddingX = 12;
inline constexpr qreal paddingY = 8;
inline constexpr qreal groupGap = 12; ///< above the first bubble of a group
inline constexpr qreal joinedGap = 2; ///< above the others
inline constexpr qreal metaGap = 12;  ///< what the last line has to leave free before the time
inline constexpr qreal tickGap = 3;
inline constexpr qreal widest = 560;
inline constexpr qreal widestShare = 0.75; ///< of the pane
inline constexpr int mostBigEmoji = 3;
inline constexpr int mostColouredEmoji = 100; ///< in one message
} // namespace bubble

/// What is said around a message: decided by the view, drawn with the row.
struct MessageSurroundings
{
    QString day;           ///< words of the day separator above; empty: none
    QString unread;        ///< words of the unread line above; empty: none
    QString retry;         ///< words in a failed bubble, e.g. "not sent · retry"
    QString lost;          ///< words behind the time of one that the server has no more
    bool showName = false; ///< names of others are written in the first bubble of a group
};

/// Where everything of one row lies, relative to the row's upper left corner. Computed from text, width,
/// fonts and grouping alone; nothing is drawn here and no colour is known.
struct MessageLayout
{
    enum Corner { TopLeft, TopRight, BottomRight, BottomLeft };

    int height = 0; ///< of the whole row, gap above included
    QRectF dayPill;
    QRectF unreadLine; ///< full width; the line runs through its middle, beside `unreadWords`
    QRectF unreadWords;
    QRectF bubble; ///< what is clickable and outlined; drawn as a bubble unless `isBigEmoji`
    std::array<qreal, 4> radii{};
    QRectF name;   ///< empty: not shown
    QRectF avatar; ///< empty: not shown
    QRectF text;
    QRectF time; ///< time, or the words of a failed message
    QRectF tick; ///< empty for others
    bool timeOnLastLine = false;
    bool isBigEmoji = false;

    QString timeText;
    QString nameText; ///< elided
    QString shown;    ///< displayText() of the message: what `lines` holds
    QList<TextLink> links;
    std::shared_ptr<QTextLayout> lines;

    /// Position in the message's text under `point` (relative to the row); -1 outside of the text unless
    /// `nearest`.
    qsizetype positionAt(const QPointF &point, bool nearest = false) const;
    /// The link under `point`, or nullptr.
    const TextLink *linkAt(const QPointF &point) const;
};

/// Lays out one row for a pane of `width`.
MessageLayout layOutMessage(const MessageRow &row, const MessageSurroundings &around, int width,
                            const MessageMetrics &metrics);

} // namespace miniqq::client
