// SPDX-License-Identifier: MIT
#include "server/domain/recallservice.h"

#include "common/protocol/entrydetails.h"
#include "server/domain/grouprules.h"

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

QByteArray recalledDetails()
{
    protocol::ChatMessage message;
    message.isRecalled = true;
    return protocol::encodeDetails(message);
}

QByteArray recallDetails(qint64 seq)
{
    protocol::ChatMessage entry;
    entry.recalls = seq;
    return protocol::encodeDetails(entry);
}

} // namespace

void RecallService::recall(const Session &session, const Request &request, const protocol::ChatRecall &asked)
{
    if (!isAcceptable(*session.account, request))
        return;
    const ConversationAccess access = m.conversations.access(*session.account, asked.conversation);
    if (!access.allowed) {
        m.replies.refuse(request, ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    const auto wish = std::make_shared<const Wish>(
        Wish{request, session.account, access.conversation, asked.uuid, asked.seq});
    if (!access.conversation) { // nothing was said there yet
        refuse(*wish, AppendResult::Refusal::Unknown);
        return;
    }
    if (m.chat.isWaiting(session.connection) || access.conversation->isChanging())
        m.chat.wait(session.connection, access.conversation,
                    {[this, wish] { submit(*wish); },
                     [this, wish](const StoreError &error) { failed(*wish, error); }});
    else
        submit(*wish);
}

bool RecallService::isAcceptable(const Account &account, const Request &request)
{
    if (m.limits.recallMs == 0) {
        m.replies.refuse(request, ErrorCode::TooLate, "This server lets nobody take messages back.");
        return false;
    }
    if (m.chat.isFull()) {
        m.replies.hit(LimitHit::PendingMessages);
        m.replies.refuseForNow(request, ErrorCode::ServerBusy, "Too many messages wait for the disk.", 1'000);
        return false;
    }
    const qint64 now = m.clock.monotonicNs();
    if (m_rates.take(account.name, m.limits.recalls, now))
        return true;
    m.replies.hit(LimitHit::Recalls);
    m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many recalls in a short time.",
                           std::max(qint64(1), m_rates.waitMs(account.name, m.limits.recalls, now)));
    return false;
}

void RecallService::submit(const Wish &wish)
{
    const qint64 now = m.clock.wallMs();
    NewMessage entry;
    entry.conversation = wish.conversation->row;
    entry.sender = wish.actor->id;
    entry.uuid = wish.uuid;
    entry.timeMs = now;
    Recall recall{wish.seq, {}, now - m.limits.recallMs, false, {}, recalledDetails(), now};
    if (const Group *group = wish.conversation->group.get()) {
        recall.reader = wish.actor->id;
        recall.ofOthers = GroupRules::keepsOrder(*group, wish.actor->id);
        recall.but = GroupRules::notBelow(*group, wish.actor->id);
        const GroupMemberRecord *member = group->find(wish.actor->id);
        entry.onlyRepeated = !member || !member->isIn();
    }
    entry.extra = std::make_shared<const EntryExtra>(EntryExtra{recallDetails(wish.seq), std::move(recall)});
    m.chat.append(std::move(entry),
                  [this, wish, now](const AppendResult &result) { settled(wish, now, result); });
}

void RecallService::settled(const Wish &wish, qint64 askedMs, const AppendResult &result)
{
    switch (result.status) {
    case AppendResult::Stored:
    case AppendResult::Duplicate:
        break;
    case AppendResult::Conflict:
        m.replies.refuse(wish.request, ErrorCode::UuidConflict, "This uuid was used for something else.");
        return;
    case AppendResult::NotStored:
    case AppendResult::NoFile: // it has none
        refuse(wish, result.refusal);
        return;
    case AppendResult::Failed:
        // It may be on disk all the same: what is remembered of the newest message is read again.
        wish.conversation->last.reset();
        failed(wish, result.error);
        return;
    }
    m.replies.answer(wish.request,
                     protocol::ChatAck{wish.conversation->key, wish.uuid, result.seq, result.timeMs});
    if (!wish.conversation->takeUndelivered(result.seq))
        return;
    // An entry that failed and was stored all the same may be another's: then this is how we hear of it.
    protocol::ChatMessage entry{result.seq,
                                wish.actor->name,
                                wish.uuid,
                                result.status == AppendResult::Stored ? askedMs : result.timeMs,
                                {}};
    if (result.isOver) {
        if (const Account *actor = m.accounts.find(result.overBy))
            entry.from = actor->name;
        entry.uuid = result.overUuid;
    }
    entry.recalls = wish.seq;
    tell(wish, std::move(entry));
}

void RecallService::refuse(const Wish &wish, AppendResult::Refusal refusal)
{
    switch (refusal) {
    case AppendResult::Refusal::None: // has left, and asked for nothing while there
        m.replies.refuse(wish.request, ErrorCode::NoConversation, "There is no such conversation.");
        break;
    case AppendResult::Refusal::Unknown:
        m.replies.refuse(wish.request, ErrorCode::NoMessage, "There is no such message.");
        break;
    case AppendResult::Refusal::Foreign:
        m.replies.refuse(wish.request, ErrorCode::Forbidden,
                         "A message is taken back by its sender, or by those who keep order in a group and "
                         "are more than its sender.");
        break;
    case AppendResult::Refusal::TooLate:
        m.replies.refuse(wish.request, ErrorCode::TooLate,
                         "A message can be taken back for " +
                             QByteArray::number(qint64(m.limits.recallMs) / 1'000) + " seconds.");
        break;
    }
}

void RecallService::failed(const Wish &wish, const StoreError &error)
{
    m.log.write(LogLevel::Error, LogCategory::Store, "recall.failed", {}, error.text);
    m.replies.refuse(wish.request, ErrorCode::StorageFailed,
                     error.storageFull ? "The server's disk is full. Nothing was taken back."
                                       : "The server could not write to its disk.");
}

void RecallService::tell(const Wish &wish, protocol::ChatMessage entry)
{
    Conversation &conversation = *wish.conversation;
    const qint64 seq = entry.seq;
    Audience audience{conversation, conversation.members, wish.request.connection, nullptr, seq};
    audience.everybody = conversation.isLobby();
    audience.knowsRecalls = true;
    m.delivery.tell(audience, protocol::ChatRecalled{conversation.key, entry});
    audience.knowsRecalls = false;
    m.delivery.tell(audience, protocol::ChatDeliver{conversation.key, protocol::inWordsOnly(entry)});
    if (seq == conversation.lastSeq)
        conversation.last = std::move(entry);
    else if (conversation.last && conversation.last->seq == wish.seq)
        conversation.last.reset();
}

} // namespace miniqq::server
