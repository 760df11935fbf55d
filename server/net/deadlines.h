// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/limits.h"

#include <algorithm>

namespace miniqq::server {

/// What has come due for a connection; the first that applies, in the order of this list.
enum class Due {
    Nothing,
    Handshake, ///< no TLS handshake in time
    SignIn,    ///< not signed in in time; counted from accept, never extended by anything the peer sends
    Frame,     ///< a frame was begun and not finished in time
    Dead,      ///< nothing was heard for too long
    Ping,      ///< nothing was heard for a while: time to ask
};

/// The times of one connection, Clock::monotonicNs() each.
struct ConnectionTimes
{
    qint64 acceptedNs = 0;
    qint64 lastByteNs = 0;
    qint64 midFrameSinceNs = 0; ///< 0: no frame is incomplete
    qint64 pingedNs = 0;        ///< 0: never
    bool ready = false;         ///< the handshake is done
    bool signedIn = false;
    bool paused = false; ///< we do not read, so silence is not the peer's
    qint64 wokeNs = 0;   ///< Standstill::wokeNs()
};

/// Notices that its thread has stood still: the computer slept, or the process was stopped or starved. What
/// was not heard meanwhile is nobody's fault.
class Standstill
{
public:
    static constexpr qint64 leastNs = 2'000'000'000; ///< later than this is a standstill

    /// To be called at every tick.
    void look(qint64 nowNs, int tickMs)
    {
        if (m_lastNs != 0 && nowNs - m_lastNs > qint64(tickMs) * 1'000'000 + leastNs)
            m_wokeNs = nowNs;
        m_lastNs = nowNs;
    }
    /// No ticks are expected until the next look().
    void rest() { m_lastNs = 0; }
    /// When the last standstill ended; 0: there was none.
    qint64 wokeNs() const { return m_wokeNs; }

private:
    qint64 m_lastNs = 0;
    qint64 m_wokeNs = 0;
};

/// Behind a standstill every time begins anew, but for silence: who was silent is asked at once.
inline Due dueFor(const ConnectionTimes &times, const Limits &limits, qint64 nowNs)
{
    const auto passed = [nowNs, &times](qint64 sinceNs, int ms) {
        return nowNs - std::max(sinceNs, times.wokeNs) >= qint64(ms) * 1'000'000;
    };
    if (!times.ready && passed(times.acceptedNs, limits.handshakeMs))
        return Due::Handshake;
    if (!times.signedIn && passed(times.acceptedNs, limits.signInMs))
        return Due::SignIn;
    if (times.midFrameSinceNs != 0 && passed(times.midFrameSinceNs, limits.frameMs))
        return Due::Frame;
    if (!times.ready || times.paused)
        return Due::Nothing;
    const qint64 askedNs = qint64(limits.pingAfterMs) * 1'000'000;
    const qint64 lastByteNs = std::max(times.lastByteNs, times.wokeNs - askedNs);
    if (nowNs - lastByteNs >= qint64(limits.deadAfterMs) * 1'000'000)
        return Due::Dead;
    if (nowNs - lastByteNs >= askedNs && times.pingedNs <= lastByteNs)
        return Due::Ping;
    return Due::Nothing;
}

/// How often to look, so that nothing is more than a quarter late; a second as a rule.
inline int deadlineTickMs(const Limits &limits)
{
    const int shortest = std::min({limits.handshakeMs, limits.signInMs, limits.frameMs, limits.pingAfterMs,
                                   limits.deadAfterMs - limits.pingAfterMs});
    return std::clamp(shortest / 4, 20, 1'000);
}

} // namespace miniqq::server
