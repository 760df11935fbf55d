// SPDX-License-Identifier: MIT
#include "server/store/seqruns.h"

#include "server/store/prepare.h"

#include <algorithm>

namespace miniqq::server {

Result<Done, sql::SqlError> SeqRuns::open(sql::Database &db)
{
    return prepareAll(
        db, {{m_last, "SELECT first_seq, log_ids FROM message_runs WHERE conversation = ?"
                      " ORDER BY first_seq DESC LIMIT 1"},
             {m_insert, "INSERT INTO message_runs (log_ids, conversation, first_seq) VALUES (?, ?, ?)"},
             {m_update, "UPDATE message_runs SET log_ids = ? WHERE conversation = ? AND first_seq = ?"},
             {m_before, "SELECT first_seq, log_ids FROM message_runs WHERE conversation = ?"
                        " AND first_seq < ? ORDER BY first_seq DESC"},
             {m_after, "SELECT first_seq, log_ids FROM message_runs WHERE conversation = ?"
                       " AND first_seq > ? ORDER BY first_seq"}});
}

void SeqRuns::close()
{
    *this = SeqRuns();
}

Result<Done, sql::SqlError> SeqRuns::append(ConversationRow conversation, qint64 firstSeq,
                                            std::span<const qint64> logIds)
{
    qint64 runSeq = firstSeq;
    LogIds run;
    {
        const sql::StatementScope scope(m_last);
        auto row = m_last.bind(1, conversation.value()).step();
        if (!row)
            return row.error();
        if (*row) {
            LogIds last(m_last.blob(1));
            const bool goesOn = m_last.int64(0) + last.count() == firstSeq;
            if (goesOn && !last.isFull()) {
                runSeq = m_last.int64(0);
                run = std::move(last);
            }
        }
    }
    bool isNew = run.isEmpty();
    for (size_t done = 0; done < logIds.size();) {
        while (done < logIds.size() && !run.isFull())
            run.append(logIds[done++]);
        auto written = write(isNew ? m_insert : m_update, conversation, runSeq, run);
        if (!written)
            return written;
        runSeq += run.count();
        run = LogIds();
        isNew = true;
    }
    return Done();
}

Result<Done, sql::SqlError> SeqRuns::write(sql::Statement &statement, ConversationRow conversation,
                                           qint64 firstSeq, const LogIds &ids)
{
    return statement.bindBlob(1, ids.blob()).bind(2, conversation.value()).bind(3, firstSeq).run();
}

Result<std::vector<qint64>, sql::SqlError> SeqRuns::before(ConversationRow conversation, qint64 seq,
                                                           size_t limit)
{
    std::vector<qint64> found;
    const sql::StatementScope scope(m_before);
    m_before.bind(1, conversation.value()).bind(2, seq);
    while (found.size() < limit) {
        auto row = m_before.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const qint64 first = m_before.int64(0);
        const LogIds run(m_before.blob(1));
        for (qint64 i = std::min(seq - first, qint64(run.count())) - 1; i >= 0 && found.size() < limit; --i)
            found.push_back(run.at(i));
    }
    return found;
}

Result<std::vector<qint64>, sql::SqlError> SeqRuns::after(ConversationRow conversation, qint64 seq,
                                                          size_t limit)
{
    std::vector<qint64> found;
    const sql::StatementScope scope(m_after);
    // The run that holds the next message begins less than a full run before it.
    m_after.bind(1, conversation.value()).bind(2, seq + 1 - LogIds::capacity);
    while (found.size() < limit) {
        auto row = m_after.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        const qint64 first = m_after.int64(0);
        const LogIds run(m_after.blob(1));
        for (qint64 i = std::max(seq + 1 - first, qint64(0)); i < run.count() && found.size() < limit; ++i)
            found.push_back(run.at(i));
    }
    return found;
}

} // namespace miniqq::server
