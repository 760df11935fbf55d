// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/theme.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace miniqq::lab {

/// A stretch of a track: a rounded block with up to two lines of words, as many as there is room for.
struct TrackBlock
{
    static constexpr qreal radius = 6;
    static constexpr qreal textFrom = 14; ///< px of width that can hold a word

    QRectF rect;
    QColor fill;
    QString label = {};
    QString brief = {}; ///< instead of the label where that does not fit
    QString bytes = {}; ///< the second line
    qreal left = radius;
    qreal right = radius;
    qreal headerEnd = 0; ///< px where the header of a frame ends; 0 for none
};

/// Words stand in the middle of what lies within `area`.
void paintBlock(QPainter &painter, const TrackBlock &block, const QRectF &area, const ui::Theme &theme);
/// What is broken, cut or waits.
void paintHatched(QPainter &painter, const QRectF &rect, const QString &label, const QRectF &area,
                  const ui::Theme &theme);

} // namespace miniqq::lab
