// SPDX-License-Identifier: MIT
#include "common/ui/icons.h"
#include "common/ui/painters.h"
#include "common/ui/stylepainters.h"

#include <QPainter>
#include <QWidget>

namespace miniqq::ui::stylepaint {

void inputFrame(const QStyleOption &option, QPainter &painter, const QWidget *widget, const Theme &theme)
{
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const bool focus = enabled && option.state.testFlag(QStyle::State_HasFocus);
    const bool error = widget && widget->property("miniqqError").toBool();
    const QColor border = error ? theme.err : focus ? theme.focus : theme.control;
    const qreal width = focus ? 2 : error ? 1.5 : 1;
    paintPanel(painter, option.rect, metric::radiusControl, enabled ? theme.inputFill() : theme.sunken,
               border, width);
}

void comboBox(const QStyleOptionComboBox &option, QPainter &painter, const QWidget *widget,
              const Theme &theme)
{
    if (option.frame) {
        QStyleOption frame = option;
        // A combo box has the focus after a mouse click too; only an editable one is typed into.
        const bool keyboard = widget && widget->window()->testAttribute(Qt::WA_KeyboardFocusChange);
        if (!option.editable && !keyboard)
            frame.state.setFlag(QStyle::State_HasFocus, false);
        inputFrame(frame, painter, widget, theme);
    }
    QRectF arrow(0, 0, 16, 16);
    const bool mirrored = option.direction == Qt::RightToLeft;
    arrow.moveCenter({mirrored ? option.rect.left() + 17.0 : option.rect.right() - 16.0,
                      QRectF(option.rect).center().y()});
    paintIcon(painter, arrow, QStringLiteral("chevron-down"),
              option.state.testFlag(QStyle::State_Enabled) ? theme.text2 : theme.disabled);
}

void spinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget, const QStyle &style,
             const Theme &theme)
{
    if (option.frame)
        inputFrame(option, painter, widget, theme);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const PainterScope scope(painter);
    const auto arrow = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step, qreal direction) {
        const bool live = option.stepEnabled.testFlag(step) && option.state.testFlag(QStyle::State_Enabled);
        const bool hot = option.activeSubControls == part && option.state.testFlag(QStyle::State_MouseOver);
        const QPointF centre =
            QRectF(style.subControlRect(QStyle::CC_SpinBox, &option, part, widget)).center();
        painter.setPen(QPen(!live ? theme.disabled
                            : hot ? theme.accentText
                                  : theme.text2,
                            1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolyline(QPolygonF{centre + QPointF(-3.5, -1.75 * direction),
                                       centre + QPointF(0, 1.75 * direction),
                                       centre + QPointF(3.5, -1.75 * direction)});
    };
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, -1);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, 1);
}

void slider(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget, const QStyle &style,
            const Theme &theme)
{
    const PainterScope scope(painter);
    const QRectF handle = style.subControlRect(QStyle::CC_Slider, &option, QStyle::SC_SliderHandle, widget);
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    const QColor accent = enabled ? theme.accent : theme.disabled;
    const bool horizontal = option.orientation == Qt::Horizontal;
    QRectF groove = option.rect;
    QRectF done;
    if (horizontal) {
        groove = QRectF(groove.left() + 4, groove.center().y() - 2, groove.width() - 8, 4);
        done = groove;
        if (option.upsideDown)
            done.setLeft(handle.center().x());
        else
            done.setRight(handle.center().x());
    } else {
        groove = QRectF(groove.center().x() - 2, groove.top() + 4, 4, groove.height() - 8);
        done = groove;
        if (option.upsideDown)
            done.setTop(handle.center().y());
        else
            done.setBottom(handle.center().y());
    }
    paintPanel(painter, groove, 2, enabled ? theme.control : theme.line2);
    paintPanel(painter, done, 2, accent);
    QRectF knob(0, 0, 16, 16);
    knob.moveCenter(handle.center());
    paintPanel(painter, knob, 8, option.state.testFlag(QStyle::State_Sunken) ? theme.accentSoft : theme.panel,
               accent, 2);
}

void progressBar(const QStyleOptionProgressBar &option, QPainter &painter, const Theme &theme)
{
    QRectF bar = option.rect;
    bar = QRectF(bar.left(), bar.center().y() - 2, bar.width(), 4);
    paintPanel(painter, bar, 2, theme.line);
    const qint64 span = qint64(option.maximum) - option.minimum;
    if (span <= 0)
        return;
    const qreal share = qBound(0.0, qreal(qint64(option.progress) - option.minimum) / qreal(span), 1.0);
    if (share <= 0)
        return;
    QRectF done = bar;
    done.setWidth(qMax(4.0, bar.width() * share));
    if (option.invertedAppearance != (option.direction == Qt::RightToLeft))
        done.moveRight(bar.right());
    paintPanel(painter, done, 2, theme.accent);
}

} // namespace miniqq::ui::stylepaint
