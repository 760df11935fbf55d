// SPDX-License-Identifier: MIT
#include "server/store/groupspans.h"

#include "server/store/prepare.h"

#include <limits>

namespace miniqq::server {

Result<Done, sql::SqlError> GroupSpans::open(sql::Database &db)
{
    return prepareAll(db, {{m_after, spansAfterSql}, {m_before, spansBeforeSql}});
}

Result<std::vector<GroupSpans::Span>, sql::SqlError> GroupSpans::read(const PageQuery &query, int limit)
{
    // Each holds at least the entry that began it (before) or ended it (after), but for one behind which
    // nothing has happened and one that ended; and one entry more than asked for is looked at.
    constexpr int empty = 2;
    std::vector<Span> spans;
    sql::Statement &statement = query.direction == PageQuery::Before ? m_before : m_after;
    const sql::StatementScope scope(statement);
    statement.bind(1, query.conversation.value())
        .bind(2, query.reader.value())
        .bind(3, query.seq)
        .bind(4, qint64(limit) + 1 + empty);
    for (;;) {
        auto row = statement.step();
        if (!row)
            return row.error();
        if (!*row)
            return spans;
        const qint64 left = statement.int64(1);
        spans.push_back({statement.int64(0), left == 0 ? std::numeric_limits<qint64>::max() : left});
    }
}

} // namespace miniqq::server
