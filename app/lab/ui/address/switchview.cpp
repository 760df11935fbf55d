// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/switchview.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QMouseEvent>
#include <QPainter>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int cable = 56; // at least so long

QSize stationSize(const Theme &theme)
{
    const QFontMetrics micro(theme.font(FontRole::Micro));
    return {std::max(128, micro.horizontalAdvance(hardwareText(0)) + 24),
            QFontMetrics(theme.font(FontRole::Body)).height() + micro.height() + 14};
}

QSize boxSize(const Theme &theme)
{
    const int line = QFontMetrics(theme.font(FontRole::Micro)).height();
    return {std::max(128, 8 * line),
            QFontMetrics(theme.font(FontRole::Body)).height() + SwitchRun::stations * line + 20};
}

} // namespace

SwitchView::SwitchView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void SwitchView::setScene(SwitchRun::Box box, const SwitchRun::Step &step, const QList<int> &table)
{
    m_box = box;
    m_step = step;
    m_table = table;
    setAccessibleName(box == SwitchRun::Box::Hub ? tr("Four machines at a hub")
                                                 : tr("Four machines at a switch"));
    setAccessibleDescription(step.sentence);
    update();
}

QRect SwitchView::stationRect(int station) const
{
    const QSize size = stationSize(themeOf(this));
    const int x = station % 2 == 0 ? 0 : width() - size.width();
    const int y = station / 2 == 0 ? 0 : height() - size.height();
    return {QPoint(x, y), size};
}

QRect SwitchView::boxRect() const
{
    const QSize size = boxSize(themeOf(this));
    return {QPoint((width() - size.width()) / 2, (height() - size.height()) / 2), size};
}

QSize SwitchView::sizeHint() const
{
    const QSize smallest = minimumSizeHint();
    return {std::max(420, smallest.width()), smallest.height()};
}

QSize SwitchView::minimumSizeHint() const
{
    const Theme &theme = themeOf(this);
    const QSize station = stationSize(theme);
    const QSize box = boxSize(theme);
    return {2 * station.width() + box.width() + 2 * cable / 2,
            std::max(230, box.height() + 2 * station.height() + 38)};
}

void SwitchView::mousePressEvent(QMouseEvent *event)
{
    for (int station = 0; station < SwitchRun::stations; ++station) {
        if (event->button() == Qt::LeftButton && stationRect(station).contains(event->position().toPoint()))
            Q_EMIT stationClicked(station);
    }
}

void SwitchView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const QRect box = boxRect();
    const bool sent = !m_step.out.isEmpty();
    for (int station = 0; station < SwitchRun::stations; ++station) {
        const PainterScope scope(painter);
        const QRect place = stationRect(station);
        const bool sends = sent && station == m_step.from;
        const bool gets = m_step.out.contains(station);
        const bool meant = m_step.to == station || m_step.to == SwitchRun::everybody;
        const QColor &colour = sends           ? theme.tChat
                               : gets && meant ? theme.tAck
                               : gets          ? theme.warn
                                               : theme.line2;
        const bool left = station % 2 == 0;
        const bool upper = station / 2 == 0;
        const QPointF from(left ? place.right() : place.left(), place.center().y());
        const QPointF to(left ? box.left() : box.right(), box.center().y() + (upper ? -24 : 24));
        painter.setPen(
            QPen(colour, sends || gets ? 2.4 : 1.25, gets && !meant ? Qt::DashLine : Qt::SolidLine));
        painter.drawLine(from, to);
        paintPanel(painter, place, metric::radiusControl, theme.tileFill(), colour, sends || gets ? 2 : 1);
        painter.setFont(theme.font(FontRole::Body, Strength::Strong));
        painter.setPen(theme.text);
        const QRect text = place.adjusted(10, 4, -8, -4);
        const QString note = sends           ? tr("sends")
                             : gets && meant ? tr("gets it")
                             : gets          ? tr("hears it, too")
                                             : QString();
        painter.drawText(text, Qt::AlignLeft | Qt::AlignTop, SwitchRun::stationName(station));
        painter.setFont(theme.font(FontRole::Micro));
        painter.setPen(sends || gets ? colour : theme.text2);
        painter.drawText(text, Qt::AlignRight | Qt::AlignTop, note);
        painter.setPen(theme.text2);
        painter.drawText(text, Qt::AlignLeft | Qt::AlignBottom, hardwareText(SwitchRun::hardwareOf(station)));
    }
    paintPanel(painter, box, metric::radiusCard, theme.panel, theme.line2);
    painter.setFont(theme.font(FontRole::Body, Strength::Strong));
    painter.setPen(theme.text);
    painter.drawText(box.adjusted(0, 8, 0, 0), Qt::AlignHCenter | Qt::AlignTop,
                     m_box == SwitchRun::Box::Hub ? tr("Hub") : tr("Switch"));
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text2);
    const int first = box.top() + 12 + QFontMetrics(theme.font(FontRole::Body)).height();
    int y = first;
    const int step = QFontMetrics(painter.font()).height();
    if (m_box == SwitchRun::Box::Hub) {
        painter.drawText(QRect(box.left() + 8, first, box.width() - 16, box.bottom() - first),
                         Qt::AlignHCenter | Qt::TextWordWrap, tr("has no table"));
        return;
    }
    for (int station = 0; station < m_table.size(); ++station) {
        if (m_table[station] < 0)
            continue;
        painter.drawText(QRect(box.left(), y, box.width(), step), Qt::AlignHCenter,
                         tr("%1 → port %2").arg(SwitchRun::stationName(station)).arg(m_table[station] + 1));
        y += step;
    }
    if (y == first)
        painter.drawText(QRect(box.left() + 8, first, box.width() - 16, box.bottom() - first),
                         Qt::AlignHCenter | Qt::TextWordWrap, tr("knows nobody yet"));
}

} // namespace miniqq::lab
