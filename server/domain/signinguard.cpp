// SPDX-License-Identifier: MIT
#include "server/domain/signinguard.h"

#include <algorithm>

namespace miniqq::server {
namespace {

constexpr qint64 msInNs = 1'000'000;
constexpr qint64 forgetAfterNs = 3'600 * 1'000 * msInNs;
constexpr int maxPairs = 20'000;
constexpr int maxKnownAddresses = 16;

} // namespace

qint64 SignInGuard::begin(const QByteArray &account, const QByteArray &address)
{
    const qint64 now = m_clock.monotonicNs();
    const QByteArray key = pairKey(account, address);
    const Failures pair = m_pairs.value(key);
    const qint64 pairWaitMs = delayMs(pair.count) - (now - pair.lastNs) / msInNs;
    if (pair.count > 0 && pairWaitMs > 0) {
        m_counters.hit(LimitHit::FreeSignInFailures);
        return pairWaitMs;
    }

    if (!isKnown(account, address)) {
        if (const qint64 wait = m_accounts.waitMs(account, m_limits.signInFailuresPerAccount, now);
            wait > 0) {
            m_counters.hit(LimitHit::SignInFailuresPerAccount);
            return wait;
        }
        const bool slow = m_addresses.waitMs(address, m_limits.signInFailuresPerAddress, now) > 0;
        if (slow && !m_slowLane.take(address, m_limits.signInSlowLane, now)) {
            m_counters.hit(LimitHit::SignInFailuresPerAddress);
            return m_slowLane.waitMs(address, m_limits.signInSlowLane, now);
        }
    }

    if (m_pairs.size() < maxPairs || m_pairs.contains(key))
        m_pairs[key] = {pair.count + 1, now};
    return 0;
}

void SignInGuard::failed(const QByteArray &account, const QByteArray &address)
{
    const qint64 now = m_clock.monotonicNs();
    m_addresses.take(address, m_limits.signInFailuresPerAddress, now);
    if (!isKnown(account, address))
        m_accounts.take(account, m_limits.signInFailuresPerAccount, now);
}

void SignInGuard::succeeded(const QByteArray &account, const QByteArray &address)
{
    m_pairs.remove(pairKey(account, address));
    QSet<QByteArray> &known = m_known[account];
    if (known.size() >= maxKnownAddresses && !known.contains(address))
        known.erase(known.begin());
    known.insert(address);
}

void SignInGuard::cancelled(const QByteArray &account, const QByteArray &address)
{
    const auto pair = m_pairs.find(pairKey(account, address));
    if (pair != m_pairs.end() && --pair->count <= 0)
        m_pairs.erase(pair);
}

void SignInGuard::prune()
{
    const qint64 now = m_clock.monotonicNs();
    m_pairs.removeIf([now](const std::pair<const QByteArray &, Failures &> &entry) {
        return now - entry.second.lastNs >= forgetAfterNs;
    });
    m_addresses.prune(now);
    m_slowLane.prune(now);
    m_accounts.prune(now);
}

QByteArray SignInGuard::pairKey(const QByteArray &account, const QByteArray &address) const
{
    return account + ' ' + address; // neither holds a space
}

qint64 SignInGuard::delayMs(int failures) const
{
    const int beyond = failures - m_limits.freeSignInFailures;
    if (beyond < 0)
        return 0;
    return std::min(qint64(m_limits.maxSignInDelayMs), qint64(1'000) << std::min(beyond, 20));
}

bool SignInGuard::isKnown(const QByteArray &account, const QByteArray &address) const
{
    const auto known = m_known.constFind(account);
    return known != m_known.cend() && known->contains(address);
}

} // namespace miniqq::server
