// SPDX-License-Identifier: MIT
// How SequenceDiagram looks; where things are is in sequencediagram.cpp.
#include "common/ui/exchange/arrowpainter.h"
#include "common/ui/exchange/sequencediagram.h"
#include "common/ui/exchange/sequenceparts.h"
#include "common/ui/format.h"
#include "common/ui/painters.h"

#include <QPainter>

namespace miniqq::ui {

namespace {
constexpr int toLine = 3; // an arrow ends this far from the middle of a lifeline
} // namespace

QString SequenceDiagram::labelOf(const SequenceLayout::Arrow &arrow) const
{
    if (arrow.count > 1)
        return QStringLiteral("%1 ×%2").arg(arrow.item.type).arg(arrow.count);
    return arrow.item.type;
}

void SequenceDiagram::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), m_compact ? theme.panel : theme.canvas);
    const auto &arrows = m_layout.arrows();
    if (arrows.empty()) {
        painter.setPen(theme.text3);
        painter.setFont(theme.font(FontRole::Caption));
        painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                         int(Qt::AlignCenter) | Qt::TextWordWrap, m_emptyText);
        return;
    }
    for (const LaneView &view : m_lanes)
        painter.fillRect(view.x - horizontalOffset(), headHeight() - 8, 1, viewport()->height(), theme.line2);

    const int selected = currentArrow();
    int first = m_layout.arrowAt(verticalOffset()).value_or(0);
    for (int i = first; i < int(arrows.size()); ++i) {
        const int top = headHeight() + m_layout.topOf(i) - verticalOffset();
        if (top > viewport()->height())
            break;
        const SequenceLayout::Arrow &arrow = arrows[size_t(i)];
        if (arrow.silenceBefore > 0)
            paintSilence(painter, arrow, top, theme);
        if (arrow.item.isFrame())
            paintFrame(painter, arrow, arrowY(i), i == selected, theme);
        else
            paintNote(painter, arrow, arrowY(i), i == selected, theme);
    }
    if (selected >= 0)
        paintAnswerTime(painter, selected, theme);
    paintHeads(painter, theme);
    if (hasFocus() && selected < 0 && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, viewport()->rect(), metric::radiusControl, theme);
}

void SequenceDiagram::paintHeads(QPainter &painter, const Theme &theme) const
{
    const PainterScope scope(painter);
    painter.fillRect(QRect(0, 0, viewport()->width(), headHeight() - 8),
                     m_compact ? theme.panel : theme.canvas);
    const QFontMetrics metrics(theme.font(FontRole::Caption, Strength::Strong));
    const int height = metrics.height() + (m_compact ? 4 : 10);
    for (const LaneView &view : m_lanes) {
        const QRect head(view.x - horizontalOffset() - view.headWidth / 2, m_compact ? 0 : 14, view.headWidth,
                         height);
        const bool server =
            (view.lane.key == SequenceLayout::ownLane) == (m_layout.side() == tap::Side::Server);
        // The own end of a messenger is tinted as well where there are only the two of them.
        const bool tinted = m_compact ? view.lane.key == SequenceLayout::ownLane : server;
        const HeadGround ground = tinted      ? HeadGround::Tinted
                                  : m_compact ? HeadGround::Quiet
                                              : HeadGround::Panel;
        paintLifelineHead(painter, head, view.lane.label, ground, theme);
    }
}

void SequenceDiagram::paintSilence(QPainter &painter, const SequenceLayout::Arrow &arrow, int top,
                                   const Theme &theme) const
{
    paintSilenceLine(painter, top + m_layout.metrics().silence / 2, viewport()->width(), arrow.silenceBefore,
                     theme);
}

void SequenceDiagram::paintNote(QPainter &painter, const SequenceLayout::Arrow &arrow, int y, bool selected,
                                const Theme &theme) const
{
    const PainterScope scope(painter);
    const int x = laneX(m_layout.side() == tap::Side::Server ? arrow.lane : SequenceLayout::ownLane);
    painter.setFont(theme.font(FontRole::Micro));
    const QString text = labelOf(arrow);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 12;
    const bool atRight = x + 10 + width < viewport()->width();
    const QRect box(atRight ? x + 8 : x - 8 - width, y - 16, width, 18);
    if (selected)
        paintPanel(painter, box, metric::radiusTag, theme.selected);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text3);
    painter.drawEllipse(QPointF(x + 0.5, y - 7), 3, 3);
    painter.setPen(theme.text2);
    painter.drawText(box, Qt::AlignCenter, text);
}

