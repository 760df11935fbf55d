// SPDX-License-Identifier: MIT
#include "server/store/sqliteconversationstore.h"

#include "common/sql/statement.h"
#include "server/store/grouptables.h"
#include "server/store/storethread.h"

namespace miniqq::server {
namespace {

using sql::Database;
using sql::SqlError;
using sql::Statement;

Result<Done, SqlError> insertMembers(Database &db, const ConversationRecord &conversation)
{
    auto insert = Statement::prepare(db, "INSERT INTO members (conversation, account) VALUES (?, ?)"
                                         " ON CONFLICT (conversation, account) DO NOTHING");
    if (!insert)
        return insert.error();
    for (const AccountId member : conversation.members) {
        auto done = insert->bind(1, conversation.row.value()).bind(2, member.value()).run();
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, SqlError> readMembers(Database &db, ConversationRecord &conversation)
{
    auto select =
        Statement::prepare(db, "SELECT account FROM members WHERE conversation = ? ORDER BY account");
    if (!select)
        return select.error();
    select->bind(1, conversation.row.value());
    for (;;) {
        auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            return Done();
        conversation.members.push_back(AccountId(select->int64(0)));
    }
}

/// Fills in the conversation with this key; its row stays null if there is none.
Result<Done, SqlError> readConversation(Database &db, ConversationRecord &conversation)
{
    auto select = Statement::prepare(db, "SELECT id, kind FROM conversations WHERE key = ?");
    if (!select)
        return select.error();
    const sql::StatementScope scope(*select);
    auto row = select->bindText(1, conversation.key).step();
    if (!row)
        return row.error();
    if (!*row)
        return Done();
    conversation.row = ConversationRow(select->int64(0));
    conversation.kind = ConversationKind(select->int64(1));
    return readMembers(db, conversation);
}

Result<Done, SqlError> insertConversation(Database &db, ConversationRecord &conversation)
{
    auto insert = Statement::prepare(db, "INSERT INTO conversations (key, kind) VALUES (?, ?)");
    if (!insert)
        return insert.error();
    auto done = insert->bindText(1, conversation.key).bind(2, qint64(conversation.kind)).run();
    if (!done)
        return done;
    conversation.row = ConversationRow(db.lastInsertRowId());
    return insertMembers(db, conversation);
}

Result<Done, SqlError> readKey(Database &db, ConversationRow row, ConversationRecord &conversation)
{
    auto select = Statement::prepare(db, "SELECT key, kind FROM conversations WHERE id = ?");
    if (!select)
        return select.error();
    const sql::StatementScope scope(*select);
    auto found = select->bind(1, row.value()).step();
    if (!found)
        return found.error();
    conversation.row = row;
    if (*found) {
        conversation.key = select->text(0).toByteArray();
        conversation.kind = ConversationKind(select->int64(1));
    }
    return Done();
}

} // namespace

void SqliteConversationStore::create(const QByteArray &key, ConversationKind kind,
                                     const std::vector<AccountId> &members, CreateHandler then)
{
    m_thread.write<ConversationRecord>(
        [this, key, kind, members](Database &db) -> Result<ConversationRecord, SqlError> {
            ConversationRecord record;
            record.key = key;
            auto done = readConversation(db, record);
            if (done && record.row.isNull()) {
                record.kind = kind;
                record.members = members;
                done = insertConversation(db, record);
            }
            if (!done)
                return done.error();
            const MessageLog::Last last = m_thread.last(record.row);
            record.lastSeq = last.seq;
            record.lastTimeMs = last.timeMs;
            return record;
        },
        std::move(then));
}

void SqliteConversationStore::readGroup(ConversationRow group, CreateHandler then)
{
    // A write that writes nothing: after an I/O error only what the next commit finds is true.
    m_thread.write<ConversationRecord>(
        [this, group](Database &db) -> Result<ConversationRecord, SqlError> {
            ConversationRecord record;
            auto done = readKey(db, group, record);
            if (done)
                done = server::readGroup(db, record);
            if (!done)
                return done.error();
            const MessageLog::Last last = m_thread.last(group);
            record.lastSeq = last.seq;
            record.lastTimeMs = last.timeMs;
            return record;
        },
        std::move(then));
}

} // namespace miniqq::server
