// SPDX-License-Identifier: MIT
#include "server/domain/conversationtable.h"

#include "common/protocol/conversationid.h"

#include <algorithm>

namespace miniqq::server {
namespace {

void collect(const std::map<QByteArray, Conversation *> &from, const QByteArray &after, int max,
             bool withGroups, std::vector<Conversation *> &into)
{
    int left = max;
    for (auto it = from.upper_bound(after); it != from.end() && left > 0; ++it) {
        if (it->second->group && !withGroups)
            continue;
        into.push_back(it->second);
        --left;
    }
}

ConversationAccess accessTo(Conversation &conversation, const Account &me)
{
    if (conversation.isLobby())
        return {true, &conversation, nullptr};
    if (conversation.group) {
        const GroupMemberRecord *member = conversation.group->find(me.id);
        if (!member)
            return {};
        return {true, &conversation, nullptr, member};
    }
    for (Account *member : conversation.members) {
        if (member == &me)
            return {true, &conversation, conversation.peerOf(me)};
    }
    return {};
}

} // namespace

bool Conversation::takeUndelivered(qint64 seq)
{
    if (seq <= lastSeq)
        return undelivered.erase(seq) > 0;
    // A message that failed may be on disk after all; its place is then a gap until the sender tries again.
    for (qint64 gap = lastSeq + 1; gap < seq; ++gap)
        undelivered.insert(gap);
    lastSeq = seq;
    return true;
}

Account *Conversation::peerOf(const Account &me) const
{
    const auto peer =
        std::find_if(members.begin(), members.end(), [&me](const Account *member) { return member != &me; });
    return peer == members.end() ? nullptr : *peer;
}

bool Conversation::isFor(const Account &member, qint64 seq) const
{
    if (!group || seq >= lastSeq)
        return true;
    const GroupMemberRecord *record = group->find(member.id);
    return record && record->joinedSeq <= seq;
}

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
    if (record.kind == ConversationKind::Group) {
        slot->group = std::make_unique<Group>();
        setGroup(*slot, record.group.value_or(GroupRecord()));
    }
    return slot.get();
}

void ConversationTable::apply(Conversation &group, const GroupEdit &edit, qint64 seq)
{
    GroupRecord changed = *group.group;
    changed.apply(edit, seq);
    setGroup(group, changed);
}

void ConversationTable::replace(Conversation &group, const GroupRecord &record)
{
    setGroup(group, record);
}

void ConversationTable::setGroup(Conversation &conversation, const GroupRecord &record)
{
    if (!conversation.group->code.isEmpty())
        m_byCode.remove(conversation.group->code);
    count(*conversation.group, -1);
    static_cast<GroupRecord &>(*conversation.group) = record;
    count(record, 1);
    if (!record.code.isEmpty())
        m_byCode.insert(record.code, &conversation);
    conversation.members.clear();
    for (const auto &[id, member] : record.members) {
        Account *account = m_accounts.find(id);
        if (!account)
            continue;
        m_byMember[id].emplace(conversation.key, &conversation);
        if (member.isIn())
            conversation.members.push_back(account);
    }
}

Conversation *ConversationTable::find(ConversationRow row) const
{
    const auto found = m_byRow.find(row);
    return found == m_byRow.end() ? nullptr : found->second.get();
}

void ConversationTable::count(const GroupRecord &record, int by)
{
    for (const auto &[id, member] : record.members) {
        if (member.isIn())
            m_groupCounts.add(id, member.broughtBy, by);
    }
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
    // This is asked for every message: a conversation that is there knows whose it is, and its key need not
    // be taken apart.
    if (Conversation *found = m_byKey.value(key))
        return accessTo(*found, me);
    Account *peer = m_accounts.find(protocol::directPeer(key, me.name));
    if (!peer)
        return {};
    return {true, nullptr, peer};
}

std::vector<Conversation *> ConversationTable::of(const Account &me, const QByteArray &after, int max,
                                                  bool withGroups) const
{
    std::vector<Conversation *> found;
    collect(m_open, after, max, withGroups, found);
    if (const auto mine = m_byMember.constFind(me.id); mine != m_byMember.cend())
        collect(*mine, after, max, withGroups, found);
    std::sort(found.begin(), found.end(),
              [](const Conversation *a, const Conversation *b) { return a->key < b->key; });
    if (int(found.size()) > max)
        found.resize(size_t(max));
    return found;
}

} // namespace miniqq::server