void SequenceDiagram::paintFrame(QPainter &painter, const SequenceLayout::Arrow &arrow, int y, bool selected,
                                 const Theme &theme) const
{
    const PainterScope scope(painter);
    const int own = laneX(SequenceLayout::ownLane);
    const int other = laneX(arrow.lane);
    const int way = other > own ? 1 : -1;
    const QPointF ownEnd(own + 0.5 + way * toLine, y + 0.5);
    const QPointF otherEnd(other + 0.5 - way * toLine, y + 0.5);

    // The words stand over the part next to the own lifeline, where arrows of all lanes line up.
    int near = other;
    for (const LaneView &view : m_lanes) {
        const int x = view.x - horizontalOffset();
        if ((x - own) * way > 0 && (x - near) * way < 0)
            near = x;
    }
    QRect words(qMin(own, near) + 6, y - 18, qAbs(near - own) - 12, 17);
    if (selected)
        paintPanel(painter, words, metric::radiusTag, theme.selected);
    paintArrow(painter, arrow.toOwn ? otherEnd : ownEnd, arrow.toOwn ? ownEnd : otherEnd,
               {arrow.item.messageClass, arrow.item.reply, selected}, theme);

    const QFont &font = theme.font(FontRole::Caption, Strength::Strong);
    const QFontMetrics metrics(font);
    if (m_compact) {
        words.adjust(8, 0, -8, 0);
        const QString facts =
            formatBytes(arrow.bytes) + QStringLiteral(" · ") + formatShortTime(arrow.item.wallMs).mid(3);
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(theme.text3);
        painter.drawText(words, Qt::AlignRight | Qt::AlignVCenter, facts);
        words.setRight(words.right() - painter.fontMetrics().horizontalAdvance(facts) - 6);
    }
    painter.setFont(font);
    painter.setPen(theme.colour(arrow.item.messageClass));
    painter.drawText(words, (m_compact ? Qt::AlignLeft : Qt::AlignHCenter) | Qt::AlignVCenter,
                     metrics.elidedText(labelOf(arrow), Qt::ElideRight, words.width()));
}

void SequenceDiagram::paintAnswerTime(QPainter &painter, int arrow, const Theme &theme) const
{
    const std::optional<int> partner = m_layout.partnerOf(arrow);
    if (!partner)
        return;
    const int request = qMin(arrow, *partner);
    const int answer = qMax(arrow, *partner);
    const SequenceLayout::Arrow &asked = m_layout.arrows()[size_t(request)];
    const SequenceLayout::Arrow &answered = m_layout.arrows()[size_t(answer)];
    // Both ends of the bar were measured here, by one clock: at the server it is work, at the client waiting.
    const int own = laneX(SequenceLayout::ownLane);
    const int top = arrowY(request);
    const int bottom = arrowY(answer) + 2;
    const PainterScope scope(painter);
    const QRectF bar(own - 4, top, 9, bottom - top);
    paintPanel(painter, bar, 3, theme.canvas, theme.accentText, 1.2);
    const QString text = tr("answered after %1").arg(formatDuration(answered.item.ns - asked.item.ns));
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text2);
    const int width = painter.fontMetrics().horizontalAdvance(text);
    const int way = laneX(asked.lane) > own ? -1 : 1;
    const int left = way > 0 ? own + 12 : own - 12 - width;
    const QRect words(left, (top + bottom) / 2 - 9, width, 18);
    if (words.left() < 4 || words.right() > viewport()->width() - 4)
        return; // the details say it as well
    painter.fillRect(words.adjusted(-2, 0, 2, 0), m_compact ? theme.panel : theme.canvas);
    painter.drawText(words, Qt::AlignCenter, text);
}

} // namespace miniqq::ui
