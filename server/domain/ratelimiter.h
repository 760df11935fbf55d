// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/limits.h"

#include <QByteArray>
#include <QHash>

namespace miniqq::server {

/// One token bucket, kept as the generic cell rate algorithm keeps it: a single time, that at which the
/// bucket will be full again. Costs eight bytes, needs no timer, and a limiter that is full is the same as
/// none. The rate is given with each call, so that a changed setting holds at once. Times are
/// Clock::monotonicNs().
class RateLimiter
{
public:
    /// Takes `tokens` (1 to rate.burst) if there are so many.
    bool take(const Rate &rate, qint64 nowNs, int tokens = 1);
    /// Gives one token back.
    void giveBack(const Rate &rate);
    /// How long until take() succeeds, rounded up; 0: now.
    qint64 waitMs(const Rate &rate, qint64 nowNs, int tokens = 1) const;
    bool isFull(qint64 nowNs) const { return m_fullAtNs <= nowNs; }

private:
    qint64 m_fullAtNs = 0;
};

/// One RateLimiter per key, of which only those that are not full are kept. Holds at most `maxKeys`; beyond
/// that, new keys share one limiter, so that an attacker with many addresses cannot fill the memory.
class KeyedRateLimiter
{
public:
    explicit KeyedRateLimiter(int maxKeys = 10'000)
        : m_maxKeys(maxKeys)
    {}

    bool take(const QByteArray &key, const Rate &rate, qint64 nowNs, int tokens = 1);
    void giveBack(const QByteArray &key, const Rate &rate);
    qint64 waitMs(const QByteArray &key, const Rate &rate, qint64 nowNs, int tokens = 1) const;
    /// Forgets the full ones: without effect on any answer.
    void prune(qint64 nowNs);
    int size() const { return int(m_limiters.size()); }

private:
    QHash<QByteArray, RateLimiter> m_limiters;
    RateLimiter m_shared;
    qint64 m_nextPruneNs = 0; // for take(), when it is full
    int m_maxKeys;
};

} // namespace miniqq::server
