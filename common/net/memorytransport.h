// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/transport.h"

#include <QByteArray>
#include <QObject>

#include <memory>
#include <utility>

namespace miniqq::net {

/// Two transports joined in memory, for tests and for a server and client in one process: no sockets, no
/// timing, and every fault can be staged. Both ends belong to one thread.
class MemoryTransport final : public QObject, public Transport
{
public:
    using Pair = std::pair<std::unique_ptr<MemoryTransport>, std::unique_ptr<MemoryTransport>>;
    static Pair makePair();
    ~MemoryTransport() override;

    /// At most so many bytes come out of one read(), so that a frame can be cut anywhere. 0: no limit.
    void setReadChunk(qsizetype bytes) { m_readChunk = bytes; }
    /// At most so many bytes written here may be unread on the other side; then write() would block.
    void setCapacity(qsizetype bytes);
    /// While stalled nothing becomes readable here; what was sent waits, as on a link that is down.
    void setStalled(bool stalled);
    /// The connection is lost on this end: the next read or write fails with `errorNumber`.
    void breakWith(int errorNumber);
    /// start() then waits for completeHandshake() or failHandshake().
    void setManualHandshake(bool manual) { m_manualHandshake = manual; }
    void completeHandshake();
    void failHandshake(const TransportFailure &failure);

    bool isReadEnabled() const { return m_readEnabled; }
    bool isWriteEnabled() const { return m_writeEnabled; }
    /// How the owner closed this end: set once closed.
    std::optional<CloseMode> closeMode() const { return m_closeMode; }
    int writeCalls() const { return m_writeCalls; }

    void setObserver(Observer *observer) override { m_observer = observer; }
    void start() override;
    bool isReady() const override { return m_ready; }
    IoResult read(char *buffer, qsizetype size) override;
    IoResult write(std::span<const iovec> parts) override;
    void setReadEnabled(bool enabled) override;
    void setWriteEnabled(bool enabled) override;
    void finishWriting() override;
    void close(CloseMode mode) override;
    bool isOpen() const override { return !m_closeMode.has_value(); }
    Endpoint local() const override;
    Endpoint peer() const override;
    TransportFailure failure() const override { return m_failure; }

protected:
    void customEvent(QEvent *event) override;

private:
    MemoryTransport() = default;

    bool hasInput() const;
    bool hasRoom() const;
    void update();
    IoResult broken(int errorNumber);

    MemoryTransport *m_other = nullptr;
    Observer *m_observer = nullptr;
    QByteArray m_inbox;
    TransportFailure m_failure;
    std::optional<CloseMode> m_closeMode;
    qsizetype m_readChunk = 0;
    qsizetype m_capacity = 1 << 20;
    int m_brokenWith = 0;
    int m_writeCalls = 0;
    quint16 m_port = 0;
    bool m_inputEnded = false;
    bool m_outputEnded = false;
    bool m_stalled = false;
    bool m_ready = false;
    bool m_manualHandshake = false;
    bool m_announceReady = false;
    bool m_announceFailure = false;
    bool m_readEnabled = false;
    bool m_writeEnabled = false;
    bool m_posted = false;
};

} // namespace miniqq::net
