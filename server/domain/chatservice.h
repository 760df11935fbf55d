// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/conversationtable.h"
#include "server/domain/delivery.h"
#include "server/domain/eventlog.h"
#include "server/domain/linkrules.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/turn.h"
#include "server/store/conversationstore.h"
#include "server/store/messagestore.h"

#include <deque>
#include <functional>
#include <memory>

namespace miniqq::server {

/// Takes messages, has them stored, and only then acknowledges and delivers them. What one session sends is
/// stored and acknowledged in the order of its sending, changes of groups included, also where a conversation
/// has to be made first, or a change has to be settled; refusals do not wait for what is being stored.
class ChatService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        ConversationTable &conversations;
        ConversationStore &conversationStore;
        MessageStore &messageStore;
        SessionRegistry &registry;
        Outbound &out;
        Delivery &delivery;
        Replies &replies;
        EventLog &log;
        Counters &counters;
        LinkRules &linkRules;
        Turn &turn;
    };

    explicit ChatService(const Parts &parts);

    void send(const Session &session, const Request &request, const protocol::ChatSend &message);
    /// Ends a turn: hands what was taken in it to the store, as one batch.
    void commit();
    void tick();

    /// Puts a change of a group among the messages: it is stored behind all that were taken before it and
    /// ahead of all that are taken after it. `ticket` is not looked at; `then` gets the result, in its turn.
    using ResultHandler = std::function<void(const AppendResult &)>;
    void append(NewMessage &&change, ResultHandler then);
    /// What a session asks for besides speaking, where it has to wait.
    struct Step
    {
        std::function<void()> go;                       ///< its turn has come
        std::function<void(const StoreError &)> refuse; ///< it never will
    };
    /// Whether something that the session sent before waits, so that all it sends now has to.
    bool isWaiting(ConnectionId session) const { return m_queues.contains(session); }
    /// Lets `step` wait behind what the session sent before, and until `group` (may be null) is settled.
    void wait(ConnectionId session, const Conversation *group, Step &&step);
    /// The change of this group is settled: what waited for it is sent, by the rights of now.
    void release(const QByteArray &key);
    /// Nobody knows what became of it: what waited for it is refused.
    void refuseWaiting(const QByteArray &key, const StoreError &error);

    /// Messages taken whose result is not there yet.
    int waitingCount() const { return int(m_pending.size()) + m_queued; }
    /// No more is taken before some of them are settled.
    bool isFull() const { return waitingCount() >= m.limits.pendingMessages; }

private:
    /// A message on its way to the disk.
    struct Outgoing
    {
        Request request;
        Account *sender = nullptr;
        Uuid uuid;
        QByteArray text;
        quint64 ticket = 0;
        Conversation *conversation = nullptr; ///< once it is there, and its turn has come
        Uuid file = {};
        std::shared_ptr<const protocol::MessageLinks> links = nullptr;
        std::unique_ptr<const Refusal> refusal = nullptr; ///< of the links: unless it is a repeat
        std::unique_ptr<ResultHandler> then = nullptr;    ///< a change of a group, and nothing of the above
    };

    /// A message, or a step, that waits for its turn.
    struct Waiting
    {
        QByteArray key; ///< of the conversation it is for; steps: may be empty
        Outgoing message;
        std::unique_ptr<Step> step = nullptr;
    };

    bool isGroupAcceptable(const Request &request, const Conversation &group);
    /// Whether `sender` may speak in this group now.
    bool maySpeak(const Account &sender, const Conversation &group) const;
    void refuseSpeaking(const Outgoing &message);
    void refuseUnstored(const Outgoing &message);
    bool isAcceptable(const Session &session, const Request &request, const protocol::ChatSend &message);
    void submit(Outgoing &&message, Conversation &conversation);
    void judgeLinks(Outgoing &message, NewMessage &entry);
    void create(const QByteArray &key, const Account &sender, const Account &peer);
    void created(const QByteArray &key, const Result<ConversationRecord, StoreError> &result);
    /// Whatever `key` was waited for, it is there; with an error it will not be.
    void release(const QByteArray &key, const StoreError *error);
    void enqueue(ConnectionId session, Waiting &&waiting, bool isAwaited);
    void dropLost(std::deque<Waiting> &queue, const QByteArray &key, const StoreError &error);
    void drain(ConnectionId session, std::deque<Waiting> &queue);
    void storageFailed(const Outgoing &message, const StoreError &error);

    void appended(std::vector<AppendResult> &&results);
    void settle(const Outgoing &message, const AppendResult &result);
    void acknowledge(const Outgoing &message, const AppendResult &result);
    void deliver(const Outgoing &message, const AppendResult &result);
    void deliverToEveryone(const Outgoing &message, const protocol::ChatDeliver &deliver);

    Parts m;
    KeyedRateLimiter m_rates;
    KeyedRateLimiter m_groupRates; // by key
    std::vector<NewMessage> m_batch;
    size_t m_lastBatch = 0;         // how large it was
    std::deque<Outgoing> m_pending; // in the order of their tickets
    quint64 m_lastTicket = 0;
    // Conversations, and changes of groups, under way to the disk, and the sessions that wait for each.
    QHash<QByteArray, std::vector<ConnectionId>> m_awaited;
    std::map<ConnectionId, std::deque<Waiting>> m_queues; // of those sessions
    int m_queued = 0;
    qint64 m_waitingBytes = 0; // of all that waitingCount() counts
};

} // namespace miniqq::server
