// SPDX-License-Identifier: MIT
#include "common/ui/iconbutton.h"

#include "common/ui/format.h"
#include "common/ui/icons.h"
#include "common/ui/painters.h"

#include <QEnterEvent>
#include <QPainter>

namespace miniqq::ui {

IconButton::IconButton(const QString &iconName, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_iconName(iconName)
{
    setLabel(text);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconButton::setIconName(const QString &name)
{
    m_iconName = name;
    update();
}

void IconButton::setLabel(const QString &text)
{
    setAccessibleName(text);
    setToolTip(toolTipText(text));
}

void IconButton::setExtent(int side, int iconSide)
{
    m_side = side;
    m_iconSide = iconSide;
    updateGeometry();
    update();
}

void IconButton::setIconColour(Theme::Token token)
{
    m_colour = token;
    update();
}

void IconButton::setCount(int count)
{
    m_count = qMax(0, count);
    setAccessibleDescription(m_count > 0 ? tr("%n unread", nullptr, m_count) : QString());
    update();
}

QSize IconButton::sizeHint() const
{
    return {m_side, m_side};
}

void IconButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    const bool active = isCheckable() && isChecked();
    QColor fill;
    if (active)
        fill = theme.accentSoft;
    else if (isDown())
        fill = theme.selected;
    else if (underMouse() && isEnabled())
        fill = theme.hover;
    if (fill.isValid())
        paintPanel(painter, rect(), metric::radiusControl, fill);

    QRectF glyph(0, 0, m_iconSide, m_iconSide);
    glyph.moveCenter(QRectF(rect()).center());
    paintIcon(painter, glyph, m_iconName,
              !isEnabled() ? theme.disabled
              : active     ? theme.accentText
                           : theme.*m_colour);
    if (m_count > 0)
        paintCount(painter, QRectF(0, 0, width(), 18), m_count, false, theme);
    if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange))
        paintFocus(painter, rect(), metric::radiusControl, theme);
}

void IconButton::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void IconButton::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace miniqq::ui
