// SPDX-License-Identifier: MIT
#include "app/lab/ui/exchangepicture.h"

#include "common/ui/exchange/arrowpainter.h"
#include "common/ui/exchange/sequenceparts.h"
#include "common/ui/painters.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int toLine = 3;        // an arrow ends this far from the middle of a lifeline
constexpr qreal openPart = 0.55; // how far an arrow goes that nobody has received

MessageClass classOf(const ExchangeArrow &arrow)
{
    if (arrow.error != 0)
        return MessageClass::Error;
    switch (arrow.kind) {
    case ExchangeArrow::Connect:
        return MessageClass::Session;
    case ExchangeArrow::Datagram:
        return MessageClass::Ack;
    case ExchangeArrow::End:
        return MessageClass::Control;
    case ExchangeArrow::Reset:
        return MessageClass::Error;
    case ExchangeArrow::Bytes:
        break;
    }
    return MessageClass::Chat;
}

QPointF between(const QPointF &a, const QPointF &b, qreal part)
{
    return a + (b - a) * part;
}

} // namespace

ExchangePicture::ExchangePicture(const ExchangeRecord &record, const LabExchangeLayout &layout,
                                 const ExchangeReplay *replay, qint64 current)
    : m_record(record)
    , m_layout(layout)
    , m_replay(replay)
    , m_current(current)
{}

QByteArray ExchangePicture::toSvg(int width, const Theme &theme) const
{
    LabExchangeLayout layout = m_layout;
    const QSize size(std::max(width, layout.spread(width)), layout.height() + headHeight(theme) + 8);
    layout.spread(size.width());
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setSize(size);
    svg.setViewBox(QRect(QPoint(), size));
    svg.setTitle(tr("Exchange diagram"));
    QPainter painter(&svg);
    ExchangePicture(m_record, layout, nullptr, -1).paint(painter, size, {}, theme);
    painter.end();
    return buffer.data();
}

int ExchangePicture::headHeight(const Theme &theme)
{
    return 12 + QFontMetrics(theme.font(FontRole::Caption, Strength::Strong)).height() + 10 + 8;
}

void ExchangePicture::paint(QPainter &painter, const QSize &size, const QPoint &scroll,
                            const Theme &theme) const
{
    painter.fillRect(QRect(QPoint(), size), theme.panel);
    if (m_layout.rows().empty()) {
        painter.setPen(theme.text3);
        painter.setFont(theme.font(FontRole::Caption));
        const QString words = m_layout.hidden() > 0 ? tr("Nothing fits the filter")
                                                    : tr("What crosses between the ends appears here.");
        painter.drawText(QRect(QPoint(), size).adjusted(16, 16, -16, -16),
                         int(Qt::AlignCenter) | int(Qt::TextWordWrap), words);
        return;
    }
    const QPoint origin(-scroll.x(), headHeight(theme) - scroll.y());
    for (const LabExchangeLayout::Lane &lane : m_layout.lanes()) {
        if (!lane.foreign) {
            painter.fillRect(lane.x + origin.x(), headHeight(theme) - 8, 1, size.height(), theme.line2);
            continue;
        }
        painter.setPen(QPen(theme.line2, 1, Qt::DashLine)); // what happens there, nobody here knows
        painter.drawLine(lane.x + origin.x(), headHeight(theme) - 8, lane.x + origin.x(), size.height());
    }
    const auto [first, last] = m_layout.rowsBetween(scroll.y() - 2 * m_layout.metrics().row,
                                                    scroll.y() + size.height() + m_layout.metrics().row);
    for (int i = first; i <= last; ++i) {
        const LabExchangeLayout::Row &row = m_layout.rows()[size_t(i)];
        if (m_replay && !m_replay->isShown(row.point))
            continue;
        if (row.silenceBefore > 0)
            paintSilenceLine(painter,
                             row.y + origin.y() - m_layout.metrics().row + 8 - m_layout.metrics().silence / 2,
                             size.width(), row.silenceBefore, theme);
    }
    for (const int i : m_layout.arrowsBetween(first, last))
        paintArrowOf(painter, m_layout.arrows()[size_t(i)], origin, theme);
    for (int i = first; i <= last; ++i) {
        const LabExchangeLayout::Row &row = m_layout.rows()[size_t(i)];
        if (!m_replay || m_replay->isShown(row.point))
            paintCall(painter, row, origin, theme);
    }
    paintHeads(painter, size.width(), scroll.x(), theme);
}

void ExchangePicture::paintHeads(QPainter &painter, int width, int left, const Theme &theme) const
{
    const PainterScope scope(painter);
    painter.fillRect(QRect(0, 0, width, headHeight(theme) - 8), theme.panel);
    const QFontMetrics metrics(theme.font(FontRole::Caption, Strength::Strong));
    for (const LabExchangeLayout::Lane &lane : m_layout.lanes()) {
        const int wide =
            qBound(64, metrics.horizontalAdvance(lane.title) + 28, m_layout.metrics().laneApart - 12);
        paintLifelineHead(painter, QRect(lane.x - left - wide / 2, 8, wide, metrics.height() + 10),
                          lane.title, lane.server ? HeadGround::Tinted : HeadGround::Quiet, theme);
    }
}

