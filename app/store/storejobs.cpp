// SPDX-License-Identifier: MIT
#include "app/store/storejobs.h"

#include "app/store/sqlsteps.h"
#include "common/sql/transaction.h"

#include <algorithm>
#include <limits>

namespace miniqq::client::jobs {
namespace {

using sql::Statement;

/// Reads sender, uuid, time and text from four columns.
void readMessage(const Statement &row, int column, Message &message)
{
    message.from = row.text(column).toByteArray();
    message.uuid = Uuid::fromBytes(row.blob(column + 1)).value_or(Uuid());
    message.timeMs = row.int64(column + 2);
    message.text = QString::fromUtf8(row.text(column + 3));
    message.state = {MessageState::Kind::Sent};
}

struct ConversationId
{
    qint64 row = 0;
    bool hasLost = false;
};

/// What the statements of a transaction say about a conversation's row id.
SqlResult<ConversationId> conversationId(sql::Database &db, const QByteArray &key)
{
    auto made = execute(db, "INSERT INTO conversation (key) VALUES (?) ON CONFLICT DO NOTHING",
                        [&](Statement &s) { s.bindText(1, key); });
    if (!made)
        return made.error();
    ConversationId id;
    auto found = forEachRow(
        db,
        "SELECT id, EXISTS (SELECT 1 FROM message_lost WHERE conversation = c.id) FROM conversation c "
        "WHERE key = ?",
        [&](Statement &s) { s.bindText(1, key); },
        [&](Statement &row) {
            id.row = row.int64(0);
            id.hasLost = row.int64(1) != 0;
        });
    if (!found)
        return found.error();
    return id;
}

/// True: stored now or before. False: another message has this seq.
SqlResult<bool> insertMessage(sql::Database &db, Statement &insert, Statement &compare, qint64 id,
                              const Message &message)
{
    const QByteArray uuid = message.uuid.toBytes();
    const QByteArray text = message.text.toUtf8();
    const sql::StatementScope insertScope(insert);
    const auto inserted = insert.bind(1, id)
                              .bind(2, message.seq)
                              .bindText(3, message.from)
                              .bindBlob(4, uuid)
                              .bind(5, message.timeMs)
                              .bindText(6, text)
                              .run();
    if (!inserted)
        return inserted.error();
    if (db.changes() > 0)
        return true;

    const sql::StatementScope compareScope(compare);
    const auto row = compare.bind(1, id).bind(2, message.seq).step();
    if (!row)
        return row.error();
    return *row && compare.blob(0) == QByteArrayView(uuid) && compare.text(1) == QByteArrayView(message.from);
}

SqlResult<AddOutcome> insertMessages(sql::Database &db, const QByteArray &me, const ConversationId &id,
                                     const MessageList &messages)
{
    auto insert =
        Statement::prepare(db, "INSERT INTO message (conversation, seq, sender, uuid, time, text) "
                               "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (conversation, seq) DO NOTHING");
    if (!insert)
        return insert.error();
    auto compare =
        Statement::prepare(db, "SELECT uuid, sender FROM message WHERE conversation = ? AND seq = ?");
    if (!compare)
        return compare.error();
    for (const Message &message : messages) {
        const auto inserted = insertMessage(db, *insert, *compare, id.row, message);
        if (!inserted)
            return inserted.error();
        if (!*inserted)
            return AddOutcome::OtherLog;
        if (message.from == me) {
            const auto removed = removeOutbox(db, message.uuid);
            if (!removed)
                return removed.error();
        }
        if (id.hasLost) {
            const auto removed = removeLost(db, id.row, message);
            if (!removed)
                return removed.error();
        }
    }
    return AddOutcome::Added;
}

} // namespace

SqlResult<AddOutcome> addMessages(sql::Database &db, const QByteArray &me, const QByteArray &conversation,
                                  const MessageList &messages, qint64 synced)
{
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    const auto id = conversationId(db, conversation);
    if (!id)
        return id.error();
    const auto outcome = insertMessages(db, me, *id, messages);
    if (!outcome || *outcome == AddOutcome::OtherLog)
        return outcome;
    const qint64 last = messages.isEmpty() ? 0 : messages.constLast().seq;
    const auto moved = execute(
        db, "UPDATE conversation SET synced = max(synced, ?), last_seq = max(last_seq, ?) WHERE id = ?",
        [&](Statement &s) { s.bind(1, synced).bind(2, last).bind(3, id->row); });
    if (!moved)
        return moved.error();
    const auto committed = transaction->commit();
    if (!committed)
        return committed.error();
    return AddOutcome::Added;
}

SqlResult<MessageList> page(sql::Database &db, const QByteArray &conversation, const StoreQuery &query)
{
    using Direction = StoreQuery::Direction;
    static constexpr char backwards[] = "SELECT m.sender, m.uuid, m.time, m.text, m.seq FROM conversation c "
                                        "JOIN message m ON m.conversation = c.id "
                                        "WHERE c.key = ? AND m.seq < ? ORDER BY m.seq DESC LIMIT ?";
    static constexpr char forwards[] = "SELECT m.sender, m.uuid, m.time, m.text, m.seq FROM conversation c "
                                       "JOIN message m ON m.conversation = c.id "
                                       "WHERE c.key = ? AND m.seq > ? ORDER BY m.seq ASC LIMIT ?";

    MessageList messages;
    const auto read = [&](const char *text, qint64 seq, int limit) {
        return forEachRow(
            db, text, [&](Statement &s) { s.bindText(1, conversation).bind(2, seq).bind(3, limit); },
            [&](Statement &row) {
                Message message;
                message.conversation = conversation;
                message.seq = row.int64(4);
                readMessage(row, 0, message);
                messages.append(std::move(message));
            });
    };

    const bool around = query.direction == Direction::Around;
    if (query.direction != Direction::After) {
        const qint64 end = query.direction == Direction::Newest ? std::numeric_limits<qint64>::max()
                                                                : query.seq + (around ? 1 : 0);
        const auto done = read(backwards, end, around ? (query.limit + 1) / 2 : query.limit);
        if (!done)
            return done.error();
        std::reverse(messages.begin(), messages.end());
    }
    if (query.direction == Direction::After || around) {
        const auto done = read(forwards, query.seq, around ? query.limit / 2 : query.limit);
        if (!done)
            return done.error();
    }
    return messages;
}

SqlResult<QList<qint64>> seqsAfter(sql::Database &db, const QByteArray &conversation, qint64 seq)
{
    QList<qint64> seqs;
    const auto done = forEachRow(
        db,
        "SELECT m.seq FROM conversation c JOIN message m ON m.conversation = c.id "
        "WHERE c.key = ? AND m.seq > ? ORDER BY m.seq",
        [&](Statement &s) { s.bindText(1, conversation).bind(2, seq); },
        [&](Statement &row) { seqs.append(row.int64(0)); });
    if (!done)
        return done.error();
    return seqs;
}

SqlResult<int> countUnread(sql::Database &db, const QByteArray &me, const QByteArray &conversation,
                           qint64 read)
{
    int count = 0;
    const auto done = forEachRow(
        db,
        "SELECT count(*) FROM (SELECT 1 FROM conversation c JOIN message m ON m.conversation = c.id "
        "WHERE c.key = ? AND m.seq > ? AND m.sender <> ? LIMIT ?)",
        [&](Statement &s) {
            s.bindText(1, conversation).bind(2, read).bindText(3, me).bind(4, Conversation::maxUnread);
        },
        [&](Statement &row) { count = int(row.int64(0)); });
    if (!done)
        return done.error();
    return count;
}

SqlResult<Done> setAside(sql::Database &db, const QByteArray &conversation, qint64 timeMs)
{
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    const auto id = conversationId(db, conversation);
    if (!id)
        return id.error();
    const auto copied =
        execute(db,
                "INSERT INTO message_aside (aside_time, conversation, seq, sender, uuid, time, text) "
                "SELECT ?, conversation, seq, sender, uuid, time, text FROM message WHERE conversation = ?",
                [&](Statement &s) { s.bind(1, timeMs).bind(2, id->row); });
    if (!copied)
        return copied.error();
    const auto removed =
        execute(db, "DELETE FROM message WHERE conversation = ?", [&](Statement &s) { s.bind(1, id->row); });
    if (!removed)
        return removed.error();
    const auto reset =
        execute(db,
                "UPDATE conversation SET last_seq = 0, synced = 0, my_received = 0, my_read = 0, "
                "peer_received = 0, peer_read = 0 WHERE id = ?",
                [&](Statement &s) { s.bind(1, id->row); });
    if (!reset)
        return reset.error();
    return transaction->commit();
}

SqlResult<StoredState> loadState(sql::Database &db, const QByteArray &me)
{
    StoredState state;
    auto done = forEachRow(
        db,
        "SELECT key, last_seq, synced, my_received, my_read, peer_received, peer_read, draft, log "
        "FROM conversation",
        [](Statement &) {},
        [&](Statement &row) {
            Conversation c;
            c.key = row.text(0).toByteArray();
            c.kind = protocol::conversationKind(c.key).value_or(ConversationKind::Lobby);
            c.peer = protocol::directPeer(c.key, me);
            c.lastSeq = row.int64(1);
            c.synced = row.int64(2);
            c.myReceived = row.int64(3);
            c.myRead = row.int64(4);
            c.peerReceived = row.int64(5);
            c.peerRead = row.int64(6);
            c.draft = QString::fromUtf8(row.text(7));
            c.log = Uuid::fromBytes(row.blob(8)).value_or(Uuid());
            state.conversations.append(std::move(c));
        });
    if (!done)
        return done.error();
    for (Conversation &c : state.conversations) {
        const auto end = readEnd(db, c.key, c.hasLost, c.last);
        if (!end)
            return end.error();
        const auto unread = countUnread(db, me, c.key, c.myRead);
        if (!unread)
            return unread.error();
        c.unread = *unread;
    }

    done = forEachRow(
        db, "SELECT account, display, last_seen FROM person", [](Statement &) {},
        [&](Statement &row) {
            state.people.append(
                {row.text(0).toByteArray(), QString::fromUtf8(row.text(1)), Presence::Offline, row.int64(2)});
        });
    if (!done)
        return done.error();

    done = forEachRow(
        db, "SELECT position, uuid, conversation, text, created, failure FROM outbox ORDER BY position",
        [](Statement &) {},
        [&](Statement &row) {
            state.outbox.append({row.int64(0), Uuid::fromBytes(row.blob(1)).value_or(Uuid()),
                                 row.text(2).toByteArray(), QString::fromUtf8(row.text(3)), row.int64(4),
                                 SendFailure(row.int64(5))});
        });
    if (!done)
        return done.error();
    return state;
}

} // namespace miniqq::client::jobs
