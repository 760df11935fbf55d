// SPDX-License-Identifier: MIT
#include "server/domain/presenceservice.h"

#include "common/protocol/codec.h"

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

void PresenceService::publish()
{
    const std::vector<AccountId> changed = std::exchange(m_changed, {});
    for (const AccountId id : changed) {
        if (Account *account = m_accounts.find(id))
            publish(*account);
    }
}

void PresenceService::tick()
{
    m_rates.prune(m_clock.monotonicNs());
    m_changed.insert(m_changed.end(), m_later.begin(), m_later.end());
    m_later.clear();
}

void PresenceService::publish(Account &account)
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
    if (m_registry.everyone().empty())
        return;
    m_out.send(m_registry.everyone(),
               protocol::encodeFrame(protocol::PresenceChanged{account.name, shown, account.lastSeenMs}));
}

} // namespace miniqq::server
