// SPDX-License-Identifier: MIT
#include "common/ui/exchange/arrowpainter.h"

#include "common/ui/painters.h"

#include <QPainter>

#include <cmath>
#include <numbers>

namespace miniqq::ui {

void paintArrow(QPainter &painter, const QPointF &from, const QPointF &to, const ArrowLook &look,
                const Theme &theme)
{
    constexpr qreal headLength = 9;
    constexpr qreal headHalf = 4.2;
    const PainterScope scope(painter);
    if (from.y() != to.y()) { // painted level, and turned
        const QPointF way = to - from;
        painter.translate(from);
        painter.rotate(std::atan2(way.y(), way.x()) * 180 / std::numbers::pi);
        paintArrow(painter, {0, 0}, {std::hypot(way.x(), way.y()), 0}, look, theme);
        return;
    }
    const QColor colour = theme.colour(look.messageClass);
    const qreal width = look.selected ? 2.4 : 1.75;
    const qreal way = to.x() >= from.x() ? 1 : -1;
    const bool error = look.messageClass == MessageClass::Error;
    const bool open = look.reply || error || look.headless;

    QPen line(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (look.messageClass == MessageClass::Control || look.headless)
        line.setDashPattern({4 / width, 4 / width});
    painter.setPen(line);
    // A filled head covers the end of the line; it must not show beyond the tip.
    painter.drawLine(from, open ? to : to - QPointF(way * (headLength - 1), 0));
    if (look.headless)
        return;

    const QPen solid(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(solid);
    const QPointF back = to - QPointF(way * headLength, 0);
    if (error) {
        const QPointF centre = to - QPointF(way * 6, 0);
        painter.drawLine(centre + QPointF(-4.2, -4.2), centre + QPointF(4.2, 4.2));
        painter.drawLine(centre + QPointF(-4.2, 4.2), centre + QPointF(4.2, -4.2));
    } else if (open) {
        painter.drawPolyline(
            QPolygonF{back - QPointF(0, headHalf + 0.6), to, back + QPointF(0, headHalf + 0.6)});
    } else {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{back - QPointF(0, headHalf), to, back + QPointF(0, headHalf)});
    }
}

} // namespace miniqq::ui
