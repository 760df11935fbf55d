// SPDX-License-Identifier: MIT
#include "app/models/messagelistmodel.h"

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"

namespace miniqq::client {

using Direction = StoreQuery::Direction;

namespace {

/// What is in a slice, in the order in which it is shown.
MessageList whole(const ConversationSlice &slice)
{
    if (slice.lost.isEmpty())
        return slice.messages;
    MessageList all;
    all.reserve(slice.messages.size() + slice.lost.size());
    auto lost = slice.lost.cbegin();
    const auto takeLost = [&](qint64 upTo) {
        for (; lost != slice.lost.cend() && *lost->lostAfter <= upTo; ++lost)
            all.append(*lost);
    };
    takeLost(0);
    for (const Message &message : slice.messages) {
        all.append(message);
        takeLost(message.seq);
    }
    return all;
}

} // namespace

MessageListModel::MessageListModel(Client &client, QObject *parent)
    : QAbstractListModel(parent)
    , m_client(client)
    , m_loads(std::make_unique<QObject>())
{
    connectServices();
}

int MessageListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_window.size();
}

void MessageListModel::setConversation(const QByteArray &key)
{
    m_key = key;
    const Conversation *conversation = m_client.conversations().find(key);
    m_hasUnreadLine = conversation && conversation->unread > 0;
    m_unreadAfter = m_hasUnreadLine ? conversation->myRead : 0;
    const bool startAtUnread = m_hasUnreadLine && conversation->unread > pageSize && m_unreadAfter > 0;
    reopen(startAtUnread ? std::optional(m_unreadAfter) : std::nullopt);
}

void MessageListModel::jumpToEnd()
{
    if (!m_key.isEmpty() && !atEnd())
        reopen(std::nullopt);
}

void MessageListModel::jumpTo(qint64 seq)
{
    if (!m_key.isEmpty())
        reopen(seq);
}

void MessageListModel::reopen(std::optional<qint64> aroundSeq)
{
    m_loads = std::make_unique<QObject>();
    m_opened = false;
    m_loadingOlder = false;
    m_loadingNewer = false;
    m_following = false;
    m_needsServer = false;
    beginResetModel();
    m_window.clear();
    m_moreOlder = false;
    m_moreNewer = false;
    endResetModel();
    Q_EMIT loadingChanged();
    if (m_key.isEmpty())
        return;
    const StoreQuery query{aroundSeq ? Direction::Around : Direction::Newest, aroundSeq.value_or(0),
                           pageSize};
    m_client.conversations().load(m_key, query, m_loads.get(),
                                  [this](const Slice &slice) { showFirst(slice); });
}

void MessageListModel::showFirst(const Slice &slice)
{
    const Conversation *conversation = m_client.conversations().find(m_key);
    beginResetModel();
    m_window.clear();
    m_window.appendStored(whole(slice));
    m_moreOlder = slice.moreOlder;
    m_moreNewer = slice.moreNewer;
    m_shownReceived = conversation ? conversation->peerReceived : 0;
    m_shownRead = conversation ? conversation->peerRead : 0;
    m_opened = true;
    if (!m_moreNewer) {
        for (const OutboxEntry &entry : m_client.outbox().entries(m_key)) {
            if (m_window.rowOf(entry.uuid) < 0)
                m_window.appendPending(pendingMessage(entry));
        }
    }
    endResetModel();
    setNeedsServer(slice.needsServer);
    Q_EMIT loadingChanged();
    Q_EMIT opened();
}

void MessageListModel::fetchOlder()
{
    if (!canFetchOlder() || m_window.storedCount() == 0)
        return;
    m_loadingOlder = true;
    m_client.conversations().load(m_key, {Direction::Before, m_window.firstSeq(), pageSize}, m_loads.get(),
                                  [this](const Slice &slice) { takeOlder(slice); });
    Q_EMIT loadingChanged();
}

void MessageListModel::fetchNewer()
{
    if (!canFetchNewer() || m_window.storedCount() == 0)
        return;
    m_loadingNewer = true;
    m_client.conversations().load(m_key, {Direction::After, m_window.lastSeq(), pageSize}, m_loads.get(),
                                  [this](const Slice &slice) { takeNewer(slice); });
    Q_EMIT loadingChanged();
}

