// SPDX-License-Identifier: MIT
#include "common/sql/statement.h"

#include "common/sql/database.h"

#include <sqlite3.h>

namespace miniqq::sql {

void Statement::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

Result<Statement, SqlError> Statement::prepare(Database &db, const char *sql)
{
    sqlite3_stmt *prepared = nullptr;
    const int code = sqlite3_prepare_v3(db.handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, nullptr);
    if (code != SQLITE_OK)
        return SqlError::fromCode(code, db.handle(), QString::fromUtf8(sql).simplified().left(60));
    Statement statement;
    statement.m_statement.reset(prepared);
    return statement;
}

Statement &Statement::bind(int position, qint64 value)
{
    noteBind(sqlite3_bind_int64(m_statement.get(), position, value));
    return *this;
}

Statement &Statement::bindReal(int position, double value)
{
    noteBind(sqlite3_bind_double(m_statement.get(), position, value));
    return *this;
}

Statement &Statement::bindText(int position, QByteArrayView utf8)
{
    // A null pointer would bind NULL, which an empty text is not.
    const char *data = utf8.isNull() ? "" : utf8.data();
    noteBind(sqlite3_bind_text64(m_statement.get(), position, data, sqlite3_uint64(utf8.size()),
                                 SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement &Statement::bindBlob(int position, QByteArrayView bytes)
{
    const char *data = bytes.isNull() ? "" : bytes.data();
    noteBind(
        sqlite3_bind_blob64(m_statement.get(), position, data, sqlite3_uint64(bytes.size()), SQLITE_STATIC));
    return *this;
}

Statement &Statement::bindNull(int position)
{
    noteBind(sqlite3_bind_null(m_statement.get(), position));
    return *this;
}

void Statement::noteBind(int code)
{
    if (code != SQLITE_OK && m_bindError == SQLITE_OK)
        m_bindError = code;
}

Result<bool, SqlError> Statement::step()
{
    if (m_bindError != SQLITE_OK) {
        const SqlError failure = error(m_bindError);
        reset();
        return failure;
    }
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE) {
        sqlite3_reset(m_statement.get());
        return false;
    }
    const SqlError failure = error(code);
    reset();
    return failure;
}

Result<Done, SqlError> Statement::run()
{
    for (;;) {
        auto row = step();
        if (!row)
            return row.error();
        if (!*row)
            return Done();
    }
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get()); // repeats the error of the last step, which was reported already
    m_bindError = SQLITE_OK;
}

bool Statement::isNull(int column) const
{
    return sqlite3_column_type(m_statement.get(), column) == SQLITE_NULL;
}

qint64 Statement::int64(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_statement.get(), column);
}

QByteArrayView Statement::text(int column) const
{
    const auto *data = reinterpret_cast<const char *>(sqlite3_column_text(m_statement.get(), column));
    return QByteArrayView(data, data ? sqlite3_column_bytes(m_statement.get(), column) : 0);
}

QByteArrayView Statement::blob(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement.get(), column));
    return QByteArrayView(data, data ? sqlite3_column_bytes(m_statement.get(), column) : 0);
}

SqlError Statement::error(int code) const
{
    const QString sql = QString::fromUtf8(sqlite3_sql(m_statement.get())).simplified().left(60);
    return SqlError::fromCode(code, sqlite3_db_handle(m_statement.get()), sql);
}

} // namespace miniqq::sql
