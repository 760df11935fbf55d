// SPDX-License-Identifier: MIT
#include "server/domain/linkrules.h"

#include "server/domain/grouprules.h"

#include <algorithm>

namespace miniqq::server {

using protocol::ErrorCode;

std::optional<Refusal> LinkRules::judge(const Conversation &conversation, const Account &sender,
                                        const protocol::MessageLinks &links)
{
    if (links.replyTo > 0 && !mayReplyTo(links.replyTo, conversation, sender))
        return Refusal{ErrorCode::BadField,
                       conversation.group ? "is no entry of this group since you came into it"
                                          : "is no entry of this conversation",
                       "replyTo"};
    if (int(links.mentions.size()) > m_limits.mentions)
        return Refusal{ErrorCode::BadField,
                       "has more than " + QByteArray::number(m_limits.mentions) + " names", "mentions",
                       LimitHit::Mentions};
    for (const QByteArray &name : links.mentions) {
        if (!isThere(name, conversation))
            return Refusal{ErrorCode::BadField, name + " is not in this conversation", "mentions"};
    }
    return links.mentionsAll ? mentionAll(conversation, sender) : std::nullopt;
}

/// In groups only what was said since they came last: earlier times are known to the store alone.
bool LinkRules::mayReplyTo(qint64 seq, const Conversation &conversation, const Account &sender)
{
    const GroupMemberRecord *member = conversation.group ? conversation.group->find(sender.id) : nullptr;
    return seq <= conversation.lastSeq && (!member || seq >= member->joinedSeq);
}

bool LinkRules::isThere(const QByteArray &name, const Conversation &conversation) const
{
    const Account *account = m_accounts.find(name);
    if (!account || conversation.isLobby())
        return account != nullptr;
    if (conversation.group) {
        const GroupMemberRecord *member = conversation.group->find(account->id);
        return member && member->isIn();
    }
    const auto &members = conversation.members;
    return std::find(members.begin(), members.end(), account) != members.end();
}

std::optional<Refusal> LinkRules::mentionAll(const Conversation &conversation, const Account &sender)
{
    if (!conversation.group)
        return Refusal{ErrorCode::BadField, "is for groups", "mentionsAll"};
    if (!GroupRules::keepsOrder(*conversation.group, sender.id))
        return Refusal{ErrorCode::Forbidden, "Only the group's owner and admins may mention everybody."};
    const qint64 now = m_clock.monotonicNs();
    if (m_rates.take(conversation.key, m_limits.mentionsOfAll, now))
        return std::nullopt;
    const qint64 wait = m_rates.waitMs(conversation.key, m_limits.mentionsOfAll, now);
    return Refusal{ErrorCode::RateLimited,
                   "Everybody was mentioned too often in a short time.",
                   {},
                   LimitHit::MentionsOfAll,
                   std::max(qint64(1), wait)};
}

} // namespace miniqq::server
