// SPDX-License-Identifier: MIT
// What goes wrong with sockets, and that the kernel's own answer is what one sees.
#include "app/lab/core/failure.h"
#include "labfixture.h"

#include <QFile>
#include <QTemporaryDir>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

/// Whether this process may open raw sockets: CAP_NET_RAW (13) of its effective capabilities.
bool mayOpenRaw()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return false;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("CapEff:"))
            return ((line.mid(7).trimmed().toULongLong(nullptr, 16) >> 13) & 1) != 0;
    }
    return false;
}

} // namespace

class TestSocketErrors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refused() // item 47
    {
        LabFixture lab;
        const auto bound = lab.makeBound(Kind::Stream); // has the port, but does not listen
        const auto client = lab.make(Family::Inet, Kind::Stream);
        const CallResult result = LabFixture::connectTo(*client, bound->localName());
        QCOMPARE(result.error, ECONNREFUSED);
        QCOMPARE(result.error, 111);
    }

    void rawIsForAdministrators() // item 45
    {
        LabFixture lab;
        NativeSocket raw(lab.context());
        const CallResult result = raw.open(Family::Inet, Kind::Raw);
        QCOMPARE(result.error, mayOpenRaw() ? 0 : EPERM);
        QCOMPARE(lab.events().front().text,
                 QStringLiteral("AF_INET, SOCK_RAW | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_ICMP"));
    }

    void seqPacketIsNotForInet() // item 45
    {
        LabFixture lab;
        NativeSocket socket(lab.context());
        QCOMPARE(socket.open(Family::Inet, Kind::SeqPacket).error, ESOCKTNOSUPPORT);
        QVERIFY(!socket.isOpen());
    }

    void onePortOneSocket() // item 39
    {
        LabFixture lab;
        const auto first = lab.makeListener();
        const SocketName name = first->localName();
        const auto second = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(second->setOption(options::reuseAddress(), 1).ok());
        QCOMPARE(second->bind(name).error, EADDRINUSE);
        const auto other = *SocketName::fromNumeric(QStringLiteral("127.0.0.2"), name.port());
        QVERIFY(second->bind(other).ok());
    }

    void tcpAndUdpShareNumbersNotPorts() // item 16
    {
        LabFixture lab;
        const auto tcp = lab.makeListener();
        const auto udp = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(udp->bind(tcp->localName()).ok());
    }

    void anAddressOfSomebodyElse() // item 7
    {
        LabFixture lab;
        const auto socket = lab.make(Family::Inet, Kind::Stream);
        QCOMPARE(socket->bind(*SocketName::fromNumeric(QStringLiteral("192.0.2.1"), 0)).error, EADDRNOTAVAIL);
    }

    void listeningSocketsArePassive() // item 53
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        QCOMPARE(listener->send("x").error, EPIPE);
        QCOMPARE(listener->receive(1).result.error, ENOTCONN);
        CallResult result;
        QCOMPARE(listener->accept(result), nullptr);
        QVERIFY(result.wouldBlock());
    }

    void tcpWithoutConnecting() // item 52
    {
        LabFixture lab;
        const auto socket = lab.make(Family::Inet, Kind::Stream);
        QCOMPARE(socket->send("x").error, EPIPE);
        QCOMPARE(socket->receive(1).result.error, ENOTCONN);
        QVERIFY(socket->peerName().isNull());
    }

    void afterThePeerClosed() // item 58: the first send still works, the second does not
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->close().ok());
        QVERIFY(LabFixture::receive(*pair.server).isEnd());
        QVERIFY(pair.server->send("first").ok());
        QTRY_COMPARE(pair.server->send("second").error, EPIPE);
    }

    void aFullBacklogIsSilence() // item 55
    {
        LabFixture lab;
        const auto listener = lab.makeListener(0); // room for one
        const auto first = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(LabFixture::connectTo(*first, listener->localName()).ok());
        const auto second = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(second->connect(listener->localName()).inProgress());
        QSignalSpy answered(second.get(), &NativeSocket::writable);
        second->watchWrites(true);
        QVERIFY(!answered.wait(300)); // neither accepted nor refused
        QVERIFY(LabFixture::accept(*listener));
        QVERIFY(answered.wait(10'000)); // its next attempt finds room
        second->watchWrites(false);
        QVERIFY(second->finishConnect().ok());
    }

    void closingTheListener() // items 56, 57
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const SocketName name = listener->localName();
        const auto accepted = lab.makePair(*listener);
        const auto queued = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(LabFixture::connectTo(*queued, name).ok());
        QVERIFY(listener->close().ok());

        const auto late = lab.make(Family::Inet, Kind::Stream);
        QCOMPARE(LabFixture::connectTo(*late, name).error, ECONNREFUSED);
        QCOMPARE(LabFixture::receive(*queued).result.error, ECONNRESET);
        QVERIFY(accepted.client->send("still here").ok());
        QCOMPARE(LabFixture::receive(*accepted.server).bytes, "still here");
    }

    void timeWaitAndReuseAddress_data() // item 65
    {
        QTest::addColumn<bool>("serverFirst");
        QTest::addColumn<bool>("oldFlag");
        QTest::addColumn<bool>("newFlag");
        QTest::addColumn<int>("error");
        QTest::newRow("server first, 00") << true << false << false << EADDRINUSE;
        QTest::newRow("server first, 01") << true << false << true << EADDRINUSE;
        QTest::newRow("server first, 10") << true << true << false << EADDRINUSE;
        QTest::newRow("server first, 11") << true << true << true << 0;
        QTest::newRow("client first, 00") << false << false << false << 0;
    }
    void timeWaitAndReuseAddress()
    {
        QFETCH(bool, serverFirst);
        QFETCH(bool, oldFlag);
        QFETCH(bool, newFlag);
        QFETCH(int, error);
        LabFixture lab;
        const auto listener = lab.make(Family::Inet, Kind::Stream);
        if (oldFlag)
            QVERIFY(listener->setOption(options::reuseAddress(), 1).ok());
        QVERIFY(listener->bind(LabFixture::here()).ok());
        QVERIFY(listener->listen(5).ok());
        const SocketName name = listener->localName();
        const auto pair = lab.makePair(*listener);
        NativeSocket &first = serverFirst ? *pair.server : *pair.client;
        NativeSocket &second = serverFirst ? *pair.client : *pair.server;
        QVERIFY(first.close().ok());
        QVERIFY(LabFixture::receive(second).isEnd());
        QVERIFY(second.close().ok());
        QVERIFY(listener->close().ok());

        const auto next = lab.make(Family::Inet, Kind::Stream);
        if (newFlag)
            QVERIFY(next->setOption(options::reuseAddress(), 1).ok());
        QCOMPARE(next->bind(name).error, error);
    }

    void loopbackIsNotTheWholeComputer() // item 31, as far as loopback shows it
    {
        LabFixture lab;
        const auto one = lab.makeListener(); // 127.0.0.1
        const auto client = lab.make(Family::Inet, Kind::Stream);
        const auto dialled = *SocketName::fromNumeric(QStringLiteral("127.0.0.2"), one->localName().port());
        QCOMPARE(LabFixture::connectTo(*client, dialled).error, ECONNREFUSED);
        const auto all = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(all->bind(*SocketName::fromNumeric(QString(), 0)).ok());
        QVERIFY(all->listen(5).ok());
        const auto again = lab.make(Family::Inet, Kind::Stream);
        const auto reached = *SocketName::fromNumeric(QStringLiteral("127.0.0.2"), all->localName().port());
        QVERIFY(LabFixture::connectTo(*again, reached).ok());
    }

    void failuresAreSentences()
    {
        const Failure refused{"connect", ECONNREFUSED, QStringLiteral("127.0.0.1:1")};
        QCOMPARE(refused.toText(),
                 QStringLiteral("connect 127.0.0.1:1: ECONNREFUSED (111): nothing listens there. "
                                "Start the server first, or check address and port."));
        QCOMPARE((Failure{"recv", 4711, {}}.toText().section(QLatin1Char(':'), 0, 1)),
                 QStringLiteral("recv: errno 4711 (4711)"));
        for (int error = 1; error < 130; ++error) {
            for (const char *call : {"bind", "connect", "send", "open"})
                QVERIFY(!adviceFor(call, error).isEmpty());
        }
    }

    void namesAreChecked()
    {
        for (const char *text :
             {"256.1.1.1", "1.2.3", "1.2.3.4.5", "1..2.3", "localhost", "0x7f.1", " 1.2.3.4"})
            QVERIFY2(!SocketName::fromNumeric(QLatin1String(text), 80), text);
        QVERIFY(!SocketName::fromPath(QString()));
        QVERIFY(!SocketName::fromPath(QString(108, QLatin1Char('x'))));
        const auto v6 = *SocketName::fromNumeric(QStringLiteral("::1"), 80);
        QCOMPARE(v6.toText(), QStringLiteral("[::1]:80"));
        QCOMPARE(v6.toPython(), QStringLiteral("('::1', 80, 0, 0)"));
        QCOMPARE(v6.withPort(81).port(), 81);
        const auto v4 = *SocketName::fromNumeric(QStringLiteral("127.0.0.1"), 64292);
        QCOMPARE(v4.toPython(), QStringLiteral("('127.0.0.1', 64292)"));
        QCOMPARE(SocketName::fromNumeric(QString(), 5)->toText(), QStringLiteral("0.0.0.0:5"));
    }
};

QTEST_GUILESS_MAIN(TestSocketErrors)
#include "tst_socketerrors.moc"
