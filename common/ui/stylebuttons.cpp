// SPDX-License-Identifier: MIT
#include "common/ui/button.h"
#include "common/ui/icons.h"
#include "common/ui/marks.h"
#include "common/ui/painters.h"
#include "common/ui/stylepainters.h"
#include "common/ui/switch.h"

#include <QPainter>

namespace miniqq::ui::stylepaint {

namespace {

struct ButtonLook
{
    ButtonKind kind = ButtonKind::Secondary;
    ButtonSize size = ButtonSize::Normal;
    QString iconName;
    bool iconAfter = false;
    bool busy = false;
    int angle = 0;
};

// A plain QPushButton, as in Qt's own dialogs, is secondary; the default one of a dialog primary.
ButtonLook lookOf(const QStyleOptionButton &option, const QWidget *widget)
{
    ButtonLook look;
    if (const auto *button = qobject_cast<const Button *>(widget)) {
        look.kind = button->kind();
        look.size = button->buttonSize();
        look.iconName = button->iconName();
        look.iconAfter = button->isIconAfterText();
        look.busy = button->isBusy();
        look.angle = button->busyAngle();
    } else if (option.features.testFlag(QStyleOptionButton::DefaultButton)) {
        look.kind = ButtonKind::Primary;
    } else if (option.features.testFlag(QStyleOptionButton::Flat)) {
        look.kind = ButtonKind::Quiet;
    }
    return look;
}

struct ButtonColours
{
    QColor fill, border, text;
};

ButtonColours coloursOf(ButtonKind kind, QStyle::State state, const Theme &theme)
{
    const bool pressed = state.testFlag(QStyle::State_Sunken) || state.testFlag(QStyle::State_On);
    const bool hovered = state.testFlag(QStyle::State_MouseOver);
    if (!state.testFlag(QStyle::State_Enabled)) {
        const bool framed = kind == ButtonKind::Secondary || kind == ButtonKind::Destructive;
        return {kind == ButtonKind::Quiet ? QColor() : theme.tileFill(), framed ? theme.line : QColor(),
                theme.disabled};
    }
    const QColor quietFill = pressed ? theme.selected : hovered ? theme.hover : QColor();
    switch (kind) {
    case ButtonKind::Primary:
        return {pressed ? theme.accentPress : hovered ? theme.accentHover : theme.accent, {}, theme.onAccent};
    case ButtonKind::Plain:
        return {quietFill.isValid() ? quietFill : theme.panel, {}, theme.text};
    case ButtonKind::Quiet:
        return {quietFill, {}, theme.accentText};
    case ButtonKind::Destructive:
        return {pressed ? theme.errSoft : hovered ? theme.hover : theme.panel, theme.control, theme.err};
    case ButtonKind::DestructiveSolid:
        // In the dark theme `err` is light, so the words on it are dark.
        return {pressed || hovered ? theme.err.darker(112) : theme.err,
                {},
                theme.dark ? theme.rail : theme.onAccent};
    case ButtonKind::Secondary:
        break;
    }
    return {quietFill.isValid() ? quietFill : theme.panel, theme.control, theme.text};
}

} // namespace

void pushButton(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget,
                const Theme &theme)
{
    const ButtonLook look = lookOf(option, widget);
    const ButtonColours colours = coloursOf(look.kind, option.state, theme);
    if (colours.fill.isValid() || colours.border.isValid())
        paintPanel(painter, option.rect, metric::radiusControl, colours.fill, colours.border);

    const PainterScope scope(painter);
    const QFont &font =
        theme.font(look.size == ButtonSize::Large ? FontRole::Message : FontRole::Body, Strength::Strong);
    painter.setFont(font);
    painter.setPen(colours.text);
    const QFontMetrics metrics(font);
    const bool hasIcon = !look.iconName.isEmpty() || look.busy || !option.icon.isNull();
    const int iconSide = hasIcon ? 16 : 0;
    // A busy button keeps its width: where ring and words do not fit together, the ring stands alone.
    const int whole = metrics.size(Qt::TextShowMnemonic, option.text).width();
    const bool ringAlone = look.busy && whole + iconSide + 6 + 12 > option.rect.width();
    const int gap = hasIcon && !option.text.isEmpty() && !ringAlone ? 6 : 0;
    const int room = ringAlone ? 0 : option.rect.width() - 12 - iconSide - gap;
    const QString text =
        ringAlone ? QString()
                  : metrics.elidedText(option.text, Qt::ElideRight, qMax(0, room), Qt::TextShowMnemonic);
    const int textWidth = metrics.size(Qt::TextShowMnemonic, text).width();
    const int total = textWidth + iconSide + gap;
    int x = option.rect.left() + (option.rect.width() - total) / 2;
    const bool iconFirst = !look.iconAfter != (option.direction == Qt::RightToLeft);
    const QRect iconRect(iconFirst ? x : x + textWidth + gap, option.rect.center().y() - iconSide / 2 + 1,
                         iconSide, iconSide);
    if (look.busy)
        paintBusyRing(painter, iconRect, look.angle, colours.text);
    else if (!look.iconName.isEmpty())
        paintIcon(painter, iconRect, look.iconName, colours.text);
    else if (hasIcon)
        option.icon.paint(&painter, iconRect);
    if (iconFirst)
        x += iconSide + gap;
    const bool showMnemonic = option.state.testFlag(QStyle::State_KeyboardFocusChange);
    painter.drawText(QRect(x, option.rect.top(), textWidth + 1, option.rect.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine |
                         (showMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     text);
}

void switchIndicator(const QStyleOption &option, QPainter &painter, const QWidget *widget, const Theme &theme)
{
    const PainterScope scope(painter);
    const bool on = option.state.testFlag(QStyle::State_On);
    const auto *animated = qobject_cast<const Switch *>(widget);
    const double position = animated ? animated->position() : on ? 1.0 : 0.0;
    QRectF track(0, 0, switchWidth, switchHeight);
    track.moveCenter(QRectF(option.rect).center());
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    QColor fill = !enabled ? theme.disabled : on ? theme.accent : theme.control;
    if (enabled && on && option.state.testFlag(QStyle::State_MouseOver))
        fill = theme.accentHover;
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const double knob = switchHeight - 4;
    const double travel = track.width() - 4 - knob;
    const double share = option.direction == Qt::RightToLeft ? 1 - position : position;
    painter.setBrush(enabled || !theme.dark ? theme.onAccent : theme.panel);
    painter.drawEllipse(QRectF(track.left() + 2 + travel * share, track.top() + 2, knob, knob));
}

void checkIndicator(const QStyleOption &option, QPainter &painter, const Theme &theme)
{
    const PainterScope scope(painter);
    QRectF box(0, 0, 16, 16);
    box.moveCenter(QRectF(option.rect).center());
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool part = option.state.testFlag(QStyle::State_NoChange);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    if (!on && !part) {
        paintPanel(painter, box, metric::radiusTag, theme.inputFill(),
                   enabled ? theme.control : theme.disabled);
        return;
    }
    paintPanel(painter, box, metric::radiusTag, enabled ? theme.accent : theme.disabled);
    painter.setPen(QPen(theme.onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF o = box.topLeft();
    if (part)
        painter.drawLine(o + QPointF(4.5, 8), o + QPointF(11.5, 8));
    else
        painter.drawPolyline(QPolygonF{o + QPointF(4, 8.3), o + QPointF(7, 11.2), o + QPointF(12, 5.2)});
}

void radioIndicator(const QStyleOption &option, QPainter &painter, const Theme &theme)
{
    const PainterScope scope(painter);
    QRectF ring(0, 0, 16, 16);
    ring.moveCenter(QRectF(option.rect).center());
    const bool on = option.state.testFlag(QStyle::State_On);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    painter.setPen(QPen(!enabled ? theme.disabled : on ? theme.accent : theme.control, on ? 5 : 1));
    painter.setBrush(theme.inputFill());
    const qreal inset = on ? 2.5 : 0.5;
    painter.drawEllipse(ring.adjusted(inset, inset, -inset, -inset));
}

void toolButtonPanel(const QStyleOption &option, QPainter &painter, const Theme &theme)
{
    const QStyle::State state = option.state;
    QColor fill;
    if (state.testFlag(QStyle::State_On))
        fill = theme.accentSoft;
    else if (state.testFlag(QStyle::State_Sunken))
        fill = theme.selected;
    else if (state.testFlag(QStyle::State_MouseOver) && state.testFlag(QStyle::State_Enabled))
        fill = theme.hover;
    if (fill.isValid())
        paintPanel(painter, option.rect, metric::radiusControl, fill);
}

} // namespace miniqq::ui::stylepaint
