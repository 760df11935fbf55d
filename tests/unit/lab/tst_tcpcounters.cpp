// SPDX-License-Identifier: MIT
// What the kernel counts (TCP_INFO): the evidence of handshake, acknowledgement, backlog and the states at
// the end.
#include "labfixture.h"

#include <cstring>
#include <linux/tcp.h>
#include <netinet/in.h>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

// The states as tcp_states.h of the kernel numbers them.
constexpr int established = 1;
constexpr int finWait2 = 5;
constexpr int closeWait = 8;
constexpr int listening = 10;

tcp_info infoOf(NativeSocket &socket)
{
    QByteArray bytes;
    socket.option({IPPROTO_TCP, TCP_INFO}, bytes);
    tcp_info info = {};
    std::memcpy(&info, bytes.constData(), std::min(sizeof info, size_t(bytes.size())));
    return info;
}

} // namespace

class TestTcpCounters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handshakeMessageAndFin() // item 51
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair);
        tcp_info info = infoOf(*pair.client);
        QCOMPARE(int(info.tcpi_state), established);
        QCOMPARE(info.tcpi_segs_out, 2u);    // SYN, ACK
        QCOMPARE(info.tcpi_segs_in, 1u);     // SYN+ACK
        QCOMPARE(info.tcpi_bytes_acked, 1u); // the SYN counts as one

        QVERIFY(pair.client->send("test").ok());
        QCOMPARE(LabFixture::receive(*pair.server).bytes, "test");
        QTRY_COMPARE(infoOf(*pair.client).tcpi_bytes_acked, 5u);
        info = infoOf(*pair.client);
        QCOMPARE(info.tcpi_data_segs_out, 1u);
        QCOMPARE(info.tcpi_segs_out, 3u);
        QCOMPARE(infoOf(*pair.server).tcpi_bytes_received, 4u);

        QVERIFY(pair.client->shutdown(NativeSocket::Half::Send).ok());
        QTRY_COMPARE(infoOf(*pair.client).tcpi_bytes_acked, 6u); // and so does the FIN
        QCOMPARE(int(infoOf(*pair.client).tcpi_state), finWait2);
        QCOMPARE(int(infoOf(*pair.server).tcpi_state), closeWait); // item 58
    }

    void backlogGauge() // item 55: a listener tells how many wait, and how many may
    {
        LabFixture lab;
        const auto listener = lab.makeListener(2);
        QCOMPARE(int(infoOf(*listener).tcpi_state), listening);
        QCOMPARE(infoOf(*listener).tcpi_unacked, 0u);
        QCOMPARE(infoOf(*listener).tcpi_sacked, 2u);
        std::vector<std::unique_ptr<NativeSocket>> clients;
        for (quint32 waiting = 1; waiting <= 3; ++waiting) { // one more than it says
            clients.push_back(lab.make(Family::Inet, Kind::Stream));
            QVERIFY(LabFixture::connectTo(*clients.back(), listener->localName()).ok());
            QTRY_COMPARE(infoOf(*listener).tcpi_unacked, waiting);
        }
        QVERIFY(LabFixture::accept(*listener));
        QCOMPARE(infoOf(*listener).tcpi_unacked, 2u);
    }

    void cutBySegmentSize() // a long message leaves in pieces
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto client = lab.make(Family::Inet, Kind::Stream);
        QVERIFY(client->setOption(options::maxSegment(), 100).ok());
        QVERIFY(LabFixture::connectTo(*client, listener->localName()).ok());
        const auto server = LabFixture::accept(*listener);
        QVERIFY(server);
        QVERIFY(client->send(QByteArray(1000, 'x')).ok());
        QTRY_COMPARE(infoOf(*client).tcpi_bytes_acked, 1001u);
        QVERIFY(infoOf(*client).tcpi_data_segs_out >= 10);
    }
};

QTEST_GUILESS_MAIN(TestTcpCounters)
#include "tst_tcpcounters.moc"
