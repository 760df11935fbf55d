// SPDX-License-Identifier: MIT
// What happens to the conversation shown while it is shown.
#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "app/models/messagelistmodel.h"

#include <algorithm>

namespace miniqq::client {

void MessageListModel::connectServices()
{
    ConversationService &conversations = m_client.conversations();
    connect(&conversations, &ConversationService::messagesStored, this, &MessageListModel::messagesStored);
    connect(&conversations, &ConversationService::conversationChanged, this,
            &MessageListModel::conversationChanged);
    connect(&conversations, &ConversationService::conversationsReset, this,
            [this] { setConversation(QByteArray()); });
    connect(&conversations, &ConversationService::messagesReset, this, [this](const QByteArray &key) {
        if (key == m_key)
            setConversation(key);
    });
    connect(&conversations, &ConversationService::messagesArrived, this,
            [this](const QByteArray &key, const MessageList &messages) {
                const QByteArray me = m_client.conversations().me();
                if (key == m_key && !messages.isEmpty())
                    Q_EMIT newMessageArrived(std::all_of(messages.cbegin(), messages.cend(),
                                                         [&](const Message &m) { return m.from == me; }));
            });

    Outbox &outbox = m_client.outbox();
    connect(&outbox, &Outbox::queued, this, &MessageListModel::queued);
    connect(&outbox, &Outbox::failed, this, &MessageListModel::outboxChanged);
    connect(&outbox, &Outbox::retried, this, &MessageListModel::outboxChanged);
    connect(&outbox, &Outbox::removed, this, &MessageListModel::outboxRemoved);

    connect(&m_client.people(), &PeopleService::peopleReset, this, &MessageListModel::namesChanged);
    connect(&m_client.people(), &PeopleService::peopleChanged, this, &MessageListModel::namesChanged);
    connect(&m_client, &Client::stateChanged, this, [this](ConnectionState state) {
        if (state != ConnectionState::Online || !m_needsServer)
            return;
        setNeedsServer(false); // now there is somebody to ask
        if (m_window.storedCount() == 0)
            reopen(std::nullopt);
        else
            Q_EMIT loadingChanged();
    });
}

void MessageListModel::messagesStored(const QByteArray &key, const MessageList &messages)
{
    if (key != m_key || !m_opened)
        return;
    for (const Message &message : messages)
        storedOne(message);
    dropOldest();
}

void MessageListModel::storedOne(const Message &message)
{
    const int known = m_window.rowOfSeq(message.seq);
    if (known >= 0) {
        if (m_window.at(known).saved != message.saved) {
            m_window.at(known).saved = message.saved;
            rowChanged(known);
        }
        return;
    }
    if (message.seq <= m_window.lastSeq())
        return; // older than the window: it comes with the page that is asked for
    const bool next = m_window.storedCount() == 0 ? message.seq == 1 || !m_moreOlder
                                                  : message.seq == m_window.lastSeq() + 1;
    if (next && (!m_moreNewer || m_following)) {
        storedAtEnd(message);
        return;
    }
    if (m_moreNewer)
        return;
    // A hole: without a gap to the end the messages in between are about to come.
    m_moreNewer = true;
    m_following = message.seq - m_window.lastSeq() <= pageSize;
    if (m_following)
        fetchNewer();
    else
        dropPending();
    Q_EMIT loadingChanged();
}

void MessageListModel::storedAtEnd(const Message &message)
{
    dropLost(message);
    const int pending = m_window.rowOf(message.uuid);
    const int place = m_window.storedCount();
    if (pending < place) { // none that is pending
        beginInsertRows({}, place, place);
        m_window.appendStored({message});
        endInsertRows();
        neighboursChanged(place);
    } else if (pending == place) {
        // The own message that was first in the outbox: the row stays, its state goes on.
        m_window.remove(pending);
        m_window.appendStored({message});
        rowChanged(place);
        neighboursChanged(place);
    } else {
        beginMoveRows({}, pending, pending, {}, place);
        m_window.remove(pending);
        m_window.appendStored({message});
        endMoveRows();
        rowChanged(place);
        neighboursChanged(place);
        neighboursChanged(pending);
    }
    const Conversation *conversation = m_client.conversations().find(m_key);
    if (m_following && conversation && m_window.lastSeq() >= conversation->lastSeq) {
        m_following = false;
        m_moreNewer = false;
        Q_EMIT loadingChanged();
    }
}

void MessageListModel::conversationChanged(const QByteArray &key)
{
    const Conversation *conversation = key == m_key ? m_client.conversations().find(key) : nullptr;
    if (!conversation || !m_opened || m_window.storedCount() == 0)
        return;
    const auto update = [this](qint64 &shown, qint64 now) {
        const qint64 from = std::max(shown + 1, m_window.firstSeq());
        const qint64 to = std::min(now, m_window.lastSeq());
        shown = now;
        if (from <= to) {
            Q_EMIT dataChanged(index(m_window.rowOfSeq(from)), index(m_window.rowOfSeq(to)),
                               {StateRole, Qt::AccessibleTextRole});
        }
    };
    if (conversation->peerReceived != m_shownReceived)
        update(m_shownReceived, conversation->peerReceived);
    if (conversation->peerRead != m_shownRead)
        update(m_shownRead, conversation->peerRead);
}

void MessageListModel::queued(const OutboxEntry &entry)
{
    if (entry.conversation != m_key || !m_opened)
        return;
    if (m_moreNewer && !m_following) {
        jumpToEnd(); // who writes wants to see it
        return;
    }
    appendPending();
    Q_EMIT newMessageArrived(true);
}

void MessageListModel::outboxChanged(const OutboxEntry &entry)
{
    const int row = entry.conversation == m_key ? m_window.rowOf(entry.uuid) : -1;
    if (row < 0)
        return;
    m_window.at(row).state = pendingMessage(entry).state;
    rowChanged(row);
}

void MessageListModel::outboxRemoved(const Uuid &uuid, const QByteArray &conversation)
{
    const int row = conversation == m_key ? m_window.rowOf(uuid) : -1;
    if (row < m_window.storedCount())
        return;
    beginRemoveRows({}, row, row);
    m_window.remove(row);
    endRemoveRows();
    if (row > 0)
        neighboursChanged(row - 1);
}

Message MessageListModel::pendingMessage(const OutboxEntry &entry) const
{
    Message message;
    message.conversation = entry.conversation;
    message.from = m_client.conversations().me();
    message.uuid = entry.uuid;
    message.timeMs = entry.createdMs;
    message.text = entry.text;
    if (entry.failure != SendFailure::None)
        message.state = {MessageState::Kind::Failed, entry.failure};
    return message;
}

} // namespace miniqq::client
