// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"
#include "server/store/filerecords.h"

#include <memory>
#include <optional>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Files that come with messages, within the commits of the log. Belongs to the store thread.
class FileTables
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);

    /// Binds a file to the row of the log that is about to be written, within the caller's transaction. Null
    /// if there is no whole file of this id that belongs to `sender`.
    Result<std::shared_ptr<const FileRecord>, sql::SqlError> attach(qint64 logId, const Uuid &file,
                                                                    AccountId sender);
    /// The row of the log was taken back: the file that came with it comes with it no longer.
    Result<Done, sql::SqlError> detach(qint64 logId) { return m_detach.bind(1, logId).run(); }
    /// The file that came with a row of the log; null if there is none.
    Result<std::shared_ptr<const FileRecord>, sql::SqlError> attachedTo(qint64 logId);

private:
    sql::Database *m_db = nullptr;
    sql::Statement m_attach;
    sql::Statement m_detach;
    sql::Statement m_attachedTo;
};

/// The present row: id, owner, uuid, name, size, sha256, kind, format, width, height, state, verified.
FileRecord recordOf(const sql::Statement &row);

} // namespace miniqq::server
