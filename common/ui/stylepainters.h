// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QStyleOption>

class QPainter;

// How MiniStyle draws each kind of control. Only MiniStyle includes this.
namespace miniqq::ui::stylepaint {

// stylebuttons.cpp
void pushButton(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget,
                const Theme &theme);
void switchIndicator(const QStyleOption &option, QPainter &painter, const QWidget *widget,
                     const Theme &theme);
void checkIndicator(const QStyleOption &option, QPainter &painter, const Theme &theme);
void radioIndicator(const QStyleOption &option, QPainter &painter, const Theme &theme);
void toolButtonPanel(const QStyleOption &option, QPainter &painter, const Theme &theme);
inline constexpr int switchWidth = 36;
inline constexpr int switchHeight = 20;

// styleinputs.cpp
void inputFrame(const QStyleOption &option, QPainter &painter, const QWidget *widget, const Theme &theme);
void comboBox(const QStyleOptionComboBox &option, QPainter &painter, const QWidget *widget,
              const Theme &theme);
void spinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QWidget *widget, const QStyle &style,
             const Theme &theme);
void slider(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget, const QStyle &style,
            const Theme &theme);
void progressBar(const QStyleOptionProgressBar &option, QPainter &painter, const Theme &theme);

// styleviews.cpp
void scrollBar(const QStyleOptionSlider &option, QPainter &painter, const QWidget *widget,
               const QStyle &style, const Theme &theme);
void splitter(const QStyleOption &option, QPainter &painter, const Theme &theme);
void tabShape(const QStyleOptionTab &option, QPainter &painter, const Theme &theme);
void tabLabel(const QStyleOptionTab &option, QPainter &painter, const QWidget *widget, const QStyle &style,
              const Theme &theme);
void headerSection(const QStyleOptionHeader &option, QPainter &painter, const Theme &theme);
void headerLabel(const QStyleOptionHeader &option, QPainter &painter, const Theme &theme);
void itemRow(const QStyleOptionViewItem &option, QPainter &painter, const QWidget *widget,
             const Theme &theme);
void menuItem(const QStyleOptionMenuItem &option, QPainter &painter, const Theme &theme);
QSize menuItemSize(const QStyleOptionMenuItem &option, const Theme &theme);
void branch(const QStyleOption &option, QPainter &painter, const Theme &theme);

} // namespace miniqq::ui::stylepaint
