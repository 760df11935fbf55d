// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/sqlerror.h"

namespace miniqq::sql {

class Database;

/// One write transaction (BEGIN IMMEDIATE: it never has to ask for the lock midway). Rolls back unless
/// committed.
class Transaction
{
public:
    static Result<Transaction, SqlError> begin(Database &db);

    Transaction(Transaction &&other) noexcept;
    Transaction &operator=(Transaction &&) = delete;
    ~Transaction();

    /// Success: everything done since begin() is synced to disk. Failure: it is rolled back.
    Result<Done, SqlError> commit();
    void rollback();

private:
    explicit Transaction(Database &db)
        : m_db(&db)
    {}

    Database *m_db;
};

} // namespace miniqq::sql
