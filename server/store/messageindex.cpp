// SPDX-License-Identifier: MIT
#include "server/store/messageindex.h"

#include "common/sql/database.h"
#include "server/store/prepare.h"

#include <algorithm>
#include <tuple>

namespace miniqq::server {

Result<Done, sql::SqlError> MessageIndex::open(sql::Database &db)
{
    close();
    auto opened = prepareAll(
        db, {{m_updateConversation, "UPDATE conversations SET last_seq = ?, last_time_ms = ? WHERE id = ?"},
             {m_updateState, "UPDATE index_state SET indexed_log_id = ?"}});
    if (opened)
        opened = m_seqs.open(db);
    if (opened)
        opened = m_uuids.open(db);
    if (!opened)
        return opened;
    return readTail(db);
}

void MessageIndex::close()
{
    *this = MessageIndex();
}

Result<Done, sql::SqlError> MessageIndex::readTail(sql::Database &db)
{
    auto query =
        sql::Statement::prepare(db, "SELECT id, conversation, seq, sender, uuid, time_ms FROM log"
                                    " WHERE id > (SELECT indexed_log_id FROM index_state) ORDER BY id");
    if (!query)
        return query.error();
    for (;;) {
        auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return Done();
        m_tail.push_back({query->int64(0), ConversationRow(query->int64(1)), query->int64(2),
                          AccountId(query->int64(3)), Uuid::fromBytes(query->blob(4)).value_or(Uuid()),
                          query->int64(5)});
    }
}

void MessageIndex::truncate(size_t size)
{
    for (; m_tailIdsCount > size; --m_tailIdsCount) {
        const Row &row = m_tail[m_tailIdsCount - 1];
        m_tailIds.remove({row.sender, row.uuid});
    }
    m_tail.resize(size);
}

Result<std::optional<qint64>, sql::SqlError> MessageIndex::find(AccountId sender, const Uuid &uuid)
{
    for (; m_tailIdsCount < m_tail.size(); ++m_tailIdsCount) {
        const Row &row = m_tail[m_tailIdsCount];
        m_tailIds.insert({row.sender, row.uuid}, row.logId);
    }
    const auto inTail = m_tailIds.constFind({sender, uuid});
    if (inTail != m_tailIds.cend())
        return std::optional<qint64>(*inTail);

    return m_uuids.find(sender, uuid);
}

Result<std::optional<qint64>, sql::SqlError> MessageIndex::find(ConversationRow conversation, qint64 seq)
{
    // What is asked for is mostly new.
    const auto inTail = std::find_if(m_tail.rbegin(), m_tail.rend(), [&](const Row &row) {
        return row.conversation == conversation && row.seq == seq;
    });
    if (inTail != m_tail.rend())
        return std::optional<qint64>(inTail->logId);
    const auto found = m_seqs.after(conversation, seq - 1, 1); // numbers have no gaps
    if (!found)
        return found.error();
    return found->empty() ? std::nullopt : std::optional<qint64>(found->front());
}

Result<Done, sql::SqlError> MessageIndex::write()
{
    if (m_tail.empty())
        return Done();
    std::vector<const Row *> rows;
    rows.reserve(m_tail.size());
    for (const Row &row : m_tail)
        rows.push_back(&row);

    auto written = writeMessages(rows);
    if (written)
        written = writeUuids(rows);
    if (written)
        written = m_updateState.bind(1, m_tail.back().logId).run();
    return written;
}

Result<Done, sql::SqlError> MessageIndex::writeMessages(std::vector<const Row *> &rows)
{
    // Stable: the log is in order of seq.
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row *a, const Row *b) { return a->conversation < b->conversation; });
    std::vector<qint64> logIds;
    for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        const Row &first = *rows[begin];
        logIds.clear();
        // A gap in the numbers ends a run.
        for (end = begin; end < rows.size() && rows[end]->conversation == first.conversation &&
                          rows[end]->seq == first.seq + qint64(end - begin);
             ++end)
            logIds.push_back(rows[end]->logId);
        auto done = m_seqs.append(first.conversation, first.seq, logIds);
        const Row &last = *rows[end - 1];
        if (done)
            done = m_updateConversation.bind(1, last.seq)
                       .bind(2, last.timeMs)
                       .bind(3, last.conversation.value())
                       .run();
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, sql::SqlError> MessageIndex::writeUuids(std::vector<const Row *> &rows)
{
    std::sort(rows.begin(), rows.end(), [](const Row *a, const Row *b) {
        return std::tie(a->sender, a->logId) < std::tie(b->sender, b->logId);
    });
    std::vector<UuidRuns::Entry> entries;
    for (size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
        const AccountId sender = rows[begin]->sender;
        entries.clear();
        for (end = begin; end < rows.size() && rows[end]->sender == sender; ++end)
            entries.push_back({rows[end]->uuid, rows[end]->logId});
        auto done = m_uuids.append(sender, entries);
        if (!done)
            return done;
    }
    return Done();
}

void MessageIndex::forgetTail()
{
    m_tail.clear();
    m_tailIds.clear();
    m_tailIdsCount = 0;
}

} // namespace miniqq::server
