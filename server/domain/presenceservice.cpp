// SPDX-License-Identifier: MIT
#include "server/domain/presenceservice.h"

namespace miniqq::server {

using protocol::Presence;

void PresenceService::set(const Session &session, const protocol::PresenceSet &message)
{
    Account &account = *session.account;
    if (account.chosen == message.state)
        return;
    account.chosen = message.state;
    const bool now = m_rates.take(account.name, m_limits.hints, m_clock.monotonicNs());
    (now ? m_changed : m_later).push_back(account.id);
}

void PresenceService::commit()
{
    const std::vector<AccountId> changed = std::exchange(m_changed, {});
    for (const AccountId id : changed) {
        if (Account *account = m_accounts.find(id))
            commit(*account);
    }
}

void PresenceService::tick()
{
    m_rates.prune(m_clock.monotonicNs());
    m_changed.insert(m_changed.end(), m_later.begin(), m_later.end());
    m_later.clear();
}

void PresenceService::commit(Account &account)
{
    const bool hidden = account.chosen == Presence::Invisible || !m_registry.isOnline(account.id);
    const Presence shown = hidden ? Presence::Offline : account.chosen;
    if (shown == account.shown)
        return;
    if (shown == Presence::Offline || account.shown == Presence::Offline) {
        account.lastSeenMs = m_clock.wallMs();
        m_store.touchLastSeen(account.id, account.lastSeenMs);
    }
    account.shown = shown;
    m_news.changed(account);
}

} // namespace miniqq::server
