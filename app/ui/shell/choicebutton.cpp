// SPDX-License-Identifier: MIT
#include "app/ui/shell/choicebutton.h"

#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace miniqq::client {
namespace {

constexpr int padding = 6;
constexpr int iconSide = 16;
constexpr int chevronSide = 14;
constexpr int gap = 6;

} // namespace

ChoiceButton::ChoiceButton(const QString &iconName, QWidget *parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
}

void ChoiceButton::setIconName(const QString &name)
{
    m_iconName = name;
    update();
}

QSize ChoiceButton::sizeHint() const
{
    const QFontMetrics metrics(ui::themeOf(this).font(ui::FontRole::Caption));
    const int width = 2 * padding + iconSide + gap + metrics.horizontalAdvance(text()) + gap + chevronSide;
    return {width, ui::metric::buttonSmall};
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    const ui::Theme &theme = ui::themeOf(this);
    QPainter painter(this);
    const ui::PainterScope scope(painter);
    if (underMouse() || isDown())
        ui::paintPanel(painter, rect(), ui::metric::radiusControl, isDown() ? theme.selected : theme.hover);
    if (hasFocus())
        ui::paintFocus(painter, rect(), ui::metric::radiusControl, theme);

    const qreal middle = height() / 2.0;
    ui::paintIcon(painter, QRectF(padding, middle - iconSide / 2.0, iconSide, iconSide), m_iconName,
                  theme.text2);
    ui::paintIcon(
        painter,
        QRectF(width() - padding - chevronSide, middle - chevronSide / 2.0, chevronSide, chevronSide),
        QStringLiteral("chevron-down"), theme.text2);
    painter.setFont(theme.font(ui::FontRole::Caption));
    painter.setPen(theme.text2);
    painter.drawText(rect().adjusted(padding + iconSide + gap, 0, -padding - chevronSide - gap, 0),
                     int(Qt::AlignVCenter) | int(Qt::AlignLeft) | int(Qt::TextSingleLine), text());
}

void ChoiceButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        updateGeometry();
    QAbstractButton::changeEvent(event);
}

} // namespace miniqq::client
