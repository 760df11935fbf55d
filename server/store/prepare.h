// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"

#include <initializer_list>

namespace miniqq::server {

struct Prepared
{
    sql::Statement &statement;
    const char *sql;
};

/// Prepares several statements; stops at the first that fails.
inline Result<Done, sql::SqlError> prepareAll(sql::Database &db, std::initializer_list<Prepared> list)
{
    for (const Prepared &entry : list) {
        auto prepared = sql::Statement::prepare(db, entry.sql);
        if (!prepared)
            return prepared.error();
        entry.statement = std::move(*prepared);
    }
    return Done();
}

} // namespace miniqq::server
