// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"
#include "server/store/logids.h"
#include "server/store/records.h"

#include <span>
#include <vector>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// The index of a conversation's messages by seq, in the database: runs of consecutive messages, each run one
/// row with the numbers of their rows in the log. Belongs to the store thread.
class SeqRuns
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);
    void close();

    /// The messages `firstSeq`, `firstSeq` + 1, ... are in these rows of the log. They must be newer than all
    /// that the conversation has here. Within a transaction.
    Result<Done, sql::SqlError> append(ConversationRow conversation, qint64 firstSeq,
                                       std::span<const qint64> logIds);

    /// Rows of the log: at most `limit` messages before (after) `seq`, from the nearest on.
    Result<std::vector<qint64>, sql::SqlError> before(ConversationRow conversation, qint64 seq, size_t limit);
    Result<std::vector<qint64>, sql::SqlError> after(ConversationRow conversation, qint64 seq, size_t limit);

private:
    Result<Done, sql::SqlError> write(sql::Statement &statement, ConversationRow conversation,
                                      qint64 firstSeq, const LogIds &ids);

    sql::Statement m_last;
    sql::Statement m_insert;
    sql::Statement m_update;
    sql::Statement m_before;
    sql::Statement m_after;
};

} // namespace miniqq::server
