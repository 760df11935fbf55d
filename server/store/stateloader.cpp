// SPDX-License-Identifier: MIT
#include "server/store/stateloader.h"

#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "server/store/grouptables.h"
#include "server/store/messagelog.h"

#include <QHash>

namespace miniqq::server {
namespace {

/// Calls `take` for each row.
template<class Take>
Result<Done, sql::SqlError> forEachRow(sql::Database &db, const char *sql, Take take)
{
    auto query = sql::Statement::prepare(db, sql);
    if (!query)
        return query.error();
    for (;;) {
        auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return Done();
        take(*query);
    }
}

Result<Done, sql::SqlError> loadAccounts(sql::Database &db, ServerState &state)
{
    return forEachRow(
        db,
        "SELECT accounts.id, accounts.name, display, password_hash, created_ms, last_seen_ms, sha256 FROM "
        "accounts"
        " LEFT JOIN avatars ON account = accounts.id LEFT JOIN files ON files.id = file ORDER BY accounts.id",
        [&state](const sql::Statement &row) {
            state.accounts.push_back({AccountId(row.int64(0)), row.text(1).toByteArray(),
                                      row.text(2).toByteArray(), row.text(3).toByteArray(), row.int64(4),
                                      row.int64(5), row.blob(6).toByteArray()});
        });
}

Result<Done, sql::SqlError> loadConversations(sql::Database &db, const MessageLog &log, ServerState &state)
{
    QHash<ConversationRow, size_t> positionOf;
    auto done =
        forEachRow(db, "SELECT id, key, kind FROM conversations ORDER BY id", [&](const sql::Statement &row) {
            ConversationRecord record;
            record.row = ConversationRow(row.int64(0));
            record.key = row.text(1).toByteArray();
            record.kind = ConversationKind(row.int64(2));
            record.lastSeq = log.last(record.row).seq;
            record.lastTimeMs = log.last(record.row).timeMs;
            positionOf.insert(record.row, state.conversations.size());
            state.conversations.push_back(std::move(record));
        });
    if (!done)
        return done;
    return forEachRow(db, "SELECT conversation, account FROM members ORDER BY conversation, account",
                      [&](const sql::Statement &row) {
                          const auto position = positionOf.constFind(ConversationRow(row.int64(0)));
                          if (position != positionOf.cend())
                              state.conversations[*position].members.push_back(AccountId(row.int64(1)));
                      });
}

Result<Done, sql::SqlError> loadGroups(sql::Database &db, ServerState &state)
{
    for (ConversationRecord &conversation : state.conversations) {
        if (conversation.kind != ConversationKind::Group)
            continue;
        auto done = readGroup(db, conversation);
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, sql::SqlError> loadPositions(sql::Database &db, ServerState &state)
{
    return forEachRow(
        db, "SELECT conversation, account, received, read FROM positions ORDER BY conversation, account",
        [&state](const sql::Statement &row) {
            state.positions.push_back(
                {ConversationRow(row.int64(0)), AccountId(row.int64(1)), row.int64(2), row.int64(3)});
        });
}

Result<Done, sql::SqlError> loadBans(sql::Database &db, ServerState &state)
{
    return forEachRow(db, "SELECT kind, subject, reason, created_ms FROM bans ORDER BY kind, subject",
                      [&state](const sql::Statement &row) {
                          state.bans.push_back({BanRecord::Kind(row.int64(0)), row.text(1).toByteArray(),
                                                row.text(2).toByteArray(), row.int64(3)});
                      });
}

Result<Done, sql::SqlError> loadFiles(sql::Database &db, ServerState &state)
{
    return forEachRow(db, "SELECT id, state FROM files WHERE state < 2", [&state](const sql::Statement &row) {
        auto &files = row.int64(1) == 1 ? state.wholeFiles : state.arrivingFiles;
        files.push_back(Uuid::fromBytes(row.blob(0)).value_or(Uuid()));
    });
}

Result<Done, sql::SqlError> loadLogName(sql::Database &db, ServerState &state)
{
    return forEachRow(db, "SELECT id FROM log_name", [&state](const sql::Statement &row) {
        state.log = Uuid::fromBytes(row.blob(0)).value_or(Uuid());
    });
}

} // namespace

Result<ServerState, sql::SqlError> loadState(sql::Database &db, const MessageLog &log)
{
    ServerState state;
    auto done = loadAccounts(db, state);
    if (done)
        done = loadConversations(db, log, state);
    if (done)
        done = loadGroups(db, state);
    if (done)
        done = loadPositions(db, state);
    if (done)
        done = loadBans(db, state);
    if (done)
        done = loadFiles(db, state);
    if (done)
        done = loadLogName(db, state);
    if (!done)
        return done.error();
    return state;
}

} // namespace miniqq::server
