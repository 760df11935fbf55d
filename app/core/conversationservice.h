// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/seqranges.h"
#include "app/core/timing.h"
#include "app/store/historystore.h"
#include "app/types/conversation.h"
#include "common/protocol/messages.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>
#include <memory>

namespace miniqq::client {

class CatchUp;
class Requests;

/// Some messages of a conversation, without a hole between them.
struct ConversationSlice
{
    MessageList messages;   ///< Ascending seq.
    bool moreOlder = false; ///< The log goes on before the first one.
    bool moreNewer = false; ///< ... and behind the last one.
    bool needsServer =
        false; ///< What lies there is not on this disk, and there is no connection to fetch it.
};

/// The conversations of the account: what was said is in the store, what is known about them is here. Keeps
/// both in step with the server: finds gaps by seq and fetches them, ignores what it has, tells how far this
/// account has received and read. Belongs to the GUI thread.
class ConversationService final : public QObject
{
    Q_OBJECT

public:
    using Direction = StoreQuery::Direction;
    using SliceHandler = std::function<void(const ConversationSlice &)>;

    ConversationService(Requests &requests, const Timing &timing, QObject *parent);
    ~ConversationService() override;

    QByteArray me() const { return m_me; }
    QList<QByteArray> keys() const;
    /// Valid until the next return to the event loop.
    const Conversation *find(const QByteArray &key) const;
    int totalUnread() const;

    /// The conversation with somebody; made here if nothing was said yet. Empty if `account` is oneself.
    QByteArray openDirect(const QByteArray &account);
    /// Everything up to `seq` has been seen by the user. Only windows call this.
    void markRead(const QByteArray &key, qint64 seq);
    void setDraft(const QByteArray &key, const QString &draft);

    /// Reads messages from the disk and, where it has none, from the server. `then` is called from the event
    /// loop, once, unless `context` is gone by then.
    void load(const QByteArray &key, const StoreQuery &query, QObject *context, SliceHandler then);

    void attach(HistoryStore *store, const QByteArray &me,
                const QList<Conversation> &conversations); ///< For Client.
    void detach();
    void goOnline(std::function<void()> done); ///< Fetches the list and starts to catch up.
    void goOffline();
    void take(const protocol::ChatDeliver &message);
    void take(const protocol::ReceiptChanged &message);
    void takeOwn(const Message &message); ///< An own message was acknowledged and is in the store.
    void readFinished();                  ///< What one read brought is complete: write it down.

Q_SIGNALS:
    void conversationsReset();
    void conversationAdded(const QByteArray &key);
    /// Anything of find(key) changed, positions and unread included.
    void conversationChanged(const QByteArray &key);
    /// These are new here, ascending, and written down unless `saved` is false. Not necessarily the newest.
    void messagesStored(const QByteArray &key, const miniqq::client::MessageList &messages);
    /// The messages of this conversation are to be read anew: the server's log is another one.
    void messagesReset(const QByteArray &key);
    void storeFailed(const miniqq::client::StoreFailure &failure);
    void violated(const QString &what);

private:
    friend class CatchUp;

    struct State
    {
        Conversation info;
        SeqRanges stored;       ///< Above info.synced.
        MessageList arriving;   ///< Delivered in this read and not yet handed to the store.
        qint64 receiptSent = 0; ///< Positions the server knows from us on this connection.
        qint64 readSent = 0;
        bool receiptDue = false;
    };

    State *state(const QByteArray &key);
    State &ensure(const QByteArray &key);
    bool isMine(const QByteArray &key) const;
    void fetchList(const std::optional<QByteArray> &after, std::function<void()> done);
    void takeList(const protocol::ConversationPage &page, const std::function<void()> &done);
    void takeInfo(const protocol::ConversationInfo &info);
    void store(const QByteArray &key, const MessageList &messages);
    void storedNow(const QByteArray &key, MessageList messages, qint64 synced,
                   const Result<Done, StoreFailure> &result);
    void setAside(const QByteArray &key);
    void recount(const QByteArray &key);
    void dueReceipt(State &state);
    void sendReceipts();
    void noteLast(State &state, const Message &message);
    Message fromWire(const QByteArray &key, const protocol::ChatMessage &message) const;
    void fetchSlice(const QByteArray &key, const StoreQuery &query, QObject *context, SliceHandler then);
    void finishSlice(const QByteArray &key, const StoreQuery &query, MessageList messages,
                     const SliceHandler &then);

    Requests &m_requests;
    const Timing m_timing;
    std::unique_ptr<CatchUp> m_catchUp;
    HistoryStore *m_store = nullptr;
    QObject *m_storeContext = nullptr; ///< Dies with the open account, and with it answers on their way.
    QByteArray m_me;
    QHash<QByteArray, State> m_states;
    QSet<QByteArray> m_touched; ///< Conversations with `arriving`.
    QTimer m_receiptTimer;
    bool m_online = false;
};

} // namespace miniqq::client
