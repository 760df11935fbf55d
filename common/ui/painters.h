// SPDX-License-Identifier: MIT
#pragma once

#include "common/ui/provenance.h"
#include "common/ui/theme.h"

#include <QRectF>
#include <QSize>
#include <QString>

#include <span>

class QPainter;

namespace miniqq::ui {

/// How far an own message got.
enum class TickState { None, Sending, Sent, Delivered, Read, Failed };

/// The tone of a tag or pill.
enum class Tone { Neutral, Accent, Ok, Warn, Err, Sim };

/// Switches antialiasing on for one scope and restores the painter afterwards.
class PainterScope
{
public:
    explicit PainterScope(QPainter &painter);
    ~PainterScope();
    Q_DISABLE_COPY_MOVE(PainterScope)
private:
    QPainter &m_painter;
};

/// A filled rounded rectangle whose 1 px border (none for an invalid colour) lies inside `rect` on the pixel
/// grid.
void paintPanel(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill,
                const QColor &border = {}, qreal width = 1);
/// A 2 px focus ring inside `rect`.
void paintFocus(QPainter &painter, const QRectF &rect, qreal radius, const Theme &theme);

/// The pill with the word: badgeSize() tells how much room it takes. Drawn centred vertically, from the left.
QSize badgeSize(Provenance provenance, const Theme &theme);
void paintBadge(QPainter &painter, const QRectF &rect, Provenance provenance, const Theme &theme);
/// The bare 8 px glyph: disc, half disc or dashed ring.
void paintGlyph(QPainter &painter, const QPointF &centre, Provenance provenance, const Theme &theme);

/// Unread count, 18 px high, "99+" at most; drawn at the right end of `rect`. Nothing for 0.
QSize countSize(int count, const Theme &theme);
void paintCount(QPainter &painter, const QRectF &rect, int count, bool muted, const Theme &theme);

/// A small word on a tinted ground, e.g. "private" or "ephemeral port"; drawn from the left of `rect`.
QSize tagSize(const QString &text, const Theme &theme);
void paintTag(QPainter &painter, const QRectF &rect, const QString &text, Tone tone, const Theme &theme);
QColor toneText(Tone tone, const Theme &theme);
QColor toneFill(Tone tone, const Theme &theme);

/// Clock, one tick, two ticks, two blue ticks; 15 px, centred in `rect`. `meta` colours the states before
/// *read*.
void paintTick(QPainter &painter, const QRectF &rect, TickState state, const QColor &meta,
               const Theme &theme);
/// "sending", "sent", "delivered", "read" or "not sent"; empty for None.
QString tickWord(TickState state);

/// Newest sample at the right. `top` is the value at the upper edge; 0 scales to the largest sample.
void paintSparkline(QPainter &painter, const QRectF &rect, std::span<const double> samples, double top,
                    const Theme &theme);

} // namespace miniqq::ui
