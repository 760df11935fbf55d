// SPDX-License-Identifier: MIT
#include "app/core/client.h"
#include "app/core/conversationservice.h"
#include "app/core/outbox.h"
#include "app/core/peopleservice.h"
#include "common/protocol/codec.h"
#include "common/wire/frame.h"
#include "server/core/servercore.h"

#include <QMutex>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

namespace {

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
        config.dataDir = m_directory.path();
        config.passwordMemoryKiB = 64; // quick, not safe
        config.passwordIterations = 1;
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

    Recorder recorder;

private:
    QTemporaryDir m_directory;
    std::unique_ptr<server::ServerCore> m_core;
    quint16 m_port = 0;
};

/// A messenger with a profile of its own, on real sockets.
class User
{
public:
    User(const Server &server, const QString &name)
        : m_server(server)
        , m_name(name)
    {
        auto opened = Profile::open(m_directory.path());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().text));
        m_profile = std::move(*opened);
        Timing timing;
        timing.reconnectFirst = 200;
        timing.reconnectStep = 50;
        timing.reconnectMost = 200;
        m_client = std::make_unique<Client>(*m_profile, recorder, m_clock, nullptr, timing);
    }

    void registerAccount() { m_client->registerAccount(address(), m_name, QString(), u"a long password"_s); }
    void signIn() { m_client->signIn(address(), m_name, u"a long password"_s); }
    ServerAddress address() const { return {u"127.0.0.1"_s, m_server.port(), true}; }
    Client *operator->() { return m_client.get(); }
    Client &operator*() { return *m_client; }
    const Conversation *find(const QByteArray &key) { return m_client->conversations().find(key); }

    Recorder recorder;

private:
    const Server &m_server;
    QString m_name;
    QTemporaryDir m_directory;
    SystemClock m_clock;
    std::unique_ptr<Profile> m_profile;
    std::unique_ptr<Client> m_client;
};

} // namespace

