// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"
#include "server/store/records.h"

#include <QHash>

#include <utility>
#include <vector>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// What may be lost in a crash and is therefore not worth a commit of its own: positions and times of last
/// activity. They are coalesced here and ride along with the next transaction. Belongs to the store thread.
class LazyWrites
{
public:
    struct LastSeen
    {
        AccountId account;
        qint64 timeMs = 0;
    };

    void add(const std::vector<PositionRecord> &positions);
    void add(const std::vector<LastSeen> &lastSeen);
    bool isEmpty() const { return m_positions.isEmpty() && m_lastSeen.isEmpty(); }

    /// Writes everything, within a transaction. forget() follows when that was committed.
    Result<Done, sql::SqlError> write(sql::Database &db) const;
    void forget();

private:
    struct Position
    {
        qint64 received = 0;
        qint64 read = 0;
    };

    Result<Done, sql::SqlError> writePositions(sql::Database &db) const;
    Result<Done, sql::SqlError> writeLastSeen(sql::Database &db) const;

    QHash<std::pair<ConversationRow, AccountId>, Position> m_positions;
    QHash<AccountId, qint64> m_lastSeen;
};

} // namespace miniqq::server
