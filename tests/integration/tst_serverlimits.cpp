// SPDX-License-Identifier: MIT
#include "common/base/idgenerator.h"
#include "common/net/sockets.h"
#include "common/protocol/conversationid.h"
#include "tests/integration/runningserver.h"
#include "tests/integration/wireclient.h"

#include <QElapsedTimer>
#include <QTest>

#include <netinet/in.h>
#include <sys/socket.h>

using namespace miniqq;
using namespace miniqq::test;
using protocol::ErrorCode;
using server::ServerConfig;

namespace {

/// Signs up and never reads a byte. A plain blocking socket: Qt's would read ahead on its own.
net::Descriptor connectSleeper(quint16 port)
{
    net::Descriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int smallBuffer = 4'096;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_RCVBUF, &smallBuffer, sizeof smallBuffer);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    if (::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        return {};
    protocol::Hello hello;
    hello.client = "sleeper";
    protocol::AuthRegister registration;
    registration.account = "sleeper";
    registration.password = "never awake";
    const QByteArray frames = protocol::encodeFrame(hello) + protocol::encodeFrame(registration);
    if (::send(fd.get(), frames.constData(), size_t(frames.size()), MSG_NOSIGNAL) != frames.size())
        return {};
    return fd;
}

} // namespace

/// Deadlines, budgets and bad manners, with limits short enough to wait for.
class tst_ServerLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceEndsAtTheSignInDeadline();
    void nothingExtendsTheSignInDeadline();
    void handshakeHasADeadline();
    void frameHasADeadline();
    void silentSessionIsPingedThenEnded();
    void answeringKeepsASessionAlive();
    void fastSenderIsReadMoreSlowly();
    void foreignProtocolGetsNoAnswer();
    void impossibleLengthIsAnswered();
    void malformedPayloadIsAnsweredThenClosed();
    void wrongFieldIsAnsweredAndKept();
    void frameLimitGrowsWithSignIn();
    void oldestSilentStrangerGivesWay();
    void slowReaderIsClosedAndOthersGoOn();

private:
    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};
};

void tst_ServerLimits::silenceEndsAtTheSignInDeadline()
{
    RunningServer server([](ServerConfig &config) { config.limits.signInMs = 400; });
    WireClient silent(server.port());
    QVERIFY(silent.waitConnected());
    QElapsedTimer elapsed;
    elapsed.start();
    QVERIFY(silent.waitClosed());
    QVERIFY2(elapsed.elapsed() >= 350 && elapsed.elapsed() < 3'000,
             qPrintable(QString::number(elapsed.elapsed())));
    QVERIFY(silent.received().empty());
}

