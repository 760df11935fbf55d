// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"

#include <functional>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Something to be written in a group commit, apart from messages. Both functions run in the store thread.
struct WriteJob
{
    std::function<Result<Done, sql::SqlError>(sql::Database &)> run;
    std::function<void(const sql::SqlError *)> finish; ///< Called once; null: committed and synced.
};

/// Something to be read between two commits. `unavailable` is null, or says why the database cannot be read.
using ReadJob = std::function<void(sql::Database &, const sql::SqlError *unavailable)>;

} // namespace miniqq::server
