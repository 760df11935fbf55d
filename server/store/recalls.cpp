// SPDX-License-Identifier: MIT
#include "server/store/recalls.h"

#include "server/store/groupspans.h"
#include "server/store/prepare.h"

#include <algorithm>

namespace miniqq::server {

using Refusal = AppendResult::Refusal;

Result<Done, sql::SqlError> Recalls::open(sql::Database &db)
{
    return prepareAll(db, {{m_row, "SELECT seq, sender, uuid, time_ms, text FROM log WHERE id = ?"},
                           {m_groupRow, readGroupRowSql},
                           {m_entry, "SELECT entry FROM recalls WHERE message = ?"},
                           {m_insert, "INSERT INTO recalls (message, entry) VALUES (?, ?)"},
                           {m_erase, "UPDATE log SET text = '' WHERE id = ?"}});
}

Result<Recalls::Verdict, sql::SqlError> Recalls::judge(const NewMessage &asked, MessageIndex &index)
{
    const Recall &recall = *asked.extra->recall;
    const auto logId = index.find(asked.conversation, recall.seq);
    if (!logId)
        return logId.error();
    Verdict verdict{Refusal::Unknown, logId->value_or(0), std::nullopt};
    if (!*logId)
        return verdict;
    // Who may not read it is told what strangers are told.
    sql::Statement &statement = recall.reader.isNull() ? m_row : m_groupRow;
    const sql::StatementScope scope(statement);
    statement.bind(1, **logId);
    if (!recall.reader.isNull())
        statement.bind(2, recall.reader.value());
    const auto row = statement.step();
    if (!row)
        return row.error();
    if (!*row || statement.int64(0) != recall.seq)
        return verdict;
    const auto doneBy = entryFor(**logId);
    if (!doneBy)
        return doneBy.error();
    if (statement.text(4).isEmpty() && !*doneBy)
        return verdict; // no message, but something that was done
    const AccountId sender(statement.int64(1));
    const bool mayBeTaken =
        sender == asked.sender ||
        (recall.ofOthers && std::find(recall.but.begin(), recall.but.end(), sender) == recall.but.end());
    verdict.doneBy = *doneBy;
    if (!mayBeTaken)
        verdict.refusal = Refusal::Foreign;
    else if (const qint64 said = statement.int64(3);
             !*doneBy && (said < recall.notBeforeMs || said > recall.notAfterMs))
        verdict.refusal = Refusal::TooLate;
    else
        verdict.refusal = Refusal::None;
    return verdict;
}

Result<Done, sql::SqlError> Recalls::apply(const Recall &recall, qint64 message, qint64 entry,
                                           LogDetails &details)
{
    m_leavesTraces = true;
    auto done = m_erase.bind(1, message).run();
    if (done)
        done = details.set(message, recall.gone);
    if (done)
        done = m_insert.bind(1, message).bind(2, entry).run();
    return done;
}

Result<bool, sql::SqlError> Recalls::isRecalled(qint64 logId)
{
    const auto entry = entryFor(logId);
    if (!entry)
        return entry.error();
    return entry->has_value();
}

Result<std::optional<qint64>, sql::SqlError> Recalls::entryFor(qint64 message)
{
    const sql::StatementScope scope(m_entry);
    const auto row = m_entry.bind(1, message).step();
    if (!row)
        return row.error();
    return *row ? std::optional(m_entry.int64(0)) : std::nullopt;
}

} // namespace miniqq::server
