// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/database.h"
#include "common/sql/statement.h"

namespace miniqq::client {

/// Runs one statement; `bind` gives it its values, which must outlive the call.
template<class Bind>
Result<Done, sql::SqlError> execute(sql::Database &db, const char *text, Bind bind)
{
    auto statement = sql::Statement::prepare(db, text);
    if (!statement)
        return statement.error();
    bind(*statement);
    return statement->run();
}

/// Runs one query and calls `row` for each row of its answer.
template<class Bind, class Row>
Result<Done, sql::SqlError> forEachRow(sql::Database &db, const char *text, Bind bind, Row row)
{
    auto statement = sql::Statement::prepare(db, text);
    if (!statement)
        return statement.error();
    bind(*statement);
    for (;;) {
        const auto stepped = statement->step();
        if (!stepped)
            return stepped.error();
        if (!*stepped)
            return Done();
        row(*statement);
    }
}

} // namespace miniqq::client
