// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "common/protocol/codec.h"
#include "common/wire/frame.h"
#include "server/core/maintenance.h"
#include "server/core/servercore.h"

#include <QMutex>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace miniqq::test {

using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

/// Keeps the types of all frames in the order they crossed the wire: "> chat.send" left, "< chat.ack" came.
class Recorder final : public tap::TrafficSink
{
public:
    QStringList frames() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_frames;
    }
    void clear()
    {
        const QMutexLocker lock(&m_mutex);
        m_frames.clear();
    }
    int count(const QString &frame) const { return int(frames().count(frame)); }
    QString tls() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_tls;
    }

    void opened(ConnectionId, const Endpoint &, const Endpoint &) override {}
    void secured(ConnectionId, const QString &version, const QString &) override
    {
        const QMutexLocker lock(&m_mutex);
        m_tls = version;
    }
    void bytesRead(ConnectionId, qsizetype) override {}
    void bytesWritten(ConnectionId, qsizetype) override {}
    void frame(ConnectionId, tap::Direction direction, QByteArrayView frame) override
    {
        const QByteArray type = protocol::peekType(frame.sliced(wire::headerSize));
        const QMutexLocker lock(&m_mutex);
        m_frames.append((direction == tap::Direction::Out ? u"> "_s : u"< "_s) + QString::fromLatin1(type));
    }
    void closed(ConnectionId, const QString &) override {}

private:
    mutable QMutex m_mutex;
    QStringList m_frames;
    QString m_tls;
};

/// A real server in this process; restart() keeps its data and its port.
class Server
{
public:
    bool start(quint16 port = 0)
    {
        server::ServerConfig config;
        config.listenAddress = u"127.0.0.1"_s;
        config.port = port;
        config.dataDir = m_data;
        config.passwordMemoryKiB = 64; // quick, not safe
        config.passwordIterations = 1;
        config.limits = limits;
        m_core = std::make_unique<server::ServerCore>(config, recorder);
        QSignalSpy started(m_core.get(), &server::ServerCore::started);
        m_core->start();
        if (!started.wait() || !QTest::qWaitFor([&] { return m_core->isListening(); }))
            return false;
        m_port = m_core->status().listening.front().port;
        return true;
    }
    bool stop()
    {
        QSignalSpy stopped(m_core.get(), &server::ServerCore::stopped);
        m_core->shutDown(u"restarting"_s);
        const bool done = stopped.wait(10'000);
        m_core.reset();
        return done;
    }
    quint16 port() const { return m_port; }
    server::ServerCore &core() { return *m_core; }
    QString folder() const { return m_directory.path(); }

    /// Into a new file, while it runs.
    bool backUp(const QString &file)
    {
        std::optional<bool> done;
        m_core->backUp(file, [&done](const Result<server::StoreReport> &report) { done = report.ok(); });
        return QTest::qWaitFor([&] { return done.has_value(); }, 20'000) && *done;
    }
    /// The next start is from that backup.
    bool restore(const QString &file)
    {
        m_data = m_directory.filePath(u"restored-%1"_s.arg(++m_restored));
        return server::restoreBackup(file, m_data).ok();
    }

    Recorder recorder;
    server::Limits limits; ///< for the next start

private:
    QTemporaryDir m_directory;
    QString m_data = m_directory.path();
    std::unique_ptr<server::ServerCore> m_core;
    quint16 m_port = 0;
    int m_restored = 0;
};

/// A messenger with a profile of its own, on real sockets.
class User
{
public:
    /// Dials the server, or `port` if it is not 0.
    User(const Server &server, const QString &name, quint16 port = 0, Timing timing = quickTiming())
        : m_server(server)
        , m_name(name)
        , m_port(port)
    {
        auto opened = Profile::open(m_directory.path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        m_profile = std::move(*opened);
        m_client = std::make_unique<Client>(*m_profile, recorder, m_clock, nullptr, timing);
    }

    void registerAccount() { m_client->registerAccount(address(), m_name, QString(), u"a long password"_s); }
    void signIn() { m_client->signIn(address(), m_name, u"a long password"_s); }
    ServerAddress address() const { return {u"127.0.0.1"_s, m_port != 0 ? m_port : m_server.port(), true}; }
    static Timing quickTiming()
    {
        Timing timing;
        timing.reconnectFirst = 200;
        timing.reconnectStep = 50;
        timing.reconnectMost = 200;
        return timing;
    }
    Client *operator->() { return m_client.get(); }
    Client &operator*() { return *m_client; }
    QString folder() const { return m_directory.path(); }
    const Conversation *find(const QByteArray &key) { return m_client->conversations().find(key); }

    Recorder recorder;

private:
    const Server &m_server;
    QString m_name;
    quint16 m_port;
    QTemporaryDir m_directory;
    SystemClock m_clock;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Client> m_client;
};

} // namespace miniqq::test