/// Real messengers and a real server, over TLS on the loopback.
class TestConversation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theWholePathOfAMessage()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());
        bob.registerAccount();
        QTRY_VERIFY(bob->isOnline());
        QTRY_COMPARE(alice->people().presence("bob"), Presence::Online);
        QTRY_COMPARE(bob->people().presence("alice"), Presence::Online);
        QCOMPARE(bob.recorder.tls(), u"TLSv1.3"_s);
        QCOMPARE(bob.recorder.frames().first(6),
                 (QStringList{u"> hello"_s, u"< welcome"_s, u"> auth.register"_s, u"< auth.ok"_s,
                              u"> conversation.get"_s, u"> directory.get"_s}));

        alice.recorder.clear();
        bob.recorder.clear();
        server.recorder.clear();
        const QByteArray key = alice->conversations().openDirect("bob");
        alice->outbox().sendText(key, u"你好, Bob 😀\nsecond line"_s);
        QTRY_VERIFY(bob.find(key) && bob.find(key)->last);
        QCOMPARE(bob.find(key)->last->text, u"你好, Bob 😀\nsecond line"_s);
        QCOMPARE(bob.find(key)->last->from, QByteArray("alice"));
        QTRY_COMPARE(alice.find(key)->peerReceived, 1);
        bob->conversations().markRead(key, 1);
        QTRY_COMPARE(alice.find(key)->peerRead, 1);
        QTRY_COMPARE(bob.find(key)->unread, 0);

        // Exactly these frames, nothing else.
        QCOMPARE(alice.recorder.frames(), (QStringList{u"> chat.send"_s, u"< chat.ack"_s,
                                                       u"< receipt.changed"_s, u"< receipt.changed"_s}));
        QCOMPARE(bob.recorder.frames(),
                 (QStringList{u"< chat.deliver"_s, u"> receipt.set"_s, u"> receipt.set"_s}));
        QStringList atServer = server.recorder.frames();
        atServer.sort();
        QCOMPARE(atServer,
                 (QStringList{u"< chat.send"_s, u"< receipt.set"_s, u"< receipt.set"_s, u"> chat.ack"_s,
                              u"> chat.deliver"_s, u"> receipt.changed"_s, u"> receipt.changed"_s}));
    }

    void comesBackAfterARestartOfTheServer()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        User bob(server, u"bob"_s);
        alice.registerAccount();
        bob.registerAccount();
        QTRY_VERIFY(alice->isOnline() && bob->isOnline());
        alice->outbox().sendText("lobby", u"before"_s);
        QTRY_VERIFY(bob.find("lobby") && bob.find("lobby")->synced == 1);

        QVERIFY(server.stop());
        QTRY_VERIFY(!alice->isOnline() && !bob->isOnline());
        for (int i = 0; i < 5; ++i)
            alice->outbox().sendText("lobby", QString::number(i));
        QTRY_COMPARE(alice->outbox().entries("lobby").size(), 5);
        QVERIFY(server.start(server.port()));
        QTRY_VERIFY_WITH_TIMEOUT(alice->isOnline() && bob->isOnline(), 15'000);
        QTRY_COMPARE(bob.find("lobby")->synced, 6);
        QTRY_COMPARE(alice->outbox().size(), 0);
        QCOMPARE(bob.find("lobby")->last->text, u"4"_s);
        QCOMPARE(alice.recorder.count(u"> auth.register"_s), 1);
        QVERIFY(alice.recorder.count(u"> auth.resume"_s) >= 1);
        QVERIFY(!alice->profile().pin(alice.address()).isEmpty());
    }

    void twoSessionsOfOneAccount()
    {
        Server server;
        QVERIFY(server.start());
        User first(server, u"alice"_s);
        User second(server, u"alice"_s);
        User bob(server, u"bob"_s);
        first.registerAccount();
        bob.registerAccount();
        QTRY_VERIFY(first->isOnline() && bob->isOnline());
        second.signIn();
        QTRY_VERIFY(second->isOnline());

        // Both see what either says, once; and what one has read, the other has.
        const QByteArray key = first->conversations().openDirect("bob");
        first->outbox().sendText(key, u"from the first"_s);
        QTRY_VERIFY(second.find(key) && second.find(key)->synced == 1);
        QCOMPARE(second.find(key)->last->from, QByteArray("alice"));
        QTRY_VERIFY(bob.find(key));
        bob->outbox().sendText(key, u"answer"_s);
        QTRY_COMPARE(first.find(key)->synced, 2);
        QTRY_COMPARE(second.find(key)->synced, 2);
        QTRY_COMPARE(first.find(key)->unread, 1);
        QTRY_COMPARE(second.find(key)->unread, 1);
        second->conversations().markRead(key, 2);
        QTRY_COMPARE(first.find(key)->unread, 0);
    }

    void signInFailuresAreToldApart()
    {
        Server server;
        QVERIFY(server.start());
        User alice(server, u"alice"_s);
        alice.registerAccount();
        QTRY_VERIFY(alice->isOnline());

        User again(server, u"alice"_s);
        QSignalSpy taken(&*again, &Client::signInFailed);
        again.registerAccount();
        QVERIFY(taken.wait());
        QCOMPARE(taken.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::AccountTaken);

        QSignalSpy wrong(&*again, &Client::signInFailed);
        again->signIn(again.address(), u"alice"_s, u"not the password"_s);
        QVERIFY(wrong.wait());
        QCOMPARE(wrong.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::BadPassword);

        QSignalSpy plain(&*again, &Client::signInFailed);
        again->signIn({u"127.0.0.1"_s, server.port(), false}, u"alice"_s, u"a long password"_s);
        QVERIFY(plain.wait(10'000));
        QCOMPARE(plain.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::NotOurService);

        const quint16 port = server.port();
        QVERIFY(server.stop());
        QSignalSpy refused(&*again, &Client::signInFailed);
        again->signIn({u"127.0.0.1"_s, port, true}, u"alice"_s, u"a long password"_s);
        QVERIFY(refused.wait());
        QCOMPARE(refused.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::ConnectionRefused);
    }
};

QTEST_GUILESS_MAIN(TestConversation)
#include "tst_conversation.moc"
