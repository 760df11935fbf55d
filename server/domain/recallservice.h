// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/accounttable.h"
#include "server/domain/chatservice.h"

namespace miniqq::server {

/// Takes messages back, for their senders and for those who keep order in a group. That one was taken back is
/// an entry of the log and goes the way of a message; whether it may be is judged where it is stored, by what
/// the log has.
class RecallService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        const AccountTable &accounts;
        ConversationTable &conversations;
        Delivery &delivery;
        Replies &replies;
        EventLog &log;
        ChatService &chat;
    };

    explicit RecallService(const Parts &parts)
        : m(parts)
    {}

    void recall(const Session &session, const Request &request, const protocol::ChatRecall &asked);
    void tick() { m_rates.prune(m.clock.monotonicNs()); }

private:
    /// What somebody asked for.
    struct Wish
    {
        Request request;
        const Account *actor = nullptr;
        Conversation *conversation = nullptr;
        Uuid uuid;
        qint64 seq = 0;
    };

    bool isAcceptable(const Account &account, const Request &request);
    void submit(const Wish &wish);
    void settled(const Wish &wish, qint64 askedMs, const AppendResult &result);
    void refuse(const Wish &wish, AppendResult::Refusal refusal);
    void failed(const Wish &wish, const StoreError &error);
    void tell(const Wish &wish, protocol::ChatMessage entry);

    Parts m;
    KeyedRateLimiter m_rates;
};

} // namespace miniqq::server