void ExchangePicture::paintCall(QPainter &painter, const LabExchangeLayout::Row &row, const QPoint &origin,
                                const Theme &theme) const
{
    const ExchangePoint *point = m_record.point(row.point);
    if (!point)
        return;
    const PainterScope scope(painter);
    const LabExchangeLayout::Lane &lane = m_layout.lanes()[size_t(row.lane)];
    const QPointF at(lane.x + origin.x() + 0.5, row.y + origin.y() + 0.5);
    painter.setPen(Qt::NoPen);
    painter.setBrush(point->error != 0 ? theme.err : row.note ? theme.text3 : theme.text2);
    painter.drawEllipse(at, 3, 3);

    const QString time = QString::number(double(point->ns - m_record.startNs) / 1e9, 'f', 3);
    const QFont &font = theme.font(FontRole::Hex);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    const QString label = pointLabel(*point);
    const int timeWidth = metrics.horizontalAdvance(time) + 8;
    const int lanes = int(m_layout.lanes().size());
    const bool outer = row.wordsLeft ? row.lane == 0 : row.lane == lanes - 1;
    const int room =
        (outer || lanes < 2 ? m_layout.margin() : m_layout.lanes()[1].x - m_layout.lanes()[0].x) - 16;
    const QString shownLabel = metrics.elidedText(label, Qt::ElideRight, room - timeWidth);
    const int wide = metrics.horizontalAdvance(shownLabel) + timeWidth;
    const int height = metrics.height();
    const int top = qRound(at.y()) - height / 2;
    const int left = row.wordsLeft ? qRound(at.x()) - 10 - wide : qRound(at.x()) + 10;
    painter.setPen(point->error != 0 ? theme.err : theme.text);
    painter.drawText(QRect(left + (row.wordsLeft ? timeWidth : 0), top, wide - timeWidth + 2, height),
                     Qt::AlignVCenter, shownLabel);
    painter.setPen(theme.text3);
    painter.drawText(QRect(row.wordsLeft ? left : left + wide - timeWidth + 8, top, timeWidth, height),
                     Qt::AlignVCenter, time);
}

void ExchangePicture::paintArrowOf(QPainter &painter, const LabExchangeLayout::Arrow &placed,
                                   const QPoint &origin, const Theme &theme) const
{
    const ExchangeArrow *arrow = m_record.arrow(placed.number);
    if (!arrow)
        return;
    const qreal progress = m_replay ? m_replay->progress(*arrow) : 1;
    const bool begun = !m_replay || progress > 0 || (arrow->sent >= 0 && m_replay->isShown(arrow->sent));
    if (!begun || placed.fromLane == placed.toLane)
        return;
    const PainterScope scope(painter);
    const auto placeOf = [&](int lane, int row) {
        return QPointF(m_layout.lanes()[size_t(lane)].x + 0.5, m_layout.rows()[size_t(row)].y + 0.5) + origin;
    };
    QPointF from = placeOf(placed.fromLane, placed.fromRow);
    QPointF to = placeOf(placed.toLane, placed.toRow);
    const qreal way = to.x() > from.x() ? 1 : -1;
    from += QPointF(way * toLine, 0);
    to -= QPointF(way * toLine, 0);
    const MessageClass messageClass = classOf(*arrow);
    const bool selected = placed.number == m_current;
    const bool underway = placed.open || progress < 1;
    const qreal drawn = placed.open ? openPart * progress : progress;
    if (drawn > 0)
        paintArrow(painter, from, between(from, to, drawn), {messageClass, false, selected, underway}, theme);

    // The words stand on the line, turned as it is, and near its middle.
    const QFont &font = theme.font(FontRole::Caption, Strength::Strong);
    const QFontMetrics metrics(font);
    const qreal length = std::hypot(to.x() - from.x(), to.y() - from.y());
    constexpr int glyph = 14;
    const QString label = metrics.elidedText(arrowLabel(*arrow), Qt::ElideRight, int(length) - 24 - glyph);
    const int wide = metrics.horizontalAdvance(label) + glyph;
    const QPointF left = way > 0 ? from : to;
    const QPointF right = way > 0 ? to : from;
    const qreal half = wide / 2.0 + 8;
    const qreal part = way > 0 ? placed.words : 1 - placed.words;
    painter.translate(
        between(left, right, std::clamp(part * length, half, std::max(half, length - half)) / length));
    painter.rotate(std::atan2(right.y() - left.y(), right.x() - left.x()) * 180 / std::numbers::pi);
    const QRectF words(-wide / 2.0, -metrics.height() - 2, wide, metrics.height());
    if (selected)
        paintPanel(painter, words.adjusted(-3, 0, 3, 0), metric::radiusTag, theme.selected);
    paintGlyph(painter, QPointF(words.left() + 4, words.center().y()),
               arrow->isDerived() ? Provenance::Derived : Provenance::Observed, theme);
    painter.setFont(font);
    painter.setPen(theme.colour(messageClass));
    painter.drawText(words.adjusted(glyph, 0, 2, 0), Qt::AlignVCenter | Qt::AlignLeft, label);
}

} // namespace miniqq::lab
