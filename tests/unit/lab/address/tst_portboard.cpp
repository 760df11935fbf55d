// SPDX-License-Identifier: MIT
// Items 36-40 and 43: who has which port, in which state, and for how long still.
#include "app/lab/address/portboard.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QUdpSocket>

#include <algorithm>

#include <unistd.h>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

// As a Linux kernel wrote it: a listener with 2 of 128 waiting, a connection from each end, one in TIME_WAIT.
static const char tcpTable[] =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
    "   0: 0100007F:1F41 00000000:0000 0A 00000000:00000002 00:00000000 00000000  1000        0 4711 1 "
    "0000000000000000 100 0 0 "
    "10 0\n"
    "   1: 0100007F:1F41 0100007F:FB24 01 00000010:00000000 01:00000014 00000000  1000        0 4712 2 "
    "0000000000000000 20 4 30 "
    "10 -1\n"
    "   2: 0100007F:FB24 0100007F:1F41 01 00000000:00000010 00:00000000 00000000     0        0 4713 1 "
    "0000000000000000 20 4 30 "
    "10 -1\n"
    "   3: 0100007F:1F41 0100007F:FB22 06 00000000:00000000 03:000004DC 00000000     0        0 0 3 "
    "0000000000000000\n"
    "  10: 0200A8C0:9C40 08080808:0050 08 00000000:00000001 00:00000000 00000000     0        0 4714 1 "
    "0000000000000000 20 4 30 "
    "10 -1\n";

static const char tcp6Table[] = "  sl  local_address                         remote_address                  "
                                "      st tx_queue rx_queue tr tm->when "
                                "retrnsmt   uid  timeout inode\n"
                                "   0: 00000000000000000000000000000000:1950 "
                                "00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 "
                                "00000000  1000        0 815 1 0000000000000000 100 0 0 10 0\n"
                                "   1: 0000000000000000FFFF00000100007F:1950 "
                                "0000000000000000FFFF00000100007F:D431 01 00000000:00000000 00:00000000 "
                                "00000000  1000        0 816 1 0000000000000000 100 0 0 10 0\n"
                                "   2: B80D01200000000000000000010000FE:0050 "
                                "000080FE00000000000000FF01000000:D431 01 00000000:00000000 00:00000000 "
                                "00000000  1000        0 817 1 0000000000000000 100 0 0 10 0\n";

static const char udpTable[] = "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt "
                               "  uid  timeout inode ref pointer drops\n"
                               "  523: 00000000:1E6C 00000000:0000 07 00000000:00000000 00:00000000 00000000 "
                               "    0        0 18 2 0000000000000000 0\n"
                               "12345: 0100007F:9000 0100007F:1E6C 01 00000000:00000000 00:00000000 00000000 "
                               "    0        0 19 2 0000000000000000 0\n";

class PortBoardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesTcp();
    void parsesIpv6();
    void parsesUdp();
    void garbageIsNoSocket_data();
    void garbageIsNoSocket();
    void countdownRunsAndStops();
    void factsTellTheOwner();
    void ownListenerIsOurs();
    void acceptedSocketsKeepThePort();
    void timeWaitCountsDownForReal();
    void onePortOneSocket();
    void statesHaveWords();
};

static const PortBoardRow *find(const PortBoard &board, IpProtocol protocol, const Endpoint &local,
                                TcpState state, quint16 peer = 0)
{
    const auto at = std::find_if(board.rows.begin(), board.rows.end(), [&](const PortBoardRow &row) {
        return row.socket.protocol == protocol && row.socket.local == local && row.socket.state == state &&
               (peer == 0 || row.socket.peer.port == peer);
    });
    return at == board.rows.end() ? nullptr : &*at;
}

