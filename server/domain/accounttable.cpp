// SPDX-License-Identifier: MIT
#include "server/domain/accounttable.h"

#include "common/protocol/names.h"

namespace miniqq::server {

Account *AccountTable::add(const AccountRecord &record)
{
    std::unique_ptr<Account> &slot = m_byId[record.id];
    if (!slot) {
        slot = std::make_unique<Account>();
        slot->id = record.id;
        slot->name = record.name;
        slot->display = record.display;
        slot->passwordHash = record.passwordHash;
        slot->lastSeenMs = record.lastSeenMs;
        slot->avatarSha256 = record.avatarSha256;
        slot->told = slot->seen();
        m_byName.insert(record.name, slot.get());
        m_inOrder.emplace(record.name, slot.get());
        m_skeletons.insert(protocol::nameSkeleton(record.name));
    }
    return slot.get();
}

Account *AccountTable::find(AccountId id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : found->second.get();
}

bool AccountTable::isTaken(const QByteArray &name) const
{
    return m_byName.contains(name) || m_skeletons.contains(protocol::nameSkeleton(name));
}

std::vector<Account *> AccountTable::behind(const QByteArray &after, int max) const
{
    std::vector<Account *> accounts;
    for (auto it = m_inOrder.upper_bound(after); it != m_inOrder.end() && int(accounts.size()) < max; ++it)
        accounts.push_back(it->second);
    return accounts;
}

} // namespace miniqq::server
