// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

struct sqlite3;

namespace miniqq::sql {

/// What SQLite answered when it could not do something.
struct SqlError
{
    /// Code of errors that are not SQLite's own: the database was written by a newer version of this program.
    static constexpr int newerSchema = -1;

    int code = 0;             ///< Extended result code (https://www.sqlite.org/rescode.html) or newerSchema.
    QString text;             ///< What was attempted and why it failed; never contains bound values.
    bool storageFull = false; ///< SQLITE_FULL: disk, quota or page limit. Nothing was stored; may work later.
    bool ioError = false;     ///< SQLITE_IOERR, _CORRUPT, _NOTADB, _CANTOPEN: do not trust the connection any
                              ///< more, reopen it.
    bool busy = false;        ///< SQLITE_BUSY or _LOCKED: another program holds the database.

    bool isConstraint() const; ///< A UNIQUE, CHECK, NOT NULL or FOREIGN KEY rule said no.

    /// The error `code` with the newest message of `db` (null: none).
    static SqlError fromCode(int code, sqlite3 *db, const QString &what);
};

} // namespace miniqq::sql
