// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/conversationtable.h"
#include "server/domain/eventlog.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/turn.h"
#include "server/store/conversationstore.h"
#include "server/store/messagestore.h"

#include <deque>

namespace miniqq::server {

/// Takes messages, has them stored, and only then acknowledges and delivers them. What one session sends is
/// stored and acknowledged in the order of its sending, also where a conversation has to be made first;
/// refusals do not wait for what is being stored.
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
        Replies &replies;
        EventLog &log;
        Counters &counters;
        Turn &turn;
    };

    explicit ChatService(const Parts &parts);

    void send(const Session &session, const Request &request, const protocol::ChatSend &message);
    /// Ends a turn: hands what was taken in it to the store, as one batch.
    void commit();
    void tick() { m_rates.prune(m.clock.monotonicNs()); }

    /// Messages taken whose result is not there yet.
    int waitingCount() const { return int(m_pending.size()) + m_queued; }

private:
    /// A message on its way to the disk.
    struct Outgoing
    {
        Request request;
        Account *sender = nullptr;
        Account *peer = nullptr; ///< direct conversations
        QByteArray key;
        Uuid uuid;
        QByteArray text;
        quint64 ticket = 0;
        Conversation *conversation = nullptr;
    };

    bool isAcceptable(const Session &session, const Request &request, const protocol::ChatSend &message);
    void submit(Outgoing &&message, Conversation &conversation);
    void create(const Outgoing &first);
    void created(const QByteArray &key, const Result<ConversationRecord, StoreError> &result);
    void dropLost(std::deque<Outgoing> &queue, const QByteArray &key, const StoreError &error);
    void drain(std::deque<Outgoing> &queue);
    void storageFailed(const Outgoing &message, const StoreError &error);

    void appended(std::vector<AppendResult> &&results);
    void settle(const Outgoing &message, const AppendResult &result);
    /// Whether nobody was told of this message yet.
    static bool takeUndelivered(Conversation &conversation, qint64 seq);
    void acknowledge(const Outgoing &message, const AppendResult &result);
    void deliver(const Outgoing &message, const AppendResult &result);

    Parts m;
    KeyedRateLimiter m_rates;
    std::vector<NewMessage> m_batch;
    std::deque<Outgoing> m_pending; // in the order of their tickets
    quint64 m_lastTicket = 0;
    // Conversations under way to the disk, and the sessions that wait for each.
    QHash<QByteArray, std::vector<ConnectionId>> m_creating;
    std::map<ConnectionId, std::deque<Outgoing>> m_queues; // of those sessions
    int m_queued = 0;
    qint64 m_waitingBytes = 0; // of all that waitingCount() counts
};

} // namespace miniqq::server
