// SPDX-License-Identifier: MIT
// The jobs on single rows: conversations, people, the outbox.
#include "app/store/sqlsteps.h"
#include "app/store/storejobs.h"
#include "common/sql/transaction.h"

namespace miniqq::client::jobs {

using sql::Statement;

SqlResult<Done> saveConversation(sql::Database &db, const Conversation &c)
{
    const QByteArray log = c.log.toBytes();
    return execute(
        db,
        "INSERT INTO conversation (key, last_seq, synced, my_received, my_read, peer_received, peer_read, "
        "log) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET last_seq = excluded.last_seq, "
        "my_received = excluded.my_received, my_read = excluded.my_read, "
        "peer_received = excluded.peer_received, peer_read = excluded.peer_read",
        [&](Statement &s) {
            s.bindText(1, c.key)
                .bind(2, c.lastSeq)
                .bind(3, c.synced)
                .bind(4, c.myReceived)
                .bind(5, c.myRead)
                .bind(6, c.peerReceived)
                .bind(7, c.peerRead);
            if (!c.log.isNull())
                s.bindBlob(8, log); // otherwise NULL: not known
        });
}

SqlResult<Done> saveDraft(sql::Database &db, const QByteArray &conversation, const QString &draft)
{
    const QByteArray text = draft.toUtf8();
    return execute(db,
                   "INSERT INTO conversation (key, draft) VALUES (?, ?) "
                   "ON CONFLICT (key) DO UPDATE SET draft = excluded.draft",
                   [&](Statement &s) { s.bindText(1, conversation).bindText(2, text); });
}

SqlResult<Done> savePeople(sql::Database &db, const QList<Person> &people)
{
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    auto upsert = Statement::prepare(
        db, "INSERT INTO person (account, display, last_seen) VALUES (?, ?, ?) "
            "ON CONFLICT (account) DO UPDATE SET display = excluded.display, last_seen = excluded.last_seen");
    if (!upsert)
        return upsert.error();
    for (const Person &person : people) {
        const QByteArray display = person.display.toUtf8();
        const auto done =
            upsert->bindText(1, person.account).bindText(2, display).bind(3, person.lastSeenMs).run();
        if (!done)
            return done.error();
    }
    return transaction->commit();
}

SqlResult<OutboxEntry> addOutbox(sql::Database &db, OutboxEntry entry)
{
    const QByteArray uuid = entry.uuid.toBytes();
    const QByteArray text = entry.text.toUtf8();
    const auto done = execute(
        db, "INSERT INTO outbox (uuid, conversation, text, created) VALUES (?, ?, ?, ?)", [&](Statement &s) {
            s.bindBlob(1, uuid).bindText(2, entry.conversation).bindText(3, text).bind(4, entry.createdMs);
        });
    if (!done)
        return done.error();
    entry.order = db.lastInsertRowId();
    return entry;
}

SqlResult<Done> setOutboxFailure(sql::Database &db, const Uuid &uuid, SendFailure failure)
{
    const QByteArray bytes = uuid.toBytes();
    return execute(db, "UPDATE outbox SET failure = ? WHERE uuid = ?",
                   [&](Statement &s) { s.bind(1, qint64(failure)).bindBlob(2, bytes); });
}

SqlResult<Done> removeOutbox(sql::Database &db, const Uuid &uuid)
{
    const QByteArray bytes = uuid.toBytes();
    return execute(db, "DELETE FROM outbox WHERE uuid = ?", [&](Statement &s) { s.bindBlob(1, bytes); });
}

} // namespace miniqq::client::jobs
