// SPDX-License-Identifier: MIT
#include "common/sql/sqlerror.h"

#include <sqlite3.h>

namespace miniqq::sql {
namespace {

constexpr int primaryCode(int code)
{
    return code & 0xff;
}

} // namespace

bool SqlError::isConstraint() const
{
    return code > 0 && primaryCode(code) == SQLITE_CONSTRAINT;
}

SqlError SqlError::fromCode(int code, sqlite3 *db, const QString &what)
{
    const char *reason = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    SqlError error;
    error.code = code;
    error.text = what + u": " + QString::fromUtf8(reason) + u" (" + QString::number(code) + u')';
    switch (primaryCode(code)) {
    case SQLITE_FULL:
        error.storageFull = true;
        break;
    case SQLITE_IOERR:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_CANTOPEN:
        error.ioError = true;
        break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        error.busy = true;
        break;
    default:
        break;
    }
    return error;
}

} // namespace miniqq::sql
