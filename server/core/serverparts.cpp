// SPDX-License-Identifier: MIT
#include "server/core/serverparts.h"

#include "common/net/epolldispatcher.h"
#include "common/protocol/codec.h"
#include "server/core/processlimits.h"
#include "server/store/storebackup.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QSysInfo>

#include <algorithm>
#include <utility>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

std::unique_ptr<LogicHost> makeLogic(QThread &thread, const ServerConfig &config, const Limits &limits,
                                     const DataDirectory &data, const Clock &clock, LogSink &log)
{
    LogicHost::Options options;
    options.databasePath = data.databasePath();
    options.filesPath = data.filesPath();
    options.databaseVfs = config.databaseVfs;
    options.limits = limits;
    options.profile.name = config.effectiveName().toUtf8();
    options.profile.registrationOpen = config.registration;
    options.profile.registrationCode = config.registrationCode.toUtf8();
    options.hashing.cost.memoryKiB = config.passwordMemoryKiB;
    options.hashing.cost.iterations = config.passwordIterations;
    options.hashing.maxWaiting = int(config.passwordQueue);
    auto logic = std::make_unique<LogicHost>(options, clock, log);
    thread.setObjectName(u"logic"_s);
    if (auto dispatcher = net::makeIoDispatcher())
        thread.setEventDispatcher(dispatcher.release());
    logic->moveToThread(&thread);
    thread.start();
    return logic;
}

QByteArray goodbyeFrame()
{
    protocol::Bye bye;
    bye.reason = protocol::ErrorCode::ShuttingDown;
    bye.reconnect = true;
    return protocol::encodeFrame(bye);
}

} // namespace

/// The answers that make one status, as they come in from the threads.
struct ServerParts::Collection
{
    size_t missing = 0;
    ServerStatus status;
    LogicHost::Report logic;
};

Result<ServerParts::Foundation> ServerParts::prepare(const ServerConfig &config)
{
    Result<DataDirectory> data = DataDirectory::open(config.dataDir);
    if (!data)
        return data.error();
    if (isRestoreUnfinished(data->databasePath()))
        return Error{
            u"A restore into %1 was not finished; do it again before a server uses it."_s.arg(data->path())};
    if (!config.logDir.isEmpty() && !(QDir().mkpath(config.logDir) && QFileInfo(config.logDir).isWritable()))
        return Error{
            u"The log cannot be written into %1: make that folder, or give this user the right."_s.arg(
                config.logDir)};
    std::optional<net::TlsContext> tls;
    if (!config.plain) {
        Result<net::TlsContext> made = net::TlsContext::serverFrom(data->path());
        if (!made)
            return made.error();
        tls = std::move(made).value();
    }
    Limits limits = config.limits;
    const int descriptors = raiseDescriptorLimit() - reservedDescriptors;
    limits.transfers = std::min(limits.transfers, std::max(1, descriptors / 4)); // each has a file open
    limits.connections = std::min(limits.connections, descriptors - limits.transfers);
    if (limits.connections < 1)
        return Error{u"The system allows this program too few descriptors; raise the limit (ulimit -n)."_s};
    ignoreBrokenPipes();
    return Foundation{std::move(data).value(), std::move(tls), limits};
}

ServerParts::ServerParts(const ServerConfig &config, Foundation &&foundation, tap::TrafficSink &sink,
                         qint64 lastId)
    : m_foundation(std::move(foundation))
    , m_logFile(config.logDir.isEmpty() ? nullptr
                                        : std::make_unique<LogFile>(LogFile::Options{config.logDir}))
    , m_log(
          this,
          [this](std::vector<LogEvent> &&events) {
              Q_EMIT logged(QList<LogEvent>(events.begin(), events.end()));
          },
          m_logFile.get())
    , m_passwordQueue(config.passwordQueue)
    , m_listener(m_foundation.limits, config.trustLoopback, m_clock, m_log, m_meter, lastId)
    , m_logic(makeLogic(m_logicThread, config, m_foundation.limits, m_foundation.data, m_clock, m_log))
    , m_inbound(m_logic.get(),
                [logic = m_logic.get()](std::vector<Inbound> &&batch) { logic->handle(std::move(batch)); })
    , m_workers(config.ioThreads, m_logicThread,
                {m_foundation.limits, m_clock, sink, m_log, m_inbound, m_listener.events(), m_meter},
                m_foundation.tls)
    , m_table(m_workers)
{
    m_listener.setWorkers(m_workers);
    connect(&m_listener, &ListenerService::listening, this, &ServerParts::listening);
    connect(&m_listener, &ListenerService::listenFailed, this, &ServerParts::listenFailed);
    connect(&m_listener, &ListenerService::closed, this, &ServerParts::listeningStopped);
    connect(&m_listener, &ListenerService::counted, this, [this](const ListenerService::Counts &counts) {
        if (!m_collection)
            return;
        m_collection->status.refused = counts.refused;
        m_collection->status.acceptPaused = counts.paused;
        collected();
    });
}

ServerParts::~ServerParts()
{
    stop();
}

