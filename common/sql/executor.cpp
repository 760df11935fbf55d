// SPDX-License-Identifier: MIT
#include "common/sql/executor.h"

#include "common/base/logging.h"
#include "common/sql/migrator.h"

#include <QTimer>

namespace miniqq::sql {

Executor::Executor(const Options &options)
    : m_options(options)
    , m_worker(std::make_unique<QObject>())
    , m_alive(std::make_shared<int>())
{
    m_thread.setObjectName(QStringLiteral("database"));
    if (m_options.makeDispatcher) {
        if (auto dispatcher = m_options.makeDispatcher())
            m_thread.setEventDispatcher(dispatcher.release());
    }
    m_worker->moveToThread(&m_thread);
}

Executor::~Executor()
{
    stop();
}

void Executor::start(QObject *context, StartHandler then)
{
    Q_ASSERT(context && !m_replies);
    m_replies = std::make_unique<Mailbox<Reply>>(context, [weak = std::weak_ptr<int>(m_alive)](
                                                              std::vector<Reply> &&batch) {
        const std::weak_ptr<int> alive = weak; // a reply may destroy the executor, and this lambda with it
        for (const Reply &reply : batch) {
            if (alive.expired())
                return;
            reply();
        }
    });
    const QPointer<QObject> guard(context);
    submit([this, guard, then = std::move(then)](Database *) {
        auto result = std::make_shared<Result<Done, SqlError>>(open());
        reply([guard, result, then] {
            if (guard)
                then(std::move(*result));
        });
    });
    m_thread.start();
}

Result<Done, SqlError> Executor::open()
{
    auto opened = Database::open(m_options.database);
    Result<Done, SqlError> result = opened ? Result<Done, SqlError>(Done()) : opened.error();
    if (result && !m_options.migrations.isEmpty())
        result = Migrator(m_options.migrations).migrate(*opened);
    if (result)
        m_database = std::make_unique<Database>(std::move(*opened));
    else
        m_openError = result.error();
    return result;
}

void Executor::stop(const Job &last)
{
    if (m_stopped)
        return;
    m_stopped = true;
    if (!m_replies)
        return; // never started
    submit([this, last](Database *db) {
        if (db && last)
            last(*db);
        if (db && db->isOpen()) {
            auto done = db->checkpointFully();
            if (!done)
                qCWarning(lcStore).noquote() << done.error().text;
        }
        m_database.reset();
        m_thread.quit();
    });
    m_thread.wait();
}

void Executor::post(Job job)
{
    submit([job = std::move(job)](Database *db) {
        if (db)
            job(*db);
    });
}

void Executor::postLater(std::chrono::milliseconds delay, Job job)
{
    Q_ASSERT(QThread::currentThread() == &m_thread);
    QTimer::singleShot(delay, m_worker.get(), [this, job = std::move(job)] {
        if (m_database)
            job(*m_database);
    });
}

void Executor::submit(Task task)
{
    QMetaObject::invokeMethod(
        m_worker.get(), [this, task = std::move(task)] { task(m_database.get()); }, Qt::QueuedConnection);
}

void Executor::reply(Reply reply)
{
    m_replies->post(std::move(reply));
}

} // namespace miniqq::sql
