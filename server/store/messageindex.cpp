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
    auto prepared = prepareAll(
        db, {{m_findUuid, "SELECT log_id FROM uuid_index WHERE sender = ? AND uuid = ?"},
             {m_largestUuid, "SELECT uuid FROM uuid_index WHERE sender = ? ORDER BY uuid DESC LIMIT 1"},
             {m_insertMessage, "INSERT INTO message_index (conversation, seq, log_id) VALUES (?, ?, ?)"},
             {m_insertUuid, "INSERT INTO uuid_index (sender, uuid, log_id) VALUES (?, ?, ?)"},
             {m_updateConversation, "UPDATE conversations SET last_seq = ?, last_time_ms = ? WHERE id = ?"},
             {m_updateState, "UPDATE index_state SET indexed_log_id = ?"}});
    if (!prepared)
        return prepared;
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

    const sql::StatementScope scope(m_findUuid);
    auto row = m_findUuid.bind(1, sender.value()).bindBlob(2, uuidView(uuid)).step();
    if (!row)
        return row.error();
    return *row ? std::optional<qint64>(m_findUuid.int64(0)) : std::nullopt;
}

Result<Uuid, sql::SqlError> MessageIndex::largestIndexed(AccountId sender)
{
    const sql::StatementScope scope(m_largestUuid);
    auto row = m_largestUuid.bind(1, sender.value()).step();
    if (!row)
        return row.error();
    return *row ? Uuid::fromBytes(m_largestUuid.blob(0)).value_or(Uuid()) : Uuid();
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
    std::sort(rows.begin(), rows.end(), [](const Row *a, const Row *b) {
        return std::tie(a->conversation, a->seq) < std::tie(b->conversation, b->seq);
    });
    for (size_t i = 0; i < rows.size(); ++i) {
        const Row &row = *rows[i];
        auto done =
            m_insertMessage.bind(1, row.conversation.value()).bind(2, row.seq).bind(3, row.logId).run();
        if (!done)
            return done;
        const bool lastOfConversation = i + 1 == rows.size() || rows[i + 1]->conversation != row.conversation;
        if (lastOfConversation) {
            done = m_updateConversation.bind(1, row.seq)
                       .bind(2, row.timeMs)
                       .bind(3, row.conversation.value())
                       .run();
            if (!done)
                return done;
        }
    }
    return Done();
}

Result<Done, sql::SqlError> MessageIndex::writeUuids(std::vector<const Row *> &rows)
{
    std::sort(rows.begin(), rows.end(), [](const Row *a, const Row *b) {
        return std::tie(a->sender, a->uuid) < std::tie(b->sender, b->uuid);
    });
    for (const Row *row : rows) {
        auto done = m_insertUuid.bind(1, row->sender.value())
                        .bindBlob(2, uuidView(row->uuid))
                        .bind(3, row->logId)
                        .run();
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
