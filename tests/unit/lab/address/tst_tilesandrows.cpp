// SPDX-License-Identifier: MIT
// What the port board and the reachability matrix show: items 34-40, 43 and 57.
#include "app/lab/address/porttiles.h"
#include "app/lab/address/reachrows.h"

#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;
using Outcome = ReachWords::Outcome;
using Source = ReachWords::Source;

class TilesAndRowsTest : public QObject
{
    Q_OBJECT

private:
    static PortBoardRow socket(quint16 port, TcpState state, const QString &owner = {}, bool ours = false,
                               IpProtocol protocol = IpProtocol::Tcp)
    {
        PortBoardRow row;
        row.socket.protocol = protocol;
        row.socket.local = {u"127.0.0.1"_s, port};
        row.socket.peer = {u"0.0.0.0"_s, 0};
        row.socket.state = state;
        row.socket.inode = 7;
        row.owner = {owner.isEmpty() ? 0 : 4711, owner};
        row.isOurs = ours;
        return row;
    }
    static PortBoard board(const QList<PortBoardRow> &rows) { return {1'000'000'000, rows, {}}; }
    static PortTiles all(const PortBoard &board, const QString &filter = {}, qsizetype most = 100)
    {
        return portTiles(board, filter, most, board.takenNs);
    }
    static const ReachWords &cell(const QList<ReachRow> &rows, int row, Dial dial)
    {
        return rows[row].cells[qsizetype(dial)];
    }

private Q_SLOTS:
    void ownOnesComeFirstThenListeners()
    {
        const PortTiles shown =
            all(board({socket(22, TcpState::Listen), socket(38214, TcpState::Established, u"browser"_s),
                       socket(53, TcpState::Close, {}, false, IpProtocol::Udp),
                       socket(9999, TcpState::Established, {}, true),
                       socket(6477, TcpState::Listen, u"miniqq-server"_s)}));
        QList<int> ports;
        for (const PortTile &tile : shown.tiles)
            ports << tile.port;
        QCOMPARE(ports, (QList<int>{6477, 9999, 22, 38214, 53}));
        QVERIFY(shown.tiles[0].ours && shown.tiles[1].ours && !shown.tiles[2].ours);
        QCOMPARE(shown.tiles[0].owner, u"miniqq-server"_s);
        QCOMPARE(shown.tiles[2].owner, u"another user"_s);
        QCOMPARE(shown.tiles[4].state, u"UDP"_s);
        QCOMPARE(shown.tiles[4].tone, PortTile::Tone::Datagram);
    }

    void theNumberOfTilesIsBounded()
    {
        QList<PortBoardRow> rows;
        for (int i = 0; i < 9000; ++i)
            rows << socket(quint16(1000 + i), TcpState::Established, u"relay"_s);
        const PortTiles shown = all(board(rows), u"relay 127"_s, 40);
        QCOMPARE(shown.tiles.size(), 40);
        QCOMPARE(shown.matching, 9000);
        QCOMPARE(shown.total, 9000);
        QCOMPARE(all(board(rows), {}, 0).tiles.size(), 0);
    }

    void aFilterIsWordsThatMustAllOccur_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("matching");
        QTest::newRow("nothing typed") << u"  "_s << 4;
        QTest::newRow("a port") << u"8008"_s << 1;
        QTest::newRow("part of a port") << u"80"_s << 2;
        QTest::newRow("a state, small") << u"listen"_s << 2;
        QTest::newRow("an owner") << u"PYTHON"_s << 1;
        QTest::newRow("a service") << u"http"_s << 1;
        QTest::newRow("two words") << u"listen python"_s << 1;
        QTest::newRow("no such") << u"listen udp"_s << 0;
    }
    void aFilterIsWordsThatMustAllOccur()
    {
        QFETCH(QString, filter);
        QFETCH(int, matching);
        PortBoardRow web = socket(80, TcpState::Listen);
        web.service = u"http"_s;
        const PortTiles shown = all(board({web, socket(8008, TcpState::Listen, u"python3"_s),
                                           socket(5353, TcpState::Close, {}, false, IpProtocol::Udp),
                                           socket(41706, TcpState::TimeWait)}),
                                    filter);
        QCOMPARE(shown.matching, matching);
        QCOMPARE(shown.tiles.size(), matching);
        QCOMPARE(shown.total, 4);
    }

    void timeWaitCountsDown()
    {
        PortBoardRow row = socket(41706, TcpState::TimeWait);
        row.socket.inode = 0;
        row.socket.timerMs = 45'000;
        row.socket.peer = {u"127.0.0.1"_s, 8008};
        const PortBoard taken = board({row});
        PortTile tile = all(taken).tiles.first();
        QCOMPARE(tile.corner, u"45 s"_s);
        QCOMPARE(tile.leftRatio, 0.75);
        tile = portTiles(taken, {}, 10, taken.takenNs + 30'000'000'000).tiles.first();
        QCOMPARE(tile.corner, u"15 s"_s);
        QCOMPARE(tile.leftRatio, 0.25);
        tile = portTiles(taken, {}, 10, taken.takenNs + 90'000'000'000).tiles.first();
        QCOMPARE(tile.leftRatio, 0.0);
        QCOMPARE(all(board({socket(80, TcpState::Listen)})).tiles.first().leftRatio, -1.0);
        QVERIFY(tile.owner.contains(u"127.0.0.1:8008"_s));
    }

    void theMatrixSaysWhatWasTriedAndWhatFollows()
    {
        ReachMatrix matrix = computeReachability(QHostAddress(u"192.168.1.20"_s), true);
        const QList<ReachRow> computed = reachRows(matrix);
        QCOMPARE(computed.size(), bindChoices + 1);
        QCOMPARE(computed[0].bind, u"127.0.0.1"_s);
        QCOMPARE(computed[1].bind, u"192.168.1.20"_s);
        QCOMPARE(cell(computed, 0, Dial::HereLoopback).outcome, Outcome::Connected);
        QCOMPARE(cell(computed, 0, Dial::HereLoopback).source, Source::Derived);
        QCOMPARE(cell(computed, 0, Dial::HereLan).outcome, Outcome::Refused);
        QCOMPARE(cell(computed, 0, Dial::Internet).outcome, Outcome::NoWay);
        QCOMPARE(cell(computed, 0, Dial::Internet).detail, u"private + NAT"_s);

        matrix.cell(BindChoice::Loopback, Dial::HereLoopback).tried = DialResult{0, 120'000};
        matrix.cell(BindChoice::Loopback, Dial::HereLan).tried = DialResult{ECONNREFUSED, 90'000};
        matrix.cell(BindChoice::Any, Dial::HereLoopback).tried = DialResult{ETIMEDOUT, 2'000'000'000};
        const QList<ReachRow> tried = reachRows(matrix);
        QCOMPARE(cell(tried, 0, Dial::HereLoopback).source, Source::Observed);
        QCOMPARE(cell(tried, 0, Dial::HereLoopback).detail, u"0.12 ms"_s);
        QCOMPARE(cell(tried, 0, Dial::HereLan).detail, u"ECONNREFUSED"_s);
        QVERIFY(!cell(tried, 0, Dial::HereLan).surprise);
        // By rule it works; when it was tried, it did not.
        const ReachWords &odd = cell(tried, 2, Dial::HereLoopback);
        QCOMPARE(odd.outcome, Outcome::TimedOut);
        QVERIFY(odd.surprise);
        QVERIFY(odd.sentence.contains(u"timed out"_s));
    }

    void aFirewallIsMadeUpAndSaysSo()
    {
        const QList<ReachRow> rows = reachRows(computeReachability(QHostAddress(u"192.168.1.20"_s), true));
        const int last = int(rows.size()) - 1;
        QCOMPARE(cell(rows, last, Dial::Neighbour).outcome, Outcome::TimedOut);
        QCOMPARE(cell(rows, last, Dial::Neighbour).source, Source::Simulated);
        QCOMPARE(cell(rows, last, Dial::HereLoopback).outcome, Outcome::Connected);
        QCOMPARE(cell(rows, last, Dial::Internet).source, Source::Derived);
    }

    void withoutANetworkNothingIsDialled()
    {
        const ReachMatrix matrix = computeReachability({}, false);
        for (const ReachRow &row : reachRows(matrix))
            QCOMPARE(row.cells.size(), dials);
        QCOMPARE(cell(reachRows(matrix), 1, Dial::HereLan).detail, u"no such address"_s);
        QCOMPARE(reachColumns(matrix)[qsizetype(Dial::HereLan)].address, QString());
    }
};

QTEST_GUILESS_MAIN(TilesAndRowsTest)
#include "tst_tilesandrows.moc"
