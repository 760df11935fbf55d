// SPDX-License-Identifier: MIT
#include "server/net/iothread.h"

#include "common/net/epolldispatcher.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace miniqq::server {

IoThread::IoThread(const QString &name, const IoWorker::Links &links,
                   const std::optional<net::TlsContext> &tls)
    : m_own(std::make_unique<QThread>())
    , m_worker(std::make_unique<IoWorker>(links, tls))
    , m_commands(moveTo(*m_own))
{
    m_own->setObjectName(name);
    if (auto dispatcher = net::makeIoDispatcher())
        m_own->setEventDispatcher(dispatcher.release());
    m_own->start();
}

IoThread::IoThread(QThread &host, const IoWorker::Links &links, const std::optional<net::TlsContext> &tls)
    : m_worker(std::make_unique<IoWorker>(links, tls))
    , m_commands(moveTo(host))
{}

std::unique_ptr<Mailbox<WorkerCommand>> IoThread::moveTo(QThread &thread)
{
    m_worker->moveToThread(&thread);
    return std::make_unique<Mailbox<WorkerCommand>>(
        m_worker.get(), [worker = m_worker.get()](std::vector<WorkerCommand> &&commands) {
            worker->execute(std::move(commands));
        });
}

IoThread::~IoThread()
{
    stop();
}

void IoThread::stop()
{
    if (std::exchange(m_stopped, true))
        return;
    QMetaObject::invokeMethod(
        m_worker.get(),
        [this] {
            m_worker->dropConnections();
            // Those that were closed a moment ago hold TLS states too, and must go first.
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            net::endTlsInThisThread();
            if (m_own)
                m_own->quit();
        },
        Qt::QueuedConnection);
    if (m_own)
        m_own->wait();
}

} // namespace miniqq::server
