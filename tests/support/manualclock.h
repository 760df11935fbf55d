// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"

namespace miniqq::testing {

/// Stands still until told to move. Not thread-safe.
class ManualClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return m_monotonicNs; }
    qint64 wallMs() const override { return m_wallMs; }

    void advanceMs(qint64 milliseconds)
    {
        m_monotonicNs += milliseconds * 1'000'000;
        m_wallMs += milliseconds;
    }
    qint64 withSleepNs() const override { return m_monotonicNs + m_sleptNs; }
    /// The computer sleeps: nothing but the time of day goes on.
    void sleepMs(qint64 milliseconds)
    {
        m_sleptNs += milliseconds * 1'000'000;
        m_wallMs += milliseconds;
    }
    /// As an administrator would: the monotonic clock does not notice.
    void setWallMs(qint64 milliseconds) { m_wallMs = milliseconds; }

private:
    qint64 m_monotonicNs = 1'000'000'000;
    qint64 m_sleptNs = 0;
    qint64 m_wallMs = 1'700'000'000'000;
};

} // namespace miniqq::testing
