// SPDX-License-Identifier: MIT
#include "server/store/storethread.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace miniqq::server {
namespace {

constexpr int readsBetweenCommits = 4;
constexpr int retryMs = 1000; // after the disk refused

sql::Executor::Options executorOptions(const ServerStore::Options &options)
{
    sql::Executor::Options result;
    result.database.path = options.path;
    result.database.quickCheck = options.quickCheck;
    result.database.autoCheckpoint = false;
    result.database.vfs = options.vfs;
    result.migrations = QStringLiteral(":/sql/server");
    result.makeDispatcher = options.makeDispatcher;
    return result;
}

template<class T, class Target>
void moveAll(std::vector<T> &from, Target &to)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

} // namespace

StoreThread::StoreThread(const ServerStore::Options &options)
    : m_options(options)
    , m_engine(m_options, m_meter)
    , m_executor(executorOptions(options))
{}

StoreThread::~StoreThread()
{
    stop();
}

void StoreThread::open(ServerStore::OpenHandler then)
{
    m_context = std::make_unique<QObject>();
    const auto handler = std::make_shared<ServerStore::OpenHandler>(std::move(then));
    // Opening comes first in the database thread, loading second; if the first fails, so does the second,
    // with its error.
    m_executor.start(m_context.get(), [](auto &&) {});
    m_executor.run(
        m_context.get(), [this](sql::Database &db) { return m_engine.open(db); },
        [handler](Result<ServerState, sql::SqlError> &&state) {
            if (state)
                (*handler)(std::move(*state));
            else
                (*handler)(toStoreError(state.error()));
        });
}

void StoreThread::stop()
{
    if (m_stopped)
        return;
    m_stopped = true;
    // As its last job: idle work that came due behind finish() would open again what that has closed.
    m_executor.stop([this](sql::Database &db) { finish(db); });
}

void StoreThread::settle(std::function<void()> then)
{
    m_executor.post([this, then = std::move(then)](sql::Database &db) {
        takeQueue();
        (void)m_engine.doIdleWork(db); // a disk that refuses is told of by those whose writes it refuses
        m_executor.post([this](sql::Database &again) { turn(again); });
        m_executor.reply(then);
    });
}

void StoreThread::setAppendHandler(MessageStore::AppendHandler handler)
{
    m_appendHandler = std::make_shared<MessageStore::AppendHandler>(std::move(handler));
}

void StoreThread::append(std::vector<NewMessage> &&batch)
{
    enqueue([&batch](Queue &queue) {
        if (queue.messages.empty())
            queue.messages = std::move(batch);
        else
            moveAll(batch, queue.messages);
    });
}

void StoreThread::readPage(const PageQuery &query, MessageStore::PageHandler then)
{
    read<MessagePage>([this, query](sql::Database &) { return m_engine.page(query); }, std::move(then));
}

void StoreThread::savePositions(std::vector<PositionRecord> &&positions)
{
    enqueue([&positions](Queue &queue) { moveAll(positions, queue.positions); });
}

void StoreThread::touchLastSeen(LazyWrites::LastSeen lastSeen)
{
    enqueue([&lastSeen](Queue &queue) { queue.lastSeen.push_back(lastSeen); });
}

void StoreThread::enqueue(const std::function<void(Queue &)> &add)
{
    Q_ASSERT(!m_stopped);
    bool wasWoken = false;
    {
        const QMutexLocker lock(&m_mutex);
        add(m_incoming);
        wasWoken = std::exchange(m_woken, true);
    }
    // Without the lock, which is what the store thread wants first; it may run at once, in place of this one.
    if (!wasWoken)
        m_executor.post([this](sql::Database &db) { turn(db); });
}

void StoreThread::takeQueue()
{
    Queue taken;
    {
        const QMutexLocker lock(&m_mutex);
        std::swap(taken, m_incoming);
        m_woken = false;
    }
    if (m_messages.empty())
        m_messages = std::move(taken.messages);
    else
        moveAll(taken.messages, m_messages);
    moveAll(taken.writes, m_writes);
    moveAll(taken.reads, m_reads);
    m_engine.lazyWrites().add(taken.positions);
    m_engine.lazyWrites().add(taken.lastSeen);
}

void StoreThread::turn(sql::Database &db)
{
    takeQueue();
    commitSome(db);
    readSome(db);
    if (!isDrained())
        m_executor.post([this](sql::Database &again) { turn(again); });
    else if (m_engine.hasIdleWork(db))
        armIdle(m_options.idleMs);
}

void StoreThread::commitSome(sql::Database &db)
{
    if (m_messages.empty() && m_writes.empty())
        return;
    const size_t count = std::min(m_messages.size() - m_committed, size_t(m_options.maxMessagesPerCommit));
    auto results = m_engine.commit(db, std::span(m_messages).subspan(m_committed, count), m_writes);
    m_writes.clear();
    m_committed += count;
    if (m_committed == m_messages.size()) {
        m_messages.clear();
        m_committed = 0;
    }
    m_busy = true;
    if (!results.empty()) {
        m_executor.reply([this, results = std::make_shared<std::vector<AppendResult>>(std::move(results))] {
            const auto handler = m_appendHandler; // may destroy the store, and this with it
            if (handler)
                (*handler)(std::move(*results));
        });
    }
    m_engine.doOverdueWork(db); // after the results are on their way
}

void StoreThread::readSome(sql::Database &db)
{
    for (int i = 0; i < readsBetweenCommits && !m_reads.empty(); ++i) {
        m_engine.read(db, m_reads.front());
        m_reads.pop_front();
    }
}

void StoreThread::armIdle(int delayMs)
{
    if (m_idleArmed)
        return;
    m_idleArmed = true;
    m_busy = false;
    m_executor.postLater(std::chrono::milliseconds(delayMs), [this](sql::Database &db) { idle(db); });
}

void StoreThread::idle(sql::Database &db)
{
    m_idleArmed = false;
    if (m_busy)
        armIdle(m_options.idleMs); // not idle at all; when too much has piled up the commits see to it
    else if (!m_engine.doIdleWork(db))
        armIdle(retryMs);
}

void StoreThread::finish(sql::Database &db)
{
    takeQueue();
    while (!isDrained()) {
        commitSome(db);
        readSome(db);
    }
    m_engine.doIdleWork(db);
    m_engine.close();
}

} // namespace miniqq::server
