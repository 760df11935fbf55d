// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"

#include <QByteArrayView>

#include <memory>

struct sqlite3_stmt;

namespace miniqq::sql {

class Database;

/// One prepared SQL statement with `?` parameters, used again and again. Belongs to the database's thread and
/// must be gone before the database closes. Values are bound by position, counted from 1; columns are counted
/// from 0.
class Statement
{
public:
    Statement() = default; ///< Empty: only to be assigned to.
    /// `sql` is one statement, written in the source: values are never put into it, they are bound.
    static Result<Statement, SqlError> prepare(Database &db, const char *sql);

    /// Binding is allowed before the first step() and after reset(). Bytes are not copied: they must live
    /// until the statement was reset. A failed bind is reported by the next step().
    Statement &bind(int position, qint64 value);
    Statement &bindReal(int position, double value);
    Statement &bindText(int position, QByteArrayView utf8);
    Statement &bindBlob(int position, QByteArrayView bytes);
    Statement &bindNull(int position);

    /// true: there is a row to read. false: done, and the statement is reset, as it is after an error.
    Result<bool, SqlError> step();
    /// Steps to the end, ignoring rows.
    Result<Done, SqlError> run();
    /// Ready for the next use. Bound values stay bound until bound anew.
    void reset();

    bool isNull(int column) const;
    qint64 int64(int column) const;
    double real(int column) const;
    QByteArrayView text(int column) const; ///< UTF-8; valid until the next step() or reset().
    QByteArrayView blob(int column) const; ///< Valid until the next step() or reset().

private:
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };

    void noteBind(int code);
    SqlError error(int code) const;

    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
    int m_bindError = 0;
};

/// Resets a statement at the end of a scope: a statement left at a row keeps its read transaction open.
class StatementScope
{
public:
    explicit StatementScope(Statement &statement)
        : m_statement(statement)
    {}
    ~StatementScope() { m_statement.reset(); }
    Q_DISABLE_COPY_MOVE(StatementScope)

private:
    Statement &m_statement;
};

} // namespace miniqq::sql
