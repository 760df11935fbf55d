// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"
#include "server/store/storereport.h"

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Looks through all of a database as of one moment: every page and index as SQLite knows them, references,
/// and what only we know: numbers without gaps, nothing stored twice, no message of nobody or of nowhere.
/// Takes as long as reading everything, and disturbs nobody who writes. An error where it could not be read,
/// or is no server's database, or one of a newer version.
Result<StoreReport, sql::SqlError> checkStore(sql::Database &db);

} // namespace miniqq::server
