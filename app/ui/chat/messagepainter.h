// SPDX-License-Identifier: MIT
#pragma once

#include "app/ui/chat/messagelayout.h"

class QPainter;
class QPainterPath;

namespace miniqq::client {

/// What of a row changes without moving anything.
struct MessagePaintState
{
    qsizetype selectionStart = 0; ///< in the message's text
    qsizetype selectionLength = 0;
    const TextLink *hoveredLink = nullptr;
    bool retryHovered = false;
    bool focused = false; ///< the row has the keyboard: a focus ring
    bool active = true;   ///< the window is active (colour of the selection)
};

/// A rectangle whose four corners are rounded by `radii` (in the order of MessageLayout::Corner).
QPainterPath bubblePath(const QRectF &rect, const std::array<qreal, 4> &radii);

/// Paints one row at the painter's origin. Only text lines inside `clip` (in the same coordinates) are drawn.
void paintMessage(QPainter &painter, const MessageLayout &layout, const MessageRow &row,
                  const MessageSurroundings &around, const MessagePaintState &state,
                  const MessageMetrics &metrics, const ui::Theme &theme, const QRectF &clip);

} // namespace miniqq::client
