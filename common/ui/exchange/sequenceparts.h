// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QRect>
#include <QString>

class QPainter;

namespace miniqq::ui {

/// What sequence diagrams have in common, whatever their arrows stand for.

/// How the head of a lifeline is filled.
enum class HeadGround {
    Tinted, ///< the server, or oneself
    Quiet,  ///< on a panel
    Panel,  ///< on the canvas, where the quiet fill would not be seen
};
void paintLifelineHead(QPainter &painter, const QRect &rect, const QString &label, HeadGround ground,
                       const Theme &theme);
/// "2.5 s of silence" in a dotted line across `width`, at the height `y`.
void paintSilenceLine(QPainter &painter, int y, int width, qint64 silenceNs, const Theme &theme);

} // namespace miniqq::ui
