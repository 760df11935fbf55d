// SPDX-License-Identifier: MIT
#include "server/domain/conversationtable.h"

#include "common/protocol/conversationid.h"

#include <algorithm>

namespace miniqq::server {
namespace {

void collect(const std::map<QByteArray, Conversation *> &from, const QByteArray &after, int max,
             std::vector<Conversation *> &into)
{
    int left = max;
    for (auto it = from.upper_bound(after); it != from.end() && left > 0; ++it, --left)
        into.push_back(it->second);
}

} // namespace

Conversation *ConversationTable::add(const ConversationRecord &record)
{
    std::unique_ptr<Conversation> &slot = m_byRow[record.row];
    if (slot)
        return slot.get();
    slot = std::make_unique<Conversation>();
    slot->row = record.row;
    slot->key = record.key;
    slot->kind = record.kind;
    slot->lastSeq = record.lastSeq;
    for (const AccountId id : record.members) {
        if (Account *member = m_accounts.find(id)) {
            slot->members.push_back(member);
            m_byMember[id].emplace(record.key, slot.get());
        }
    }
    if (slot->isLobby())
        m_open.emplace(record.key, slot.get());
    m_byKey.insert(record.key, slot.get());
    return slot.get();
}

void ConversationTable::setPositions(const PositionRecord &record)
{
    const auto found = m_byRow.find(record.row);
    if (found != m_byRow.end())
        found->second->positions.insert(record.account, {record.received, record.read});
}

Conversation *ConversationTable::find(const QByteArray &key) const
{
    return m_byKey.value(key);
}

ConversationAccess ConversationTable::access(const Account &me, const QByteArray &key) const
{
    if (const auto open = m_open.find(key); open != m_open.end())
        return {true, open->second, nullptr};
    Account *peer = m_accounts.find(protocol::directPeer(key, me.name));
    if (!peer)
        return {};
    return {true, m_byKey.value(key), peer};
}

std::vector<Conversation *> ConversationTable::of(const Account &me, const QByteArray &after, int max) const
{
    std::vector<Conversation *> found;
    collect(m_open, after, max, found);
    if (const auto mine = m_byMember.constFind(me.id); mine != m_byMember.cend())
        collect(*mine, after, max, found);
    std::sort(found.begin(), found.end(),
              [](const Conversation *a, const Conversation *b) { return a->key < b->key; });
    if (int(found.size()) > max)
        found.resize(size_t(max));
    return found;
}

} // namespace miniqq::server
