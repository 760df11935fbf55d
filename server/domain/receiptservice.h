// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/delivery.h"
#include "server/domain/replies.h"
#include "server/store/messagestore.h"

#include <QHash>

#include <utility>

namespace miniqq::server {

/// How far everyone has come. Positions only grow; to have read is to have received. Changes are told to the
/// other side of a direct conversation and to the account's other sessions, once per turn however many
/// there were.
class ReceiptService
{
public:
    ReceiptService(ConversationTable &conversations, MessageStore &store, Delivery &delivery,
                   Replies &replies)
        : m_conversations(conversations)
        , m_store(store)
        , m_delivery(delivery)
        , m_replies(replies)
    {}

    void set(const Session &session, const Request &request, const protocol::ReceiptSet &message);
    /// Ends a turn: tells what changed in it and hands it to the store.
    void commit();

private:
    struct Change
    {
        Conversation *conversation = nullptr;
        const Account *account = nullptr;
        ConnectionId from; ///< needs not be told; none if several sessions contributed
    };

    void tell(const Change &change, const protocol::Positions &positions);

    ConversationTable &m_conversations;
    MessageStore &m_store;
    Delivery &m_delivery;
    Replies &m_replies;
    std::vector<Change> m_changes;
    /// Where in m_changes: a message in a full lobby brings everyone's receipt within one turn.
    QHash<std::pair<const Conversation *, const Account *>, size_t> m_places;
};

} // namespace miniqq::server
