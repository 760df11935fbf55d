// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/messagewindow.h"
#include "app/types/message.h"

#include <QAbstractListModel>

#include <memory>
#include <optional>

namespace miniqq::client {

class Client;
struct ConversationSlice;

/// The messages of one conversation at a time: a window of at most maxRows over its log, without holes, and
/// behind its end the messages still in the outbox. Grows page by page when asked to, and forgets rows at the
/// far end.
///
/// Row 0 is the oldest. While atEnd() is false newer messages exist that are not in the window: show
/// fetchNewer() or jumpToEnd(), and count what arrives with newMessageArrived.
class MessageListModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        UuidRole = Qt::UserRole + 1, ///< miniqq::Uuid
        SeqRole,                     ///< qint64; 0 while in the outbox, and of lost ones
        FromRole,                    ///< QByteArray, account
        DisplayNameRole,             ///< QString; foreign text
        OwnRole,                     ///< bool
        TextRole,                    ///< QString, as Qt::DisplayRole; foreign text
        TimeRole,                    ///< QDateTime, local
        StateRole,                   ///< int, MessageState::Kind; of own messages
        FailureReasonRole,           ///< int, SendFailure
        SavedRole,                   ///< bool; false: this computer could not write it down
        FirstInGroupRole,            ///< bool; same sender, same day, less than 3 minutes apart
        LastInGroupRole,             ///< bool
        DaySeparatorRole,            ///< bool: a day begins with this row
        UnreadLineRole,              ///< bool: the first row that was unread when the conversation was opened
        LostRole,                    ///< bool; the server has it no more: `seq` is 0, yet it keeps its place
    };                               // Qt::AccessibleTextRole: sender, text, time and state in words

    static constexpr int pageSize = 100;
    static constexpr int maxRows = 1000; ///< Of the log; the outbox and what the server lost come on top.

    explicit MessageListModel(Client &client, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    /// Shows another conversation (empty: none), beginning at its end, or at the first unread message if
    /// there are more than a page of them. `opened` follows.
    void setConversation(const QByteArray &key);
    QByteArray conversation() const { return m_key; }
    /// Where the unread line was drawn; 0: none.
    qint64 unreadLineSeq() const { return m_hasUnreadLine ? m_unreadAfter + 1 : 0; }

    bool canFetchOlder() const { return m_opened && m_moreOlder && !m_loadingOlder && !m_needsServer; }
    bool canFetchNewer() const { return m_opened && m_moreNewer && !m_loadingNewer && !m_needsServer; }
    /// Older messages are there, but neither on this disk nor, without a connection, to be had.
    bool needsServer() const { return m_needsServer; }
    bool isLoading() const { return m_loadingOlder || m_loadingNewer || !m_opened; }
    void fetchOlder();
    void fetchNewer();
    /// Shows the newest page again.
    void jumpToEnd();
    /// Shows the page around a message; `opened` follows.
    void jumpTo(qint64 seq);
    bool atEnd() const { return m_opened && !m_moreNewer; }

    int rowOf(const Uuid &uuid) const;
    int rowOfSeq(qint64 seq) const;

Q_SIGNALS:
    /// The first page of setConversation(), jumpTo() or jumpToEnd() is in place.
    void opened();
    void loadingChanged();
    /// The newest message of the conversation arrived; in the window if atEnd().
    void newMessageArrived(bool own);

private:
    using Slice = ConversationSlice;

    // messagelistmodel.cpp: pages and their place
    void reopen(std::optional<qint64> aroundSeq);
    void showFirst(const Slice &slice);
    void takeOlder(const Slice &slice);
    void takeNewer(const Slice &slice);
    void prependRows(const MessageList &messages);
    void appendRows(const MessageList &messages);
    void appendPending();
    void dropPending();
    void dropOldest();
    void dropNewest();
    void dropLost(const Message &message);
    void setNeedsServer(bool needed);

    // messagelistlive.cpp: what happens meanwhile
    void connectServices();
    void messagesStored(const QByteArray &key, const MessageList &messages);
    void storedOne(const Message &message);
    void storedAtEnd(const Message &message);
    void conversationChanged(const QByteArray &key);
    void queued(const OutboxEntry &entry);
    void outboxChanged(const OutboxEntry &entry);
    void outboxRemoved(const Uuid &uuid, const QByteArray &conversation);
    Message pendingMessage(const OutboxEntry &entry) const;

    // messagelistdata.cpp: what the rows say
    MessageState stateAt(int row) const;
    bool joins(int row) const; ///< With the row before it.
    bool startsDay(int row) const;
    bool hasUnreadLine(int row) const;
    bool isOwn(int row) const;
    QString accessibleText(int row) const;
    void rowChanged(int row);
    void neighboursChanged(int row);
    void namesChanged();

    Client &m_client;
    QByteArray m_key;
    std::unique_ptr<QObject> m_loads; ///< Context of the loads for what is shown; dies with the next one.
    MessageWindow m_window;
    qint64 m_unreadAfter = 0;
    qint64 m_shownReceived = 0; ///< Positions of the other side that the rows show.
    qint64 m_shownRead = 0;
    bool m_hasUnreadLine = false;
    bool m_opened = false;
    bool m_moreOlder = false;
    bool m_moreNewer = false;
    bool m_following = false; ///< Was at the end when a hole appeared: goes there again when it is filled.
    bool m_needsServer = false;
    bool m_loadingOlder = false;
    bool m_loadingNewer = false;
};

} // namespace miniqq::client