void ServerParts::open()
{
    inLogic([this] {
        m_logic->open(
            m_table, [this](const Result<Done> &result) { here([this, result] { Q_EMIT opened(result); }); });
    });
}

void ServerParts::listen(const QString &address, quint16 port)
{
    m_listener.listen(address, port);
}

void ServerParts::stopListening()
{
    m_listener.close();
}

void ServerParts::kick(ConnectionId connection, const QString &text)
{
    inLogic([this, connection, text] { m_logic->kick(connection, text); });
}

void ServerParts::withDomain(std::function<void(Domain &, const Back &)> work)
{
    inLogic([this, work = std::move(work)] {
        if (Domain *domain = m_logic->domain())
            work(*domain, [this](std::function<void()> answer) { here(std::move(answer)); });
    });
}

void ServerParts::reloadTls(std::function<void(const Result<net::TlsContext> &)> then)
{
    if (!m_foundation.tls) {
        then(Error{u"This server runs without TLS: there is no certificate to read."_s});
        return;
    }
    m_files.start([this, then, folder = dataPath()] {
        // Never made anew here: files that are missing for a moment must not become another identity.
        const QDir data(folder);
        Result<net::TlsContext> loaded =
            data.exists(u"server.key"_s) && data.exists(u"server.crt"_s)
                ? net::TlsContext::serverFrom(folder)
                : Result<net::TlsContext>(Error{u"%1 lacks server.key or server.crt."_s.arg(folder)});
        net::endTlsInThisThread();
        here([this, then, loaded = std::move(loaded)] {
            if (loaded) {
                m_foundation.tls = *loaded;
                m_workers.postToAll(UseTls{*loaded});
            }
            then(loaded);
        });
    });
}

void ServerParts::withStore(std::function<void(ServerStore &, const Back &)> work)
{
    inLogic([this, work = std::move(work)] {
        if (m_logic->domain()) // the store answers
            work(*m_logic->store(), [this](std::function<void()> answer) { here(std::move(answer)); });
    });
}

void ServerParts::sayGoodbye(const QString &text)
{
    inLogic([this, text] { m_logic->shutDown(text, [this] { here([this] { Q_EMIT goodbyeSaid(); }); }); });
}

void ServerParts::drain(int graceMs)
{
    m_draining = m_workers.size();
    m_workers.postToAll(DrainConnections{goodbyeFrame(), graceMs, [this] {
                                             here([this] {
                                                 if (--m_draining == 0)
                                                     Q_EMIT drained();
                                             });
                                         }});
}

void ServerParts::closeStore()
{
    inLogic([this] {
        m_logic->close();
        here([this] { Q_EMIT storeClosed(); });
    });
}

qint64 ServerParts::stop()
{
    // Each thread only after those that hand it work.
    m_listener.stop();
    m_workers.stop();
    if (m_logicThread.isRunning()) {
        inLogic([this] {
            m_logic->close();
            m_logicThread.quit();
        });
        m_logicThread.wait();
    }
    return m_listener.lastId();
}

void ServerParts::requestStatus()
{
    if (m_collection)
        return;
    m_collection = std::make_unique<Collection>();
    m_collection->missing = m_workers.size() + 2;
    m_listener.requestCounts();
    inLogic([this] {
        here([this, report = m_logic->report()]() mutable {
            m_collection->logic = std::move(report);
            collected();
        });
    });
    m_workers.postToAll(ReportConnections{[this](std::vector<ConnectionStatus> &&report) {
        here([this, report = std::move(report)]() mutable {
            auto &all = m_collection->status.connections;
            all.insert(all.end(), std::make_move_iterator(report.begin()),
                       std::make_move_iterator(report.end()));
            collected();
        });
    }});
}

void ServerParts::collected()
{
    if (--m_collection->missing > 0)
        return;
    const std::unique_ptr<Collection> done = std::exchange(m_collection, nullptr);
    ServerStatus &status = done->status;
    QHash<ConnectionId, QByteArray> displays;
    for (const SessionInfo &session : done->logic.sessions)
        displays.insert(session.connection, session.display);
    for (ConnectionStatus &connection : status.connections)
        connection.display = QString::fromUtf8(displays.value(connection.id));
    std::sort(status.connections.begin(), status.connections.end(),
              [](const ConnectionStatus &a, const ConnectionStatus &b) { return a.id < b.id; });
    const DomainCounts &counts = done->logic.counts;
    status.signedIn = counts.signedIn;
    status.accounts = counts.accounts;
    status.messages = counts.since.messagesStored;
    status.messagesPerSecond = counts.messagesPerSecond;
    const StoreStatistics &store = done->logic.store;
    status.storeBytes = store.databaseBytes;
    status.lastCommitUs = store.lastCommitUs;
    status.maxCommitUs = store.maxCommitUs;
    status.storeFailures = store.failures;
    status.limits = limitReports(m_foundation.limits, m_passwordQueue, counts.since.limitHits, m_meter);
    Q_EMIT statusCollected(status);
}

} // namespace miniqq::server