void PortBoardTest::parsesTcp()
{
    const QList<SocketRow> rows = parseSockets(tcpTable, IpProtocol::Tcp, false);
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows[0].local.toText(), u"127.0.0.1:8001"_s);
    QCOMPARE(rows[0].state, TcpState::Listen);
    QVERIFY(!rows[0].hasPeer());
    QCOMPARE(rows[0].receiveQueue, 2u);
    QCOMPARE(rows[0].userId, 1000u);
    QCOMPARE(rows[0].inode, quint64(4711));
    QCOMPARE(rows[0].timerMs, qint64(-1));
    QCOMPARE(rows[1].peer.toText(), u"127.0.0.1:64292"_s);
    QCOMPARE(rows[1].sendQueue, 16u);
    QCOMPARE(rows[1].timerMs, qint64(200));
    QCOMPARE(rows[2].state, TcpState::Established);
    QCOMPARE(rows[3].state, TcpState::TimeWait);
    QCOMPARE(rows[3].timerMs, qint64(12440));
    QCOMPARE(rows[4].state, TcpState::CloseWait);
    QCOMPARE(rows[4].local.toText(), u"192.168.0.2:40000"_s);
    QCOMPARE(rows[4].peer.toText(), u"8.8.8.8:80"_s);
    // The kernel counts in its own ticks.
    QCOMPARE(parseSockets(tcpTable, IpProtocol::Tcp, false, 250)[3].timerMs, qint64(4976));
}

void PortBoardTest::parsesIpv6()
{
    const QList<SocketRow> rows = parseSockets(tcp6Table, IpProtocol::Tcp, true);
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows[0].local.toText(), u"[::]:6480"_s);
    QCOMPARE(rows[1].local.toText(), u"127.0.0.1:6480"_s); // mapped
    QCOMPARE(rows[2].local.toText(), u"[2001:db8::fe00:1]:80"_s);
    QCOMPARE(rows[2].peer.toText(), u"[fe80::ff00:0:0:1]:54321"_s);
    QVERIFY(rows[2].isV6);
}

void PortBoardTest::parsesUdp()
{
    const QList<SocketRow> rows = parseSockets(udpTable, IpProtocol::Udp, false);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows[0].local.toText(), u"0.0.0.0:7788"_s);
    QCOMPARE(rows[0].state, TcpState::Close);
    QCOMPARE(rows[1].state, TcpState::Established);
    QCOMPARE(rows[1].peer.port, quint16(7788));
}

void PortBoardTest::garbageIsNoSocket_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray(tcpTable).split('\n')[1];
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("heading") << QByteArray(tcpTable).split('\n')[0];
    QTest::newRow("binary") << QByteArray(4096, '\0');
    QTest::newRow("one line") << QByteArray(1 << 20, ':');
    QTest::newRow("cut") << good.first(40);
    QTest::newRow("state 0") << QByteArray(good).replace(" 0A ", " 00 ");
    QTest::newRow("state 99") << QByteArray(good).replace(" 0A ", " 99 ");
    QTest::newRow("address") << QByteArray(good).replace("0100007F", "0100007G");
    QTest::newRow("short address") << QByteArray(good).replace("0100007F", "00007F");
    QTest::newRow("port") << QByteArray(good).replace("1F41", "xF41");
    QTest::newRow("no colon") << QByteArray(good).replace("0100007F:", "0100007F.");
    QTest::newRow("inode") << QByteArray(good).replace("4711", "many");
    QTest::newRow("timer") << QByteArray(good).replace("00:00000000", "00-00000000");
}

void PortBoardTest::garbageIsNoSocket()
{
    QFETCH(const QByteArray, text);
    QVERIFY(parseSockets(text, IpProtocol::Tcp, false).isEmpty());
    QVERIFY(parseSockets(text, IpProtocol::Tcp, true).isEmpty());
}

void PortBoardTest::countdownRunsAndStops()
{
    miniqq::testing::ManualClock clock;
    const PortBoard board =
        makePortBoard(parseSockets(tcpTable, IpProtocol::Tcp, false), {}, {}, {}, {}, clock.monotonicNs());
    QCOMPARE(board.timeWaitLeftMs(board.rows[3], clock.monotonicNs()), qint64(12440));
    clock.advanceMs(5000);
    QCOMPARE(board.timeWaitLeftMs(board.rows[3], clock.monotonicNs()), qint64(7440));
    clock.advanceMs(60000);
    QCOMPARE(board.timeWaitLeftMs(board.rows[3], clock.monotonicNs()), qint64(0));
    // A retransmission timer is no countdown to a free port.
    QCOMPARE(board.timeWaitLeftMs(board.rows[1], clock.monotonicNs()), qint64(-1));
}

