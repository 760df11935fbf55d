// SPDX-License-Identifier: MIT
#include "server/store/messagereader.h"

#include "common/sql/database.h"
#include "server/store/prepare.h"

#include <algorithm>
#include <limits>

namespace miniqq::server {
namespace {

constexpr int largestPage = 1000;

} // namespace

/// Takes messages in the direction of the query until the page is full.
class MessageReader::Collector
{
public:
    explicit Collector(const PageQuery &query)
        : m_limit(size_t(std::clamp(query.limit, 1, largestPage)))
        , m_bytesLeft(query.maxTextBytes)
    {}

    bool isFull() const { return m_page.more; }

    /// The next message is the present row of `statement`: seq, sender, uuid, time, text.
    void take(const sql::Statement &statement)
    {
        const QByteArrayView text = statement.text(4);
        m_bytesLeft -= text.size();
        if (m_page.messages.size() == m_limit || (m_bytesLeft < 0 && !m_page.messages.empty())) {
            m_page.more = true;
            return;
        }
        m_page.messages.push_back({statement.int64(0), AccountId(statement.int64(1)),
                                   Uuid::fromBytes(statement.blob(2)).value_or(Uuid()), statement.int64(3),
                                   text.toByteArray()});
    }

    size_t limit() const { return m_limit; }
    MessagePage &page() { return m_page; }

private:
    MessagePage m_page;
    size_t m_limit;
    qint64 m_bytesLeft;
};

Result<Done, sql::SqlError> MessageReader::open(sql::Database &db)
{
    close();
    const auto opened = m_runs.open(db);
    if (!opened)
        return opened;
    return prepareAll(db, {{m_row, "SELECT seq, sender, uuid, time_ms, text FROM log WHERE id = ?"}});
}

void MessageReader::close()
{
    *this = MessageReader();
}

Result<MessagePage, sql::SqlError> MessageReader::page(const PageQuery &query, const MessageIndex &index)
{
    PageQuery bounded = query;
    const bool before = query.direction == PageQuery::Before;
    if (before && query.seq <= 0)
        bounded.seq = std::numeric_limits<qint64>::max();

    // Everything in the tail is newer than everything in the table.
    Collector page(bounded);
    auto done = before ? readTail(bounded, index, page) : readIndexed(bounded, page);
    if (done && !page.isFull())
        done = before ? readIndexed(bounded, page) : readTail(bounded, index, page);
    if (!done)
        return done.error();
    if (before)
        std::reverse(page.page().messages.begin(), page.page().messages.end());
    return std::move(page.page());
}

Result<Done, sql::SqlError> MessageReader::readIndexed(const PageQuery &query, Collector &page)
{
    // One more tells whether there is more.
    const size_t wanted = page.limit() - page.page().messages.size() + 1;
    const auto logIds = query.direction == PageQuery::Before
                            ? m_runs.before(query.conversation, query.seq, wanted)
                            : m_runs.after(query.conversation, query.seq, wanted);
    if (!logIds)
        return logIds.error();
    for (size_t i = 0; i < logIds->size() && !page.isFull(); ++i) {
        auto done = readRow((*logIds)[i], page);
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, sql::SqlError> MessageReader::readTail(const PageQuery &query, const MessageIndex &index,
                                                    Collector &page)
{
    const std::vector<MessageIndex::Row> &tail = index.tail();
    for (size_t i = 0; i < tail.size() && !page.isFull(); ++i) {
        const bool before = query.direction == PageQuery::Before;
        const MessageIndex::Row &row = before ? tail[tail.size() - 1 - i] : tail[i];
        const bool wanted =
            row.conversation == query.conversation && (before ? row.seq < query.seq : row.seq > query.seq);
        if (!wanted)
            continue;
        auto done = readRow(row.logId, page);
        if (!done)
            return done;
    }
    return Done();
}

Result<Done, sql::SqlError> MessageReader::readRow(qint64 logId, Collector &page)
{
    const sql::StatementScope scope(m_row);
    auto row = m_row.bind(1, logId).step();
    if (!row)
        return row.error();
    if (*row)
        page.take(m_row);
    return Done();
}

} // namespace miniqq::server
