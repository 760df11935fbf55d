// SPDX-License-Identifier: MIT
// The jobs on what the server has no more, because it was restored from a backup (decision 018).
#include "app/store/sqlsteps.h"
#include "app/store/storejobs.h"
#include "common/sql/transaction.h"

#include <algorithm>
#include <limits>

namespace miniqq::client::jobs {
namespace {

using sql::Statement;

SqlResult<Done> moveBehind(sql::Database &db, const QByteArray &conversation, Common common, qint64 &moved)
{
    const auto bind = [&](Statement &s) { s.bindText(1, conversation).bind(2, common.agreed); };
    const auto bindPlace = [&](Statement &s) { s.bindText(1, conversation).bind(2, common.place); };
    const auto bindBoth = [&](Statement &s) {
        s.bindText(1, conversation).bind(2, common.agreed).bind(3, common.place);
    };
    // Those that an earlier restore lost, behind a place that now is lost itself.
    auto done = execute(db,
                        "UPDATE message_lost SET after = min(after, ?2) "
                        "WHERE conversation = (SELECT id FROM conversation WHERE key = ?1)",
                        bindPlace);
    if (!done)
        return done;
    done = execute(db,
                   "INSERT INTO message_lost (conversation, after, seq, sender, uuid, time, text) "
                   "SELECT m.conversation, ?3, m.seq, m.sender, m.uuid, m.time, m.text FROM conversation c "
                   "JOIN message m ON m.conversation = c.id WHERE c.key = ?1 AND m.seq > ?2 "
                   "ON CONFLICT (conversation, sender, uuid) DO NOTHING",
                   bindBoth);
    if (!done)
        return done;
    done = execute(db,
                   "DELETE FROM message WHERE conversation = (SELECT id FROM conversation WHERE key = ?1) "
                   "AND seq > ?2",
                   bind);
    moved = db.changes();
    return done;
}

} // namespace

SqlResult<Reconciled> reconcile(sql::Database &db, const QByteArray &conversation, const Uuid &log,
                                Common common)
{
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    Reconciled result;
    auto done = moveBehind(db, conversation, common, result.moved);
    if (!done)
        return done.error();
    const QByteArray name = log.toBytes();
    done =
        execute(db,
                "UPDATE conversation SET log = ?3, last_seq = min(last_seq, ?2), synced = min(synced, ?2), "
                "my_received = min(my_received, ?2), my_read = min(my_read, ?2), "
                "peer_received = min(peer_received, ?2), peer_read = min(peer_read, ?2) WHERE key = ?1",
                [&](Statement &s) { s.bindText(1, conversation).bind(2, common.agreed).bindBlob(3, name); });
    if (done)
        done = readEnd(db, conversation, result.hasLost, result.last);
    if (done)
        done = transaction->commit();
    if (!done)
        return done.error();
    return result;
}

SqlResult<Done> forgetLogs(sql::Database &db)
{
    return execute(db, "UPDATE conversation SET log = NULL WHERE log IS NOT NULL", [](Statement &) {});
}

SqlResult<MessageList> lost(sql::Database &db, const QByteArray &conversation, qint64 from, qint64 to)
{
    MessageList messages;
    const auto done = forEachRow(
        db,
        "SELECT l.after, l.sender, l.uuid, l.time, l.text FROM conversation c "
        "JOIN message_lost l ON l.conversation = c.id WHERE c.key = ? AND l.after BETWEEN ? AND ? "
        "ORDER BY l.after DESC, l.time DESC, l.seq DESC LIMIT ?",
        [&](Statement &s) {
            s.bindText(1, conversation).bind(2, from).bind(3, to).bind(4, HistoryStore::maxLost);
        },
        [&](Statement &row) {
            Message message;
            message.conversation = conversation;
            message.lostAfter = row.int64(0);
            message.from = row.text(1).toByteArray();
            message.uuid = Uuid::fromBytes(row.blob(2)).value_or(Uuid());
            message.timeMs = row.int64(3);
            message.text = QString::fromUtf8(row.text(4));
            message.state = {MessageState::Kind::Sent};
            messages.append(std::move(message));
        });
    if (!done)
        return done.error();
    std::reverse(messages.begin(), messages.end());
    return messages;
}

SqlResult<Done> readEnd(sql::Database &db, const QByteArray &conversation, bool &hasLost,
                        std::optional<Message> &last)
{
    const auto newest = page(db, conversation, {StoreQuery::Direction::Newest, 0, 1});
    if (!newest)
        return newest.error();
    if (!newest->isEmpty())
        last = newest->constFirst();
    const auto found = forEachRow(
        db,
        "SELECT EXISTS (SELECT 1 FROM conversation c JOIN message_lost l ON l.conversation = c.id "
        "WHERE c.key = ?)",
        [&](Statement &s) { s.bindText(1, conversation); },
        [&](Statement &row) { hasLost = row.int64(0) != 0; });
    if (!found || !hasLost || last)
        return found;
    const auto kept = lost(db, conversation, 0, std::numeric_limits<qint64>::max());
    if (!kept)
        return kept.error();
    if (!kept->isEmpty())
        last = kept->constLast();
    return Done();
}

SqlResult<Done> removeLost(sql::Database &db, qint64 conversation, const Message &message)
{
    const QByteArray uuid = message.uuid.toBytes();
    const QByteArray text = message.text.toUtf8();
    // Only the same words: a server that gives others under an id must not take away what was kept.
    return execute(db,
                   "DELETE FROM message_lost WHERE conversation = ? AND sender = ? AND uuid = ? AND text = ?",
                   [&](Statement &s) {
                       s.bind(1, conversation).bindText(2, message.from).bindBlob(3, uuid).bindText(4, text);
                   });
}

} // namespace miniqq::client::jobs
