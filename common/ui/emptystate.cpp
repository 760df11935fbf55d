// SPDX-License-Identifier: MIT
#include "common/ui/emptystate.h"

#include "common/ui/icons.h"
#include "common/ui/label.h"
#include "common/ui/painters.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace miniqq::ui {

namespace {

// A speech bubble of 98 x 50 whose tail points down at the left (or right, mirrored).
QPainterPath bubble(const QRectF &r, bool tailRight)
{
    QPainterPath path;
    const qreal k = 10;
    const qreal tail = tailRight ? r.right() - 34 : r.left() + 18;
    path.moveTo(r.left() + k, r.top());
    path.lineTo(r.right() - k, r.top());
    path.quadTo(r.topRight(), r.topRight() + QPointF(0, k));
    path.lineTo(r.right(), r.bottom() - k);
    path.quadTo(r.bottomRight(), r.bottomRight() - QPointF(k, 0));
    if (tailRight) {
        path.lineTo(tail + 16, r.bottom());
        path.lineTo(tail + 16, r.bottom() + 14);
        path.lineTo(tail, r.bottom());
    } else {
        path.lineTo(tail + 18, r.bottom());
        path.lineTo(tail, r.bottom() + 15);
        path.lineTo(tail, r.bottom());
    }
    path.lineTo(r.left() + k, r.bottom());
    path.quadTo(r.bottomLeft(), r.bottomLeft() - QPointF(0, k));
    path.lineTo(r.left(), r.top() + k);
    path.quadTo(r.topLeft(), r.topLeft() + QPointF(k, 0));
    path.closeSubpath();
    return path;
}

void arrow(QPainter &painter, const QPointF &from, const QPointF &to, const QPen &pen)
{
    painter.setPen(pen);
    const qreal back = to.x() > from.x() ? -1 : 1;
    painter.drawLine(from, to);
    painter.drawPolyline(QPolygonF{to + QPointF(14 * back, -14), to, to + QPointF(14 * back, 14)});
}

} // namespace

class EmptyState::Picture : public QWidget
{
public:
    using QWidget::QWidget;

    Drawing drawing = Drawing::Icon;
    QString iconName = QStringLiteral("chat");

    QSize sizeHint() const override { return drawing == Drawing::Icon ? QSize(64, 64) : QSize(140, 96); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        const PainterScope scope(painter);
        painter.translate((width() - sizeHint().width()) / 2.0, (height() - sizeHint().height()) / 2.0);
        const QPen quiet(theme.line2, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        const QPen strong(theme.accent, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
        switch (drawing) {
        case Drawing::Icon:
            paintPanel(painter, QRectF(0, 0, 64, 64), 32, theme.tileFill());
            paintIcon(painter, QRectF(18, 18, 28, 28), iconName, theme.text2);
            break;
        case Drawing::Bubbles:
            painter.setBrush(theme.tileFill());
            painter.setPen(quiet);
            painter.drawPath(bubble({38, 3, 98, 54}, true));
            painter.setBrush(theme.panel);
            painter.setPen(strong);
            painter.drawPath(bubble({4, 25, 96, 50}, false));
            arrow(painter, {26, 50}, {76, 50},
                  QPen(theme.accent, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            break;
        case Drawing::Lanes:
            painter.setPen(quiet);
            painter.drawLine(QPointF(16, 4), QPointF(16, 92));
            painter.drawLine(QPointF(124, 4), QPointF(124, 92));
            arrow(painter, {20, 30}, {118, 30},
                  QPen(theme.accent, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            arrow(painter, {120, 66}, {22, 66},
                  QPen(theme.line2, 3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            break;
        }
    }
};

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new Picture(this))
    , m_heading(new Label({}, FontRole::Heading, Strength::Strong, &Theme::text, this))
    , m_sentence(new Label({}, FontRole::Body, Strength::Regular, &Theme::text2, this))
    , m_actions(new QHBoxLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(6);
    column->addStretch(1);
    column->addWidget(m_picture);
    column->addSpacing(12);
    m_heading->setAlignment(Qt::AlignCenter);
    m_heading->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    column->addWidget(m_heading);
    column->addWidget(m_sentence);
    column->addSpacing(10);
    m_actions->setSpacing(metric::grid);
    auto *centred = new QHBoxLayout;
    centred->addStretch(1);
    centred->addLayout(m_actions);
    centred->addStretch(1);
    column->addLayout(centred);
    column->addStretch(1);
}

void EmptyState::setDrawing(Drawing drawing, const QString &iconName)
{
    m_picture->drawing = drawing;
    if (!iconName.isEmpty())
        m_picture->iconName = iconName;
    m_picture->updateGeometry();
    m_picture->update();
}

void EmptyState::setText(const QString &heading, const QString &sentence)
{
    m_heading->setText(heading);
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    setAccessibleName(heading);
    setAccessibleDescription(sentence);
}

QString EmptyState::heading() const
{
    return m_heading->text();
}

Button *EmptyState::addAction(const QString &iconName, const QString &text, ButtonKind kind)
{
    auto *button = new Button(iconName, text, kind, this);
    m_actions->addWidget(button);
    return button;
}

void EmptyState::clearActions()
{
    while (QLayoutItem *item = m_actions->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
}

} // namespace miniqq::ui