void PortBoardTest::factsTellTheOwner()
{
    const ServiceNames names = ServiceNames::parse("http 80/tcp\n");
    const QHash<quint64, SocketOwner> owners = {{4711, {42, u"python3"_s}}, {4713, {7, u"miniqq-lab"_s}}};
    const PortRules rules{PortRange{32768, 60999}, quint16(1024)};
    const PortBoard board =
        makePortBoard(parseSockets(tcpTable, IpProtocol::Tcp, false), owners, {4713}, names, rules, 0);
    const Facts facts = portBoardFacts(board, 0);
    QCOMPARE(factValue(facts, "ephemeral_first"), u"32768"_s);
    const auto &rows = std::get<std::vector<Facts>>(findFact(facts, "sockets")->value);
    QCOMPARE(rows.size(), size_t(5));
    QCOMPARE(factValue(rows[0], "owner"), u"python3"_s);
    QCOMPARE(factValue(rows[0], "ours"), u"false"_s);
    QCOMPARE(findFact(rows[0], "owner")->text(), u"python3 (42)"_s);
    QVERIFY(findFact(rows[0], "receive_queue")->text().contains(u"2 waiting"_s));
    QCOMPARE(factValue(rows[2], "ours"), u"true"_s);
    QCOMPARE(findFact(rows[2], "owner")->text(), u"this program"_s);
    QCOMPARE(factValue(rows[3], "state"), u"TIME_WAIT"_s);
    QCOMPARE(factValue(rows[3], "left_ms"), u"12440"_s);
    QVERIFY(findFact(rows[3], "state")->text().contains(u"12.4 s left"_s));
    QCOMPARE(findFact(rows[3], "owner")->text(), u"nobody any more"_s);
    QCOMPARE(factValue(rows[4], "service"), u"http"_s);
    QCOMPARE(findFact(rows[4], "owner")->text(), u"another user's program"_s);
}

void PortBoardTest::ownListenerIsOurs()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QUdpSocket datagrams;
    QVERIFY(datagrams.bind(QHostAddress::LocalHost, 0));
    const SystemClock clock;
    const PortBoard board = readPortBoard(clock);
    const PortBoardRow *row =
        find(board, IpProtocol::Tcp, {u"127.0.0.1"_s, server.serverPort()}, TcpState::Listen);
    QVERIFY(row);
    QVERIFY(row->isOurs);
    QCOMPARE(row->owner.processId, qint64(::getpid()));
    QCOMPARE(row->owner.name, u"tst_portboard"_s);
    QVERIFY(!row->socket.hasPeer());
    const PortBoardRow *udp =
        find(board, IpProtocol::Udp, {u"127.0.0.1"_s, datagrams.localPort()}, TcpState::Close);
    QVERIFY(udp && udp->isOurs);
    // Closed: the port is gone from the board.
    const Endpoint gone{u"127.0.0.1"_s, server.serverPort()};
    server.close();
    QVERIFY(!find(readPortBoard(clock), IpProtocol::Tcp, gone, TcpState::Listen));
}

void PortBoardTest::acceptedSocketsKeepThePort()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QTcpSocket one;
    QTcpSocket two;
    one.connectToHost(QHostAddress::LocalHost, server.serverPort());
    two.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QTRY_COMPARE(one.state(), QAbstractSocket::ConnectedState);
    QTRY_COMPARE(two.state(), QAbstractSocket::ConnectedState);
    QVERIFY(one.localPort() != two.localPort()); // each client got a port of its own
    const SystemClock clock;
    const PortBoard board = readPortBoard(clock);
    const Endpoint listener{u"127.0.0.1"_s, server.serverPort()};
    QVERIFY(find(board, IpProtocol::Tcp, listener, TcpState::Listen));
    QVERIFY(find(board, IpProtocol::Tcp, listener, TcpState::Established, one.localPort()));
    QVERIFY(find(board, IpProtocol::Tcp, listener, TcpState::Established, two.localPort()));
    if (board.rules.ephemeral) {
        QVERIFY(board.rules.ephemeral->contains(one.localPort()));
        QVERIFY(board.rules.ephemeral->contains(two.localPort()));
    }
}

