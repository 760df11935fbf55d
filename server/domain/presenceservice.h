// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "server/domain/peoplenews.h"
#include "server/store/accountstore.h"

namespace miniqq::server {

/// Who is seen how. An account is online while it has a session; what it chose is kept while the server runs,
/// so that an invisible person whose link breaks is not shown for a moment. Others see changes at the end of
/// the turn: what cancels out within a turn does not count at all. PeopleNews tells them. Who is invisible is
/// in nothing distinguishable from who is offline, last seen included.
class PresenceService
{
public:
    PresenceService(const Clock &clock, const Limits &limits, AccountTable &accounts, AccountStore &store,
                    const SessionRegistry &registry, PeopleNews &news)
        : m_clock(clock)
        , m_limits(limits)
        , m_accounts(accounts)
        , m_store(store)
        , m_registry(registry)
        , m_news(news)
    {}

    /// presence.set. Faster than Limits::hints it is remembered and told with the next tick().
    void set(const Session &session, const protocol::PresenceSet &message);
    /// The account got a session or lost one.
    void sessionsChanged(const Account &account) { m_changed.push_back(account.id); }

    /// Ends a turn, before PeopleNews does.
    void commit();
    void tick();

private:
    void commit(Account &account);

    const Clock &m_clock;
    const Limits &m_limits;
    AccountTable &m_accounts;
    AccountStore &m_store;
    const SessionRegistry &m_registry;
    PeopleNews &m_news;
    std::vector<AccountId> m_changed; // may hold an account twice: telling is idempotent
    std::vector<AccountId> m_later;
    KeyedRateLimiter m_rates;
};

} // namespace miniqq::server
