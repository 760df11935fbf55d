// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/exchangereplay.h"
#include "app/lab/ui/labexchangelayout.h"
#include "common/ui/theme.h"

#include <QCoreApplication>
#include <QPoint>
#include <QSize>

class QPainter;

namespace miniqq::lab {

/// Paints an exchange that was laid out: for a view, or whole into a file.
class ExchangePicture
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::ExchangePicture)
public:
    /// All must stay valid; `replay` may be nullptr. `current` is the running number of an arrow, or -1.
    ExchangePicture(const ExchangeRecord &record, const LabExchangeLayout &layout,
                    const ExchangeReplay *replay, qint64 current);

    /// The heads of the lifelines, which do not scroll.
    static int headHeight(const ui::Theme &theme);
    void paint(QPainter &painter, const QSize &size, const QPoint &scroll, const ui::Theme &theme) const;
    /// As an SVG document, at least `width` px wide.
    QByteArray toSvg(int width, const ui::Theme &theme) const;

private:
    void paintHeads(QPainter &painter, int width, int left, const ui::Theme &theme) const;
    void paintCall(QPainter &painter, const LabExchangeLayout::Row &row, const QPoint &origin,
                   const ui::Theme &theme) const;
    void paintArrowOf(QPainter &painter, const LabExchangeLayout::Arrow &arrow, const QPoint &origin,
                      const ui::Theme &theme) const;

    const ExchangeRecord &m_record;
    const LabExchangeLayout &m_layout;
    const ExchangeReplay *m_replay;
    const qint64 m_current;
};

} // namespace miniqq::lab
