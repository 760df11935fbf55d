// SPDX-License-Identifier: MIT
#include "common/ui/painters.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace miniqq::ui {

namespace {

constexpr int pillHeight = 18;

int pillHeightFor(const QFont &font)
{
    return qMax(pillHeight, QFontMetrics(font).height() + 2);
}

QColor badgeText(Provenance p, const Theme &theme)
{
    return p == Provenance::Observed ? theme.obs : p == Provenance::Derived ? theme.der : theme.sim;
}

QColor badgeFill(Provenance p, const Theme &theme)
{
    return p == Provenance::Observed  ? theme.okSoft
           : p == Provenance::Derived ? theme.warnSoft
                                      : theme.simSoft;
}

QString countText(int count)
{
    return count > 99 ? QStringLiteral("99+") : QString::number(count);
}

QRectF leftPart(const QRectF &rect, const QSize &size)
{
    return {rect.left(), qRound(rect.center().y() - size.height() / 2.0) + 0.0, qreal(size.width()),
            qreal(size.height())};
}

} // namespace

PainterScope::PainterScope(QPainter &painter)
    : m_painter(painter)
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
}

PainterScope::~PainterScope()
{
    m_painter.restore();
}

void paintPanel(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
                qreal width)
{
    const PainterScope scope(painter);
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    if (!border.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.drawRoundedRect(rect, radius, radius);
        return;
    }
    painter.setPen(QPen(border, width));
    const qreal half = width / 2;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half);
}

void paintFocus(QPainter &painter, const QRectF &rect, qreal radius, const Theme &theme)
{
    paintPanel(painter, rect, radius, {}, theme.focus, 2);
}

QString provenanceWord(Provenance provenance)
{
    switch (provenance) {
    case Provenance::Observed:
        return QCoreApplication::translate("Provenance", "observed");
    case Provenance::Derived:
        return QCoreApplication::translate("Provenance", "derived");
    case Provenance::Simulated:
        break;
    }
    return QCoreApplication::translate("Provenance", "simulated");
}

QSize badgeSize(Provenance provenance, const Theme &theme)
{
    const QFont &font = theme.font(FontRole::Micro);
    const int text = QFontMetrics(font).horizontalAdvance(provenanceWord(provenance));
    return {6 + 8 + 4 + text + 7, pillHeightFor(font)};
}

void paintBadge(QPainter &painter, const QRectF &rect, Provenance provenance, const Theme &theme)
{
    const PainterScope scope(painter);
    const QRectF pill = leftPart(rect, badgeSize(provenance, theme));
    paintPanel(painter, pill, pill.height() / 2, badgeFill(provenance, theme));
    paintGlyph(painter, {pill.left() + 10, pill.center().y()}, provenance, theme);
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(badgeText(provenance, theme));
    painter.drawText(pill.adjusted(18, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     provenanceWord(provenance));
}

void paintGlyph(QPainter &painter, const QPointF &centre, Provenance provenance, const Theme &theme)
{
    const PainterScope scope(painter);
    const QColor colour = badgeText(provenance, theme);
    switch (provenance) {
    case Provenance::Observed:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(centre, 3.5, 3.5);
        break;
    case Provenance::Derived: {
        painter.setPen(QPen(colour, 1.5));
        painter.drawEllipse(centre, 3.25, 3.25);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const QRectF circle(centre.x() - 3.25, centre.y() - 3.25, 6.5, 6.5);
        painter.drawPie(circle, 90 * 16, 180 * 16);
        break;
    }
    case Provenance::Simulated: {
        QPen pen(colour, 1.5);
        // Six dashes around the circumference of 2 * pi * 3.25, in units of the pen width.
        const qreal part = 2 * 3.14159265 * 3.25 / 6 / 1.5;
        pen.setDashPattern({part * 0.6, part * 0.4});
        pen.setCapStyle(Qt::FlatCap);
        painter.setPen(pen);
        painter.drawEllipse(centre, 3.25, 3.25);
        break;
    }
    }
}

QSize countSize(int count, const Theme &theme)
{
    if (count <= 0)
        return {};
    const QFont &font = theme.font(FontRole::Micro, Strength::Strong);
    const int height = pillHeightFor(font);
    return {qMax(height, QFontMetrics(font).horizontalAdvance(countText(count)) + 10), height};
}

void paintCount(QPainter &painter, const QRectF &rect, int count, bool muted, const Theme &theme)
{
    const QSize size = countSize(count, theme);
    if (size.isEmpty())
        return;
    const PainterScope scope(painter);
    QRectF pill = leftPart(rect, size);
    pill.moveRight(rect.right());
    paintPanel(painter, pill, pill.height() / 2, muted ? theme.countMuted : theme.accent);
    painter.setFont(theme.font(FontRole::Micro, Strength::Strong));
    painter.setPen(theme.onAccent);
    painter.drawText(pill, Qt::AlignCenter, countText(count));
}

QColor toneText(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::Accent:
        return theme.accentText;
    case Tone::Ok:
        return theme.ok;
    case Tone::Warn:
        return theme.warn;
    case Tone::Err:
        return theme.err;
    case Tone::Sim:
        return theme.sim;
    case Tone::Neutral:
        break;
    }
    return theme.text2;
}

