// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "app/core/typingservice.h"
#include "fakeserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace miniqq::client {

/// Short waits, so that every timer of the messenger fires within a test.
inline Timing quickTiming()
{
    Timing timing;
    timing.pingAfter = 150;
    timing.deadAfter = 400;
    timing.signIn = 1'500;
    timing.goodbye = 100;
    timing.ackTimeout = 250;
    timing.receiptDelay = 10;
    timing.typingRepeat = 100;
    timing.typingLapse = 150;
    timing.infoInterval = 50;
    timing.reconnectFirst = 20;
    timing.reconnectStep = 10;
    timing.reconnectMost = 40;
    return timing;
}

/// A messenger of one account over a folder that outlives it: start(), stop(), start() is what a restart is.
class ClientFixture
{
public:
    explicit ClientFixture(FakeServer &server, const Timing &timing = quickTiming())
        : m_server(server)
        , m_timing(timing)
    {
        start();
    }

    void start()
    {
        auto opened = Profile::open(m_directory.path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        m_profile = std::move(*opened);
        m_client = std::make_unique<Client>(*m_profile, m_sink, m_clock, m_server.connector(), m_timing);
    }
    void stop()
    {
        m_client.reset();
        m_profile.reset();
    }

    void signIn()
    {
        m_client->signIn(address(), QString::fromUtf8(m_server.account), QStringLiteral("secret"));
    }
    /// As a messenger wrote it that knew servers by their certificates.
    void rememberCertificate(const QString &fingerprint)
    {
        QFile file(m_directory.filePath(QStringLiteral("known_servers")));
        const QByteArray line = address().toText().toUtf8() + ' ' + fingerprint.toLatin1() + '\n';
        if (!file.open(QIODevice::WriteOnly) || file.write(line) != line.size())
            qFatal("known_servers cannot be written");
    }
    static ServerAddress address() { return {QStringLiteral("example.lan"), 6477, true}; }

    Client &operator*() { return *m_client; }
    Client *operator->() { return m_client.get(); }
    Profile &profile() { return *m_profile; }
    QString directory() const { return m_directory.path(); }

private:
    FakeServer &m_server;
    Timing m_timing;
    QTemporaryDir m_directory;
    SystemClock m_clock;
    tap::NullSink m_sink;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Client> m_client;
};

} // namespace miniqq::client
