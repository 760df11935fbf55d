// SPDX-License-Identifier: MIT
#include "common/net/sockettransport.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>

namespace miniqq::net {

SocketTransport::SocketTransport(Descriptor fd, const Endpoint &local, const Endpoint &peer)
    : m_fd(std::move(fd))
    , m_local(local.isNull() ? localEndpoint(m_fd.get()) : local)
    , m_peer(peer.isNull() ? peerEndpoint(m_fd.get()) : peer)
{
    const int flags = ::fcntl(m_fd.get(), F_GETFL);
    if (flags >= 0 && !(flags & O_NONBLOCK))
        ::fcntl(m_fd.get(), F_SETFL, flags | O_NONBLOCK);
    tuneConnection(m_fd.get());
}

SocketTransport::~SocketTransport()
{
    SocketTransport::close(CloseMode::Graceful);
}

void SocketTransport::setReadEnabled(bool enabled)
{
    m_readWanted = enabled;
    updateNotifiers();
}

void SocketTransport::setWriteEnabled(bool enabled)
{
    m_writeWanted = enabled;
    updateNotifiers();
}

void SocketTransport::setHandshakeInterest(bool read, bool write)
{
    m_handshakeRead = read;
    m_handshakeWrite = write;
    updateNotifiers();
}

void SocketTransport::updateNotifiers()
{
    if (!isOpen())
        return;
    const auto set = [this](std::unique_ptr<QSocketNotifier> &notifier, bool on, QSocketNotifier::Type type,
                            void (SocketTransport::*slot)()) {
        if (!notifier) {
            if (!on)
                return;
            notifier = std::make_unique<QSocketNotifier>(fd(), type);
            QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(),
                             [this, slot] { (this->*slot)(); });
        } else if (notifier->isEnabled() != on) {
            notifier->setEnabled(on);
        }
    };
    set(m_readNotifier, (m_ready && m_readWanted) || m_handshakeRead, QSocketNotifier::Read,
        &SocketTransport::socketReadable);
    set(m_writeNotifier, (m_ready && m_writeWanted) || m_handshakeWrite, QSocketNotifier::Write,
        &SocketTransport::socketWritable);
}

void SocketTransport::close(CloseMode mode)
{
    if (!isOpen())
        return;
    m_observer = nullptr;
    // close() is called from within a notifier's own signal, so the notifiers die later; they are off from
    // now on. Their slots find the transport gone or closed: the connections are cut here.
    for (auto *notifier : {m_readNotifier.release(), m_writeNotifier.release()}) {
        if (!notifier)
            continue;
        notifier->setEnabled(false);
        notifier->disconnect();
        notifier->deleteLater();
    }
    if (mode == CloseMode::Abortive) {
        const linger reset = {1, 0};
        ::setsockopt(fd(), SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    }
    m_fd.reset();
}

void SocketTransport::markReady()
{
    m_handshakeRead = false;
    m_handshakeWrite = false;
    m_ready = true;
    updateNotifiers();
}

void SocketTransport::fail(TransportFailure failure)
{
    m_failure = std::move(failure);
    setHandshakeInterest(false, false);
    if (m_observer)
        m_observer->failed(m_failure);
}

IoResult SocketTransport::errorResult(int errorNumber)
{
    using Kind = TransportFailure::Kind;
    const bool reset = errorNumber == ECONNRESET || errorNumber == EPIPE || errorNumber == ECONNABORTED;
    const Kind kind = reset ? Kind::Reset : errorNumber == ETIMEDOUT ? Kind::TimedOut : Kind::Other;
    m_failure = {kind, errorNumber, errnoText(errorNumber)};
    return {IoResult::Status::Error, 0, errorNumber};
}

void SocketTransport::socketReadable()
{
    if (m_observer)
        m_observer->readable();
}

void SocketTransport::socketWritable()
{
    if (m_observer)
        m_observer->writable();
}

std::optional<TcpInfo> SocketTransport::tcpInfo() const
{
    return isOpen() ? readTcpInfo(fd()) : std::nullopt;
}

std::optional<qsizetype> SocketTransport::queuedInKernel() const
{
    return isOpen() ? net::queuedInKernel(fd()) : std::nullopt;
}

} // namespace miniqq::net
