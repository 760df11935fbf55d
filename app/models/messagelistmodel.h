// SPDX-License-Identifier: MIT
#pragma once

#include "app/models/messagewindow.h"
#include "app/types/message.h"

#include <QAbstractListModel>

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
        SeqRole,                     ///< qint64; 0 while in the outbox
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
    };                               // Qt::AccessibleTextRole: sender, text, time and state in words

    static constexpr int pageSize = 100;
    static constexpr int maxRows = 1000; ///< Of the log; those of the outbox come on top.

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

    bool canFetchOlder() const { return m_opened && m_moreOlder && !m_loadingOlder; }
    bool canFetchNewer() const { return m_opened && m_moreNewer && !m_loadingNewer; }
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
    void reopen(qint64 aroundSeq);
    void slice(const ConversationSlice &slice, bool older);
    void showFirst(const ConversationSlice &slice);
    void messagesStored(const QByteArray &key, const MessageList &messages);
    void insertLive(const Message &message);
    void conversationChanged(const QByteArray &key);
    void queued(const OutboxEntry &entry);
    void outboxChanged(const OutboxEntry &entry);
    void outboxRemoved(const Uuid &uuid);
    void appendRows(const MessageList &messages);
    void prependRows(const MessageList &messages);
    void dropNewest(int count);
    void dropOldest(int count);
    void changed(int first, int last);
    void groupChanged(int row);
    MessageState stateAt(int row) const;
    bool joins(int row) const;
    bool startsDay(int row) const;
    QString accessibleText(int row) const;
    Message pendingMessage(const OutboxEntry &entry) const;

    Client &m_client;
    QByteArray m_key;
    QObject *m_loads = nullptr; ///< Context of the loads of the conversation shown; dies with the next one.
    MessageWindow m_window;
    qint64 m_unreadAfter = 0;
    qint64 m_shownReceived = 0; ///< Positions of the other side that the rows show.
    qint64 m_shownRead = 0;
    bool m_hasUnreadLine = false;
    bool m_opened = false;
    bool m_moreOlder = false;
    bool m_moreNewer = false;
    bool m_needsServer = false;
    bool m_loadingOlder = false;
    bool m_loadingNewer = false;
};

} // namespace miniqq::client
