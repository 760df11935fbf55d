// SPDX-License-Identifier: MIT
#include "server/ctl/ctlserver.h"

#include "common/base/logging.h"

#include <QPointer>

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace miniqq::server {

namespace {

constexpr int pauseMs = 500;

}

CtlServer::CtlServer(ServerCore &core, QObject *parent)
    : QObject(parent)
    , m_core(core)
    , m_desk(core)
{
    connect(&core, &ServerCore::started, this, &CtlServer::open);
    connect(&core, &ServerCore::storeClosed, this, &CtlServer::close);
}

CtlServer::~CtlServer()
{
    close();
}

void CtlServer::open()
{
    close();
    auto address = CtlAddress::of(m_core.config().dataDir);
    auto listener = address ? listenOn(*address) : Result<net::Descriptor>(address.error());
    if (!listener) {
        qCWarning(lcNet).noquote() << "ctl does not work:" << listener.error().text;
        Q_EMIT failed(listener.error());
        return;
    }
    m_address = std::move(*address);
    m_listener = std::move(*listener);
    m_notifier = std::make_unique<QSocketNotifier>(m_listener.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &CtlServer::acceptSome);
}

void CtlServer::close()
{
    m_pause.stop();
    m_notifier.reset();
    m_listener.reset();
    if (m_address)
        ::unlink(m_address->name.sun_path);
    m_address.reset();
    const auto callers = findChildren<CtlConnection *>();
    for (CtlConnection *caller : callers)
        delete caller;
    m_callers = 0;
}

void CtlServer::acceptSome()
{
    net::Descriptor fd(::accept4(m_listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!fd.isValid()) {
        if (errno == EAGAIN || errno == EINTR || errno == ECONNABORTED)
            return;
        m_notifier->setEnabled(false); // out of descriptors: it would call us without end
        m_pause.start(pauseMs, this);
        return;
    }
    if (!isOurOwn(fd.get())) {
        qCWarning(lcNet, "somebody else's process asked at the local socket and was refused");
        return;
    }
    const bool full = m_callers >= maxCallers;
    const auto handler = [this, full](CtlConnection &connection, const protocol::ControlRequest &request) {
        if (full) {
            connection.answer({false, "Too many ask at the same time; try again."});
            return;
        }
        m_desk.execute(request, [caller = QPointer(&connection)](const protocol::ControlReply &reply) {
            if (caller)
                caller->answer(reply);
        });
    };
    if (m_callers >= 2 * maxCallers)
        return; // without a word: they hold our descriptors
    ++m_callers;
    auto *connection = new CtlConnection(std::move(fd), handler, m_times, this);
    connect(connection, &CtlConnection::ended, this, [this, connection] {
        --m_callers;
        connection->deleteLater();
    });
}

void CtlServer::timerEvent(QTimerEvent *)
{
    m_pause.stop();
    if (m_notifier)
        m_notifier->setEnabled(true);
}

} // namespace miniqq::server
