// SPDX-License-Identifier: MIT
#include "server/store/lazywrites.h"

#include "common/sql/database.h"
#include "common/sql/statement.h"

#include <algorithm>

namespace miniqq::server {

void LazyWrites::add(const std::vector<PositionRecord> &positions)
{
    for (const PositionRecord &record : positions) {
        Position &kept = m_positions[{record.row, record.account}];
        kept.received = std::max(kept.received, record.received);
        kept.read = std::max(kept.read, record.read);
    }
}

void LazyWrites::add(const std::vector<LastSeen> &lastSeen)
{
    for (const LastSeen &seen : lastSeen) {
        qint64 &kept = m_lastSeen[seen.account];
        kept = std::max(kept, seen.timeMs);
    }
}

Result<Done, sql::SqlError> LazyWrites::write(sql::Database &db) const
{
    auto done = m_positions.isEmpty() ? Result<Done, sql::SqlError>(Done()) : writePositions(db);
    if (done && !m_lastSeen.isEmpty())
        done = writeLastSeen(db);
    return done;
}

Result<Done, sql::SqlError> LazyWrites::writePositions(sql::Database &db) const
{
    auto upsert = sql::Statement::prepare(
        db, "INSERT INTO positions (conversation, account, received, read)"
            " SELECT conversations.id, accounts.id, ?3, ?4 FROM conversations, accounts"
            " WHERE conversations.id = ?1 AND accounts.id = ?2" // one that is gone must not spoil the others'
                                                                // commit
            " ON CONFLICT (conversation, account) DO UPDATE SET"
            " received = max(received, excluded.received), read = max(read, excluded.read)");
    if (!upsert)
        return upsert.error();
    for (auto it = m_positions.cbegin(); it != m_positions.cend(); ++it) {
        auto done = upsert->bind(1, it.key().first.value())
                        .bind(2, it.key().second.value())
                        .bind(3, it->received)
                        .bind(4, it->read)
                        .run();
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, sql::SqlError> LazyWrites::writeLastSeen(sql::Database &db) const
{
    auto update =
        sql::Statement::prepare(db, "UPDATE accounts SET last_seen_ms = max(last_seen_ms, ?) WHERE id = ?");
    if (!update)
        return update.error();
    for (auto it = m_lastSeen.cbegin(); it != m_lastSeen.cend(); ++it) {
        auto done = update->bind(1, it.value()).bind(2, it.key().value()).run();
        if (!done)
            return done;
    }
    return Done();
}

void LazyWrites::forget()
{
    m_positions.clear();
    m_lastSeen.clear();
}

} // namespace miniqq::server