void PortBoardTest::timeWaitCountsDownForReal()
{
    QTcpServer server;
    QSignalSpy arrived(&server, &QTcpServer::newConnection);
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    QTcpSocket client;
    client.connectToHost(QHostAddress::LocalHost, server.serverPort());
    QVERIFY(arrived.wait());
    QTRY_COMPARE(client.state(), QAbstractSocket::ConnectedState);
    const quint16 clientPort = client.localPort();
    // The server closes first, so the waiting is the server's.
    server.nextPendingConnection()->close();
    QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    const SystemClock clock;
    const Endpoint local{u"127.0.0.1"_s, server.serverPort()};
    PortBoard board;
    const PortBoardRow *row = nullptr;
    QTRY_VERIFY((board = readPortBoard(clock),
                 row = find(board, IpProtocol::Tcp, local, TcpState::TimeWait, clientPort)));
    const qint64 first = board.timeWaitLeftMs(*row, board.takenNs);
    QVERIFY2(first > 30'000 && first <= 60'000, qPrintable(QString::number(first)));
    QVERIFY(!row->isOurs); // no program holds it any more
    QCOMPARE(row->socket.inode, quint64(0));
    // The kernel's next word agrees with our countdown.
    PortBoard later;
    const PortBoardRow *then = nullptr;
    QTRY_VERIFY((later = readPortBoard(clock),
                 then = find(later, IpProtocol::Tcp, local, TcpState::TimeWait, clientPort),
                 then && later.timeWaitLeftMs(*then, later.takenNs) < first));
    const qint64 predicted = board.timeWaitLeftMs(*row, later.takenNs);
    const qint64 told = later.timeWaitLeftMs(*then, later.takenNs);
    QVERIFY2(qAbs(predicted - told) < 1000, qPrintable(u"%1 %2"_s.arg(predicted).arg(told)));
}

void PortBoardTest::onePortOneSocket()
{
    QTcpServer first;
    QVERIFY(first.listen(QHostAddress::LocalHost, 0));
    QTcpServer second;
    QVERIFY(!second.listen(QHostAddress::LocalHost, first.serverPort())); // Qt sets SO_REUSEADDR, and yet
    QCOMPARE(second.serverError(), QAbstractSocket::AddressInUseError);
    // Another address of the same machine has ports of its own, and so has the other protocol.
    if (second.listen(QHostAddress(u"127.0.0.2"_s), first.serverPort()))
        QCOMPARE(second.serverPort(), first.serverPort());
    else
        QCOMPARE(second.serverError(),
                 QAbstractSocket::SocketAddressNotAvailableError); // not every system has 127.0.0.2
    QUdpSocket datagrams;
    QVERIFY(datagrams.bind(QHostAddress::LocalHost, first.serverPort()));
}

void PortBoardTest::statesHaveWords()
{
    QSet<QString> texts;
    for (int state = int(TcpState::Established); state <= int(TcpState::NewSynReceived); ++state) {
        QVERIFY(!tcpStateText(TcpState(state), IpProtocol::Tcp).isEmpty());
        texts.insert(QString::fromLatin1(tcpStateName(TcpState(state))));
    }
    QCOMPARE(texts.size(), 12);
    QCOMPARE(tcpStateName(TcpState::TimeWait), "TIME_WAIT");
    QCOMPARE(tcpStateName(TcpState::Listen), "LISTEN");
    QVERIFY(tcpStateText(TcpState::Close, IpProtocol::Udp) != tcpStateText(TcpState::Close, IpProtocol::Tcp));
}

QTEST_GUILESS_MAIN(PortBoardTest)
#include "tst_portboard.moc"
