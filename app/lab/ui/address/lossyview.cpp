// SPDX-License-Identifier: MIT
#include "app/lab/ui/address/lossyview.h"

#include "common/ui/painters.h"

#include <QEvent>
#include <QPainter>

#include <cmath>

namespace miniqq::lab {

using namespace ui;

namespace {

constexpr int between = 136; // from the sender's line to the receiver's
constexpr int rightEdge = 24;
constexpr qreal headLength = 9;

void paintHead(QPainter &painter, const QPointF &from, const QPointF &to, const QColor &colour)
{
    const qreal length = std::hypot(to.x() - from.x(), to.y() - from.y());
    if (length < 1)
        return;
    const QPointF along((to.x() - from.x()) / length, (to.y() - from.y()) / length);
    const QPointF across(-along.y(), along.x());
    const QPointF back = to - along * headLength;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{to, back + across * 4.2, back - across * 4.2});
}

} // namespace

LossyView::LossyView(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    describe();
}

int LossyView::numberHeight() const
{
    return QFontMetrics(themeOf(this).font(FontRole::Micro, Strength::Strong)).height();
}

int LossyView::upperLine() const
{
    return numberHeight() + 12;
}

int LossyView::lowerLine() const
{
    return upperLine() + between;
}

QSize LossyView::sizeHint() const
{
    return {900, minimumSizeHint().height()};
}

QSize LossyView::minimumSizeHint() const
{
    return {420, lowerLine() + 2 * numberHeight() + 12};
}

void LossyView::setRun(const LossyRun &run)
{
    m_run = run;
    describe();
    update();
}

void LossyView::describe()
{
    setAccessibleName(tr("Datagrams over a lossy link"));
    QStringList order;
    for (const int number : m_run.arrival)
        order << QString::number(number);
    setAccessibleDescription(m_run.summary() + QStringLiteral(". ") +
                             tr("In the order of arrival: %1").arg(order.join(QStringLiteral(", "))));
}

int LossyView::leftEdge() const
{
    const QFontMetrics metrics(themeOf(this).font(FontRole::Caption, Strength::Strong));
    return std::max(metrics.horizontalAdvance(tr("sender")), metrics.horizontalAdvance(tr("receiver"))) + 20;
}

qreal LossyView::placeOf(qint64 ms) const
{
    const qint64 all = std::max<qint64>(1, m_run.lastMs);
    return leftEdge() + (width() - leftEdge() - rightEdge) * qreal(ms) / qreal(all);
}

void LossyView::paintArrow(QPainter &painter, const LossyRun::Arrow &arrow) const
{
    const Theme &theme = themeOf(this);
    const PainterScope scope(painter);
    const qreal lower = lowerLine();
    const bool lost = arrow.arrivedMs < 0;
    const QColor &colour = lost || arrow.damaged ? theme.tErr : arrow.overtaken ? theme.warn : theme.tChat;
    const QPointF from(placeOf(arrow.sentMs), upperLine());
    QPointF to(lost ? from.x() + 14 : placeOf(arrow.arrivedMs), lower);
    if (lost)
        to = from + (to - from) * 0.55;
    painter.setPen(QPen(colour, 1.75, arrow.repeated ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(from, to);
    painter.setFont(theme.font(FontRole::Micro, Strength::Strong));
    const QString number = QString::number(arrow.number);
    if (!arrow.repeated)
        painter.drawText(QRectF(from.x() - 20, upperLine() - numberHeight() - 4, 40, numberHeight()),
                         Qt::AlignCenter, number);
    if (lost) {
        painter.setPen(QPen(colour, 2.2));
        painter.drawLine(to + QPointF(-5, -5), to + QPointF(5, 5));
        painter.drawLine(to + QPointF(-5, 5), to + QPointF(5, -5));
        return;
    }
    const QString mark = arrow.damaged ? number + u'!' : arrow.repeated ? number + u'\'' : number;
    painter.drawText(QRectF(to.x() - 20, lower + 4, 40, numberHeight()), Qt::AlignCenter, mark);
    paintHead(painter, from, to, colour);
}

void LossyView::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const int lower = lowerLine();
    painter.setFont(theme.font(FontRole::Caption, Strength::Strong));
    painter.setPen(theme.text2);
    painter.drawText(QRect(0, upperLine() - 12, leftEdge(), 24), Qt::AlignVCenter, tr("sender"));
    painter.drawText(QRect(0, lower - 12, leftEdge(), 24), Qt::AlignVCenter, tr("receiver"));
    painter.fillRect(leftEdge() - 8, upperLine(), width() - leftEdge() - rightEdge + 16, 1, theme.line2);
    painter.fillRect(leftEdge() - 8, lower, width() - leftEdge() - rightEdge + 16, 1, theme.line2);
    painter.setFont(theme.font(FontRole::Micro));
    painter.setPen(theme.text3);
    painter.drawText(QRect(leftEdge() - 8, height() - numberHeight() - 2, 160, numberHeight()), Qt::AlignLeft,
                     tr("0 ms"));
    painter.drawText(QRect(width() - rightEdge - 152, height() - numberHeight() - 2, 160, numberHeight()),
                     Qt::AlignRight, tr("%1 ms").arg(m_run.lastMs));
    for (const LossyRun::Arrow &arrow : m_run.arrows)
        paintArrow(painter, arrow);
}

void LossyView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        describe();
        update();
    }
}

} // namespace miniqq::lab
