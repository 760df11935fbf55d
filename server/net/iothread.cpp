// SPDX-License-Identifier: MIT
#include "server/net/iothread.h"

#include "common/net/epolldispatcher.h"

namespace miniqq::server {

IoThread::IoThread(const QString &name, const IoWorker::Links &links,
                   const std::optional<net::TlsContext> &tls)
    : m_worker(std::make_unique<IoWorker>(links, tls))
{
    m_thread.setObjectName(name);
    if (auto dispatcher = net::makeIoDispatcher())
        m_thread.setEventDispatcher(dispatcher.release());
    m_worker->moveToThread(&m_thread);
    m_commands = std::make_unique<Mailbox<WorkerCommand>>(
        m_worker.get(), [worker = m_worker.get()](std::vector<WorkerCommand> &&commands) {
            worker->execute(std::move(commands));
        });
    m_thread.start();
}

IoThread::~IoThread()
{
    stop();
}

void IoThread::stop()
{
    if (!m_thread.isRunning())
        return;
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this] {
            m_worker->dropConnections();
            net::endTlsInThisThread();
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

} // namespace miniqq::server
