// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/net/ioworker.h"
#include "server/net/workercommand.h"

#include <QThread>

#include <memory>
#include <vector>

namespace miniqq::server {

/// An IoWorker and the thread it runs in, on the epoll dispatcher.
class IoThread
{
public:
    /// A thread of its own, which runs when this returns.
    IoThread(const QString &name, const IoWorker::Links &links, const std::optional<net::TlsContext> &tls);
    /// In `host`, which others use too; it runs already, and ends after stop() and before this object dies.
    IoThread(QThread &host, const IoWorker::Links &links, const std::optional<net::TlsContext> &tls);
    ~IoThread(); ///< As stop().

    /// From any thread, until stop().
    void post(WorkerCommand &&command) { m_commands->post(std::move(command)); }
    void post(std::vector<WorkerCommand> &&commands) { m_commands->post(std::move(commands)); }

    /// Destroys the connections that are left and ends the thread, and blocks for that moment; in a host the
    /// connections are gone when what is posted to it next runs. Not from the thread itself. Idempotent.
    void stop();

private:
    std::unique_ptr<Mailbox<WorkerCommand>> moveTo(QThread &thread);

    std::unique_ptr<QThread> m_own; ///< None: a guest in somebody else's.
    bool m_stopped = false;
    std::unique_ptr<IoWorker> m_worker;
    std::unique_ptr<Mailbox<WorkerCommand>> m_commands;
};

} // namespace miniqq::server
