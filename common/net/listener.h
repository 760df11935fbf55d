// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/result.h"
#include "common/net/sockets.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <functional>
#include <memory>

namespace miniqq::net {

/// Listens on one address and gives accepted descriptors away. Runs in the thread that makes it.
///
/// When the system runs out of descriptors or memory, the waiting connections are refused one by one through
/// a spare descriptor (so their users learn it at once), accepting pauses for 100 ms, then up to 1 s, and
/// goes on by itself.
class Listener final : public QObject
{
    Q_OBJECT

public:
    /// `fd` is non-blocking, close-on-exec and tuned, and now belongs to the handler.
    using AcceptHandler = std::function<void(Descriptor fd, const Endpoint &peer, const Endpoint &local)>;
    /// accept4(2) or what stands for it in a test: (listening descriptor, sockaddr_storage, its length) ->
    /// descriptor or -1.
    using AcceptFunction = std::function<int(int, sockaddr *, socklen_t *)>;

    static constexpr int backlog = 512;
    static constexpr int maxAcceptsPerTurn = 64;

    explicit Listener(AcceptHandler handler, QObject *parent = nullptr);
    ~Listener() override;

    /// `address`: numeric, or empty for all IPv6 and IPv4 addresses in one socket (IPv4 alone where there is
    /// no IPv6). `port` 0 takes a free one. Returns the address listened on; the error says why not (in use,
    /// not permitted, not an address of this computer).
    Result<Endpoint> listen(const QString &address, quint16 port);
    bool isListening() const { return m_fd.isValid(); }
    Endpoint localEndpoint() const { return m_local; }
    /// Stops listening; connections that were accepted are not touched.
    void close();

    void setAcceptFunction(AcceptFunction function) { m_accept = std::move(function); }

Q_SIGNALS:
    /// Out of descriptors or memory (errno); trying again after `pauseMs`.
    void acceptPaused(int errorNumber, int pauseMs);
    void acceptResumed();

private:
    void acceptBatch();
    void pauseAccepting(int errorNumber);
    void refuseThroughSpare();

    AcceptHandler m_handler;
    AcceptFunction m_accept;
    Descriptor m_fd;
    Descriptor m_spare; ///< Given up for a moment to be able to accept and close when there are no others.
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_resumeTimer;
    Endpoint m_local;
    int m_pauseMs = 0;
};

} // namespace miniqq::net
