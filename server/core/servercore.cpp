// SPDX-License-Identifier: MIT
#include "server/core/servercore.h"

#include "server/core/maintenance.h"
#include "server/core/serverparts.h"
#include "server/store/storebackup.h"

#include <QTimerEvent>

#include <utility>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int drainMs = 5'000;

} // namespace

ServerCore::ServerCore(const ServerConfig &config, tap::TrafficSink &sink, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_sink(sink)
{
    m_status.plain = config.plain;
    m_status.name = config.effectiveName();
    m_status.dataDir = config.dataDir;
}

ServerCore::~ServerCore() = default;

void ServerCore::start()
{
    if (m_state != State::Stopped)
        return;
    m_state = State::Starting;
    m_shutDownWanted = false;
    Result<ServerParts::Foundation> foundation = ServerParts::prepare(m_config);
    if (!foundation) {
        // Callers connect and start in any order; nothing is announced from within the call.
        QMetaObject::invokeMethod(
            this, [this, error = foundation.error()] { fail(error); }, Qt::QueuedConnection);
        return;
    }
    m_parts =
        std::make_unique<ServerParts>(m_config, std::move(foundation).value(), m_sink, m_lastConnectionId);
    m_status.fingerprint = m_parts->tls() ? m_parts->tls()->fingerprint() : QString();
    connectParts();
    if (m_parts->limits().connections < m_config.limits.connections)
        log(LogLevel::Warning, u"the system allows this program only %1 connections (ulimit -n)"_s.arg(
                                   m_parts->limits().connections));
    m_parts->open();
}

void ServerCore::connectParts()
{
    const ServerParts *parts = m_parts.get();
    connect(parts, &ServerParts::opened, this, &ServerCore::opened);
    connect(parts, &ServerParts::listening, this, &ServerCore::nowListening);
    connect(parts, &ServerParts::listenFailed, this, &ServerCore::failToListen);
    connect(parts, &ServerParts::listeningStopped, this, [this] {
        if (m_status.listening.empty())
            return;
        log(LogLevel::Info, u"stopped listening on "_s + m_status.listening.front().toText());
        m_status.listening.clear();
        Q_EMIT listeningChanged();
    });
    connect(parts, &ServerParts::goodbyeSaid, this, [this] { m_parts->drain(drainMs); });
    connect(parts, &ServerParts::drained, this, [this] { m_parts->closeStore(); });
    connect(parts, &ServerParts::storeClosed, this, &ServerCore::finish);
    connect(parts, &ServerParts::statusCollected, this, &ServerCore::publish);
    connect(parts, &ServerParts::logged, this, &ServerCore::logged);
}

void ServerCore::opened(const Result<Done> &result)
{
    if (!result) {
        fail(result.error());
        return;
    }
    if (m_shutDownWanted) {
        m_state = State::Running;
        shutDown(m_shutDownText);
        return;
    }
    m_parts->listen(m_config.listenAddress, m_config.port);
}

void ServerCore::nowListening(const Endpoint &endpoint)
{
    m_status.listening = {endpoint};
    log(LogLevel::Info, u"listening on "_s + endpoint.toText());
    if (m_state == State::Starting) {
        m_state = State::Running;
        m_startedNs = m_parts->clock().monotonicNs();
        m_status.startedMs = m_parts->clock().wallMs();
        restartStatusTimer();
        if (m_config.plain)
            log(LogLevel::Warning, u"plain: whoever is on the way can read and change everything"_s);
        else
            logCertificate();
        if (!m_shutDownWanted)
            Q_EMIT started();
    }
    Q_EMIT listeningChanged();
    if (m_shutDownWanted && m_state == State::Running)
        shutDown(m_shutDownText);
}

void ServerCore::failToListen(const Error &error)
{
    if (m_state == State::Starting) {
        fail(error);
        return;
    }
    if (!m_status.listening.empty()) {
        m_status.listening.clear();
        Q_EMIT listeningChanged();
    }
    Q_EMIT listenFailed(error);
}

void ServerCore::fail(const Error &error)
{
    // The signal may come from inside a part, which must be off the stack before it is destroyed.
    if (m_parts) {
        QMetaObject::invokeMethod(
            this,
            [this, error] {
                m_lastConnectionId = m_parts->stop();
                m_parts.reset();
                fail(error);
            },
            Qt::QueuedConnection);
        return;
    }
    m_state = State::Stopped;
    Q_EMIT startFailed(error);
    if (std::exchange(m_shutDownWanted, false))
        Q_EMIT stopped();
}

void ServerCore::startListening(const QString &address, quint16 port)
{
    if (m_state == State::Running) {
        m_parts->listen(address, port);
    } else if (m_state == State::Stopped) {
        m_config.listenAddress = address;
        m_config.port = port;
        start();
    }
}

void ServerCore::stopListening()
{
    if (m_state == State::Running)
        m_parts->stopListening();
}

void ServerCore::kick(ConnectionId connection, const QString &text)
{
    if (m_state == State::Running)
        m_parts->kick(connection, text);
}

bool ServerCore::withDomain(std::function<void(Domain &, const Back &)> work)
{
    if (m_state != State::Running)
        return false;
    m_parts->withDomain(std::move(work));
    return true;
}

bool ServerCore::backUp(const QString &target, ReportHandler then)
{
    if (m_state != State::Running)
        return false;
    const QString folder = m_parts->dataPath();
    const Companions companions{{folder + u"/server.key", folder + u"/server.crt"},
                                m_parts->tls().has_value()};
    m_parts->withStore([=](ServerStore &store, const Back &back) {
        store.backUp(target, companions, [back, then](const Result<StoreReport> &report) {
            back([then, report] { then(report); });
        });
    });
    return true;
}

bool ServerCore::check(ReportHandler then)
{
    if (m_state != State::Running)
        return false;
    m_parts->withStore([then, folder = m_parts->dataPath()](ServerStore &store, const Back &back) {
        const auto keys = [folder] {
            const QStringList findings = keyPairFindings(folder);
            net::endTlsInThisThread();
            return findings;
        };
        store.check(keys, [back, then](const Result<StoreReport> &report) {
            back([then, report] { then(report); });
        });
    });
    return true;
}

bool ServerCore::reloadCertificate(std::function<void(const Result<QString> &)> then)
{
    if (m_state != State::Running)
        return false;
    m_parts->reloadTls([this, then = std::move(then)](const Result<net::TlsContext> &loaded) {
        if (!loaded) {
            log(LogLevel::Warning,
                u"the certificate was not read anew, the old one stays: "_s + loaded.error().text);
            then(loaded.error());
            return;
        }
        m_status.fingerprint = loaded->fingerprint();
        logCertificate();
        then(m_status.fingerprint);
    });
    return true;
}

void ServerCore::logCertificate()
{
    log(LogLevel::Info, u"public key SHA-256 "_s + m_status.fingerprint);
    const QString problem = m_parts->tls()->validityProblem();
    if (!problem.isEmpty())
        log(LogLevel::Warning, u"the certificate "_s + problem);
}

bool ServerCore::askStatus(std::function<void(const ServerStatus &)> then)
{
    if (m_state != State::Running)
        return false;
    m_statusWaiters.push_back(std::move(then));
    m_parts->requestStatus();
    return true;
}

void ServerCore::shutDown(const QString &reason)
{
    if (m_state == State::Starting) {
        m_shutDownWanted = true;
        m_shutDownText = reason;
    } else if (m_state == State::Running) {
        m_state = State::ShuttingDown;
        m_shutDownWanted = false;
        m_statusTimer.stop();
        log(LogLevel::Info, u"shutting down"_s);
        m_parts->stopListening();
        m_parts->sayGoodbye(reason);
    }
}

void ServerCore::finish()
{
    QMetaObject::invokeMethod(
        this,
        [this] {
            Q_EMIT storeClosed();
            m_lastConnectionId = m_parts->stop();
            m_parts.reset();
            m_state = State::Stopped;
            m_statusWaiters.clear();
            m_status.connections.clear();
            m_status.signedIn = 0;
            m_status.messagesPerSecond = 0;
            m_status.startedMs = 0;
            m_status.uptimeMs = 0;
            if (!m_status.listening.empty()) {
                m_status.listening.clear();
                Q_EMIT listeningChanged();
            }
            Q_EMIT stopped();
        },
        Qt::QueuedConnection);
}

void ServerCore::setStatusInterval(int milliseconds)
{
    m_statusIntervalMs = milliseconds;
    restartStatusTimer();
}

void ServerCore::restartStatusTimer()
{
    m_statusTimer.stop();
    if (m_statusIntervalMs > 0 && m_state == State::Running)
        m_statusTimer.start(m_statusIntervalMs, this);
}

void ServerCore::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_statusTimer.timerId())
        m_parts->requestStatus();
}

void ServerCore::publish(ServerStatus status)
{
    if (m_state != State::Running)
        return;
    status.listening = m_status.listening;
    status.plain = m_status.plain;
    status.fingerprint = m_status.fingerprint;
    status.name = m_status.name;
    status.dataDir = m_status.dataDir;
    status.startedMs = m_status.startedMs;
    status.uptimeMs = (m_parts->clock().monotonicNs() - m_startedNs) / 1'000'000;
    m_status = std::move(status);
    for (const auto &then : std::exchange(m_statusWaiters, {}))
        then(m_status);
    Q_EMIT statusChanged(m_status);
}

void ServerCore::log(LogLevel level, const QString &text)
{
    m_parts->log().write({m_parts->clock().wallMs(), level, LogCategory::Server, {}, {}, text});
}

} // namespace miniqq::server
