// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/sockets.h"
#include "common/net/transport.h"

#include <QSocketNotifier>

#include <memory>

namespace miniqq::net {

/// What plain and TLS transports share: a connected non-blocking stream socket and its notifiers. The write
/// notifier is made when it is first needed, because most connections never block.
class SocketTransport : public Transport
{
public:
    SocketTransport(const SocketTransport &) = delete;
    ~SocketTransport() override;

    void setObserver(Observer *observer) final { m_observer = observer; }
    bool isReady() const final { return m_ready; }
    void setReadEnabled(bool enabled) final;
    void setWriteEnabled(bool enabled) final;
    void close(CloseMode mode) override;
    bool isOpen() const final { return m_fd.isValid(); }
    Endpoint local() const final { return m_local; }
    Endpoint peer() const final { return m_peer; }
    TransportFailure failure() const final { return m_failure; }
    std::optional<TcpInfo> tcpInfo() const final;
    std::optional<qsizetype> queuedInKernel() const final;

protected:
    /// Takes the descriptor over, makes it non-blocking and tunes it. Endpoints are asked from the kernel if
    /// not given.
    SocketTransport(Descriptor fd, const Endpoint &local, const Endpoint &peer);

    int fd() const { return m_fd.get(); }
    Observer *observer() const { return m_observer; }
    /// What the handshake needs, on top of what the user enabled.
    void setHandshakeInterest(bool read, bool write);
    /// Ends the handshake interest and lets the user's interest count; tells nobody.
    void markReady();
    void fail(TransportFailure failure);
    IoResult errorResult(int errorNumber);
    void setFailure(TransportFailure failure) { m_failure = std::move(failure); }
    bool isWriteWanted() const { return m_writeWanted; }

    /// The socket is ready; by default passed on to the observer.
    virtual void socketReadable();
    virtual void socketWritable();

private:
    void updateNotifiers();

    Descriptor m_fd;
    Endpoint m_local;
    Endpoint m_peer;
    Observer *m_observer = nullptr;
    std::unique_ptr<QSocketNotifier> m_readNotifier;
    std::unique_ptr<QSocketNotifier> m_writeNotifier;
    TransportFailure m_failure;
    bool m_ready = false;
    bool m_readWanted = false;
    bool m_writeWanted = false;
    bool m_handshakeRead = false;
    bool m_handshakeWrite = false;
};

} // namespace miniqq::net