void MessageListModel::takeOlder(const Slice &slice)
{
    m_loadingOlder = false;
    // Rows may have been dropped while the page was read; then it no longer fits and is asked for again.
    if (slice.messages.isEmpty()) {
        m_moreOlder = slice.moreOlder;
        setNeedsServer(slice.needsServer);
    } else if (slice.messages.constLast().seq == m_window.firstSeq() - 1) {
        prependRows(whole(slice));
        m_moreOlder = slice.moreOlder;
        dropNewest();
    }
    Q_EMIT loadingChanged();
}

void MessageListModel::takeNewer(const Slice &slice)
{
    m_loadingNewer = false;
    if (slice.messages.isEmpty()) {
        m_moreNewer = slice.moreNewer;
        setNeedsServer(slice.needsServer);
    } else if (slice.messages.constFirst().seq <= m_window.lastSeq() + 1) {
        MessageList news;
        const MessageList messages = whole(slice);
        for (const Message &message : messages) {
            if (message.lostAfter.value_or(message.seq) > m_window.lastSeq())
                news.append(message);
        }
        appendRows(news);
        const Conversation *conversation = m_client.conversations().find(m_key);
        m_moreNewer = conversation && m_window.lastSeq() < conversation->lastSeq;
        dropOldest();
    }
    if (!m_moreNewer) {
        m_following = false;
        appendPending();
    }
    Q_EMIT loadingChanged();
    if (m_following)
        fetchNewer();
}

void MessageListModel::prependRows(const MessageList &messages)
{
    beginInsertRows({}, 0, int(messages.size()) - 1);
    m_window.prepend(messages);
    endInsertRows();
    neighboursChanged(int(messages.size()) - 1);
}

/// Behind the newest row of the log, in front of the outbox.
void MessageListModel::appendRows(const MessageList &messages)
{
    if (messages.isEmpty())
        return;
    for (const Message &message : messages) {
        dropLost(message);
        const int pending = m_window.rowOf(message.uuid);
        if (pending >= m_window.storedCount()) {
            beginRemoveRows({}, pending, pending);
            m_window.remove(pending);
            endRemoveRows();
        }
    }
    const int first = m_window.storedCount();
    beginInsertRows({}, first, first + int(messages.size()) - 1);
    m_window.appendStored(messages);
    endInsertRows();
    neighboursChanged(first);
    neighboursChanged(first + int(messages.size()) - 1);
}

/// What is in the outbox and not shown yet.
void MessageListModel::appendPending()
{
    for (const OutboxEntry &entry : m_client.outbox().entries(m_key)) {
        if (m_window.rowOf(entry.uuid) >= 0)
            continue;
        const int row = m_window.size();
        beginInsertRows({}, row, row);
        m_window.appendPending(pendingMessage(entry));
        endInsertRows();
        neighboursChanged(row);
    }
}

void MessageListModel::dropPending()
{
    if (m_window.size() == m_window.storedCount())
        return;
    beginRemoveRows({}, m_window.storedCount(), m_window.size() - 1);
    while (m_window.size() > m_window.storedCount())
        m_window.remove(m_window.size() - 1);
    endRemoveRows();
}

void MessageListModel::dropOldest()
{
    const int excess = m_window.logCount() - maxRows;
    if (excess <= 0)
        return;
    const int rows = m_window.rowsOfOldest(excess);
    beginRemoveRows({}, 0, rows - 1);
    m_window.dropOldest(rows);
    m_moreOlder = true;
    endRemoveRows();
    rowChanged(0);
}

void MessageListModel::dropNewest()
{
    const int excess = m_window.logCount() - maxRows;
    if (excess <= 0)
        return;
    dropPending(); // the outbox follows the end of the log, which goes out of the window
    const int rows = m_window.rowsOfNewest(excess);
    const int first = m_window.storedCount() - rows;
    beginRemoveRows({}, first, m_window.storedCount() - 1);
    m_window.dropNewestStored(rows);
    m_moreNewer = true;
    m_following = false;
    endRemoveRows();
    rowChanged(first - 1);
}

/// Somebody sent it again: it is in the log after all, and shown there.
void MessageListModel::dropLost(const Message &message)
{
    if (m_window.logCount() == m_window.storedCount())
        return;
    const int row = m_window.rowOfLost(message);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_window.remove(row);
    endRemoveRows();
    if (row > 0)
        neighboursChanged(row - 1);
}

void MessageListModel::setNeedsServer(bool needed)
{
    m_needsServer = needed;
}

int MessageListModel::rowOf(const Uuid &uuid) const
{
    return m_window.rowOf(uuid);
}

int MessageListModel::rowOfSeq(qint64 seq) const
{
    return m_window.rowOfSeq(seq);
}

} // namespace miniqq::client
