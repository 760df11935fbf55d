// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "app/types/signinfailure.h"

#include <QtGlobal>

namespace miniqq::client {

/// When to try again after a connection broke: full jitter, so that a restarted server is not met by all its
/// clients at once. The first try comes within reconnectFirst, the n-th within min(reconnectMost,
/// reconnectStep * 2^n). A value; knows no clock.
class ReconnectPolicy
{
public:
    static constexpr qint64 longestWaitMs =
        60 * 60 * 1000; ///< A server may not send its clients away for longer.

    explicit ReconnectPolicy(const Timing &timing)
        : m_timing(timing)
    {}

    /// False if trying again by itself cannot mend it, or would be wrong: the user has to do something first.
    static bool mayRetry(SignInFailure::Kind kind);

    /// Milliseconds to wait before the next try. `random` is from [0, 1); `notBeforeMs` is what the server
    /// asked for, on top of which the jitter comes.
    qint64 nextDelayMs(double random, qint64 notBeforeMs = 0);
    /// A sign-in succeeded: the next break starts from the beginning.
    void succeeded() { m_tries = 0; }
    int tries() const { return m_tries; }

private:
    Timing m_timing;
    int m_tries = 0;
};

} // namespace miniqq::client
