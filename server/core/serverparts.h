// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/mailbox.h"
#include "common/net/tlscontext.h"
#include "common/tap/trafficsink.h"
#include "server/core/datadirectory.h"
#include "server/core/logichost.h"
#include "server/core/logrelay.h"
#include "server/core/serverconfig.h"
#include "server/core/serverstatus.h"
#include "server/domain/limithits.h"
#include "server/net/connectiontable.h"
#include "server/net/listenerservice.h"
#include "server/net/workerpool.h"

#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <functional>
#include <memory>
#include <optional>

namespace miniqq::server {

/// The threads and objects of one run of the server, from start to stop. The order of the members is the
/// order in which they depend on each other. Belongs to the core's thread; answers come there.
class ServerParts final : public QObject
{
    Q_OBJECT

public:
    struct Foundation
    {
        DataDirectory data;
        std::optional<net::TlsContext> tls; ///< None: unprotected, as the operator asked.
        Limits limits;
    };
    /// What may fail before any thread runs: folder, lock, key and certificate.
    static Result<Foundation> prepare(const ServerConfig &config);

    /// Starts the threads. `lastId`: connection numbers up to this one were used before.
    ServerParts(const ServerConfig &config, Foundation &&foundation, tap::TrafficSink &sink, qint64 lastId);
    ~ServerParts() override; ///< Stops all threads; connections are dropped, the store commits. Blocks.

    const std::optional<net::TlsContext> &tls() const { return m_foundation.tls; }
    QString dataPath() const { return m_foundation.data.path(); }
    const Limits &limits() const { return m_foundation.limits; }
    LogRelay &log() { return m_log; }
    const Clock &clock() const { return m_clock; }

    void open();                                       ///< -> opened()
    void listen(const QString &address, quint16 port); ///< -> listening() or listenFailed()
    void stopListening();                              ///< -> listeningStopped()
    void kick(ConnectionId connection, const QString &text);
    void sayGoodbye(const QString &text); ///< -> goodbyeSaid(): what was accepted is stored and answered
    void drain(int graceMs);              ///< -> drained(): all connections are closed
    void closeStore();                    ///< -> storeClosed()
    /// Runs `work` in the logic thread; what it hands to `back` runs in this object's. Dropped if there is no
    /// domain (any more).
    using Back = std::function<void(std::function<void()>)>;
    void withDomain(std::function<void(Domain &, const Back &back)> work);
    /// Reads key and certificate anew, for connections to come; `then` gets the fingerprint, or why the old
    /// ones stay.
    void reloadTls(std::function<void(const Result<net::TlsContext> &)> then);
    void withStore(std::function<void(ServerStore &, const Back &back)> work); ///< As withDomain().
    void requestStatus(); ///< -> statusCollected(); ignored while one is under way
    /// Ends the threads; after storeClosed() that is a moment. Idempotent. Returns the highest number given
    /// to a connection.
    qint64 stop();

Q_SIGNALS:
    void opened(const miniqq::Result<miniqq::Done> &result);
    void listening(const miniqq::Endpoint &endpoint);
    void listenFailed(const miniqq::Error &error);
    void listeningStopped();
    void goodbyeSaid();
    void drained();
    void storeClosed();
    /// Everything but what the core itself knows: addresses, name, folder, times.
    void statusCollected(const miniqq::server::ServerStatus &status);
    void logged(const QList<miniqq::server::LogEvent> &events);

private:
    struct Collection;

    /// Runs `function` in the logic thread.
    template<class Function>
    void inLogic(Function function)
    {
        QMetaObject::invokeMethod(m_logic.get(), std::move(function), Qt::QueuedConnection);
    }
    /// Runs `function` in this object's thread, from any other; dropped if this object has died.
    template<class Function>
    void here(Function function)
    {
        QMetaObject::invokeMethod(this, std::move(function), Qt::QueuedConnection);
    }
    void collected();

    const SystemClock m_clock;
    Foundation m_foundation;
    std::unique_ptr<LogFile> m_logFile; ///< None: not asked for.
    LogRelay m_log;
    LimitMeter m_meter;
    const quint32 m_passwordQueue;
    ListenerService m_listener;
    QThread m_logicThread;
    std::unique_ptr<LogicHost> m_logic;
    Mailbox<Inbound> m_inbound;
    WorkerPool m_workers;
    ConnectionTable m_table;
    std::unique_ptr<Collection> m_collection; ///< Set while a status is being collected.
    size_t m_draining = 0;
    QThreadPool
        m_files; ///< For what is read from disk while everything runs; waits for it in its destructor.
};

} // namespace miniqq::server
