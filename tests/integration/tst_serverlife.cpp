// SPDX-License-Identifier: MIT
#include "common/base/idgenerator.h"
#include "common/protocol/conversationid.h"
#include "server/core/datadirectory.h"
#include "server/ctl/ctlserver.h"
#include "tests/integration/runningserver.h"
#include "tests/integration/wireclient.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSslCertificate>
#include <QSslKey>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;
using protocol::ErrorCode;
using server::DataDirectory;
using server::ServerConfig;
using server::ServerCore;
using server::ServerStatus;

/// A server's life: starting, refusing to, listening or not, telling about itself, ending in order.
class tst_ServerLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsAndStopsTwentyTimes();
    void canBeDestroyedAtAnyTime_data();
    void canBeDestroyedAtAnyTime();
    void refusesASharedFolder();
    void takesOverWhatAKilledServerLeft();
    void refusesAUsedPort();
    void startsAgainAfterAFailure();
    void keepsItsFolderPrivate();
    void stopListeningKeepsChats();
    void shutDownWhileStarting();
    void shutDownAnswersThenSaysBye();
    void kickTellsWhy();
    void statusTellsWhatIsThere();
    void fingerprintIsTheKeys();
    void logComesInBatches();
    void localSocketGoesBeforeTheLock();

private:
    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};
};

void tst_ServerLife::startsAndStopsTwentyTimes()
{
    RunningServer server([](ServerConfig &config) { config.ioThreads = 2; });
    for (int i = 0; i < 20; ++i) {
        if (i > 0)
            QVERIFY(server.start());
        WireClient client(server.port());
        const QByteArray name = "user" + QByteArray::number(i);
        QVERIFY(!client.registerAs(name).isEmpty());
        QVERIFY(client.say(protocol::lobbyKey, m_ids.next(), "round " + QByteArray::number(i)));
        QVERIFY(server.stop());
        const auto bye = client.next<protocol::Bye>();
        QVERIFY(bye);
        QCOMPARE(bye->reason, ErrorCode::ShuttingDown);
        QVERIFY(client.waitClosed());
        QCOMPARE(server.core().state(), ServerCore::State::Stopped);
    }
}

void tst_ServerLife::canBeDestroyedAtAnyTime_data()
{
    QTest::addColumn<int>("stage");
    QTest::newRow("never started") << 0;
    QTest::newRow("starting") << 1;
    QTest::newRow("with clients") << 2;
    QTest::newRow("shutting down") << 3;
}

