// SPDX-License-Identifier: MIT
#include "server/store/logdetails.h"

#include "server/store/prepare.h"

namespace miniqq::server {

Result<Done, sql::SqlError> LogDetails::open(sql::Database &db)
{
    return prepareAll(db, {{m_set, "INSERT OR REPLACE INTO log_details (log_id, details) VALUES (?, ?)"},
                           {m_find, "SELECT details FROM log_details WHERE log_id = ?"}});
}

Result<Done, sql::SqlError> LogDetails::set(qint64 logId, QByteArrayView details)
{
    return m_set.bind(1, logId).bindText(2, details).run();
}

Result<QByteArray, sql::SqlError> LogDetails::find(qint64 logId)
{
    const sql::StatementScope scope(m_find);
    auto row = m_find.bind(1, logId).step();
    if (!row)
        return row.error();
    return *row ? m_find.text(0).toByteArray() : QByteArray();
}

} // namespace miniqq::server
