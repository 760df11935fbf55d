// SPDX-License-Identifier: MIT
#include "transportfixture.h"

#include "common/net/plaintransport.h"
#include "common/net/tlstransport.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <sys/socket.h>
#include <unistd.h>

using namespace miniqq;
using namespace miniqq::net;

using Status = IoResult::Status;

class TransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void roundTrip_data() { transports(); }
    void roundTrip();
    void largeBothWays_data() { transports(); }
    void largeBothWays();
    void halfClose_data() { transports(); }
    void halfClose();
    void abortiveCloseIsReset();
    void writeToClosedPeerIsAnError_data() { transports(); }
    void writeToClosedPeerIsAnError();
    void closeInsideCallback_data() { transports(); }
    void closeInsideCallback();
    void endpointsAndTcpInfo();
    void securityIsTold();
    void manySmallRecordsInOneGo();
    void garbageInsteadOfHandshake_data();
    void garbageInsteadOfHandshake();
    void plainServerUnderTlsClient();
    void oldTlsIsRefused();
    void closedDuringHandshake();
    void damagedRecord();

private:
    void transports();
    /// Client and server over loopback, with the handshake done.
    std::pair<std::unique_ptr<Peer>, std::unique_ptr<Peer>> peers(bool tls, bool tcp = true);

    QTemporaryDir m_dir;
    std::optional<TlsContext> m_server;
    std::optional<TlsContext> m_client;
};

void TransportTest::initTestCase()
{
    auto server = TlsContext::serverFrom(m_dir.path());
    QVERIFY2(server.ok(), server.ok() ? "" : qPrintable(server.error().text));
    m_server = *server;
    auto client = TlsContext::client();
    QVERIFY(client.ok());
    m_client = *client;
}

void TransportTest::transports()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("tcp");
    QTest::newRow("plain, socket pair") << false << false;
    QTest::newRow("plain, TCP") << false << true;
    QTest::newRow("TLS, socket pair") << true << false;
    QTest::newRow("TLS, TCP") << true << true;
}

std::pair<std::unique_ptr<Peer>, std::unique_ptr<Peer>> TransportTest::peers(bool tls, bool tcp)
{
    auto [a, b] = connected(tcp);
    if (!tls)
        return {std::make_unique<Peer>(std::make_unique<PlainTransport>(std::move(a))),
                std::make_unique<Peer>(std::make_unique<PlainTransport>(std::move(b)))};
    auto client = std::make_unique<Peer>(std::make_unique<TlsTransport>(
        std::move(a), *m_client, Endpoint(), Endpoint(), QStringLiteral("localhost")));
    auto server = std::make_unique<Peer>(std::make_unique<TlsTransport>(std::move(b), *m_server));
    const bool done = QTest::qWaitFor([&] { return client->readyCalls == 1 && server->readyCalls == 1; });
    Q_ASSERT(done);
    Q_UNUSED(done)
    return {std::move(client), std::move(server)};
}

void TransportTest::roundTrip()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, tcp);
    auto [client, server] = peers(tls, tcp);
    QCOMPARE(client->transport().isEncrypted(), tls);
    client->write("ping");
    QTRY_COMPARE(server->received, QByteArray("ping"));
    server->write("pong");
    QTRY_COMPARE(client->received, QByteArray("pong"));
}

void TransportTest::largeBothWays()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, tcp);
    auto [client, server] = peers(tls, tcp);
    const QByteArray up = noise(6'000'000);
    const QByteArray down = noise(5'000'001);
    client->write(up);
    server->write(down);
    QVERIFY(client->blocked > 0); // otherwise partial writes were not tested
    QTRY_COMPARE_WITH_TIMEOUT(server->received.size(), up.size(), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(client->received.size(), down.size(), 20'000);
    QVERIFY(server->received == up);
    QVERIFY(client->received == down);
}

void TransportTest::halfClose()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, tcp);
    auto [client, server] = peers(tls, tcp);
    client->write("last question");
    client->transport().finishWriting();
    QTRY_COMPARE(server->end, std::optional(Status::Eof));
    QCOMPARE(server->received, QByteArray("last question"));
    server->write("answer all the same");
    QTRY_COMPARE(client->received, QByteArray("answer all the same"));
    server->transport().close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(client->end, std::optional(Status::Eof));
}