void tst_ServerLife::canBeDestroyedAtAnyTime()
{
    QFETCH(int, stage);
    QTemporaryDir folder;
    tap::NullSink sink;
    auto core = std::make_unique<ServerCore>(testConfig(folder.filePath(u"data"_s)), sink);
    QSignalSpy started(core.get(), &ServerCore::started);
    if (stage > 0)
        core->start();
    std::vector<std::unique_ptr<WireClient>> clients;
    if (stage > 1) {
        QVERIFY(started.wait(10'000));
        for (int i = 0; i < 5; ++i) {
            clients.push_back(std::make_unique<WireClient>(core->status().listening.front().port));
            QVERIFY(!clients.back()->registerAs("user" + QByteArray::number(i)).isEmpty());
        }
    }
    if (stage > 2)
        core->shutDown(u"now"_s);
    core.reset();
    for (const auto &client : clients)
        QVERIFY(client->waitClosed());
}

void tst_ServerLife::refusesASharedFolder()
{
    RunningServer server;
    tap::NullSink sink;
    ServerCore second(server.config(), sink);
    QSignalSpy failed(&second, &ServerCore::startFailed);
    second.start();
    QVERIFY(failed.wait(10'000));
    const QString text = failed.front().front().value<Error>().text;
    QVERIFY2(text.contains(u"in use by another server"), qPrintable(text));
    QVERIFY(text.contains(server.config().dataDir));
    QCOMPARE(second.state(), ServerCore::State::Stopped);
}

void tst_ServerLife::takesOverWhatAKilledServerLeft()
{
    // A container's servers all have the same process number, and a new host name each time: neither says
    // whether the one that wrote this is still there.
    QTemporaryDir folder;
    for (const QString &host : {QSysInfo::machineHostName(), u"another-host"_s}) {
        QFile lock(folder.filePath(u"server.lock"_s));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        const QString program = QFileInfo(QCoreApplication::applicationFilePath()).fileName();
        lock.write(u"%1\n%2\n%3\n"_s.arg(QCoreApplication::applicationPid()).arg(program, host).toUtf8());
        lock.close();
        QVERIFY(DataDirectory::open(folder.path()).ok());
    }
}

void tst_ServerLife::refusesAUsedPort()
{
    RunningServer server;
    QTemporaryDir folder;
    ServerConfig config = testConfig(folder.filePath(u"data"_s));
    config.port = server.port();
    tap::NullSink sink;
    ServerCore second(config, sink);
    QSignalSpy failed(&second, &ServerCore::startFailed);
    second.start();
    QVERIFY(failed.wait(10'000));
    const QString text = failed.front().front().value<Error>().text;
    QVERIFY2(text.contains(QString::number(config.port)), qPrintable(text));
    QCOMPARE(second.state(), ServerCore::State::Stopped);

    // While running, the same is no reason to stop.
    QSignalSpy listenFailed(&second, &ServerCore::listenFailed);
    QSignalSpy listening(&second, &ServerCore::listeningChanged);
    second.startListening(u"127.0.0.1"_s, 0);
    QVERIFY(listening.wait(10'000));
    second.startListening(u"127.0.0.1"_s, server.port());
    QVERIFY(listenFailed.wait(10'000));
    QCOMPARE(second.state(), ServerCore::State::Running);
    QVERIFY(!second.isListening());
}

void tst_ServerLife::startsAgainAfterAFailure()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    QFile file(path); // a file where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    tap::NullSink sink;
    ServerCore core(testConfig(path), sink);
    QSignalSpy failed(&core, &ServerCore::startFailed);
    QSignalSpy started(&core, &ServerCore::started);
    core.start();
    QVERIFY(failed.wait(10'000));
    QVERIFY(file.remove());
    core.start();
    QVERIFY(started.wait(10'000));
}

void tst_ServerLife::keepsItsFolderPrivate()
{
    RunningServer server([](ServerConfig &config) { config.plain = false; });
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    for (const QString &name : {u""_s, u"/server.db"_s, u"/server.key"_s}) {
        const QFileInfo info(server.config().dataDir + name);
        QVERIFY2(info.exists(), qPrintable(info.filePath()));
        QVERIFY2(!(info.permissions() & others), qPrintable(info.filePath()));
    }
}

void tst_ServerLife::stopListeningKeepsChats()
{
    RunningServer server;
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    const quint16 port = server.port();

    QSignalSpy changed(&server.core(), &ServerCore::listeningChanged);
    server.core().stopListening();
    QVERIFY(changed.wait());
    QVERIFY(!server.core().isListening());
    WireClient late(port);
    QTRY_COMPARE(late.socket().error(), QAbstractSocket::ConnectionRefusedError);

    QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "still here"));
    QVERIFY(bob.next<protocol::ChatDeliver>());

    server.core().startListening(u"127.0.0.1"_s, 0);
    QVERIFY(changed.wait());
    WireClient again(server.port());
    QVERIFY(!again.registerAs("carol").isEmpty());
}

void tst_ServerLife::shutDownWhileStarting()
{
    QTemporaryDir folder;
    tap::NullSink sink;
    ServerCore core(testConfig(folder.filePath(u"data"_s)), sink);
    QSignalSpy started(&core, &ServerCore::started);
    QSignalSpy stopped(&core, &ServerCore::stopped);
    core.start();
    core.shutDown(u"changed my mind"_s);
    QVERIFY(stopped.wait(10'000));
    QCOMPARE(started.count(), 0);
    QCOMPARE(core.state(), ServerCore::State::Stopped);
}

void tst_ServerLife::shutDownAnswersThenSaysBye()
{
    RunningServer server;
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "first"));

    QSignalSpy stopped(&server.core(), &ServerCore::stopped);
    server.core().shutDown(u"back in five minutes"_s);
    QVERIFY(stopped.wait(15'000));
    QVERIFY(alice.waitClosed());
    const auto bye = alice.next<protocol::Bye>();
    QVERIFY(bye);
    QCOMPARE(bye->reason, ErrorCode::ShuttingDown);
    QCOMPARE(bye->message, QByteArray("back in five minutes"));
    QVERIFY(bye->reconnect);
    QVERIFY(!server.core().isListening());

    QVERIFY(server.start());
    WireClient back(server.port());
    QVERIFY(back.signInAs("alice"));
    const auto ack = back.say(protocol::lobbyKey, m_ids.next(), "second");
    QVERIFY(ack);
    QCOMPARE(ack->seq, qint64(2));
}

void tst_ServerLife::kickTellsWhy()
{
    RunningServer server([](ServerConfig &) {});
    server.core().setStatusInterval(50);
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    QTRY_COMPARE(server.core().status().signedIn, 2);
    const auto &connections = server.core().status().connections;
    const auto found = std::find_if(connections.begin(), connections.end(),
                                    [](const auto &connection) { return connection.account == u"bob"; });
    QVERIFY(found != connections.end());
    server.core().kick(found->id, u"Too loud."_s);
    const auto bye = bob.next<protocol::Bye>();
    QVERIFY(bye);
    QCOMPARE(bye->reason, ErrorCode::Kicked);
    QCOMPARE(bye->message, QByteArray("Too loud."));
    QVERIFY(!bye->reconnect);
    QVERIFY(bob.waitClosed());
    QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "quiet now"));
    QTRY_COMPARE(server.core().status().connections.size(), size_t(1));
}

void tst_ServerLife::statusTellsWhatIsThere()
{
    RunningServer server([](ServerConfig &config) { config.ioThreads = 2; });
    server.core().setStatusInterval(50);
    WireClient alice(server.port());
    WireClient bob(server.port());
    WireClient silent(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "one"));
    QVERIFY(bob.next<protocol::ChatDeliver>());
    QTRY_COMPARE(server.core().status().messages, quint64(1));
    QTRY_COMPARE(server.core().status().connections.size(), size_t(3));
    // The counters are taken by several threads at slightly different moments; the next round has them all.
    QSignalSpy published(&server.core(), &ServerCore::statusChanged);
    QTRY_VERIFY(published.count() >= 2);

    const ServerStatus &status = server.core().status();
    QCOMPARE(status.accounts, 2);
    QCOMPARE(status.signedIn, 2);
    QVERIFY(status.plain);
    QVERIFY(status.startedMs > 0);
    QVERIFY(status.storeBytes > 0);
    QVERIFY(status.lastCommitUs > 0);
    QVERIFY(std::is_sorted(status.connections.begin(), status.connections.end(),
                           [](const auto &a, const auto &b) { return a.id < b.id; }));
    for (const auto &connection : status.connections) {
        QCOMPARE(connection.local.port, server.port());
        QCOMPARE(connection.peer.address, u"127.0.0.1"_s);
        QVERIFY(!connection.encrypted);
        QVERIFY(connection.sinceMs > 0);
        if (connection.account == u"alice") {
            QCOMPARE(connection.display, u"alice"_s);
            QCOMPARE(connection.messagesIn, quint64(1));
            QCOMPARE(connection.messagesOut, quint64(0));
            QVERIFY(connection.bytesIn > 0 && connection.bytesOut > 0);
            QCOMPARE(connection.framesIn, quint64(3));
        } else if (connection.account == u"bob") {
            QCOMPARE(connection.messagesOut, quint64(1));
        } else {
            QCOMPARE(connection.framesIn, quint64(0));
        }
    }
}

void tst_ServerLife::fingerprintIsTheKeys()
{
    RunningServer server([](ServerConfig &config) { config.plain = false; });
    server.core().setStatusInterval(50);
    WireClient client(server.port(), true);
    QVERIFY(client.waitConnected());
    // Of a P-256 or RSA key Qt writes the whole SubjectPublicKeyInfo.
    const QByteArray digest = QCryptographicHash::hash(client.socket().peerCertificate().publicKey().toDer(),
                                                       QCryptographicHash::Sha256);
    const QString fingerprint = server.core().status().fingerprint;
    QCOMPARE(fingerprint, QString::fromLatin1(digest.toHex(':').toUpper()));
    QTRY_VERIFY(!server.core().status().connections.empty() &&
                !server.core().status().connections.front().tlsVersion.isEmpty());
    QCOMPARE(server.core().status().connections.front().tlsVersion, u"TLSv1.3"_s);
    QVERIFY(server.core().status().connections.front().encrypted);

    QVERIFY(server.stop());
    QVERIFY(server.start());
    QCOMPARE(server.core().status().fingerprint, fingerprint);
}

void tst_ServerLife::logComesInBatches()
{
    RunningServer server;
    QList<server::LogEvent> lines;
    connect(&server.core(), &ServerCore::logged, this,
            [&lines](const QList<server::LogEvent> &events) { lines += events; });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    const auto hasLineOf = [&lines](const QByteArray &account) {
        return std::any_of(lines.begin(), lines.end(),
                           [&](const server::LogEvent &event) { return event.account == account; });
    };
    QTRY_VERIFY(hasLineOf("alice"));
    for (const server::LogEvent &event : std::as_const(lines))
        QVERIFY(!event.text.contains(u"password of"));
}

void tst_ServerLife::localSocketGoesBeforeTheLock()
{
    RunningServer server;
    QVERIFY(server.stop());
    server::CtlServer ctl(server.core());
    QVERIFY(server.start());
    const QString folder = server.config().dataDir;
    const QString name = folder + u"/ctl.sock";
    QVERIFY(QFileInfo::exists(name));
    bool isGone = false;
    bool isLocked = false;
    QObject guard;
    QObject::connect(&server.core(), &ServerCore::storeClosed, &guard, [&] {
        isGone = !QFileInfo::exists(name);
        isLocked = !DataDirectory::open(folder);
    });
    QVERIFY(server.stop());
    QVERIFY(isGone); // or the next server's would be taken away
    QVERIFY(isLocked);
    QVERIFY(DataDirectory::open(folder));
}

QTEST_GUILESS_MAIN(tst_ServerLife)
#include "tst_serverlife.moc"
