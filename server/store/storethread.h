// SPDX-License-Identifier: MIT
#pragma once

#include "common/sql/executor.h"
#include "server/store/storeengine.h"
#include "server/store/storeerror.h"

#include <QMutex>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace miniqq::server {

/// The queue in front of the StoreEngine and the thread it runs in. Group commit: whatever arrived while the
/// last commit ran, messages and other writes alike, is the next transaction; at most a few reads run between
/// two of them.
class StoreThread
{
public:
    explicit StoreThread(const ServerStore::Options &options);
    ~StoreThread();
    Q_DISABLE_COPY_MOVE(StoreThread)

    void open(ServerStore::OpenHandler then);
    void stop();
    StoreStatistics statistics() const { return m_meter.snapshot(); }

    /// Writes what waits for an idle moment; `then` runs in the logic thread when that was tried.
    void settle(std::function<void()> then);

    void setAppendHandler(MessageStore::AppendHandler handler);
    void append(std::vector<NewMessage> &&batch);
    void readPage(const PageQuery &query, MessageStore::PageHandler then);
    void savePositions(std::vector<PositionRecord> &&positions);
    void touchLastSeen(LazyWrites::LastSeen lastSeen);

    /// Runs `job` in the next group commit. A failure of its own undoes only itself; one of the commit is its
    /// failure too. `then` hears of it when the commit is done.
    template<class T>
    void write(std::function<Result<T, sql::SqlError>(sql::Database &)> job,
               std::function<void(const Result<T, StoreError> &)> then);

    /// Runs `job` between two commits. It must be short and must not write.
    template<class T>
    void read(std::function<Result<T, sql::SqlError>(sql::Database &)> job,
              std::function<void(const Result<T, StoreError> &)> then);

    /// The newest message of a conversation. Only from within a job.
    MessageLog::Last last(ConversationRow conversation) const { return m_engine.last(conversation); }

private:
    struct Queue
    {
        std::vector<NewMessage> messages;
        std::vector<WriteJob> writes;
        std::vector<ReadJob> reads;
        std::vector<PositionRecord> positions;
        std::vector<LazyWrites::LastSeen> lastSeen;
    };

    template<class T>
    void answer(const Result<T, sql::SqlError> &result,
                const std::function<void(const Result<T, StoreError> &)> &then);
    void enqueue(const std::function<void(Queue &)> &add);

    // In the store thread.
    void turn(sql::Database &db);
    void takeQueue();
    void commitSome(sql::Database &db);
    void readSome(sql::Database &db);
    bool isDrained() const { return m_messages.empty() && m_writes.empty() && m_reads.empty(); }
    void armIdle(int delayMs);
    void idle(sql::Database &db);
    void finish(sql::Database &db);

    const ServerStore::Options m_options;
    bool m_stopped = false;
    std::shared_ptr<MessageStore::AppendHandler> m_appendHandler;
    StoreMeter m_meter;

    QMutex m_mutex;
    Queue m_incoming;     // guarded by m_mutex
    bool m_woken = false; // guarded by m_mutex

    // Store thread only.
    StoreEngine m_engine;
    std::vector<NewMessage> m_messages;
    size_t m_committed = 0; // of m_messages
    std::vector<WriteJob> m_writes;
    std::deque<ReadJob> m_reads;
    bool m_idleArmed = false;
    bool m_busy = false; // since idle was armed

    std::unique_ptr<QObject> m_context; // made by open() in the logic thread
    sql::Executor m_executor;           // last: its thread uses all the others
};

template<class T>
void StoreThread::answer(const Result<T, sql::SqlError> &result,
                         const std::function<void(const Result<T, StoreError> &)> &then)
{
    if (!then)
        return;
    Result<T, StoreError> outcome =
        result ? Result<T, StoreError>(result.value()) : Result<T, StoreError>(toStoreError(result.error()));
    m_executor.reply([outcome = std::move(outcome), then] { then(outcome); });
}

template<class T>
void StoreThread::write(std::function<Result<T, sql::SqlError>(sql::Database &)> job,
                        std::function<void(const Result<T, StoreError> &)> then)
{
    auto value = std::make_shared<std::optional<T>>();
    WriteJob entry;
    entry.run = [value, job = std::move(job)](sql::Database &db) -> Result<Done, sql::SqlError> {
        auto result = job(db);
        if (!result)
            return result.error();
        *value = std::move(*result);
        return Done();
    };
    entry.finish = [this, value, then = std::move(then)](const sql::SqlError *error) {
        answer<T>(error ? Result<T, sql::SqlError>(*error) : Result<T, sql::SqlError>(std::move(**value)),
                  then);
    };
    enqueue([&entry](Queue &queue) { queue.writes.push_back(std::move(entry)); });
}

template<class T>
void StoreThread::read(std::function<Result<T, sql::SqlError>(sql::Database &)> job,
                       std::function<void(const Result<T, StoreError> &)> then)
{
    ReadJob entry = [this, job = std::move(job), then = std::move(then)](sql::Database &db,
                                                                         const sql::SqlError *unavailable) {
        answer<T>(unavailable ? Result<T, sql::SqlError>(*unavailable) : job(db), then);
    };
    enqueue([&entry](Queue &queue) { queue.reads.push_back(std::move(entry)); });
}

} // namespace miniqq::server
