// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/base/strongid.h"
#include "common/tap/trafficsink.h"
#include "server/core/serverconfig.h"
#include "server/core/serverstatus.h"
#include "server/domain/logsink.h"
#include "server/store/storereport.h"

#include <QBasicTimer>
#include <QList>
#include <QObject>

#include <functional>
#include <memory>
#include <vector>

namespace miniqq::server {

class Domain;
class ServerParts;

/// A whole server: threads, stores, domain and listener, put together and taken apart in the right order.
/// Knows no window; a window or a daemon holds one and listens to its signals. Belongs to the thread that
/// makes it, which needs an event loop. No call blocks but start(), which may write a key to disk, and the
/// destructor.
class ServerCore final : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Stopped,
        Starting,
        Running, ///< Listening or not.
        ShuttingDown,
    };

    /// `sink` sees everything that crosses the wire, from the I/O threads; it must outlive the core.
    explicit ServerCore(const ServerConfig &config, tap::TrafficSink &sink, QObject *parent = nullptr);
    /// Ends what still runs, in order but without waiting for peers; blocks until every thread has ended.
    ~ServerCore() override;

    State state() const { return m_state; }
    const ServerConfig &config() const { return m_config; }
    /// The status published last; its `listening`, `plain`, `name`, `fingerprint` and `dataDir` are always up
    /// to date.
    const ServerStatus &status() const { return m_status; }
    bool isListening() const { return !m_status.listening.empty(); }

    /// Prepares and locks the data directory, makes or loads the TLS key, opens the store and listens as
    /// configured. started() or startFailed() follows; after the latter, and after stopped(), start() may be
    /// called again.
    void start();
    /// Listens there; an address listened on before is left. `address` numeric, empty for all; `port` 0 takes
    /// a free one. listeningChanged() or listenFailed() follows. While stopped: start() with this address.
    void startListening(const QString &address, quint16 port);
    /// Takes no new connections; established ones go on. listeningChanged() follows.
    void stopListening();
    /// Ends a connection with bye kicked and `text` for the person at its other end.
    void kick(ConnectionId connection, const QString &text);
    /// Runs `work` with the domain, in its thread; what that hands to `back`, there and then or later, runs
    /// in this one. Neither may block. False, and nothing is run, unless Running; what is under way is
    /// dropped when the server stops.
    using Back = std::function<void(std::function<void()> answer)>;
    bool withDomain(std::function<void(Domain &domain, const Back &back)> work);
    /// Saves everything into one new file, or looks through everything, while people go on chatting
    /// (ServerStore::backUp(), ServerStore::check()); false unless Running. `then` is not called if the
    /// server stops before.
    using ReportHandler = std::function<void(const Result<StoreReport> &)>;
    bool backUp(const QString &target, ReportHandler then);
    bool check(ReportHandler then);
    /// Reads key and certificate anew: connections to come use them, those there are keep theirs, and on any
    /// error so do all. `then` gets the key's fingerprint. False unless Running.
    bool reloadCertificate(std::function<void(const Result<QString> &)> then);
    /// Tells the status as it is now, once; false unless Running. Dropped when the server stops.
    bool askStatus(std::function<void(const ServerStatus &)> then);
    /// Ends in order: accepting stops, what was accepted is stored and answered, everyone is told (bye
    /// shutting_down, `reason`, reconnect), what is queued is written for at most 5 s, connections close, the
    /// store commits and closes. stopped() follows. Also while starting.
    void shutDown(const QString &reason);

    /// How often statusChanged() comes while running; 0: never. 1000 ms unless set. A snapshot visits every
    /// connection.
    void setStatusInterval(int milliseconds);

Q_SIGNALS:
    void started();
    /// Not running; `error` says what to do about it.
    void startFailed(const miniqq::Error &error);
    void listeningChanged();
    void listenFailed(const miniqq::Error &error);
    void statusChanged(const miniqq::server::ServerStatus &status);
    /// New lines of the operator's log, in the order of their making; several at once when there are many.
    void logged(const QList<miniqq::server::LogEvent> &events);
    /// Everything is written. The data folder is locked for a moment yet: what was put there for the time of
    /// serving can be taken away without meeting the next server's.
    void storeClosed();
    void stopped();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void connectParts();
    void opened(const Result<Done> &result);
    void nowListening(const Endpoint &endpoint);
    void failToListen(const Error &error);
    void fail(const Error &error);
    void publish(ServerStatus status);
    void finish();
    void logCertificate();
    void log(LogLevel level, const QString &text);
    void restartStatusTimer();

    ServerConfig m_config;
    tap::TrafficSink &m_sink;
    ServerStatus m_status;
    State m_state = State::Stopped;
    bool m_shutDownWanted = false; ///< While starting.
    QString m_shutDownText;
    qint64 m_startedNs = 0;
    qint64 m_lastConnectionId = 0; ///< Numbers are not used again by the next start().
    int m_statusIntervalMs = 1'000;
    QBasicTimer m_statusTimer;
    std::vector<std::function<void(const ServerStatus &)>> m_statusWaiters;
    std::unique_ptr<ServerParts> m_parts; ///< Not set while stopped.
};

} // namespace miniqq::server