void TransportTest::abortiveCloseIsReset()
{
    auto [client, server] = peers(false);
    client->transport().close(Transport::CloseMode::Abortive);
    QTRY_COMPARE(server->end, std::optional(Status::Error));
    QCOMPARE(server->transport().failure().errorNumber, ECONNRESET);
    QCOMPARE(server->transport().failure().kind, TransportFailure::Kind::Reset);
    QVERIFY(!client->transport().isOpen());
}

void TransportTest::writeToClosedPeerIsAnError()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, tcp);
    auto [client, server] = peers(tls, tcp);
    server->transport().close(Transport::CloseMode::Abortive);
    // An error, where SIGPIPE would end the program. TCP may take the first write before it learns of the
    // reset.
    QTRY_VERIFY(client->end.has_value());
    client->write("a");
    client->write("b");
    QVERIFY(client->writeError == EPIPE || client->writeError == ECONNRESET);
}

void TransportTest::closeInsideCallback()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, tcp);
    auto [client, server] = peers(tls, tcp);
    struct Closer final : Transport::Observer
    {
        Transport &transport;
        int calls = 0;
        explicit Closer(Transport &closed)
            : transport(closed)
        {}
        void readable() override
        {
            ++calls;
            transport.close(Transport::CloseMode::Graceful);
        }
        void writable() override {}
        void ready() override {}
        void failed(const TransportFailure &) override {}
    } closer(server->transport());
    server->transport().setObserver(&closer);
    client->write("x");
    QTRY_COMPARE(closer.calls, 1);
    QTRY_VERIFY(client->end.has_value());
    QCOMPARE(closer.calls, 1);
}

void TransportTest::endpointsAndTcpInfo()
{
    auto [client, server] = peers(false);
    QCOMPARE(client->transport().peer(), server->transport().local());
    QCOMPARE(server->transport().peer(), client->transport().local());
    QCOMPARE(client->transport().peer().address, QStringLiteral("127.0.0.1"));
    client->write("measure me");
    QTRY_COMPARE(server->received.size(), 10);
#ifdef Q_OS_LINUX
    const std::optional<TcpInfo> info = client->transport().tcpInfo();
    QVERIFY(info.has_value());
    QCOMPARE(info->state, TcpState::Established);
    QCOMPARE(QByteArray(tcpStateName(info->state)), QByteArray("ESTABLISHED"));
    QVERIFY(info->rttUs > 0);
    QVERIFY(info->sendMss > 500);
    QTRY_COMPARE(client->transport().queuedInKernel(), std::optional<qsizetype>(0));
#endif
    client->transport().close(Transport::CloseMode::Graceful);
    QVERIFY(!client->transport().tcpInfo().has_value());
    auto [unixClient, unixServer] = peers(false, false);
    QVERIFY(!unixClient->transport().tcpInfo().has_value());
}

void TransportTest::securityIsTold()
{
    auto [client, server] = peers(true);
    const SecurityInfo info = client->transport().security();
    QCOMPARE(info.tlsVersion, QStringLiteral("TLSv1.3"));
    QVERIFY(info.cipher.startsWith(QStringLiteral("TLS_")));
    QCOMPARE(info.peerFingerprint, m_server->fingerprint());
    QVERIFY(info.handshakeUs > 0);
    QVERIFY(!info.peerCertificateFingerprint.isEmpty());
    QVERIFY(info.peerCertificateFingerprint != info.peerFingerprint);
    QVERIFY(server->transport().security().peerFingerprint.isEmpty());
    QVERIFY(server->transport().security().peerCertificateFingerprint.isEmpty());
    const QTemporaryDir otherDir;
    const auto other = TlsContext::serverFrom(otherDir.path());
    QVERIFY(other.ok());
    QVERIFY(other->fingerprint() != info.peerFingerprint); // what a pin compares
}

