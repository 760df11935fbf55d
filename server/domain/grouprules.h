// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/protocol/groupchange.h"
#include "server/domain/conversationtable.h"
#include "server/domain/limits.h"
#include "server/domain/replies.h"

namespace miniqq::server {

/// Who may do what to a group. Looks, and changes nothing.
class GroupRules
{
public:
    /// `joining`: the groups that accounts are on their way into.
    GroupRules(const AccountTable &accounts, const ConversationTable &conversations, const Limits &limits,
               const GroupCounts &joining)
        : m_accounts(accounts)
        , m_conversations(conversations)
        , m_limits(limits)
        , m_joining(joining)
    {}

    using Verdict = Result<GroupEdit, Refusal>;

    /// What `change` comes to if `actor` makes it now. `group` is null where it is made by this, or where
    /// nobody knows the code. Random parts of the edit (its key, its code) are left to the caller.
    Verdict judge(const Conversation *group, const Account &actor, const protocol::GroupChange &change,
                  qint64 nowMs) const;

    /// How long `account`, who is in the group, still may not speak; 0: it may.
    static qint64 mutedForMs(const Group &group, AccountId account, qint64 nowMs);
    /// Whether `account` is in the group as owner or admin.
    static bool keepsOrder(const Group &group, AccountId account);
    /// The others in the group who are as much as `account` or more.
    static std::vector<AccountId> notBelow(const Group &group, AccountId account);

private:
    Verdict create(const Account &actor, const protocol::GroupChange &change) const;
    Verdict invite(const Group &group, const Account &actor, const protocol::GroupChange &change) const;
    Verdict join(const Group &group, const Account &actor) const;
    Verdict changeOther(const Group &group, const Account &actor, const protocol::GroupChange &change,
                        qint64 nowMs) const;
    Verdict setRole(const GroupMemberRecord &actorRecord, const Account &actor, const Account &target,
                    const GroupMemberRecord &record, protocol::GroupRole role) const;

    std::optional<Refusal> add(const Account &actor, const QByteArray &name, const Group *group,
                               GroupEdit &edit) const;
    std::optional<Refusal> refuseFull(int members) const;
    std::optional<Refusal> refuseTooMany(const Account &account) const;
    std::optional<Refusal> refuseToBring(const Account &account, const Account &actor) const;

    const AccountTable &m_accounts;
    const ConversationTable &m_conversations;
    const Limits &m_limits;
    const GroupCounts &m_joining;
};

} // namespace miniqq::server
