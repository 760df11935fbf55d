// SPDX-License-Identifier: MIT
#include "server/domain/groupservice.h"

#include "common/protocol/conversationid.h"

#include <QRandomGenerator>

#include <algorithm>

namespace miniqq::server {

using protocol::ErrorCode;
using protocol::GroupChange;

namespace {

constexpr int codeLength = 12; // 60 bits: nobody finds one by trying

/// Signs that nobody can guess and nobody mixes up.
QByteArray randomSigns(int count)
{
    QByteArray signs;
    for (int i = 0; i < count; ++i)
        signs += protocol::groupKeyAlphabet[QRandomGenerator::system()->bounded(32)];
    return signs;
}

void countJoins(GroupCounts &joining, const GroupEdit &edit, int by)
{
    for (const GroupEdit::Member &member : edit.members) {
        if (member.what == GroupEdit::Member::Join)
            joining.add(member.account, member.broughtBy, by);
    }
}

/// Whom it names, the maker of a group included: each costs the server memory for as long as it runs.
int peopleIn(const GroupChange &change)
{
    return int(change.members.size()) + (change.what == GroupChange::Created ? 1 : 0);
}

} // namespace

GroupService::GroupService(const Parts &parts)
    : m(parts)
    , m_rules(m.accounts, m.conversations, m.limits, m_joining)
{}

void GroupService::ask(const Session &session, const Request &request, const protocol::GroupRequest &asked)
{
    if (!isAcceptable(session, request, asked.change))
        return;
    Wish wish{request, session.account, nullptr, asked.uuid, asked.change, asked.code};
    if (asked.change.what == GroupChange::Joined) {
        wish.group = m.conversations.findByCode(asked.code);
    } else if (asked.change.what != GroupChange::Created) {
        const ConversationAccess access = m.conversations.access(*session.account, asked.conversation);
        if (!access.member) {
            refuse(request, {});
            return;
        }
        wish.group = access.conversation;
    }
    if (m.chat.isWaiting(session.connection) || (wish.group && wish.group->isChanging()))
        wait(std::move(wish));
    else
        submit(wish);
}

bool GroupService::isAcceptable(const Session &session, const Request &request,
                                const protocol::GroupChange &change)
{
    const auto fits = [&](const QByteArray &text, protocol::TextRule rule, int most, const char *field,
                          LimitHit limit) {
        rule.maxCodePoints = most;
        const QByteArray wrong = protocol::violation(text, rule);
        const bool isTooLong = wrong.startsWith("must have at most");
        if (!wrong.isEmpty())
            m.replies.refuse(request, {ErrorCode::BadField, wrong, field,
                                       isTooLong ? std::optional(limit) : std::nullopt});
        return wrong.isEmpty();
    };
    const bool hasTitle = change.what == GroupChange::Created || change.what == GroupChange::Renamed;
    if (hasTitle && !fits(change.title, protocol::displayName, m.limits.groupTitleCodePoints, "title",
                          LimitHit::GroupTitle))
        return false;
    if (!fits(change.notice, protocol::groupNotice, m.limits.groupNoticeCodePoints, "notice",
              LimitHit::GroupNotice))
        return false;
    if (m.chat.isFull()) {
        m.replies.hit(LimitHit::PendingMessages);
        m.replies.refuseForNow(request, ErrorCode::ServerBusy, "Too many messages wait for the disk.", 1'000);
        return false;
    }
    return isWithinRates(*session.account, request, peopleIn(change));
}

bool GroupService::isWithinRates(const Account &account, const Request &request, int people)
{
    const qint64 now = m.clock.monotonicNs();
    if (!m_rates.take(account.name, m.limits.groupChanges, now)) {
        const qint64 wait = m_rates.waitMs(account.name, m.limits.groupChanges, now);
        m.replies.hit(LimitHit::GroupChanges);
        m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many changes of groups in a short time.",
                               std::max(qint64(1), wait));
        return false;
    }
    const Rate &rate = m.limits.groupPeople;
    const int tokens = std::min(people, std::max(1, rate.burst)); // else it could never be done
    if (people > 0 && !m_people.take(account.name, rate, now, tokens)) {
        const qint64 wait = m_people.waitMs(account.name, rate, now, tokens);
        m.replies.hit(LimitHit::GroupPeople);
        m.replies.refuseForNow(request, ErrorCode::RateLimited,
                               "Too many people brought into groups in a short time.",
                               std::max(qint64(1), wait));
        return false;
    }
    return true;
}

void GroupService::wait(Wish &&wish)
{
    Group *group = wish.group ? wish.group->group.get() : nullptr;
    if (group && group->waitingChanges >= m.limits.waitingGroupChanges) {
        m.replies.hit(LimitHit::WaitingGroupChanges);
        m.replies.refuseForNow(wish.request, ErrorCode::ServerBusy, "Too many changes wait for the disk.",
                               1'000);
        return;
    }
    if (group)
        ++group->waitingChanges;
    const auto leave = [group] {
        if (group)
            --group->waitingChanges;
    };
    const ConnectionId session = wish.request.connection;
    const Conversation *waitsFor = wish.group;
    const auto shared = std::make_shared<const Wish>(std::move(wish));
    m.chat.wait(session, waitsFor,
                {[this, shared, leave] {
                     leave();
                     submit(*shared);
                 },
                 [this, shared, leave](const StoreError &error) {
                     leave();
                     failed(*shared, error);
                 }});
}

void GroupService::submit(const Wish &wish)
{
    // While it waited, its code may have been changed.
    const bool isClosed =
        wish.change.what == GroupChange::Joined && m.conversations.findByCode(wish.code) != wish.group;
    GroupRules::Verdict verdict =
        m_rules.judge(isClosed ? nullptr : wish.group, *wish.actor, wish.change, m.clock.wallMs());
    if (verdict)
        submitEdit(wish, std::move(*verdict));
    else
        submitRepeat(wish, verdict.error());
}

void GroupService::submitEdit(const Wish &wish, GroupEdit &&edit)
{
    edit.change = protocol::encodeGroupChange(wish.change);
    if (wish.change.what == GroupChange::Created)
        edit.newKey = "g:" + randomSigns(protocol::groupKeyLength);
    if (wish.change.what == GroupChange::Code && wish.change.open)
        edit.code = randomSigns(codeLength);
    countJoins(m_joining, edit, 1);
    if (wish.group)
        wish.group->group->isChanging = true;

    const auto shared = std::make_shared<const GroupEdit>(std::move(edit));
    const qint64 now = m.clock.wallMs();
    NewMessage entry;
    entry.conversation = wish.group ? wish.group->row : ConversationRow();
    entry.sender = wish.actor->id;
    entry.uuid = wish.uuid;
    entry.timeMs = now;
    entry.edit = shared;
    m.chat.append(std::move(entry), [this, wish, shared, now](const AppendResult &result) {
        countJoins(m_joining, *shared, -1);
        settled(wish, shared, now, result);
    });
}

/// What the rules refuse may have been done already: then the answer is the one of then.
void GroupService::submitRepeat(const Wish &wish, const Refusal &refusal)
{
    GroupEdit edit;
    edit.change = protocol::encodeGroupChange(wish.change);
    NewMessage entry;
    entry.conversation = wish.group ? wish.group->row : ConversationRow();
    entry.sender = wish.actor->id;
    entry.uuid = wish.uuid;
    entry.edit = std::make_shared<const GroupEdit>(std::move(edit));
    entry.onlyRepeated = true;
    m.chat.append(std::move(entry), [this, wish, refusal](const AppendResult &result) {
        switch (result.status) {
        case AppendResult::Duplicate:
            repeated(wish, result);
            break;
        case AppendResult::Conflict:
            refuse(wish.request, {ErrorCode::UuidConflict, "This uuid was used for something else."});
            break;
        case AppendResult::Failed:
            failed(wish, result.error);
            break;
        case AppendResult::Stored:
        case AppendResult::NotStored:
        case AppendResult::NoFile: // no change has one
            refuse(wish.request, refusal);
            break;
        }
    });
}

void GroupService::settled(const Wish &wish, const Edit &edit, qint64 askedMs, const AppendResult &result)
{
    switch (result.status) {
    case AppendResult::Stored:
        stored(wish, edit, askedMs, result);
        break;
    case AppendResult::Duplicate:
        repeated(wish, result);
        break;
    case AppendResult::Conflict:
    case AppendResult::NotStored:
    case AppendResult::NoFile: // no change has one
        refuse(wish.request, {ErrorCode::UuidConflict, "This uuid was used for something else."});
        break;
    case AppendResult::Failed:
        failed(wish, result.error);
        if (wish.group) {
            readBack(*wish.group, wish);
            return;
        }
        break;
    }
    if (wish.group)
        goOn(*wish.group);
}

void GroupService::stored(const Wish &wish, const Edit &edit, qint64 askedMs, const AppendResult &result)
{
    Conversation *group = wish.group;
    if (!group)
        group = m.conversations.add(
            {result.group, edit->newKey, ConversationKind::Group, {}, 0, 0, GroupRecord()});
    const std::vector<Account *> before = group->members;
    m.conversations.apply(*group, *edit, result.seq);
    acknowledge(wish, *group, result);
    if (group->takeUndelivered(result.seq))
        tell(*group, before, wish.request.connection, entryOf(wish, result.seq, askedMs));
}

void GroupService::repeated(const Wish &wish, const AppendResult &result)
{
    Conversation *group = m.conversations.find(result.group);
    if (!group) {
        adopt(wish, result);
        return;
    }
    acknowledge(wish, *group, result);
    if (group->takeUndelivered(result.seq)) // it had failed, and was on disk all the same
        tell(*group, group->members, wish.request.connection, entryOf(wish, result.seq, result.timeMs));
}

void GroupService::failed(const Wish &wish, const StoreError &error)
{
    m.log.write(LogLevel::Error, LogCategory::Store, "groups.failed", {}, error.text);
    refuse(wish.request,
           {ErrorCode::StorageFailed, error.storageFull ? "The server's disk is full. Nothing was changed."
                                                        : "The server could not write to its disk."});
}

void GroupService::refuse(const Request &request, const Refusal &refusal)
{
    Refusal told = refusal;
    if (told.text.isEmpty())
        told.text = "There is no such conversation.";
    m.replies.refuse(request, told);
}

void GroupService::acknowledge(const Wish &wish, const Conversation &group, const AppendResult &result)
{
    m.replies.answer(wish.request, protocol::GroupAck{group.key, wish.uuid, result.seq, result.timeMs});
}

void GroupService::goOn(Conversation &group)
{
    group.group->isChanging = false;
    m.chat.release(group.key);
}

void GroupService::readBack(Conversation &group, const Wish &wish)
{
    m.conversationStore.readGroup(
        group.row,
        m.turn.callback([this, &group, wish](const Result<ConversationRecord, StoreError> &result) {
            if (result) {
                found(group, wish, *result);
                goOn(group);
                return;
            }
            m_unread.emplace_back(&group, wish);
            m.chat.refuseWaiting(group.key, result.error());
        }));
}

void GroupService::found(Conversation &group, const Wish &wish, const ConversationRecord &record)
{
    const GroupRecord known = *group.group;
    if (!record.group || *record.group == known)
        return;
    const std::vector<Account *> before = group.members;
    m.conversations.replace(group, *record.group);
    // Nothing was taken after it, so it is the last entry.
    if (group.takeUndelivered(record.lastSeq))
        tell(group, before, ConnectionId(), entryOf(wish, record.lastSeq, record.lastTimeMs));
}

void GroupService::adopt(const Wish &wish, const AppendResult &result)
{
    m.conversationStore.readGroup(
        result.group,
        m.turn.callback([this, wish, result](const Result<ConversationRecord, StoreError> &record) {
            if (!record) {
                failed(wish, record.error());
                return;
            }
            const bool isNew = !m.conversations.find(record->row);
            Conversation *group = m.conversations.add(*record);
            acknowledge(wish, *group, result);
            if (isNew)
                tell(*group, group->members, wish.request.connection,
                     entryOf(wish, result.seq, result.timeMs));
        }));
}

void GroupService::tick()
{
    m_rates.prune(m.clock.monotonicNs());
    m_people.prune(m.clock.monotonicNs());
    for (const auto &[group, wish] : std::exchange(m_unread, {}))
        readBack(*group, wish);
}

protocol::ChatMessage GroupService::entryOf(const Wish &wish, qint64 seq, qint64 timeMs)
{
    protocol::ChatMessage entry{seq, wish.actor->name, wish.uuid, timeMs, {}};
    entry.change = std::make_shared<const GroupChange>(wish.change);
    return entry;
}

void GroupService::tell(Conversation &group, const std::vector<Account *> &before, ConnectionId asked,
                        protocol::ChatMessage &&entry)
{
    std::vector<const Account *> all(before.begin(), before.end());
    all.insert(all.end(), group.members.begin(), group.members.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());

    const protocol::GroupChanged changed{group.key, std::move(entry)};
    m.delivery.tell({group, all, asked, nullptr, changed.entry.seq}, changed);
    if (changed.entry.seq == group.lastSeq)
        group.last = changed.entry;
}

void GroupService::get(const Session &session, const Request &request, const protocol::GroupGet &message)
{
    const ConversationAccess access = m.conversations.access(*session.account, message.conversation);
    if (!access.member || !access.isIn()) {
        refuse(request, {});
        return;
    }
    const Group &group = *access.conversation->group;
    protocol::GroupInfo info;
    info.conversation = access.conversation->key;
    info.seq = std::max(qint64(1), access.conversation->lastSeq);
    info.title = group.title;
    info.notice = group.notice;
    info.mutedUntil = group.mutedUntilMs;
    if (access.member->role != StoredRole::Member && !group.code.isEmpty())
        info.code = group.code;
    for (const Account *account : access.conversation->members) {
        const GroupMemberRecord *member = group.find(account->id);
        info.members.push_back({account->name, protocol::GroupRole(member->role), member->mutedUntilMs});
    }
    std::sort(info.members.begin(), info.members.end(),
              [](const auto &a, const auto &b) { return a.account < b.account; });
    m.replies.answer(request, info);
}

} // namespace miniqq::server
