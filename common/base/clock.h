// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace miniqq {

/// The two clocks of a program. Durations and deadlines use the monotonic one only; the wall clock is for
/// display and for the time stamps of messages, because people and administrators move it. Thread-safe.
class Clock
{
public:
    virtual ~Clock() = default;
    virtual qint64 monotonicNs() const = 0; ///< Nanoseconds since an arbitrary start; never goes back.
    virtual qint64 wallMs() const = 0;      ///< Milliseconds since 1970-01-01T00:00:00Z.
    /// As monotonicNs(), but the time in which the computer slept counts, where the system tells (Linux:
    /// CLOCK_BOOTTIME, clock_gettime(2)). Only differences between two calls mean anything.
    virtual qint64 withSleepNs() const { return monotonicNs(); }

    qint64 monotonicMs() const { return monotonicNs() / 1'000'000; }
};

/// The clocks of the operating system.
class SystemClock final : public Clock
{
public:
    qint64 monotonicNs() const override;
    qint64 wallMs() const override;
    qint64 withSleepNs() const override;
};

} // namespace miniqq
