// SPDX-License-Identifier: MIT
#include "server/domain/ratelimiter.h"

#include <algorithm>
#include <cmath>

namespace miniqq::server {
namespace {

/// Looking through all keys for each new one would make a crowd cost its square.
constexpr qint64 pruneIntervalNs = 1'000'000'000;

bool isUnlimited(const Rate &rate)
{
    return rate.perSecond <= 0;
}

qint64 intervalNs(const Rate &rate)
{
    return std::max(qint64(1), qint64(std::llround(1e9 / rate.perSecond)));
}

/// How far ahead of now the time of fullness may lie after a token was taken.
qint64 depthNs(const Rate &rate)
{
    return intervalNs(rate) * std::max(1, rate.burst);
}

} // namespace

bool RateLimiter::take(const Rate &rate, qint64 nowNs, int tokens)
{
    if (isUnlimited(rate))
        return true;
    const qint64 fullAt = std::max(m_fullAtNs, nowNs) + intervalNs(rate) * tokens;
    if (fullAt - nowNs > depthNs(rate))
        return false;
    m_fullAtNs = fullAt;
    return true;
}

void RateLimiter::giveBack(const Rate &rate)
{
    if (!isUnlimited(rate))
        m_fullAtNs -= intervalNs(rate);
}

qint64 RateLimiter::waitMs(const Rate &rate, qint64 nowNs, int tokens) const
{
    if (isUnlimited(rate))
        return 0;
    const qint64 waitNs = std::max(m_fullAtNs, nowNs) + intervalNs(rate) * tokens - nowNs - depthNs(rate);
    return waitNs <= 0 ? 0 : (waitNs + 999'999) / 1'000'000;
}

bool KeyedRateLimiter::take(const QByteArray &key, const Rate &rate, qint64 nowNs, int tokens)
{
    const auto known = m_limiters.find(key);
    if (known != m_limiters.end())
        return known->take(rate, nowNs, tokens);
    if (m_limiters.size() >= m_maxKeys) {
        if (nowNs >= m_nextPruneNs)
            prune(nowNs);
        if (m_limiters.size() >= m_maxKeys)
            return m_shared.take(rate, nowNs, tokens);
    }
    return m_limiters[key].take(rate, nowNs, tokens);
}

void KeyedRateLimiter::giveBack(const QByteArray &key, const Rate &rate)
{
    const auto known = m_limiters.find(key);
    if (known != m_limiters.end())
        known->giveBack(rate);
}

qint64 KeyedRateLimiter::waitMs(const QByteArray &key, const Rate &rate, qint64 nowNs, int tokens) const
{
    const auto known = m_limiters.constFind(key);
    if (known != m_limiters.cend())
        return known->waitMs(rate, nowNs, tokens);
    return m_limiters.size() >= m_maxKeys ? m_shared.waitMs(rate, nowNs, tokens) : 0;
}

void KeyedRateLimiter::prune(qint64 nowNs)
{
    m_nextPruneNs = nowNs + pruneIntervalNs;
    m_limiters.removeIf([nowNs](const std::pair<const QByteArray &, RateLimiter &> &entry) {
        return entry.second.isFull(nowNs);
    });
}

} // namespace miniqq::server
