// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

class QPainter;

namespace miniqq::ui {

/// The line icon `:/icons/<name>.svg` in one colour. `size` in device-independent pixels; cached.
QPixmap iconPixmap(const QString &name, int size, const QColor &colour, qreal ratio);

/// Draws the icon centred in `rect`, as large as fits.
void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, const QColor &colour);

/// An icon for actions and menus that takes its colour from the theme each time it is drawn (disabled ones
/// grey).
QIcon icon(const QString &name, Theme::Token colour = &Theme::text2);

/// The icon of the windows: a simpler drawing for 24 px and below.
QIcon appIcon();

/// True if the set has an icon of that name.
bool hasIcon(const QString &name);

} // namespace miniqq::ui
