// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/contents.h"
#include "server/store/storereport.h"

namespace miniqq::sql {
struct DatabaseOptions;
} // namespace miniqq::sql

/// What backup, restore and check do with the contents of files. Each call blocks as long as it takes, and
/// counts in `report` what is there.
namespace miniqq::server {

/// Puts the contents that `copy`, a copy of `source` made before, names into the new folder `to`; none is
/// made if it names none. What `source`, which may be in use, has forgotten since is expired in `copy`, too;
/// what is gone otherwise is noted.
Result<Done> backUpContents(sql::Database &copy, const sql::DatabaseOptions &source, const QString &from,
                            const QString &to, const GoOn &goOn, StoreReport &report);

/// Brings back what the database `db` names, each looked through, into the new folder `to`. What is missing
/// or damaged in `from` is a finding, and expired in `db`; without `from`, that is noted.
Result<Done> restoreContents(sql::Database &db, const QString &from, const QString &to, StoreReport &report);

/// Looks through what a database, which may be in use, names. `isBackup`: without `folder`, that is noted.
Result<Done> checkContents(const sql::DatabaseOptions &database, const QString &folder, bool isBackup,
                           const GoOn &goOn, StoreReport &report);

} // namespace miniqq::server
