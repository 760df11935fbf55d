// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QPointF>

class QPainter;

namespace miniqq::ui {

/// How the arrow of a family of frames is drawn, so that colour is never the only difference.
struct ArrowLook
{
    MessageClass messageClass = MessageClass::Chat;
    bool reply = false;    ///< open head
    bool selected = false; ///< thicker
    bool headless = false; ///< dashed and without a head: it has not arrived
};

/// Draws an arrow from `from` to `to`: solid or dashed, with filled or open head, or a cross for errors.
void paintArrow(QPainter &painter, const QPointF &from, const QPointF &to, const ArrowLook &look,
                const Theme &theme);

} // namespace miniqq::ui
