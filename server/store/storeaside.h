// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/store/storebackup.h"

#include <QMutex>
#include <QObject>
#include <QThreadPool>

#include <functional>

namespace miniqq::server {

/// A thread beside the store's, for what takes long and needs only to read: backup and check. One thing at a
/// time. Belongs to the logic thread.
class StoreAside final : private Interruption
{
public:
    using Handler = std::function<void(const Result<StoreReport> &)>;

    StoreAside();
    ~StoreAside() override; ///< As stop().
    Q_DISABLE_COPY_MOVE(StoreAside)

    /// Runs `work` there and hands its result to `then` here, later. False if something else is being done.
    bool run(std::function<Result<StoreReport>(Interruption &)> work, Handler then);
    /// Interrupts what is being done and waits for its end, a moment; its `then` is not called. Idempotent.
    void stop();

private:
    using Answer = std::function<void()>;

    bool during(sql::Database &db, const std::function<void()> &work) override;
    bool isWanted() override;

    QObject m_home;
    bool m_busy = false;
    QMutex m_mutex;
    sql::Database *m_running = nullptr; // guarded by m_mutex
    bool m_stopping = false;            // the same
    Mailbox<Answer> m_answers;
    QThreadPool m_pool;
};

} // namespace miniqq::server
