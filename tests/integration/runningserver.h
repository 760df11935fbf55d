// SPDX-License-Identifier: MIT
#pragma once

#include "server/core/servercore.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <utility>

namespace miniqq::test {

/// A configuration for tests: loopback, a port of the kernel's choice, unprotected, passwords that cost
/// nothing.
inline server::ServerConfig testConfig(const QString &dataDir)
{
    server::ServerConfig config;
    config.listenAddress = QStringLiteral("127.0.0.1");
    config.port = 0;
    config.dataDir = dataDir;
    config.name = QStringLiteral("test");
    config.plain = true;
    config.passwordMemoryKiB = 8;
    config.passwordIterations = 1;
    config.limits.messages = {};
    config.limits.registrations = {};
    config.limits.registrationsPerAddress = {};
    return config;
}

/// A server in this process and its folder.
class RunningServer
{
public:
    template<class Change = void (*)(server::ServerConfig &)>
    explicit RunningServer(Change change = [](server::ServerConfig &) {})
        : m_config(testConfig(m_folder.filePath(QStringLiteral("data"))))
    {
        change(m_config);
        restart();
    }

    /// Starts anew on the same folder; what ran before is destroyed.
    bool restart()
    {
        m_core.reset();
        m_core = std::make_unique<server::ServerCore>(m_config, m_sink);
        return start();
    }
    bool start()
    {
        QSignalSpy started(m_core.get(), &server::ServerCore::started);
        QObject guard;
        QObject::connect(m_core.get(), &server::ServerCore::startFailed, &guard,
                         [](const Error &error) { qWarning().noquote() << error.text; });
        m_core->start();
        return started.count() > 0 || started.wait(10'000);
    }
    bool stop(const QString &reason = QStringLiteral("test over"))
    {
        QSignalSpy stopped(m_core.get(), &server::ServerCore::stopped);
        m_core->shutDown(reason);
        return stopped.count() > 0 || stopped.wait(15'000);
    }
    void destroy() { m_core.reset(); }

    server::ServerCore &core() { return *m_core; }
    server::ServerConfig &config() { return m_config; }
    quint16 port() const
    {
        return m_core->isListening() ? m_core->status().listening.front().port : quint16(0);
    }

private:
    QTemporaryDir m_folder;
    server::ServerConfig m_config;
    tap::NullSink m_sink;
    std::unique_ptr<server::ServerCore> m_core;
};

} // namespace miniqq::test
