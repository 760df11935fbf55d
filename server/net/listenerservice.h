// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/mailbox.h"
#include "common/net/listener.h"
#include "server/domain/logsink.h"
#include "server/net/connectionevent.h"
#include "server/net/logthrottle.h"
#include "server/net/preauthpool.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace miniqq::server {

class WorkerPool;

/// Accepts connections in a thread of its own, lets in those that the PreAuthPool admits and deals them out
/// to the I/O workers. Belongs to the thread that makes it; its signals come there.
class ListenerService final : public QObject
{
    Q_OBJECT

public:
    struct Counts
    {
        quint64 refused = 0; ///< not let in, since the start
        bool paused = false; ///< out of descriptors or memory
    };

    /// `trustLoopback`: this computer's own connections are held to connectionsPerTrustedAddress alone.
    /// `lastId`: numbers up to this one were used before. `limits`, `clock` and `log` must outlive it.
    ListenerService(const Limits &limits, bool trustLoopback, const Clock &clock, LogSink &log,
                    LimitMeter &meter, qint64 lastId);
    ~ListenerService() override; ///< As stop().

    /// Where the workers report to; takes from any thread, until stop().
    Mailbox<ConnectionEvent> &events() { return *m_events; }
    /// Call once, before the first listen(); the workers must live until stop().
    void setWorkers(WorkerPool &workers);

    /// Leaves the address listened on so far. listening() or listenFailed() follows.
    void listen(const QString &address, quint16 port);
    /// Takes no new connections. closed() follows.
    void close();
    /// Answers with counted().
    void requestCounts();
    /// Ends the thread; blocks for that moment. Idempotent.
    void stop();
    /// The highest number given to a connection. After stop().
    qint64 lastId() const;

Q_SIGNALS:
    void listening(const miniqq::Endpoint &endpoint);
    void listenFailed(const miniqq::Error &error);
    void closed();
    void counted(const miniqq::server::ListenerService::Counts &counts);

private:
    class Acceptor;

    QThread m_thread;
    std::unique_ptr<Acceptor> m_acceptor; ///< Lives in m_thread.
    std::unique_ptr<Mailbox<ConnectionEvent>> m_events;
};

} // namespace miniqq::server
