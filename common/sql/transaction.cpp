// SPDX-License-Identifier: MIT
#include "common/sql/transaction.h"

#include "common/base/logging.h"
#include "common/sql/database.h"

#include <utility>

namespace miniqq::sql {

Result<Transaction, SqlError> Transaction::begin(Database &db)
{
    auto begun = db.exec("BEGIN IMMEDIATE");
    if (!begun)
        return begun.error();
    return Transaction(db);
}

Transaction::Transaction(Transaction &&other) noexcept
    : m_db(std::exchange(other.m_db, nullptr))
{}

Transaction::~Transaction()
{
    rollback();
}

Result<Done, SqlError> Transaction::commit()
{
    Q_ASSERT(m_db);
    auto done = m_db->exec("COMMIT");
    if (done)
        m_db = nullptr;
    else
        rollback(); // COMMIT may leave the transaction open when it fails (busy, disk full)
    return done;
}

void Transaction::rollback()
{
    Database *db = std::exchange(m_db, nullptr);
    // After some errors SQLite has rolled back by itself.
    if (!db || !db->isOpen() || !db->inTransaction())
        return;
    auto done = db->exec("ROLLBACK");
    if (!done)
        qCWarning(lcStore).noquote() << done.error().text;
}

} // namespace miniqq::sql
