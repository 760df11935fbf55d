// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"
#include "server/store/records.h"

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

class MessageLog;

/// Reads everything that the logic thread keeps in memory. `log` is open: it knows the newest sequence
/// numbers.
Result<ServerState, sql::SqlError> loadState(sql::Database &db, const MessageLog &log);

} // namespace miniqq::server
