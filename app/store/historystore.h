// SPDX-License-Identifier: MIT
#pragma once

#include "app/store/storefailure.h"
#include "app/types/conversation.h"
#include "app/types/person.h"
#include "common/base/result.h"

#include <QObject>

#include <functional>
#include <memory>

namespace miniqq::sql {
class Executor;
}

namespace miniqq::client {

/// What is known at start, before any server was asked.
struct StoredState
{
    QList<Conversation> conversations;
    QList<Person> people;
    QList<OutboxEntry> outbox; ///< In sending order.
};

/// What came of writing messages down.
enum class AddOutcome {
    Added,
    OtherLog, ///< One of them has the seq of another message that is stored: nothing was written; see
              ///< setAside().
};

/// Up to where the messages stored and those of another history are the same.
struct Common
{
    qint64 agreed = 0; ///< The last place that is stored and the same in both; 0: nothing in common.
    qint64 place = 0;  ///< The one behind which they differ: agreed, or more if what follows is not stored.
};

/// What became of a conversation when its rows were brought in line with another history.
struct Reconciled
{
    qint64 moved = 0;            ///< Messages that the server has no more; they are kept as lost ones.
    bool hasLost = false;        ///< As in Conversation.
    std::optional<Message> last; ///< As in Conversation.
};

/// Which messages of a conversation to read. In all cases the answer is in ascending order of seq.
struct StoreQuery
{
    enum class Direction {
        Newest, ///< the last ones; `seq` is ignored
        Before, ///< the nearest ones with a smaller seq
        After,  ///< the nearest ones with a larger seq
        Around, ///< half of them up to and including seq, half behind it
    };
    Direction direction = Direction::Newest;
    qint64 seq = 0;
    int limit = 100;
};

/// The messages of one account on one server, on this disk: a database with a thread of its own. All methods
/// are called in one thread (the GUI's) and return at once; results come there from the event loop, in the
/// order of the calls, and are dropped once `context` is gone. A write that is answered with success is
/// synced to disk.
class HistoryStore
{
public:
    template<class T>
    using Then = std::function<void(Result<T, StoreFailure>)>;

    /// `path`: a file, or ":memory:".
    explicit HistoryStore(const QString &path);
    ~HistoryStore(); ///< Finishes what was handed in; blocks that long.
    Q_DISABLE_COPY_MOVE(HistoryStore)

    /// Opens and migrates the file and reads the state; the first call to make. `me`: the own account, whose
    /// messages are never unread.
    void open(const QByteArray &me, QObject *context, Then<StoredState> then);

    /// Writes messages of one conversation (ascending seq) down, ignoring those it has, and the new `synced`
    /// position. An entry of the outbox that turns out to be stored on the server is removed in the same
    /// transaction, and so is a lost message that somebody sent again.
    void addMessages(const QByteArray &conversation, const MessageList &messages, qint64 synced,
                     QObject *context, Then<AddOutcome> then);
    void page(const QByteArray &conversation, const StoreQuery &query, QObject *context,
              Then<MessageList> then);
    /// The seqs above `seq` that are stored, ascending; for finding gaps at start.
    void seqsAfter(const QByteArray &conversation, qint64 seq, QObject *context, Then<QList<qint64>> then);
    /// Messages of others behind `read`, at most Conversation::maxUnread.
    void countUnread(const QByteArray &conversation, qint64 read, QObject *context, Then<int> then);

    /// Keeps positions, end of log and draft; makes the conversation if it is new. The stored position
    /// `synced` is left to addMessages(), and the history it belongs to to reconcile(), unless the
    /// conversation is new.
    void saveConversation(const Conversation &conversation);
    void saveDraft(const QByteArray &conversation, const QString &draft);
    void savePeople(const QList<Person> &people);

    /// Puts a new entry at the end of the outbox and answers with its place.
    void addOutbox(const OutboxEntry &entry, QObject *context, Then<OutboxEntry> then);
    void setOutboxFailure(const Uuid &uuid, SendFailure failure);
    void removeOutbox(const Uuid &uuid, QObject *context, Then<Done> then);

    /// The server's log of this conversation turned out to be another one (shorter, or with other messages):
    /// the messages stored so far are kept apart, out of sight, and the conversation begins anew.
    void setAside(const QByteArray &conversation, qint64 timeMs, QObject *context, Then<Done> then);

    /// The server's log is another history (decision 018), which has the messages up to `common.agreed`
    /// in common with the one stored: in one transaction, what lies behind is kept as lost messages, behind
    /// `common.place`, positions go back, and the conversation belongs to `log` from now on.
    void reconcile(const QByteArray &conversation, const Uuid &log, Common common, QObject *context,
                   Then<Reconciled> then);
    /// Nobody tells which history the conversations belong to any more: none of them is known to.
    void forgetLogs();
    /// Lost messages behind the places from..to, both included, in the order in which they were said; the
    /// newest maxLost of them.
    void lost(const QByteArray &conversation, qint64 from, qint64 to, QObject *context,
              Then<MessageList> then);
    static constexpr int maxLost = 2000;

    /// Writes without an answer that failed end here; for the GUI thread. May be empty.
    void setFailureHandler(QObject *context, std::function<void(const StoreFailure &)> handler);

private:
    template<class T, class Job>
    void submit(QObject *context, Job job, Then<T> then);
    template<class Job>
    void write(Job job);

    QByteArray m_me;
    std::unique_ptr<QObject> m_self; ///< Context of writes nobody waits for.
    std::function<void(const StoreFailure &)> m_failureHandler;
    std::unique_ptr<sql::Executor> m_executor;
};

} // namespace miniqq::client