void tst_ServerLimits::nothingExtendsTheSignInDeadline()
{
    RunningServer server([](ServerConfig &config) { config.limits.signInMs = 400; });
    WireClient client(server.port());
    client.greet();
    QVERIFY(client.next<protocol::Welcome>());
    QElapsedTimer elapsed;
    elapsed.start();
    client.sendBytes(QByteArray::fromHex("00001000"));
    const auto trickle = [&client] {
        client.socket().write(" ");
        return client.isClosed();
    };
    QVERIFY(QTest::qWaitFor(trickle, 3'000));
    QVERIFY2(elapsed.elapsed() >= 300, qPrintable(QString::number(elapsed.elapsed())));
    QVERIFY(client.received().empty());
}

void tst_ServerLimits::handshakeHasADeadline()
{
    RunningServer server([](ServerConfig &config) {
        config.plain = false;
        config.limits.handshakeMs = 300;
    });
    WireClient half(server.port());
    half.sendBytes(QByteArray(1, 0x16));
    QVERIFY(half.waitClosed(3'000));
    WireClient whole(server.port(), true);
    QVERIFY(!whole.registerAs("alice").isEmpty());
}

void tst_ServerLimits::frameHasADeadline()
{
    RunningServer server([](ServerConfig &config) { config.limits.frameMs = 300; });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    alice.sendBytes(QByteArray::fromHex("000000ff") + "{\"type\"");
    QVERIFY(alice.waitClosed(3'000));
}

void tst_ServerLimits::silentSessionIsPingedThenEnded()
{
    RunningServer server([](ServerConfig &config) {
        config.limits.pingAfterMs = 200;
        config.limits.deadAfterMs = 600;
    });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    const auto ping = alice.nextIncoming<protocol::Ping>();
    QVERIFY(ping);
    QVERIFY(!ping->id.isEmpty());
    const auto bye = alice.next<protocol::Bye>();
    QVERIFY(bye);
    QCOMPARE(bye->reason, ErrorCode::TimedOut);
    QVERIFY(bye->reconnect);
    QVERIFY(alice.waitClosed());
    QCOMPARE(alice.count<protocol::Ping>(), 0); // one was enough
}

void tst_ServerLimits::answeringKeepsASessionAlive()
{
    RunningServer server([](ServerConfig &config) {
        config.limits.pingAfterMs = 100;
        config.limits.deadAfterMs = 400;
    });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    for (int i = 0; i < 6; ++i) {
        const auto ping = alice.nextIncoming<protocol::Ping>();
        QVERIFY(ping);
        alice.sendBytes(protocol::encodeFrame(protocol::Pong{}, {}, ping->id));
    }
    QVERIFY(!alice.isClosed());
}

void tst_ServerLimits::fastSenderIsReadMoreSlowly()
{
    RunningServer server([](ServerConfig &config) {
        config.limits.framesPerConnection = {100, 20};
        config.limits.requests = {};
    });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QElapsedTimer elapsed;
    elapsed.start();
    constexpr int count = 120;
    QByteArray burst;
    for (int i = 0; i < count; ++i)
        burst += protocol::encodeFrame(protocol::Ping{}, QByteArray::number(i));
    alice.sendBytes(burst);
    for (int i = 0; i < count; ++i) {
        const auto pong = alice.nextIncoming<protocol::Pong>();
        QVERIFY(pong);
        QCOMPARE(pong->re, QByteArray::number(i));
    }
    // 20 at once, then 100 a second
    QVERIFY2(elapsed.elapsed() >= 900, qPrintable(QString::number(elapsed.elapsed())));
}

void tst_ServerLimits::foreignProtocolGetsNoAnswer()
{
    RunningServer server;
    for (const QByteArray &greeting :
         {QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), QByteArray("SSH-2.0-OpenSSH_9.2\r\n"),
          QByteArray::fromHex("160301020001000001fc0303"), QByteArray(65536, char(0xa7))}) {
        WireClient stranger(server.port());
        stranger.sendBytes(greeting);
        QVERIFY(stranger.waitClosed(3'000));
        QVERIFY(stranger.received().empty());
    }
}

void tst_ServerLimits::impossibleLengthIsAnswered()
{
    RunningServer server;
    for (const char *length : {"00000000", "00000001", "00002001", "7fffffff", "ffffffff", "fffffffe"}) {
        WireClient stranger(server.port());
        stranger.sendBytes(QByteArray::fromHex(length));
        const auto error = stranger.next<protocol::ErrorReply>();
        QVERIFY2(error, length);
        QCOMPARE(error->code, ErrorCode::BadFrame);
        QVERIFY(stranger.waitClosed());
    }
}

void tst_ServerLimits::malformedPayloadIsAnsweredThenClosed()
{
    RunningServer server;
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    alice.sendPayload("{\"type\":\"ping\",");
    const auto error = alice.next<protocol::ErrorReply>();
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::BadJson);
    QVERIFY(alice.waitClosed());
}

void tst_ServerLimits::wrongFieldIsAnsweredAndKept()
{
    RunningServer server;
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    alice.sendPayload("{\"type\":\"chat.send\",\"id\":\"x\",\"body\":{}}");
    const auto error = alice.nextIncoming<protocol::ErrorReply>();
    QVERIFY(error);
    QCOMPARE(std::get<protocol::ErrorReply>(error->message).code, ErrorCode::BadField);
    QCOMPARE(error->re, QByteArray("x"));
    QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "still here"));
}

void tst_ServerLimits::frameLimitGrowsWithSignIn()
{
    RunningServer server;
    const QByteArray large = "{\"type\":\"ping\",\"pad\":\"" + QByteArray(15'000, 'x') + "\"}";
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    alice.sendPayload(large);
    QVERIFY(alice.next<protocol::Pong>());

    WireClient stranger(server.port());
    stranger.greet();
    stranger.sendPayload(large);
    const auto error = stranger.next<protocol::ErrorReply>();
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::BadFrame);
    QVERIFY(stranger.waitClosed());
}

void tst_ServerLimits::oldestSilentStrangerGivesWay()
{
    RunningServer server([](ServerConfig &config) { config.limits.preAuth = 3; });
    std::vector<std::unique_ptr<WireClient>> silent;
    for (int i = 0; i < 3; ++i) {
        silent.push_back(std::make_unique<WireClient>(server.port()));
        QVERIFY(silent.back()->waitConnected());
    }
    WireClient honest(server.port());
    QVERIFY(!honest.registerAs("alice").isEmpty());
    QVERIFY(silent[0]->waitClosed());
    QVERIFY(!silent[1]->isClosed());
    QVERIFY(!silent[2]->isClosed());
}

void tst_ServerLimits::slowReaderIsClosedAndOthersGoOn()
{
    RunningServer server([](ServerConfig &config) {
        config.limits.writeSoftBytes = 64 * 1024;
        config.limits.writeHardBytes = 512 * 1024;
        config.limits.framesPerConnection = {};
        config.limits.bytesPerConnection = {};
    });
    server.core().setStatusInterval(50);
    WireClient writer(server.port());
    WireClient reader(server.port());
    QVERIFY(!writer.registerAs("writer").isEmpty());
    QVERIFY(!reader.registerAs("reader").isEmpty());
    const net::Descriptor sleeper = connectSleeper(server.port());
    QVERIFY(sleeper.isValid());
    QTRY_COMPARE(server.core().status().signedIn, 3);

    const QByteArray text = QByteArray("字").repeated(3'900);
    int sent = 0;
    const bool gone = QTest::qWaitFor(
        [&] {
            if (writer.count<protocol::ChatAck>() == sent) {
                for (int i = 0; i < 20; ++i, ++sent)
                    writer.send(protocol::ChatSend{protocol::lobbyKey, m_ids.next(), text});
            }
            return server.core().status().connections.size() == 2;
        },
        30'000);
    QVERIFY(gone);
    QTRY_COMPARE_WITH_TIMEOUT(writer.count<protocol::ChatAck>(), sent, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(reader.count<protocol::ChatDeliver>(), sent, 10'000);
}

QTEST_GUILESS_MAIN(tst_ServerLimits)
#include "tst_serverlimits.moc"
