// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/conversationtable.h"
#include "server/domain/eventlog.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/turn.h"
#include "server/store/messagestore.h"

namespace miniqq::server {

/// Pages of the log of a conversation, for its members.
class HistoryService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        const AccountTable &accounts;
        const ConversationTable &conversations;
        MessageStore &store;
        SessionRegistry &registry;
        Outbound &out;
        Replies &replies;
        EventLog &log;
        Turn &turn;
    };

    explicit HistoryService(const Parts &parts)
        : m(parts)
    {}

    void get(const Session &session, const Request &request, const protocol::HistoryGet &message);
    void tick() { m_rates.prune(m.clock.monotonicNs()); }

private:
    void read(const Request &request, const QByteArray &key, const PageQuery &query,
              const Result<MessagePage, StoreError> &result);

    Parts m;
    KeyedRateLimiter m_rates;
};

} // namespace miniqq::server
