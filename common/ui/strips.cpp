// SPDX-License-Identifier: MIT
#include "common/ui/strips.h"

#include "common/ui/painters.h"

#include <QHBoxLayout>
#include <QPainter>

namespace miniqq::ui {

Pane::Pane(Theme::Token fill, Qt::Edges lines, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
    , m_lines(lines)
{}

void Pane::setFill(Theme::Token fill)
{
    m_fill = fill;
    update();
}

void Pane::setLines(Qt::Edges lines)
{
    m_lines = lines;
    update();
}

void Pane::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.*m_fill);
    if (m_lines.testFlag(Qt::TopEdge))
        painter.fillRect(0, 0, width(), 1, theme.line);
    if (m_lines.testFlag(Qt::BottomEdge))
        painter.fillRect(0, height() - 1, width(), 1, theme.line);
    if (m_lines.testFlag(Qt::LeftEdge))
        painter.fillRect(0, 0, 1, height(), theme.line);
    if (m_lines.testFlag(Qt::RightEdge))
        painter.fillRect(width() - 1, 0, 1, height(), theme.line);
}

Separator::Separator(Qt::Orientation orientation, QWidget *parent)
    : QWidget(parent)
    , m_orientation(orientation)
{
    if (orientation == Qt::Horizontal)
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    else
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

QSize Separator::sizeHint() const
{
    return {1, 1};
}

void Separator::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), themeOf(this).line);
}

InfoBox::InfoBox(Theme::Token fill, QWidget *parent)
    : QWidget(parent)
    , m_fill(fill)
{}

void InfoBox::setFill(Theme::Token fill)
{
    m_fill = fill;
    update();
}

void InfoBox::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    paintPanel(painter, rect(), metric::radiusCard, theme.*m_fill);
}

StatusStrip::StatusStrip(QWidget *parent)
    : Pane(&Theme::panel, Qt::TopEdge, parent)
    , m_layout(new QHBoxLayout(this))
{
    setMinimumHeight(metric::statusHeight);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_layout->setContentsMargins(metric::pagePadding, 0, metric::pagePadding, 0);
    m_layout->setSpacing(metric::grid);
}

void StatusStrip::addWidget(QWidget *widget)
{
    m_layout->addWidget(widget, 0, Qt::AlignVCenter);
}

void StatusStrip::addStretch()
{
    m_layout->addStretch(1);
}

} // namespace miniqq::ui
