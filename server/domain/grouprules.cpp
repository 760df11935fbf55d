// SPDX-License-Identifier: MIT
#include "server/domain/grouprules.h"

#include <algorithm>

namespace miniqq::server {

using protocol::ErrorCode;
using protocol::GroupChange;

namespace {

StoredRole storedRole(protocol::GroupRole role)
{
    return StoredRole(role);
}

/// The least that somebody has to be to do this.
StoredRole roleNeeded(GroupChange::What what)
{
    switch (what) {
    case GroupChange::Invited:
    case GroupChange::Removed:
    case GroupChange::Renamed:
    case GroupChange::Notice:
    case GroupChange::Muted:
    case GroupChange::Code:
        return StoredRole::Admin;
    case GroupChange::Role:
    case GroupChange::Dissolved:
        return StoredRole::Owner;
    case GroupChange::Created:
    case GroupChange::Joined:
    case GroupChange::Left:
        break;
    }
    return StoredRole::Member;
}

Refusal noConversation()
{
    return {ErrorCode::NoConversation, "There is no such conversation."};
}

Refusal forbidden(const QByteArray &text)
{
    return {ErrorCode::Forbidden, text};
}

Refusal badField(const QByteArray &field, const QByteArray &text)
{
    return {ErrorCode::BadField, text, field};
}

GroupEdit editOf(AccountId account, GroupEdit::Member::What what, StoredRole role = StoredRole::Member,
                 qint64 mutedUntilMs = 0)
{
    GroupEdit edit;
    edit.members.push_back({account, what, role, mutedUntilMs});
    return edit;
}

int membersOf(const Group &group)
{
    return int(std::count_if(group.members.begin(), group.members.end(),
                             [](const auto &entry) { return entry.second.isIn(); }));
}

} // namespace

qint64 GroupRules::mutedForMs(const Group &group, AccountId account, qint64 nowMs)
{
    const GroupMemberRecord *member = group.find(account);
    if (!member)
        return 0;
    qint64 until = member->mutedUntilMs;
    if (member->role == StoredRole::Member)
        until = std::max(until, group.mutedUntilMs);
    return std::max(qint64(0), until - nowMs);
}

bool GroupRules::keepsOrder(const Group &group, AccountId account)
{
    const GroupMemberRecord *member = group.find(account);
    return member && member->isIn() && member->role != StoredRole::Member;
}

std::vector<AccountId> GroupRules::notBelow(const Group &group, AccountId account)
{
    std::vector<AccountId> others;
    if (!keepsOrder(group, account))
        return others;
    const StoredRole own = group.find(account)->role;
    for (const auto &[id, member] : group.members) {
        if (id != account && member.isIn() && member.role >= own)
            others.push_back(id);
    }
    return others;
}

GroupRules::Verdict GroupRules::judge(const Conversation *conversation, const Account &actor,
                                      const GroupChange &change, qint64 nowMs) const
{
    if (change.what == GroupChange::Created)
        return create(actor, change);
    if (!conversation || !conversation->group || conversation->group->dissolved)
        return noConversation();
    const Group &group = *conversation->group;
    if (change.what == GroupChange::Joined)
        return join(group, actor);
    const GroupMemberRecord *member = group.find(actor.id);
    if (!member || !member->isIn())
        return noConversation();
    const StoredRole needed = roleNeeded(change.what);
    if (member->role < needed)
        return forbidden(needed == StoredRole::Owner ? "Only the group's owner may do this."
                                                     : "Only the group's owner and admins may do this.");
    GroupEdit edit;
    switch (change.what) {
    case GroupChange::Invited:
        return invite(group, actor, change);
    case GroupChange::Left:
        if (member->role == StoredRole::Owner)
            return forbidden("Make somebody else the owner first, or dissolve the group.");
        return editOf(actor.id, GroupEdit::Member::Leave);
    case GroupChange::Removed:
    case GroupChange::Role:
        return changeOther(group, actor, change, nowMs);
    case GroupChange::Muted:
        if (change.account)
            return changeOther(group, actor, change, nowMs);
        edit.mutedUntilMs = change.seconds > 0 ? nowMs + change.seconds * 1'000 : 0;
        return edit;
    case GroupChange::Renamed:
        edit.title = change.title;
        return edit;
    case GroupChange::Notice:
        edit.notice = change.notice;
        return edit;
    case GroupChange::Code:
        edit.code = QByteArray();
        return edit;
    case GroupChange::Dissolved:
        edit.dissolve = true;
        return edit;
    case GroupChange::Created:
    case GroupChange::Joined:
        break;
    }
    return noConversation();
}

GroupRules::Verdict GroupRules::create(const Account &actor, const GroupChange &change) const
{
    if (const auto full = refuseFull(int(change.members.size()) + 1))
        return *full;
    if (const auto tooMany = refuseTooMany(actor))
        return *tooMany;
    GroupEdit edit = editOf(actor.id, GroupEdit::Member::Join, StoredRole::Owner);
    edit.title = change.title;
    for (const QByteArray &name : change.members) {
        if (name == actor.name)
            return badField("members", "names yourself");
        if (const auto refused = add(actor, name, nullptr, edit))
            return *refused;
    }
    return edit;
}

GroupRules::Verdict GroupRules::invite(const Group &group, const Account &actor,
                                       const GroupChange &change) const
{
    GroupEdit edit;
    for (const QByteArray &name : change.members) {
        if (const auto refused = add(actor, name, &group, edit))
            return *refused;
    }
    if (const auto full = refuseFull(membersOf(group) + int(edit.members.size())))
        return *full;
    return edit;
}

GroupRules::Verdict GroupRules::join(const Group &group, const Account &actor) const
{
    const GroupMemberRecord *before = group.find(actor.id);
    if (before && before->isIn())
        return badField("code", "is that of a group that you are in");
    if (before && before->removed)
        return noConversation(); // they come back when somebody invites them
    if (const auto full = refuseFull(membersOf(group) + 1))
        return *full;
    if (const auto tooMany = refuseTooMany(actor))
        return *tooMany;
    return editOf(actor.id, GroupEdit::Member::Join, StoredRole::Member, before ? before->mutedUntilMs : 0);
}

GroupRules::Verdict GroupRules::changeOther(const Group &group, const Account &actor,
                                            const GroupChange &change, qint64 nowMs) const
{
    const Account *target = m_accounts.find(change.account.value_or(QByteArray()));
    const GroupMemberRecord *record = target ? group.find(target->id) : nullptr;
    if (!record || !record->isIn())
        return badField("account", "is not in this group");
    const GroupMemberRecord &own = *group.find(actor.id);
    if (target->id == actor.id)
        return badField("account", "is your own");
    if (change.what == GroupChange::Role)
        return setRole(own, actor, *target, *record, change.role);
    if (record->role >= own.role)
        return forbidden("Only the group's owner may do this to an admin, and nobody to the owner.");
    if (change.what == GroupChange::Removed)
        return editOf(target->id, GroupEdit::Member::Remove);
    return editOf(target->id, GroupEdit::Member::Set, record->role,
                  change.seconds > 0 ? nowMs + change.seconds * 1'000 : 0);
}

GroupRules::Verdict GroupRules::setRole(const GroupMemberRecord &actorRecord, const Account &actor,
                                        const Account &target, const GroupMemberRecord &record,
                                        protocol::GroupRole role) const
{
    if (storedRole(role) == record.role)
        return badField("role", "is what they have");
    // A group has one owner: who hands it over stays as an admin.
    const bool isOwner = role == protocol::GroupRole::Owner;
    // Nobody could let a muted owner speak again.
    GroupEdit edit =
        editOf(target.id, GroupEdit::Member::Set, storedRole(role), isOwner ? 0 : record.mutedUntilMs);
    if (isOwner)
        edit.members.push_back(
            {actor.id, GroupEdit::Member::Set, StoredRole::Admin, actorRecord.mutedUntilMs});
    return edit;
}

std::optional<Refusal> GroupRules::add(const Account &actor, const QByteArray &name, const Group *group,
                                       GroupEdit &edit) const
{
    const Account *account = m_accounts.find(name);
    if (!account)
        return badField("members", "there is no account " + name);
    const GroupMemberRecord *before = group ? group->find(account->id) : nullptr;
    if (before && before->isIn())
        return badField("members", name + " is in this group already");
    if (auto tooMany = refuseToBring(*account, actor))
        return tooMany;
    edit.members.push_back({account->id, GroupEdit::Member::Join, StoredRole::Member,
                            before ? before->mutedUntilMs : 0, actor.id});
    return std::nullopt;
}

std::optional<Refusal> GroupRules::refuseFull(int members) const
{
    if (members <= m_limits.groupMembers)
        return std::nullopt;
    return Refusal{ErrorCode::LimitReached,
                   "A group has at most " + QByteArray::number(m_limits.groupMembers) + " members.",
                   {},
                   LimitHit::GroupMembers};
}

/// What one chooses oneself. Nobody else can use this up.
std::optional<Refusal> GroupRules::refuseTooMany(const Account &account) const
{
    if (m_conversations.groupCounts().chosen(account.id) + m_joining.chosen(account.id) <
        m_limits.groupsPerAccount)
        return std::nullopt;
    return Refusal{ErrorCode::LimitReached,
                   "You have made or joined as many groups as one may, " +
                       QByteArray::number(m_limits.groupsPerAccount) + ": leave one first.",
                   {},
                   LimitHit::GroupsPerAccount};
}

std::optional<Refusal> GroupRules::refuseToBring(const Account &account, const Account &actor) const
{
    const GroupCounts &counts = m_conversations.groupCounts();
    if (counts.broughtBy(account.id, actor.id) + m_joining.broughtBy(account.id, actor.id) >=
        m_limits.groupsPerInviter)
        return Refusal{ErrorCode::LimitReached,
                       "You have brought " + account.name + " into as many groups as one may, " +
                           QByteArray::number(m_limits.groupsPerInviter) + ": give them the code.",
                       {},
                       LimitHit::GroupsPerInviter};
    if (counts.brought(account.id) + m_joining.brought(account.id) >= m_limits.groupsBroughtInto)
        return Refusal{ErrorCode::LimitReached,
                       account.name + " was brought into as many groups as "
                                      "one may be: give them the code.",
                       {},
                       LimitHit::GroupsBroughtInto};
    return std::nullopt;
}

} // namespace miniqq::server
