// SPDX-License-Identifier: MIT
#include "server/domain/chatservice.h"

#include "common/protocol/entrydetails.h"
#include "common/protocol/textrules.h"
#include "server/domain/grouprules.h"

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

constexpr qint64 longestRetryMs = 24LL * 3'600 * 1'000; // what an error reply can say

/// About as many bytes as are kept of a message, be it asked for or on its way.
template<class Message>
qint64 sizeOf(const Message &message)
{
    return message.text.size() + (message.links ? protocol::sizeOf(*message.links) : 0);
}

} // namespace

ChatService::ChatService(const Parts &parts)
    : m(parts)
{
    m.messageStore.setAppendHandler(
        m.turn.callback([this](std::vector<AppendResult> &&results) { appended(std::move(results)); }));
}

void ChatService::send(const Session &session, const Request &request, const protocol::ChatSend &message)
{
    if (!isAcceptable(session, request, message))
        return;
    const ConversationAccess access = m.conversations.access(*session.account, message.conversation);
    if (!access.allowed) {
        m.replies.refuse(request, ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    // Whoever may not speak is refused for that, and takes nothing from those who may.
    const bool speaks = access.member && maySpeak(*session.account, *access.conversation);
    if (speaks && !isGroupAcceptable(request, *access.conversation))
        return;
    Outgoing outgoing{request, session.account, message.uuid, message.text,
                      0,       nullptr,         message.file, message.links};
    m_waitingBytes += sizeOf(message);
    const auto queue = m_queues.find(session.connection);
    const bool isReady = access.conversation && !access.conversation->isChanging();
    if (isReady && queue == m_queues.end()) {
        submit(std::move(outgoing), *access.conversation);
        return;
    }
    if (!access.conversation && !m_awaited.contains(message.conversation))
        create(message.conversation, *session.account, *access.peer);
    enqueue(session.connection, {message.conversation, std::move(outgoing)}, !isReady);
}

void ChatService::wait(ConnectionId session, const Conversation *group, Step &&step)
{
    enqueue(session, {group ? group->key : QByteArray(), Outgoing(), std::make_unique<Step>(std::move(step))},
            group && group->isChanging());
}

void ChatService::enqueue(ConnectionId session, Waiting &&waiting, bool isAwaited)
{
    if (isAwaited)
        m_awaited[waiting.key].push_back(session);
    ++m_queued;
    m_queues[session].push_back(std::move(waiting));
}

void ChatService::tick()
{
    m_rates.prune(m.clock.monotonicNs());
    m_groupRates.prune(m.clock.monotonicNs());
    m.linkRules.tick();
}

bool ChatService::isGroupAcceptable(const Request &request, const Conversation &group)
{
    const qint64 now = m.clock.monotonicNs();
    if (m_groupRates.take(group.key, m.limits.groupMessages, now))
        return true;
    const qint64 wait = std::max(qint64(1), m_groupRates.waitMs(group.key, m.limits.groupMessages, now));
    m.replies.hit(LimitHit::GroupMessages);
    m.replies.refuseForNow(request, ErrorCode::RateLimited,
                           "Too many messages in this group in a short time.", wait);
    return false;
}

bool ChatService::maySpeak(const Account &sender, const Conversation &group) const
{
    const GroupMemberRecord *member = group.group->find(sender.id);
    return member && member->isIn() && GroupRules::mutedForMs(*group.group, sender.id, m.clock.wallMs()) == 0;
}

void ChatService::refuseSpeaking(const Outgoing &message)
{
    const Group &group = *message.conversation->group;
    const GroupMemberRecord *member = group.find(message.sender->id);
    if (!member || !member->isIn()) {
        m.replies.refuse(message.request, ErrorCode::NoConversation, "There is no such conversation.");
        return;
    }
    const qint64 wait = GroupRules::mutedForMs(group, message.sender->id, m.clock.wallMs());
    m.replies.refuseForNow(message.request, ErrorCode::Muted, "You may not speak in this group for a while.",
                           std::clamp(wait, qint64(1), longestRetryMs));
}

/// Nobody stored it before, and now it may not be said.
void ChatService::refuseUnstored(const Outgoing &message)
{
    if (message.refusal)
        m.replies.refuse(message.request, *message.refusal);
    else
        refuseSpeaking(message);
}

bool ChatService::isAcceptable(const Session &session, const Request &request,
                               const protocol::ChatSend &message)
{
    protocol::TextRule rule = protocol::messageText;
    rule.maxCodePoints = m.limits.textCodePoints;
    rule.maxBytes = m.limits.textBytes;
    const bool isNarrower =
        rule.maxCodePoints < protocol::maxMessageCodePoints || rule.maxBytes < protocol::maxMessageBytes;
    if (isNarrower) { // the reader enforced the widest rule already
        if (const QByteArray wrong = protocol::violation(message.text, rule); !wrong.isEmpty()) {
            m.replies.hit(LimitHit::Text);
            m.replies.refuseField(request, "text", wrong);
            return false;
        }
    }
    if (isFull() || m_waitingBytes + sizeOf(message) > m.limits.pendingMessageBytes) {
        m.replies.hit(LimitHit::PendingMessages);
        m.replies.refuseForNow(request, ErrorCode::ServerBusy, "Too many messages wait for the disk.", 1'000);
        return false;
    }
    const qint64 now = m.clock.monotonicNs();
    const QByteArray &name = session.account->name;
    if (!m_rates.take(name, m.limits.messages, now)) {
        const qint64 wait = std::max(qint64(1), m_rates.waitMs(name, m.limits.messages, now));
        m.replies.hit(LimitHit::Messages);
        m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many messages in a short time.", wait);
        m.log.write(LogLevel::Warning, LogCategory::Chat, "chat.limited", EventLog::of(session),
                    QStringLiteral("message refused: too many in a short time"));
        return false;
    }
    return true;
}

void ChatService::submit(Outgoing &&message, Conversation &conversation)
{
    message.conversation = &conversation;
    message.ticket = ++m_lastTicket;
    if (m_batch.empty())
        m_batch.reserve(m_lastBatch); // turns are like those before them
    NewMessage &entry = m_batch.emplace_back();
    entry.conversation = conversation.row;
    entry.sender = message.sender->id;
    entry.uuid = message.uuid;
    entry.timeMs = m.clock.wallMs();
    entry.text = message.text;
    entry.file = message.file;
    entry.ticket = message.ticket;
    // Who may not speak (any more) may still ask what became of what they said.
    entry.onlyRepeated = conversation.group && !maySpeak(*message.sender, conversation);
    if (message.links)
        judgeLinks(message, entry);
    m_pending.push_back(std::move(message));
}

void ChatService::judgeLinks(Outgoing &message, NewMessage &entry)
{
    protocol::ChatMessage said;
    said.links = message.links;
    entry.extra = std::make_shared<const EntryExtra>(EntryExtra{protocol::encodeDetails(said), std::nullopt});
    if (entry.onlyRepeated)
        return;
    auto refused = m.linkRules.judge(*message.conversation, *message.sender, *message.links);
    if (!refused)
        return;
    entry.onlyRepeated = true;
    message.refusal = std::make_unique<const Refusal>(std::move(*refused));
}

void ChatService::append(NewMessage &&change, ResultHandler then)
{
    Outgoing outgoing;
    outgoing.ticket = ++m_lastTicket;
    outgoing.then = std::make_unique<ResultHandler>(std::move(then));
    change.ticket = outgoing.ticket;
    m_batch.push_back(std::move(change));
    m_pending.push_back(std::move(outgoing));
}

void ChatService::commit()
{
    if (m_batch.empty())
        return;
    m_lastBatch = m_batch.size();
    m.messageStore.append(std::exchange(m_batch, {}));
}

void ChatService::create(const QByteArray &key, const Account &sender, const Account &peer)
{
    m_awaited.insert(key, {});
    m.conversationStore.create(
        key, ConversationKind::Direct, {sender.id, peer.id},
        m.turn.callback(
            [this, key](const Result<ConversationRecord, StoreError> &result) { created(key, result); }));
}

void ChatService::created(const QByteArray &key, const Result<ConversationRecord, StoreError> &result)
{
    if (result)
        m.conversations.add(*result);
    release(key, result ? nullptr : &result.error());
}

void ChatService::release(const QByteArray &key)
{
    release(key, nullptr);
}

void ChatService::refuseWaiting(const QByteArray &key, const StoreError &error)
{
    release(key, &error);
}

void ChatService::release(const QByteArray &key, const StoreError *error)
{
    for (const ConnectionId connection : m_awaited.take(key)) {
        const auto waiting = m_queues.find(connection);
        if (waiting == m_queues.end())
            continue; // named twice, and dealt with
        if (error)
            dropLost(waiting->second, key, *error);
        drain(connection, waiting->second);
        if (waiting->second.empty())
            m_queues.erase(waiting);
    }
}

void ChatService::dropLost(std::deque<Waiting> &queue, const QByteArray &key, const StoreError &error)
{
    const auto isLost = [&key](const Waiting &waiting) { return waiting.key == key; };
    for (const Waiting &waiting : queue) {
        if (!isLost(waiting))
            continue;
        if (waiting.step) {
            waiting.step->refuse(error);
            continue;
        }
        m_waitingBytes -= sizeOf(waiting.message);
        storageFailed(waiting.message, error);
    }
    m_queued -= int(std::erase_if(queue, isLost));
}

void ChatService::drain(ConnectionId session, std::deque<Waiting> &queue)
{
    while (!queue.empty()) {
        Conversation *conversation = m.conversations.find(queue.front().key);
        if (!conversation && !queue.front().step)
            return;                                       // still being made
        if (conversation && conversation->isChanging()) { // perhaps again: it has to be awaited once more
            m_awaited[conversation->key].push_back(session);
            return;
        }
        Waiting next = std::move(queue.front());
        queue.pop_front();
        --m_queued;
        if (next.step)
            next.step->go();
        else
            submit(std::move(next.message), *conversation);
    }
}

void ChatService::storageFailed(const Outgoing &message, const StoreError &error)
{
    m.log.write(LogLevel::Error, LogCategory::Store, "messages.failed", {}, error.text);
    m.replies.refuse(message.request, ErrorCode::StorageFailed,
                     error.storageFull
                         ? "The server's disk is full. The message was not stored."
                         : "The server could not write to its disk. The message was not stored.");
}

void ChatService::appended(std::vector<AppendResult> &&results)
{
    for (const AppendResult &result : results) {
        // The store promises this order. Were it broken, no ack at all is better than a false one.
        const bool isNext = !m_pending.empty() && m_pending.front().ticket == result.ticket;
        Q_ASSERT(isNext);
        if (!isNext)
            continue;
        m_waitingBytes -= sizeOf(m_pending.front());
        settle(m_pending.front(), result);
        m_pending.pop_front();
    }
}

void ChatService::settle(const Outgoing &message, const AppendResult &result)
{
    if (message.then) {
        (*message.then)(result);
        return;
    }
    switch (result.status) {
    case AppendResult::Stored:
        ++m.counters.messagesStored;
        break;
    case AppendResult::Duplicate:
        ++m.counters.duplicates;
        break;
    case AppendResult::Conflict:
        m.replies.refuse(message.request, ErrorCode::UuidConflict, "This uuid was used for another message.");
        return;
    case AppendResult::Failed:
        storageFailed(message, result.error);
        return;
    case AppendResult::NotStored:
        refuseUnstored(message);
        return;
    case AppendResult::NoFile:
        m.replies.refuse(message.request, ErrorCode::NoFile,
                         "You have no such file on the server. Upload it first, to its end.");
        return;
    }
    acknowledge(message, result);
    if (message.conversation->takeUndelivered(result.seq) && !result.isOver)
        deliver(message, result);
}

void ChatService::acknowledge(const Outgoing &message, const AppendResult &result)
{
    m.replies.answer(message.request,
                     protocol::ChatAck{message.conversation->key, message.uuid, result.seq, result.timeMs});
}

void ChatService::deliver(const Outgoing &message, const AppendResult &result)
{
    Conversation &conversation = *message.conversation;
    protocol::ChatDeliver deliver{
        conversation.key, {result.seq, message.sender->name, message.uuid, result.timeMs, message.text}};
    if (result.file)
        deliver.message.attachment = std::make_shared<const protocol::Attachment>(result.file->about);
    if (message.links)
        deliver.message.links = message.links;
    if (conversation.isLobby())
        deliverToEveryone(message, deliver);
    else
        m.delivery.tell({conversation, conversation.members, message.request.connection, nullptr, result.seq},
                        deliver);
    if (result.seq == conversation.lastSeq)
        conversation.last = std::move(deliver.message);
}

void ChatService::deliverToEveryone(const Outgoing &message, const protocol::ChatDeliver &deliver)
{
    const QByteArray frame = protocol::encodeFrame(deliver);
    const Session *sender = m.registry.find(message.request.connection);
    if (!sender) {
        m.out.send(m.registry.everyone(), frame);
        return;
    }
    for (const std::span<const ConnectionId> part : m.registry.everyoneBut(*sender))
        m.out.send(part, frame);
}

} // namespace miniqq::server