QColor toneFill(Tone tone, const Theme &theme)
{
    switch (tone) {
    case Tone::Accent:
        return theme.accentSoft;
    case Tone::Ok:
        return theme.okSoft;
    case Tone::Warn:
        return theme.warnSoft;
    case Tone::Err:
        return theme.errSoft;
    case Tone::Sim:
        return theme.simSoft;
    case Tone::Neutral:
        break;
    }
    return theme.tileFill();
}

QSize tagSize(const QString &text, const Theme &theme)
{
    const QFont &font = theme.font(FontRole::Micro);
    return {QFontMetrics(font).horizontalAdvance(text) + 12, pillHeightFor(font)};
}

void paintTag(QPainter &painter, const QRectF &rect, const QString &text, Tone tone, const Theme &theme)
{
    const PainterScope scope(painter);
    const QFont &font = theme.font(FontRole::Micro);
    QSize size = tagSize(text, theme);
    size.setWidth(qMin(size.width(), qFloor(rect.width())));
    const QRectF tag = leftPart(rect, size);
    paintPanel(painter, tag, metric::radiusTag, toneFill(tone, theme));
    painter.setFont(font);
    painter.setPen(toneText(tone, theme));
    const QString shown = QFontMetricsF(font).elidedText(text, Qt::ElideRight, tag.width() - 11);
    painter.drawText(tag, Qt::AlignCenter, shown);
}

void paintTick(QPainter &painter, const QRectF &rect, TickState state, const QColor &meta, const Theme &theme)
{
    if (state == TickState::None)
        return;
    const PainterScope scope(painter);
    painter.translate(rect.center() - QPointF(7.5, 7.5));
    const QColor colour = state == TickState::Read     ? theme.accentText
                          : state == TickState::Failed ? theme.err
                                                       : meta;
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    switch (state) {
    case TickState::Sending:
        painter.drawEllipse(QPointF(7.5, 7.5), 5, 5);
        painter.drawPolyline(QPolygonF{{7.5, 4.8}, {7.5, 7.8}, {9.4, 9}});
        break;
    case TickState::Failed:
        painter.drawEllipse(QPointF(7.5, 7.5), 5.5, 5.5);
        painter.drawLine(QPointF(7.5, 4.6), QPointF(7.5, 8.2));
        painter.drawPoint(QPointF(7.5, 10.4));
        break;
    case TickState::Sent:
        painter.drawPolyline(QPolygonF{{2.6, 8}, {5.8, 11.2}, {12.2, 4.4}});
        break;
    default:
        painter.drawPolyline(QPolygonF{{0.8, 8}, {3.8, 11.2}, {9.8, 4.4}});
        painter.drawPolyline(QPolygonF{{7, 10.2}, {8, 11.2}, {14, 4.4}});
        break;
    }
}

QString tickWord(TickState state)
{
    switch (state) {
    case TickState::Sending:
        return QCoreApplication::translate("TickState", "sending");
    case TickState::Sent:
        return QCoreApplication::translate("TickState", "sent");
    case TickState::Delivered:
        return QCoreApplication::translate("TickState", "delivered");
    case TickState::Read:
        return QCoreApplication::translate("TickState", "read");
    case TickState::Failed:
        return QCoreApplication::translate("TickState", "not sent");
    case TickState::None:
        break;
    }
    return {};
}

void paintSparkline(QPainter &painter, const QRectF &rect, std::span<const double> samples, double top,
                    const Theme &theme)
{
    if (samples.size() < 2 || rect.isEmpty())
        return;
    if (top <= 0)
        top = std::max(1e-9, *std::max_element(samples.begin(), samples.end()));
    const PainterScope scope(painter);
    // The line is 1.5 px wide: it must not be cut at the edges.
    const QRectF plot = rect.adjusted(0, 1, 0, -1);
    const qreal step = plot.width() / qreal(samples.size() - 1);
    QPolygonF line;
    line.reserve(qsizetype(samples.size()));
    for (size_t i = 0; i < samples.size(); ++i) {
        const double share = std::clamp(samples[i] / top, 0.0, 1.0);
        line.append({plot.left() + qreal(i) * step, plot.bottom() - share * plot.height()});
    }
    QPolygonF area = line;
    area.append(plot.bottomRight());
    area.append(plot.bottomLeft());
    QColor tint = theme.accentText;
    tint.setAlphaF(0.12F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(tint);
    painter.drawPolygon(area);
    painter.setPen(QPen(theme.accentText, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
}

} // namespace miniqq::ui
