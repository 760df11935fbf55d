// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/seqranges.h"
#include "app/core/timing.h"
#include "app/store/historystore.h"
#include "app/types/conversation.h"
#include "common/base/clock.h"
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
    MessageList messages; ///< Ascending seq.
    MessageList lost; ///< Those that the server has no more, behind one of these or before the first of all.
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

    ConversationService(Requests &requests, const Clock &clock, const Timing &timing, QObject *parent);
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
    /// Kept on disk, written half a second after the last change.
    void setDraft(const QByteArray &key, const QString &draft);

    /// Reads messages from the disk and, where it has none, from the server. `then` is called from the event
    /// loop, once, unless `context` is gone by then.
    void load(const QByteArray &key, const StoreQuery &query, QObject *context, SliceHandler then);

    void attach(HistoryStore *store, const QByteArray &me,
                const QList<Conversation> &conversations); ///< For Client.
    void detach();
    /// Fetches the list and starts to catch up. `log`: the history that the server goes on with, if it tells.
    /// `done`: what is stored is of that history.
    void goOnline(const std::optional<Uuid> &log, std::function<void()> done);
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
    /// The server pushed these just now (or acknowledged an own one): something to be notified of. Follows
    /// messagesStored.
    void messagesArrived(const QByteArray &key, const miniqq::client::MessageList &messages);
    /// The messages of this conversation are to be read anew: the server's log is another one.
    void messagesReset(const QByteArray &key);
    void storeFailed(const miniqq::client::StoreFailure &failure);
    void violated(const QString &what);

private:
    friend class CatchUp;

    struct Load;

    struct State
    {
        Conversation info;
        SeqRanges stored;       ///< Above info.synced.
        MessageList arriving;   ///< Delivered in this read and not yet handed to the store.
        qint64 receiptSent = 0; ///< Positions the server knows from this account.
        qint64 readSent = 0;
        bool setAside = false; ///< Once per connection is an accident, twice is malice.
        std::optional<protocol::ConversationInfo> held; ///< For when it is settled.
        bool isQueued = false;                          ///< In m_unsettled.
    };
    struct Reconciling;

    State *state(const QByteArray &key);
    State &ensure(const QByteArray &key);
    bool isMine(const QByteArray &key) const;
    Message fromWire(const QByteArray &key, const protocol::ChatMessage &message) const;

    // conversationsync.cpp: in step with the server
    void fetchList(const std::optional<QByteArray> &after, std::function<void()> done);
    void takeList(const protocol::ConversationPage &page, const std::optional<QByteArray> &after,
                  const std::function<void()> &done);
    void takeInfo(const protocol::ConversationInfo &wire);
    /// Writes messages down; `then` (may be empty) is told whether that worked.
    void store(const QByteArray &key, MessageList messages, std::function<void(bool)> then);
    void stored(const QByteArray &key, const MessageList &messages, qint64 synced,
                const Result<AddOutcome, StoreFailure> &result);
    void otherLog(const QByteArray &key);
    void recount(const QByteArray &key);
    void noteReceipt(const QByteArray &key);
    void sendReceipts();
    void saveDrafts();

    // conversationhistory.cpp: a server that was restored
    bool isSettled(const State &state) const;
    void beginHistory(const std::optional<Uuid> &log);
    void endHistory();
    void hold(const protocol::ConversationInfo &wire);
    void settleLater(const protocol::ConversationInfo &wire);
    void settleRest(std::function<void()> done);
    void settleNext();
    void searchOn();
    void search(const std::shared_ptr<Reconciling> &run);
    void compare(const std::shared_ptr<Reconciling> &run, const MessageList &rows, qint64 top);
    void reconcile(const std::shared_ptr<Reconciling> &run);
    void goBack(const QByteArray &key, qint64 agreed);
    void settled(const QByteArray &key);
    void unreconciled(const StoreFailure &failure);

    // conversationpages.cpp: pages for those who show them
    void readPage(const std::shared_ptr<Load> &load);
    bool fetchPage(const std::shared_ptr<Load> &load, const MessageList &run);
    void finishLoad(const std::shared_ptr<Load> &load, MessageList messages);

    Requests &m_requests;
    const Clock &m_clock;
    const Timing m_timing;
    std::unique_ptr<CatchUp> m_catchUp;
    HistoryStore *m_store = nullptr;
    std::unique_ptr<QObject> m_storeContext; ///< Dies with the open account, and answers under way with it.
    QByteArray m_me;
    QHash<QByteArray, State> m_states;
    QSet<QByteArray> m_arrived; ///< Conversations with `arriving`.
    QSet<QByteArray> m_receiptsDue;
    QSet<QByteArray> m_draftsDue;
    std::vector<std::shared_ptr<Load>> m_waiting; ///< For an answer of the server.
    Uuid m_log;                                   ///< The server's history; null: it does not tell.
    QList<QByteArray> m_unsettled; ///< Whose history is to be compared; the first one is being.
    std::function<void()> m_whenSettled;
    QTimer m_historyPause;                 ///< The server asked to be slower.
    std::shared_ptr<Reconciling> m_paused; ///< What goes on then.
    quint64 m_epoch = 0;                   ///< Counts connections: answers of the store may come late.
    bool m_listComplete = false;
    QTimer m_receiptTimer;
    QTimer m_draftTimer;
    bool m_online = false;
};

} // namespace miniqq::client
