// SPDX-License-Identifier: MIT
#include "common/net/listener.h"

#include "common/base/logging.h"

#include <QHostAddress>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace miniqq::net {
namespace {

constexpr int firstPauseMs = 100;
constexpr int longestPauseMs = 1000;

int acceptNonBlocking(int fd, sockaddr *address, socklen_t *size)
{
#ifdef SOCK_NONBLOCK
    return ::accept4(fd, address, size, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    Descriptor accepted(::accept(fd, address, size));
    if (accepted.isValid() && (::fcntl(accepted.get(), F_SETFL, O_NONBLOCK) != 0 ||
                               ::fcntl(accepted.get(), F_SETFD, FD_CLOEXEC) != 0))
        accepted.reset();
    return accepted.release();
#endif
}

/// Errors of the one connection, not of the listener (accept(2)): it is gone, the next one may be fine.
bool concernsOneConnection(int errorNumber)
{
    switch (errorNumber) {
    case ECONNABORTED:
    case EINTR:
    case EPROTO:
    case ENOPROTOOPT:
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case EPERM:
        return true;
    default:
        return false;
    }
}

Descriptor openSpare()
{
    return Descriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

/// On failure invalid, and errno says why.
Descriptor bindAndListen(const SocketAddress &address, bool alsoV4)
{
    Descriptor fd = makeStreamSocket(address.family());
    if (!fd.isValid())
        return fd;
    const int on = 1;
    const int v6Only = alsoV4 ? 0 : 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (address.family() == AF_INET6)
        ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &v6Only, sizeof v6Only);
    if (::bind(fd.get(), address.get(), address.size) != 0 || ::listen(fd.get(), Listener::backlog) != 0) {
        const int errorNumber = errno;
        fd.reset();
        errno = errorNumber;
    }
    return fd;
}

QString adviceFor(int errorNumber)
{
    switch (errorNumber) {
    case EADDRINUSE:
        return QStringLiteral(" Another program listens there; choose another port or stop it.");
    case EACCES:
        return QStringLiteral(" Ports below 1024 need special rights; choose a higher one.");
    case EADDRNOTAVAIL:
        return QStringLiteral(" This computer does not have that address.");
    default:
        return QString();
    }
}

} // namespace

Listener::Listener(AcceptHandler handler, QObject *parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_accept(acceptNonBlocking)
{
    m_resumeTimer.setSingleShot(true);
    connect(&m_resumeTimer, &QTimer::timeout, this, [this] {
        m_notifier->setEnabled(true);
        Q_EMIT acceptResumed();
    });
}

Listener::~Listener() = default;

Result<Endpoint> Listener::listen(const QString &address, quint16 port)
{
    close();
    const bool everything = address.isEmpty();
    const QHostAddress host = everything ? QHostAddress(QHostAddress::AnyIPv6) : QHostAddress(address);
    if (host.isNull())
        return Error{QStringLiteral("\"%1\" is not a numeric IP address.").arg(address)};
    m_fd = bindAndListen(socketAddressFrom(host, port), everything);
    if (!m_fd.isValid() && everything && (errno == EAFNOSUPPORT || errno == EADDRNOTAVAIL))
        m_fd = bindAndListen(socketAddressFrom(QHostAddress(QHostAddress::AnyIPv4), port), false);
    if (!m_fd.isValid()) {
        const int errorNumber = errno;
        return Error{QStringLiteral("Cannot listen on %1: %2.%3")
                         .arg(Endpoint{everything ? QStringLiteral("::") : address, port}.toText(),
                              errnoText(errorNumber), adviceFor(errorNumber))};
    }
    m_local = net::localEndpoint(m_fd.get());
    m_spare = openSpare();
    m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Listener::acceptBatch);
    return m_local;
}

void Listener::close()
{
    m_resumeTimer.stop();
    m_pauseMs = 0;
    if (m_notifier) {
        m_notifier->setEnabled(false);
        m_notifier.release()->deleteLater(); // the handler may close from inside acceptBatch()
    }
    m_fd.reset();
    m_spare.reset();
    m_local = {};
}

void Listener::acceptBatch()
{
    for (int i = 0; i < maxAcceptsPerTurn && m_fd.isValid(); ++i) {
        sockaddr_storage storage = {};
        socklen_t size = sizeof storage;
        auto *const address = reinterpret_cast<sockaddr *>(&storage);
        Descriptor accepted(m_accept(m_fd.get(), address, &size));
        if (!accepted.isValid()) {
            if (errno == EAGAIN || errno == EWOULDBLOCK)
                return;
            if (concernsOneConnection(errno))
                continue;
            pauseAccepting(errno);
            return;
        }
        m_pauseMs = 0;
        tuneConnection(accepted.get());
        const Endpoint local = net::localEndpoint(accepted.get());
        m_handler(std::move(accepted), endpointFrom(address), local);
    }
}

void Listener::pauseAccepting(int errorNumber)
{
    m_pauseMs = std::clamp(m_pauseMs * 2, firstPauseMs, longestPauseMs);
    m_notifier->setEnabled(false);
    if (errorNumber == EMFILE || errorNumber == ENFILE)
        refuseThroughSpare();
    qCWarning(lcNet) << "Accepting pauses for" << m_pauseMs << "ms:" << errnoText(errorNumber);
    m_resumeTimer.start(m_pauseMs);
    Q_EMIT acceptPaused(errorNumber, m_pauseMs);
}

void Listener::refuseThroughSpare()
{
    if (!m_spare.isValid())
        m_spare = openSpare();
    for (int i = 0; i < maxAcceptsPerTurn && m_spare.isValid(); ++i) {
        m_spare.reset();
        sockaddr_storage storage = {};
        socklen_t size = sizeof storage;
        Descriptor refused(m_accept(m_fd.get(), reinterpret_cast<sockaddr *>(&storage), &size));
        if (!refused.isValid())
            break;
        refused.reset();
        m_spare = openSpare();
    }
    if (!m_spare.isValid())
        m_spare = openSpare();
}

} // namespace miniqq::net
