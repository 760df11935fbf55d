// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/exchangerecord.h"

#include <optional>

namespace miniqq::lab {

/// Plays a recorded exchange again, slower than it was: a position on its own time line, on which silences
/// longer than silenceNs take silenceNs. A plain value that has no timer: whoever shows it tells how much
/// time has passed. The record must stay as it is.
class ExchangeReplay
{
public:
    static constexpr qreal slowest = 0.05;
    static constexpr qreal fastest = 1;
    static constexpr qint64 silenceNs = 500'000'000;

    explicit ExchangeReplay(const ExchangeRecord &record);

    qreal speed() const { return m_speed; }
    void setSpeed(qreal speed); ///< within slowest and fastest
    qint64 duration() const { return m_steps.empty() ? 0 : m_steps.back().at; }
    qint64 position() const { return m_position; }
    void seek(qint64 position);
    /// So much time has passed for the person who looks.
    void advance(qint64 wallNs);
    bool atEnd() const { return m_position >= duration(); }
    /// To the next call (or the one before); false if there is none.
    bool step(bool forward = true);
    int stepCount() const { return int(m_steps.size()); }
    int stepsDone() const;

    /// Whether the call had happened.
    bool isShown(qint64 point) const;
    /// How far an arrow had come: 0 before it was sent, 1 when it had been received, or at once where it has
    /// one time only.
    qreal progress(const ExchangeArrow &arrow) const;

private:
    struct Step
    {
        qint64 ns = 0; ///< monotonic
        qint64 at = 0; ///< on the time line
    };

    std::optional<qint64> placeOf(qint64 point) const;

    const ExchangeRecord &m_record;
    std::vector<Step> m_steps; // one per call, by time
    qreal m_speed = fastest;
    qint64 m_position = 0;
};

} // namespace miniqq::lab