void TransportTest::manySmallRecordsInOneGo()
{
    // Everything arrives in one segment, so that after one readiness all of it sits inside OpenSSL.
    auto [client, server] = peers(true);
    QByteArray expected;
    for (int i = 0; i < 500; ++i) {
        const QByteArray record = QByteArray::number(i) + ';';
        expected += record;
        client->write(record);
    }
    QTRY_COMPARE(server->received, expected);
}

void TransportTest::garbageInsteadOfHandshake_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("frame") << QByteArray("\0\0\0\x02{}", 6);
    QTest::newRow("HTTP") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    QTest::newRow("SSH") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("noise") << noise(64 * 1024);
    QTest::newRow("TLS record of nothing") << QByteArray("\x16\x03\x01\x00\x05hello", 10);
}

void TransportTest::garbageInsteadOfHandshake()
{
    QFETCH(const QByteArray, bytes);
    auto [a, b] = connected(true);
    Peer server(std::make_unique<TlsTransport>(std::move(b), *m_server));
    QCOMPARE(::send(a.get(), bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL), bytes.size());
    QTRY_VERIFY(server.failure.has_value());
    QCOMPARE(server.failure->kind, TransportFailure::Kind::Tls);
    QVERIFY(!server.failure->text.isEmpty());
    QCOMPARE(server.readyCalls, 0);
}

void TransportTest::plainServerUnderTlsClient()
{
    auto [a, b] = connected(true);
    Peer client(std::make_unique<TlsTransport>(std::move(a), *m_client));
    const QByteArray frame("\0\0\0\x0e{\"type\":\"err\"}", 18);
    QCOMPARE(::send(b.get(), frame.constData(), size_t(frame.size()), MSG_NOSIGNAL), frame.size());
    QTRY_VERIFY(client.failure.has_value());
    QVERIFY2(client.failure->text.contains(QStringLiteral("does not speak TLS")),
             qPrintable(client.failure->text));
}

void TransportTest::oldTlsIsRefused()
{
    // A client hello that offers TLS 1.1 at most: record 3.1, handshake version 3.2, one cipher, no
    // extensions.
    const QByteArray hello =
        QByteArray::fromHex("160301002d010000290302" + QByteArray(64, '0') + "000002c013" + "0100");
    auto [a, b] = connected(true);
    Peer server(std::make_unique<TlsTransport>(std::move(b), *m_server));
    QCOMPARE(::send(a.get(), hello.constData(), size_t(hello.size()), MSG_NOSIGNAL), hello.size());
    QTRY_VERIFY(server.failure.has_value());
    QVERIFY2(server.failure->text.contains(QStringLiteral("protocol")), qPrintable(server.failure->text));
}

void TransportTest::closedDuringHandshake()
{
    auto [a, b] = connected(true);
    Peer client(std::make_unique<TlsTransport>(std::move(a), *m_client));
    std::array<char, 16> start;
    QVERIFY(QTest::qWaitFor([&] {
        return ::recv(b.get(), start.data(), start.size(), MSG_DONTWAIT) > 0;
    })); // the client hello has come
    b.reset();
    QTRY_VERIFY(client.failure.has_value());
    QCOMPARE(client.failure->kind, TransportFailure::Kind::Tls);
}

void TransportTest::damagedRecord()
{
    auto [a, b] = connected(true);
    const int raw = a.get(); // writes past TLS, as an attacker on the way would
    Peer client(std::make_unique<TlsTransport>(std::move(a), *m_client));
    Peer server(std::make_unique<TlsTransport>(std::move(b), *m_server));
    QTRY_VERIFY(client.readyCalls == 1 && server.readyCalls == 1);
    client.write("good");
    QTRY_COMPARE(server.received, QByteArray("good"));
    const QByteArray forged = QByteArray::fromHex("1703030020") + QByteArray(32, 'x');
    QCOMPARE(::send(raw, forged.constData(), size_t(forged.size()), MSG_NOSIGNAL), forged.size());
    QTRY_COMPARE(server.end, std::optional(Status::Error));
    QCOMPARE(server.transport().failure().kind, TransportFailure::Kind::Tls);
    QCOMPARE(server.received, QByteArray("good"));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "tst_transport.moc"
