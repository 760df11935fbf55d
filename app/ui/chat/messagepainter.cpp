// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagepainter.h"

#include "common/ui/avatarpainter.h"
#include "common/ui/icons.h"

#include <QPainter>
#include <QPainterPath>

namespace miniqq::client {

namespace {

using namespace Qt::Literals::StringLiterals;
using ui::Theme;

QColor withAlpha(QColor colour, float alpha)
{
    colour.setAlphaF(alpha);
    return colour;
}

void paintSeparators(QPainter &painter, const MessageLayout &layout, const MessageSurroundings &around,
                     const MessageMetrics &metrics, const Theme &theme)
{
    if (!layout.dayPill.isEmpty()) {
        ui::paintPanel(painter, layout.dayPill, layout.dayPill.height() / 2, withAlpha(theme.text, 0.06F));
        painter.setFont(metrics.label);
        painter.setPen(theme.text2);
        painter.drawText(layout.dayPill, Qt::AlignCenter, around.day);
    }
    if (!layout.unreadLine.isEmpty()) {
        const qreal y = std::floor(layout.unreadLine.center().y()) + 0.5;
        painter.setPen(QPen(withAlpha(theme.accent, theme.dark ? 0.5F : 0.35F), 1));
        painter.drawLine(QPointF(layout.unreadLine.left(), y), QPointF(layout.unreadWords.left(), y));
        painter.drawLine(QPointF(layout.unreadWords.right(), y), QPointF(layout.unreadLine.right(), y));
        painter.setFont(metrics.name);
        painter.setPen(theme.accentText);
        painter.drawText(layout.unreadWords, Qt::AlignCenter, around.unread);
    }
}

void paintBubble(QPainter &painter, const MessageLayout &layout, const MessageRow &row, const Theme &theme)
{
    const QPainterPath path = bubblePath(layout.bubble, layout.radii);
    const ui::PainterScope scope(painter);
    painter.setPen(Qt::NoPen);
    // A shadow of one pixel; where the theme has none it is transparent.
    if (!row.own && !row.isFailed() && theme.shadow.alpha() > 0)
        painter.fillPath(path.translated(0, 1), theme.shadow);
    painter.fillPath(path, row.isFailed() ? theme.errSoft : row.own ? theme.bubbleOut : theme.bubbleIn);
}

void paintText(QPainter &painter, const MessageLayout &layout, const MessageRow &row,
               const MessagePaintState &state, const Theme &theme, const QRectF &clip)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const TextLink &link : layout.links) {
        QTextLayout::FormatRange range;
        range.start = int(link.start);
        range.length = int(link.length);
        range.format.setForeground(theme.accentText);
        range.format.setFontUnderline(&link == state.hoveredLink);
        ranges.append(range);
    }
    if (state.selectionLength > 0) {
        QTextLayout::FormatRange range;
        range.start = int(state.selectionStart);
        range.length = int(state.selectionLength);
        range.format.setBackground(state.active ? theme.accent : theme.line2);
        range.format.setForeground(state.active ? theme.onAccent : theme.text);
        ranges.append(range);
    }
    painter.save();
    // Stacked marks may reach far out of their line, but not over the name, and never out of the bubble.
    const QRectF &text = layout.text;
    painter.setClipRect(QRectF(layout.bubble.left(), text.top() - 2, layout.bubble.width(),
                               layout.bubble.bottom() - text.top() + 2),
                        Qt::IntersectClip);
    painter.setPen(row.own && !row.isFailed() && !layout.isBigEmoji ? theme.bubbleOutText : theme.text);
    layout.lines->draw(&painter, layout.text.topLeft(), ranges, clip);
    painter.restore();
}

void paintMeta(QPainter &painter, const MessageLayout &layout, const MessageRow &row,
               const MessagePaintState &state, const MessageMetrics &metrics, const Theme &theme)
{
    const bool onBubble = row.own && !layout.isBigEmoji;
    const QColor colour = row.isFailed() ? theme.err : onBubble ? theme.bubbleOutMeta : theme.text3;
    QFont font = metrics.meta;
    font.setUnderline(row.isFailed() && state.retryHovered);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(layout.time, Qt::AlignLeft | Qt::AlignVCenter, layout.timeText);
    if (layout.tick.isEmpty())
        return;
    if (row.isFailed())
        ui::paintIcon(painter, layout.tick.adjusted(1, 1, -1, -1), u"retry"_s, colour);
    else
        ui::paintTick(painter, layout.tick, tickOf(row), colour, theme);
}

} // namespace

QPainterPath bubblePath(const QRectF &rect, const std::array<qreal, 4> &radii)
{
    const qreal most = std::min(rect.width(), rect.height()) / 2;
    const auto radius = [&](MessageLayout::Corner corner) { return std::min(radii[size_t(corner)], most); };
    const qreal tl = radius(MessageLayout::TopLeft);
    const qreal tr = radius(MessageLayout::TopRight);
    const qreal br = radius(MessageLayout::BottomRight);
    const qreal bl = radius(MessageLayout::BottomLeft);
    QPainterPath path;
    path.moveTo(rect.left() + tl, rect.top());
    path.lineTo(rect.right() - tr, rect.top());
    path.arcTo(rect.right() - 2 * tr, rect.top(), 2 * tr, 2 * tr, 90, -90);
    path.lineTo(rect.right(), rect.bottom() - br);
    path.arcTo(rect.right() - 2 * br, rect.bottom() - 2 * br, 2 * br, 2 * br, 0, -90);
    path.lineTo(rect.left() + bl, rect.bottom());
    path.arcTo(rect.left(), rect.bottom() - 2 * bl, 2 * bl, 2 * bl, 270, -90);
    path.lineTo(rect.left(), rect.top() + tl);
    path.arcTo(rect.left(), rect.top(), 2 * tl, 2 * tl, 180, -90);
    path.closeSubpath();
    return path;
}

void paintMessage(QPainter &painter, const MessageLayout &layout, const MessageRow &row,
                  const MessageSurroundings &around, const MessagePaintState &state,
                  const MessageMetrics &metrics, const Theme &theme, const QRectF &clip)
{
    paintSeparators(painter, layout, around, metrics, theme);
    const QString account = QString::fromUtf8(row.from);
    if (!layout.avatar.isEmpty())
        ui::paintAvatar(painter, layout.avatar,
                        {account, row.name, ui::AvatarKind::Person, ui::PresenceDot::None}, theme.canvas,
                        theme);
    if (!layout.isBigEmoji)
        paintBubble(painter, layout, row, theme);
    if (!layout.name.isEmpty()) {
        painter.setFont(metrics.name);
        painter.setPen(ui::avatarNameColour(account, theme));
        painter.save();
        painter.setClipRect(layout.name.adjusted(-2, -4, 2, 0), Qt::IntersectClip);
        painter.drawText(layout.name, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, layout.nameText);
        painter.restore();
    }
    paintText(painter, layout, row, state, theme, clip);
    paintMeta(painter, layout, row, state, metrics, theme);
    if (state.focused)
        ui::paintFocus(painter, layout.bubble.adjusted(-3, -3, 3, 3), ui::metric::radiusBubble + 3, theme);
}

} // namespace miniqq::client
