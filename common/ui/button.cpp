// SPDX-License-Identifier: MIT
#include "common/ui/button.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace miniqq::ui {

Button::Button(const QString &text, ButtonKind kind, QWidget *parent)
    : QPushButton(text, parent)
    , m_kind(kind)
{
    setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    m_spin.setInterval(50);
    m_spin.callOnTimeout(this, [this] {
        m_angle = (m_angle + 18) % 360;
        update();
    });
}

Button::Button(const QString &iconName, const QString &text, ButtonKind kind, QWidget *parent)
    : Button(text, kind, parent)
{
    m_iconName = iconName;
}

void Button::setKind(ButtonKind kind)
{
    m_kind = kind;
    update();
}

void Button::setButtonSize(ButtonSize size)
{
    m_size = size;
    updateGeometry();
    update();
}

void Button::setIconName(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void Button::setIconAfterText(bool after)
{
    m_iconAfter = after;
    update();
}

void Button::setBusy(bool busy)
{
    if (m_busy == busy)
        return;
    m_busy = busy;
    setAccessibleDescription(busy ? tr("working") : QString());
    if (busy)
        m_spin.start();
    else
        m_spin.stop();
    update();
}

QSize Button::sizeHint() const
{
    const Theme &theme = themeOf(this);
    const QFontMetrics metrics(
        theme.font(m_size == ButtonSize::Large ? FontRole::Message : FontRole::Body, Strength::Strong));
    const bool small = m_size == ButtonSize::Small;
    int width = metrics.horizontalAdvance(text()) + (small ? 20 : 26);
    if (!m_iconName.isEmpty())
        width += 16 + (text().isEmpty() ? 0 : 6);
    return {width, qMax(int(m_size), metrics.height() + 6)};
}

void Button::mousePressEvent(QMouseEvent *event)
{
    if (m_busy)
        event->accept();
    else
        QPushButton::mousePressEvent(event);
}

void Button::keyPressEvent(QKeyEvent *event)
{
    if (m_busy &&
        (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        event->accept();
    else
        QPushButton::keyPressEvent(event);
}

} // namespace miniqq::ui
