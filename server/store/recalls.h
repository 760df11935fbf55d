// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/logdetails.h"
#include "server/store/messageindex.h"
#include "server/store/messagestore.h"

#include <optional>

namespace miniqq::server {

/// Messages that were taken back. Belongs to the store thread.
class Recalls
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);

    /// What a recall comes to.
    struct Verdict
    {
        AppendResult::Refusal refusal = AppendResult::Refusal::None;
        qint64 message = 0;                ///< the row of the log that it is about
        std::optional<qint64> doneBy = {}; ///< the row that took it back before
    };
    Result<Verdict, sql::SqlError> judge(const NewMessage &asked, MessageIndex &index);
    /// The text of the row `message` is gone; `entry` says so. Within a transaction.
    Result<Done, sql::SqlError> apply(const Recall &recall, qint64 message, qint64 entry,
                                      LogDetails &details);
    /// Whether the row of the log was a message that was taken back.
    Result<bool, sql::SqlError> isRecalled(qint64 logId);

    /// Whether SQLite's log may still hold texts that were taken back, until a full checkpoint. So it is when
    /// the store opens: nobody knows what the server before was about to do.
    bool leavesTraces() const { return m_leavesTraces; }
    void tracesGone() { m_leavesTraces = false; }

private:
    Result<std::optional<qint64>, sql::SqlError> entryFor(qint64 message);

    sql::Statement m_row;
    sql::Statement m_groupRow;
    sql::Statement m_entry;
    sql::Statement m_insert;
    sql::Statement m_erase;
    bool m_leavesTraces = true;
};

} // namespace miniqq::server
