// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"

namespace miniqq::sql {

class Database;

/// A part of a transaction that can be undone by itself. Belongs to the database's thread; end it by keep()
/// or undo() before the transaction ends. Several may lie inside one another.
class Savepoint
{
public:
    static Result<Savepoint, SqlError> begin(Database &db);

    /// What was done since begin() stays, with the transaction.
    Result<Done, SqlError> keep();
    /// Undoes what was done since begin(), because of `cause`. Fails if more than that is lost: after `cause`
    /// the disk is full or failing, or SQLite has rolled the whole transaction back by itself; then nothing
    /// more may be done in it.
    Result<Done, SqlError> undo(const SqlError &cause);

private:
    explicit Savepoint(Database &db)
        : m_db(&db)
    {}

    Database *m_db;
};

} // namespace miniqq::sql
