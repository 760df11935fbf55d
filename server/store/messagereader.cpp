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
        , m_reader(query.reader)
    {}

    bool isFull() const { return m_page.more; }
    /// No more is wanted: the page is full, or the part of the log that was to be read is behind us.
    bool isDone() const { return isFull() || m_isPast; }
    AccountId reader() const { return m_reader; }
    int limit() const { return int(m_limit); }
    bool isWithin(qint64 seq) const { return seq >= m_first && seq <= m_last; }
    /// As many as could be missing of what is wanted; one more tells whether there is more.
    size_t wanted() const
    {
        const quint64 within = quint64(m_last - m_first) + 1;
        return size_t(std::min(quint64(m_limit - m_page.messages.size()) + 1, within));
    }

    /// From here on only what lies from `first` to `last` is taken.
    void setSpan(qint64 first, qint64 last)
    {
        m_first = first;
        m_last = last;
        m_isPast = false;
    }

    /// The next message is the present row of `statement`: seq, sender, uuid, time, text and details. Whether
    /// it was taken.
    bool take(const sql::Statement &statement)
    {
        const qint64 seq = statement.int64(0);
        if (!isWithin(seq)) {
            m_isPast = true;
            return false;
        }
        const QByteArrayView text = statement.text(4);
        const QByteArrayView details = statement.text(5);
        m_bytesLeft -= text.size() + details.size();
        if (m_page.messages.size() == m_limit || (m_bytesLeft < 0 && !m_page.messages.empty())) {
            m_page.more = true;
            return false;
        }
        m_page.messages.push_back({seq, AccountId(statement.int64(1)),
                                   Uuid::fromBytes(statement.blob(2)).value_or(Uuid()), statement.int64(3),
                                   text.toByteArray(), details.toByteArray()});
        return true;
    }

    MessagePage &page() { return m_page; }

private:
    MessagePage m_page;
    size_t m_limit;
    qint64 m_bytesLeft;
    AccountId m_reader;
    qint64 m_first = 0;
    qint64 m_last = std::numeric_limits<qint64>::max();
    bool m_isPast = false;
};

Result<Done, sql::SqlError> MessageReader::open(sql::Database &db)
{
    close();
    auto opened = m_runs.open(db);
    if (opened)
        opened = m_files.open(db);
    if (!opened)
        return opened;
    const auto spans = m_spans.open(db);
    if (!spans)
        return spans;
    return prepareAll(db,
                      {{m_row, "SELECT seq, sender, uuid, time_ms, text, details, attachments.log_id FROM log"
                               " LEFT JOIN log_details ON log_details.log_id = log.id"
                               " LEFT JOIN attachments ON attachments.log_id = log.id WHERE log.id = ?"},
                       {m_groupRow, readGroupRowSql}});
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
    if (!query.reader.isNull())
        return groupPage(bounded, index);

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

/// Span by span, from the one nearest to `seq` on: what lies between them is not looked at.
Result<MessagePage, sql::SqlError> MessageReader::groupPage(const PageQuery &query, const MessageIndex &index)
{
    const bool before = query.direction == PageQuery::Before;
    Collector page(query);
    const auto spans = m_spans.read(query, page.limit());
    if (!spans)
        return spans.error();
    for (const GroupSpans::Span &span : *spans) {
        PageQuery within = query;
        within.seq =
            before ? std::min(query.seq,
                              span.last == std::numeric_limits<qint64>::max() ? span.last : span.last + 1)
                   : std::max(query.seq, span.first - 1);
        const bool isBeside = before ? within.seq <= span.first : within.seq >= span.last;
        if (isBeside)
            continue;
        page.setSpan(span.first, span.last);
        auto done = before ? readTail(within, index, page) : readIndexed(within, page);
        if (done && !page.isDone())
            done = before ? readIndexed(within, page) : readTail(within, index, page);
        if (!done)
            return done.error();
        if (page.isFull())
            break;
    }
    if (before)
        std::reverse(page.page().messages.begin(), page.page().messages.end());
    return std::move(page.page());
}

Result<Done, sql::SqlError> MessageReader::readIndexed(const PageQuery &query, Collector &page)
{
    const auto logIds = query.direction == PageQuery::Before
                            ? m_runs.before(query.conversation, query.seq, page.wanted())
                            : m_runs.after(query.conversation, query.seq, page.wanted());
    if (!logIds)
        return logIds.error();
    for (size_t i = 0; i < logIds->size() && !page.isDone(); ++i) {
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
    for (size_t i = 0; i < tail.size() && !page.isDone(); ++i) {
        const bool before = query.direction == PageQuery::Before;
        const MessageIndex::Row &row = before ? tail[tail.size() - 1 - i] : tail[i];
        const bool wanted = row.conversation == query.conversation && page.isWithin(row.seq) &&
                            (before ? row.seq < query.seq : row.seq > query.seq);
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
    const bool inGroup = !page.reader().isNull();
    sql::Statement &statement = inGroup ? m_groupRow : m_row;
    const sql::StatementScope scope(statement);
    statement.bind(1, logId);
    if (inGroup)
        statement.bind(2, page.reader().value());
    auto row = statement.step();
    if (!row)
        return row.error();
    if (!*row)
        return Done();
    const bool hasFile = page.take(statement) && !statement.isNull(6);
    if (!hasFile)
        return Done();
    auto file = m_files.attachedTo(logId);
    if (!file)
        return file.error();
    page.page().messages.back().file = std::move(*file);
    return Done();
}

} // namespace miniqq::server
