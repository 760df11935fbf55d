// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "common/base/result.h"
#include "common/sql/database.h"

#include <QAbstractEventDispatcher>
#include <QPointer>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>
#include <type_traits>

namespace miniqq::sql {

/// One database with a thread of its own: jobs go in, results come out, nobody waits. Belongs to the thread
/// that calls start(); all methods are called there, all contexts live there and all `then` run there, unless
/// said otherwise.
class Executor
{
public:
    struct Options
    {
        DatabaseOptions database;
        QString migrations; ///< Folder for the Migrator, such as ":/sql/server"; empty: none.
        /// The event dispatcher of the thread; none: Qt's own.
        std::function<std::unique_ptr<QAbstractEventDispatcher>()> makeDispatcher;
    };
    /// What the database thread executes; the database is open.
    using Job = std::function<void(Database &)>;
    using StartHandler = std::function<void(Result<Done, SqlError> &&)>;

    explicit Executor(const Options &options);
    ~Executor(); ///< As stop(). May be called from within a `then`.
    Q_DISABLE_COPY_MOVE(Executor)

    /// Starts the thread, opens and migrates the database there and reports to `then`. Call once. Jobs may be
    /// handed in at once; they follow, or fail, when opening failed.
    void start(QObject *context, StartHandler then);
    /// Finishes the jobs handed in and then `last`, checkpoints and closes the database and ends the thread;
    /// blocks that long. Nothing runs between `last` and the end, nothing that postLater() still holds
    /// either. Results are still delivered in the next turn of the event loop if the executor lives that
    /// long. Idempotent.
    void stop(const Job &last = {});

    /// Runs `job`, a callable Result<T, SqlError>(Database &), in the database thread after all jobs handed
    /// in before, and hands its result to `then` in the thread of `context`; dropped if `context` or the
    /// executor died meanwhile.
    template<class JobFunction, class Then>
    void run(QObject *context, JobFunction job, Then then)
    {
        using R = std::invoke_result_t<JobFunction &, Database &>;
        const QPointer<QObject> guard(context);
        submit([this, guard, job = std::move(job), then = std::move(then)](Database *db) mutable {
            auto result = std::make_shared<R>(db ? job(*db) : R(notOpen()));
            reply([guard, result = std::move(result), then = std::move(then)]() mutable {
                if (guard)
                    then(std::move(*result));
            });
        });
    }

    /// Runs `job` in the database thread, without an answer; skipped if the database is not open. From any
    /// thread between start() and stop().
    void post(Job job);
    /// The same after `delay`; dropped when stop() comes first. Only from within a job.
    void postLater(std::chrono::milliseconds delay, Job job);

    /// Calls `reply` in the owner's thread, in the order of the calls; dropped if the executor dies first.
    /// Only from within a job.
    void reply(std::function<void()> reply);

private:
    using Task = std::function<void(Database *)>; // null: the database could not be opened
    using Reply = std::function<void()>;

    void submit(Task task);
    Result<Done, SqlError> open(); // in the database thread
    const SqlError &notOpen() const { return m_openError; }

    Options m_options;
    QThread m_thread;
    std::unique_ptr<QObject> m_worker;    // lives in m_thread: receives the tasks
    std::unique_ptr<Database> m_database; // touched in m_thread only, as is m_openError
    SqlError m_openError;
    std::unique_ptr<Mailbox<Reply>> m_replies; // to the owner's thread
    std::shared_ptr<int> m_alive;              // tells a delivery under way that the executor died
    bool m_stopped = false;
};

} // namespace miniqq::sql
