// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "server/domain/counts.h"
#include "server/domain/limits.h"
#include "server/domain/ratelimiter.h"

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace miniqq::server {

/// Makes guessing passwords slow without ever locking anybody out for good:
///  - per account and address: some failures are free, then each must wait twice as long as the one before;
///  - per address: after too many failures, whatever the account, tries from there are let through one a
///    second only (a whole class may share one address);
///  - per account: after too many failures from anywhere, only addresses that this account was used from
///    before are let through.
/// Sign-in by resume token is not asked here. `address` is an addressBucket().
class SignInGuard
{
public:
    SignInGuard(const Clock &clock, const Limits &limits, Counters &counters)
        : m_clock(clock)
        , m_limits(limits)
        , m_counters(counters)
    {}

    /// Asked before a password is looked at: 0 if it may be, else the milliseconds to wait. A try that is let
    /// through counts as failed until succeeded() or cancelled() says otherwise; so many tries at the same
    /// time gain nothing.
    qint64 begin(const QByteArray &account, const QByteArray &address);
    /// The password was wrong, or there is no such account.
    void failed(const QByteArray &account, const QByteArray &address);
    void succeeded(const QByteArray &account, const QByteArray &address);
    /// The try came to nothing for reasons of the server's.
    void cancelled(const QByteArray &account, const QByteArray &address);

    /// Forgets what has no effect any more. To be called once a second: begin() and failed() do not look for
    /// it, they must stay cheap while somebody attacks.
    void prune();

private:
    struct Failures
    {
        int count = 0;
        qint64 lastNs = 0;
    };

    QByteArray pairKey(const QByteArray &account, const QByteArray &address) const;
    qint64 delayMs(int failures) const;
    bool isKnown(const QByteArray &account, const QByteArray &address) const;

    const Clock &m_clock;
    const Limits &m_limits;
    Counters &m_counters;
    QHash<QByteArray, Failures> m_pairs;
    KeyedRateLimiter m_addresses;
    KeyedRateLimiter m_slowLane;
    KeyedRateLimiter m_accounts{100'000};
    QHash<QByteArray, QSet<QByteArray>> m_known; // account -> addresses it was signed in from
};

} // namespace miniqq::server
