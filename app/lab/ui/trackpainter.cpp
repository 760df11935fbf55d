// SPDX-License-Identifier: MIT
#include "app/lab/ui/trackpainter.h"

#include "common/ui/painters.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace miniqq::lab {

using namespace ui;

namespace {

QPainterPath blockPath(const QRectF &rect, qreal left, qreal right)
{
    left = std::min(left, rect.width() / 2);
    right = std::min(right, rect.width() / 2);
    QPainterPath path;
    path.moveTo(rect.left() + left, rect.top());
    path.lineTo(rect.right() - right, rect.top());
    path.quadTo(rect.topRight(), rect.topRight() + QPointF(0, right));
    path.lineTo(rect.right(), rect.bottom() - right);
    path.quadTo(rect.bottomRight(), rect.bottomRight() - QPointF(right, 0));
    path.lineTo(rect.left() + left, rect.bottom());
    path.quadTo(rect.bottomLeft(), rect.bottomLeft() - QPointF(0, left));
    path.lineTo(rect.left(), rect.top() + left);
    path.quadTo(rect.topLeft(), rect.topLeft() + QPointF(left, 0));
    return path;
}

QColor mixed(const QColor &a, const QColor &b, qreal part)
{
    const auto mix = [part](int x, int y) { return int(std::lround(x + (y - x) * part)); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

void paintBlock(QPainter &painter, const TrackBlock &block, const QRectF &area, const Theme &theme)
{
    if (block.rect.width() < 4) {
        painter.fillRect(block.rect, block.fill);
        return;
    }
    const PainterScope scope(painter);
    const QPainterPath path = blockPath(block.rect, block.left, block.right);
    painter.setPen(Qt::NoPen);
    painter.setBrush(block.fill);
    painter.drawPath(path);
    if (block.headerEnd > 0) {
        painter.setClipPath(path, Qt::IntersectClip);
        painter.fillRect(QRectF(block.rect.topLeft(), QPointF(block.headerEnd, block.rect.bottom())),
                         mixed(block.fill, theme.text, 0.14));
    }
    // The words stand in the middle of what is seen of a long block.
    const QRectF seen = block.rect.intersected(area);
    if (seen.width() < TrackBlock::textFrom)
        return;
    const QFont &font = theme.font(FontRole::Body, Strength::Strong);
    const QFont &code = theme.font(FontRole::Hex);
    const QFontMetrics metrics(font);
    const QFontMetrics codeMetrics(code);
    const int room = int(seen.width()) - 4;
    QString label = block.label;
    if (!block.brief.isEmpty() && metrics.horizontalAdvance(label) > room)
        label = block.brief;
    if (metrics.horizontalAdvance(label) > room)
        label = room >= 30 ? metrics.elidedText(label, Qt::ElideRight, room) : QString();
    QString bytes = block.bytes;
    if (codeMetrics.horizontalAdvance(bytes) > room)
        bytes = room >= 44 ? codeMetrics.elidedText(bytes, Qt::ElideRight, room) : QString();
    const qreal both = metrics.height() + (bytes.isEmpty() ? 0 : codeMetrics.height() - 2);
    qreal top = seen.top() + (seen.height() - both) / 2;
    if (!label.isEmpty()) {
        painter.setFont(font);
        painter.setPen(theme.text);
        painter.drawText(QRectF(seen.left(), top, seen.width(), metrics.height()), Qt::AlignCenter, label);
        top += metrics.height() - 2;
    }
    if (!bytes.isEmpty()) {
        const qreal line = label.isEmpty() ? seen.center().y() - codeMetrics.height() / 2.0 : top;
        painter.setFont(code);
        painter.setPen(theme.text2);
        painter.drawText(QRectF(seen.left(), line, seen.width(), codeMetrics.height()), Qt::AlignCenter,
                         bytes);
    }
}

void paintHatched(QPainter &painter, const QRectF &rect, const QString &label, const QRectF &area,
                  const Theme &theme)
{
    if (rect.width() < 4) {
        painter.fillRect(rect, theme.err);
        return;
    }
    const QRectF seen = rect.intersected(area);
    if (seen.isEmpty())
        return;
    const PainterScope scope(painter);
    const QRectF inner = rect.adjusted(0.5, 0.5, -0.5, -0.5);
    const QPainterPath path = blockPath(inner, TrackBlock::radius, TrackBlock::radius);
    painter.fillPath(path, theme.errSoft);
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    QColor hatch = theme.err;
    hatch.setAlphaF(0.38F);
    painter.setPen(QPen(hatch, 1.6));
    // Lines start at places that belong to the bytes, so that they do not swim while scrolling.
    constexpr qreal apart = 7 * 1.41421356;
    const qreal start = rect.left() + std::floor((seen.left() - rect.left() - rect.height()) / apart) * apart;
    for (qreal x = start; x < seen.right(); x += apart)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    painter.restore();
    painter.setPen(QPen(theme.err, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);

    const QFont &font = theme.font(FontRole::Caption, Strength::Strong);
    const QFontMetrics metrics(font);
    const int room = int(seen.width()) - 6;
    const QString words = metrics.horizontalAdvance(label) + 12 <= room
                              ? label
                              : metrics.elidedText(label, Qt::ElideRight, std::max(0, room - 12));
    if (words.isEmpty() || room < 22)
        return;
    const int wide = std::min(room, metrics.horizontalAdvance(words) + 18);
    const QRectF pill(seen.center().x() - wide / 2.0, seen.center().y() - metrics.height() / 2.0 - 1, wide,
                      metrics.height() + 2);
    paintPanel(painter, pill, pill.height() / 2, theme.panel);
    painter.setFont(font);
    painter.setPen(theme.err);
    painter.drawText(pill, Qt::AlignCenter, words);
}

} // namespace miniqq::lab
