// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/sockets.h"
#include "common/net/transport.h"

#include <QByteArray>
#include <QHostAddress>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <sys/socket.h>

namespace miniqq::net {

/// Two connected sockets: a pair in the kernel, or TCP over loopback.
inline std::pair<Descriptor, Descriptor> connected(bool tcp)
{
    if (!tcp) {
        int fds[2] = {-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds);
        return {Descriptor(fds[0]), Descriptor(fds[1])};
    }
    Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const SocketAddress any = socketAddressFrom(QHostAddress(QHostAddress::LocalHost), 0);
    if (::bind(listener.get(), any.get(), any.size) != 0 || ::listen(listener.get(), 1) != 0)
        return {};
    const SocketAddress target =
        socketAddressFrom(QHostAddress(QHostAddress::LocalHost), localEndpoint(listener.get()).port);
    Descriptor client(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::connect(client.get(), target.get(), target.size) != 0)
        return {};
    return {std::move(client), Descriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC))};
}

/// Uses a transport the way a channel does: reads when readable, writes the rest when writable.
class Peer final : public Transport::Observer
{
public:
    explicit Peer(std::unique_ptr<Transport> transport)
        : m_transport(std::move(transport))
    {
        m_transport->setObserver(this);
        m_transport->start();
        if (m_transport->isReady())
            Peer::ready();
    }

    void ready() override
    {
        ++readyCalls;
        m_transport->setReadEnabled(true);
        if (m_transport->hasBufferedData())
            readable();
    }
    void failed(const TransportFailure &reason) override
    {
        failure = reason;
        m_transport->close(Transport::CloseMode::Graceful);
    }
    void readable() override
    {
        do {
            std::array<char, 5000> buffer;
            const IoResult result = m_transport->read(buffer.data(), qsizetype(buffer.size()));
            if (result.status == IoResult::Status::Ok)
                received.append(buffer.data(), result.bytes);
            else if (result.status != IoResult::Status::WouldBlock)
                stop(result);
        } while (m_transport->hasBufferedData());
    }
    void writable() override { pump(); }

    void write(const QByteArray &bytes)
    {
        m_pending += bytes;
        pump();
    }
    /// As three parts, to exercise gathering.
    void pump()
    {
        while (!m_pending.isEmpty()) {
            const qsizetype third = m_pending.size() / 3;
            char *const data = m_pending.data();
            const std::array<iovec, 3> parts = {{{data, size_t(third)},
                                                 {data + third, size_t(third)},
                                                 {data + 2 * third, size_t(m_pending.size() - 2 * third)}}};
            const IoResult result = m_transport->write(parts);
            if (result.status == IoResult::Status::WouldBlock) {
                ++blocked;
                m_transport->setWriteEnabled(true);
                return;
            }
            if (result.status != IoResult::Status::Ok) {
                writeError = result.errorNumber;
                m_pending.clear();
                break;
            }
            m_pending.remove(0, result.bytes);
        }
        m_transport->setWriteEnabled(false);
    }
    Transport &transport() { return *m_transport; }

    QByteArray received;
    std::optional<TransportFailure> failure;
    std::optional<IoResult::Status> end;
    int readyCalls = 0;
    int blocked = 0;
    int writeError = 0;

private:
    void stop(const IoResult &result)
    {
        end = result.status;
        m_transport->setReadEnabled(false);
    }

    std::unique_ptr<Transport> m_transport;
    QByteArray m_pending;
};

inline QByteArray noise(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    quint32 state = 12345;
    for (char &byte : bytes) {
        state = state * 1664525 + 1013904223;
        byte = char(state >> 24);
    }
    return bytes;
}

} // namespace miniqq::net
