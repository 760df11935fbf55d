// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/base/uuid.h"
#include "common/sql/statement.h"
#include "server/store/logids.h"
#include "server/store/records.h"

#include <optional>
#include <span>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// The index of a sender's messages by uuid, in the database. Ids that ascend with the log, as version 7
/// does, lie in runs: one row with the numbers of up to LogIds::capacity rows of the log, found by bisection.
/// Ids that come out of order have a row of their own. Belongs to the store thread.
class UuidRuns
{
public:
    struct Entry
    {
        Uuid uuid;
        qint64 logId = 0;
    };

    Result<Done, sql::SqlError> open(sql::Database &db);
    void close();

    /// `entries` are new here and in the order of the log. Within a transaction.
    Result<Done, sql::SqlError> append(AccountId sender, std::span<const Entry> entries);

    /// The row of the log that holds the sender's message `uuid`.
    Result<std::optional<qint64>, sql::SqlError> find(AccountId sender, const Uuid &uuid);
    /// The sender's largest uuid; the null one if there is none.
    Result<Uuid, sql::SqlError> largest(AccountId sender);

private:
    struct Run
    {
        Uuid first;
        Uuid last;
        LogIds ids;
        bool isStored = false;
    };

    Result<Run, sql::SqlError> lastRun(AccountId sender);
    Result<Done, sql::SqlError> write(AccountId sender, const Run &run);
    Result<std::optional<qint64>, sql::SqlError> findSingle(AccountId sender, const Uuid &uuid);
    Result<std::optional<qint64>, sql::SqlError> bisect(const LogIds &ids, const Uuid &uuid);

    sql::Statement m_insertSingle;
    sql::Statement m_insertRun;
    sql::Statement m_updateRun;
    sql::Statement m_selectSingle;
    sql::Statement m_selectRun; // the last one that begins at or before a uuid
    sql::Statement m_selectUuid;
};

} // namespace miniqq::server
