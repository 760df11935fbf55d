// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"

#include <QByteArray>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// What entries of the log are beside their texts, for those few that are more. Belongs to the store thread.
class LogDetails
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);

    /// The row `logId` has these from now on. Within a transaction.
    Result<Done, sql::SqlError> set(qint64 logId, QByteArrayView details);
    /// Empty if it has none.
    Result<QByteArray, sql::SqlError> find(qint64 logId);

private:
    sql::Statement m_set;
    sql::Statement m_find;
};

} // namespace miniqq::server
