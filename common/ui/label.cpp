// SPDX-License-Identifier: MIT
#include "common/ui/label.h"

#include "common/ui/format.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace miniqq::ui {

Label::Label(const QString &text, FontRole role, Strength strength, Theme::Token colour, QWidget *parent)
    : QLabel(parent)
    , m_role(role)
    , m_strength(strength)
    , m_colour(colour)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    restyle();
}

void Label::setRole(FontRole role, Strength strength)
{
    m_role = role;
    m_strength = strength;
    restyle();
}

void Label::setColour(Theme::Token colour)
{
    m_colour = colour;
    restyle();
}

void Label::restyle()
{
    const Theme &theme = themeOf(this);
    if (font() != theme.font(m_role, m_strength))
        setFont(theme.font(m_role, m_strength));
    QPalette p = palette();
    if (p.color(QPalette::WindowText) != theme.*m_colour ||
        p.color(QPalette::Disabled, QPalette::WindowText) != theme.disabled) {
        p.setColor(QPalette::WindowText, theme.*m_colour);
        p.setColor(QPalette::Disabled, QPalette::WindowText, theme.disabled);
        setPalette(p);
    }
}

bool Label::event(QEvent *event)
{
    const bool handled = QLabel::event(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::Polish)
        restyle();
    return handled;
}

ElidedLabel::ElidedLabel(const QString &text, FontRole role, Strength strength, Theme::Token colour,
                         QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_role(role)
    , m_strength(strength)
    , m_colour(colour)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void ElidedLabel::setText(const QString &text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setRole(FontRole role, Strength strength)
{
    m_role = role;
    m_strength = strength;
    updateGeometry();
    update();
}

void ElidedLabel::setColour(Theme::Token colour)
{
    m_colour = colour;
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

bool ElidedLabel::isElided() const
{
    return QFontMetrics(themeOf(this).font(m_role, m_strength)).horizontalAdvance(m_text) > width();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(themeOf(this).font(m_role, m_strength));
    return {metrics.horizontalAdvance(m_text) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(themeOf(this).font(m_role, m_strength));
    return {qMin(metrics.averageCharWidth() * 3, sizeHint().width()), metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setFont(theme.font(m_role, m_strength));
    painter.setPen(isEnabled() ? theme.*m_colour : theme.disabled);
    const QString shown = painter.fontMetrics().elidedText(m_text, m_mode, width());
    painter.drawText(rect(),
                     int(QStyle::visualAlignment(layoutDirection(), m_alignment) | Qt::AlignVCenter) |
                         Qt::TextSingleLine,
                     shown);
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), isElided() ? toolTipText(m_text) : QString(), this);
        return true;
    }
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    return QWidget::event(event);
}

} // namespace miniqq::ui
