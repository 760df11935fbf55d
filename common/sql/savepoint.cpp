// SPDX-License-Identifier: MIT
#include "common/sql/savepoint.h"

#include "common/sql/database.h"

namespace miniqq::sql {

Result<Savepoint, SqlError> Savepoint::begin(Database &db)
{
    auto begun = db.exec("SAVEPOINT part"); // the same name again means the innermost one
    if (!begun)
        return begun.error();
    return Savepoint(db);
}

Result<Done, SqlError> Savepoint::keep()
{
    return m_db->exec("RELEASE part");
}

Result<Done, SqlError> Savepoint::undo(const SqlError &cause)
{
    if (cause.storageFull || cause.ioError || !m_db->inTransaction())
        return cause;
    return m_db->exec("ROLLBACK TO part; RELEASE part");
}

} // namespace miniqq::sql
