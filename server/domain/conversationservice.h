// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/conversationtable.h"
#include "server/domain/eventlog.h"
#include "server/domain/replies.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/turn.h"
#include "server/store/messagestore.h"

#include <deque>

namespace miniqq::server {

/// The list of an account's conversations, with positions and the newest message of each. Newest messages
/// that nobody asked for since the start are read from the store first; answers keep the order of the
/// requests.
class ConversationService
{
public:
    struct Parts
    {
        const AccountTable &accounts;
        const ConversationTable &conversations;
        MessageStore &store;
        SessionRegistry &registry;
        Outbound &out;
        Replies &replies;
        EventLog &log;
        Turn &turn;
    };

    explicit ConversationService(const Parts &parts)
        : m(parts)
    {}

    void get(const Session &session, const Request &request, const protocol::ConversationGet &message);

private:
    struct Waiting
    {
        Request request;
        const Account *account = nullptr;
        bool withGroups = false;
        QByteArray after;
        int missing = 0; ///< newest messages still to be read
        bool failed = false;
    };

    void fetchLast(Conversation &conversation, const std::shared_ptr<Waiting> &waiting);
    /// Answers all at the front that miss nothing.
    void answerReady();
    void answer(const Waiting &waiting, const Session &session);

    Parts m;
    std::deque<std::shared_ptr<Waiting>> m_waiting;
};

} // namespace miniqq::server
