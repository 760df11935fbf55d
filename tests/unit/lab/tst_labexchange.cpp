// SPDX-License-Identifier: MIT
#include "experimentfixture.h"

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

namespace {

using Arrow = ExchangeArrow;

std::vector<Arrow> arrowsOf(const ExchangeRecord &record, Arrow::Kind kind)
{
    std::vector<Arrow> arrows;
    for (const Arrow &arrow : record.arrows) {
        if (arrow.kind == kind)
            arrows.push_back(arrow);
    }
    return arrows;
}

QString titleOf(const ExchangeRecord &record, int lane)
{
    return record.lanes[size_t(lane)].title();
}

} // namespace

class TestLabExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneSendTwoReceives()
    {
        ExperimentFixture lab;
        lab.experiment.setEncodings(lab.server, Encoding::Gbk, std::nullopt);
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QCOMPARE(record.lanes.size(), 2U);
        QCOMPARE(record.startNs, lab.experiment.calls().firstNs()); // the call lane counts from there, too

        const auto bytes = arrowsOf(record, Arrow::Bytes);
        QCOMPARE(bytes.size(), 2U);
        QCOMPARE(bytes[0].range, (ByteRange{0, 5}));
        QCOMPARE(bytes[1].range, (ByteRange{5, 6}));
        QCOMPARE(bytes[0].sent, bytes[1].sent); // one call
        QVERIFY(bytes[0].received != bytes[1].received);
        for (const Arrow &arrow : bytes) {
            QCOMPARE(titleOf(record, arrow.from), u"server"_s);
            QCOMPARE(titleOf(record, arrow.to), u"client"_s);
            QVERIFY(arrow.hasBothTimes() && arrow.isDerived());
            QVERIFY(record.sentNs(arrow) < record.receivedNs(arrow));
            QCOMPARE(arrow.sendSize, 6);
        }
        QCOMPARE(bytes[0].head.toHex(), "c4e3bac3c2");
        QCOMPARE(bytes[1].head.toHex(), "f0");
        QCOMPARE(pointLabel(*record.point(bytes[1].received)), u"recv(5) → 1"_s);
        QVERIFY(arrowLabel(bytes[0]).startsWith(u"5 of 6 B"_s));

        const auto connects = arrowsOf(record, Arrow::Connect);
        QCOMPARE(connects.size(), 1U);
        QVERIFY(connects[0].hasBothTimes());
        QCOMPARE(titleOf(record, connects[0].from), u"client"_s);
        QCOMPARE(pointLabel(*record.point(connects[0].received)), u"accept()"_s);

        const auto ends = arrowsOf(record, Arrow::End);
        QCOMPARE(ends.size(), 2U); // each side closes; the client had gone before it could read the other's
        QVERIFY(ends[0].hasBothTimes());
        QCOMPARE(titleOf(record, ends[0].from), u"client"_s);
        QCOMPARE(ends[1].received, -1);
    }

    void twoSendsOneReceive()
    {
        ExperimentFixture lab;
        lab.experiment.setEncodings(lab.client, Encoding::Utf8, std::nullopt);
        const auto listener = lab.makeListener();
        const auto pair = lab.connectTo(*listener);
        QVERIFY(pair && pair.client->send("one").ok() && pair.client->send("two").ok());
        QTRY_COMPARE(pair.server->peek(10).bytes, "onetwo");
        QCOMPARE(pair.server->receive(1024).bytes, "onetwo");
        lab.experiment.drain();
        const auto bytes = arrowsOf(lab.experiment.exchange(), Arrow::Bytes);
        QCOMPARE(bytes.size(), 2U);
        QCOMPARE(bytes[0].received, bytes[1].received);
        QVERIFY(bytes[0].sent < bytes[1].sent);
        QCOMPARE(arrowLabel(bytes[0]), u"3 B · one"_s);
        QCOMPARE(arrowLabel(bytes[1]), u"3 B · two"_s);
    }

    void whatWasNotReceivedHasOneTime()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.connectTo(*listener);
        QVERIFY(pair && pair.client->send("waits").ok());
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        auto bytes = arrowsOf(record, Arrow::Bytes);
        QCOMPARE(bytes.size(), 1U);
        QVERIFY(bytes[0].sent >= 0);
        QCOMPARE(bytes[0].received, -1);
        QVERIFY(!bytes[0].theirs);
        QVERIFY(arrowSentence(record, bytes[0]).contains(u"not received yet"_s));
        QCOMPARE(LabFixture::receive(*pair.server, 2).bytes, "wa");
        lab.experiment.drain();
        bytes = arrowsOf(record, Arrow::Bytes);
        QCOMPARE(bytes.size(), 2U);
        QVERIFY(bytes[0].hasBothTimes());
        QCOMPARE(bytes[1].range, (ByteRange{2, 5}));
        QCOMPARE(bytes[1].received, -1);
        QCOMPARE(bytes[1].head, "its");
    }

    void theForeignEndHasItsOwnLifeline()
    {
        ExperimentFixture lab;
        LabFixture foreign; // sockets that nobody told the experiment of
        const auto listener = lab.makeListener();
        auto client = foreign.make(Family::Inet, Kind::Stream);
        QVERIFY(LabFixture::connectTo(*client, listener->localName()).ok());
        const auto server = LabFixture::accept(*listener);
        QVERIFY(server && client->send("hi").ok());
        QCOMPARE(LabFixture::receive(*server).bytes, "hi");
        QVERIFY(server->send("ho").ok());
        client->close();
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QCOMPARE(record.lanes.size(), 2U);
        const auto connects = arrowsOf(record, Arrow::Connect);
        QCOMPARE(connects.size(), 1U);
        QVERIFY(connects[0].theirs);
        QCOMPARE(connects[0].sent, -1);
        const auto bytes = arrowsOf(record, Arrow::Bytes);
        QCOMPARE(bytes.size(), 2U);
        QCOMPARE(record.lanes[size_t(bytes[0].from)].address, server->peer().toText());
        QCOMPARE(record.lanes[size_t(bytes[0].from)].end, -1);
        QCOMPARE(bytes[0].sent, -1);
        QCOMPARE(bytes[1].received, -1);
        QVERIFY(!arrowSentence(record, bytes[1]).contains(u"not received"_s)); // nobody can know
        QVERIFY(!bytes[0].isDerived());
    }

    void refusedConnectsEndInACross()
    {
        ExperimentFixture lab;
        auto listener = lab.makeListener();
        const SocketName name = listener->localName();
        listener->close();
        auto client = lab.make(*lab.clientSockets);
        QVERIFY(!LabFixture::connectTo(*client, name).ok());
        lab.experiment.drain();
        const auto connects = arrowsOf(lab.experiment.exchange(), Arrow::Connect);
        QCOMPARE(connects.size(), 1U);
        QCOMPARE(connects[0].error, ECONNREFUSED);
        QCOMPARE(arrowLabel(connects[0]), u"ECONNREFUSED"_s);
    }

    void resetsAreNoEnds()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        auto pair = lab.connectTo(*listener);
        QVERIFY(pair && pair.client->reset().ok());
        QCOMPARE(LabFixture::receive(*pair.server).result.error, ECONNRESET);
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QVERIFY(arrowsOf(record, Arrow::End).empty());
        const auto resets = arrowsOf(record, Arrow::Reset);
        QCOMPARE(resets.size(), 1U);
        QVERIFY(resets[0].hasBothTimes());
        QCOMPARE(titleOf(record, resets[0].from), u"client"_s);
    }

    void closingWithSomethingUnreadIsAReset()
    {
        ExperimentFixture lab;
        const auto listener = lab.makeListener();
        auto pair = lab.connectTo(*listener);
        QVERIFY(pair && pair.server->send("unread").ok());
        QVERIFY(LabFixture::awaitReadable(*pair.client));
        pair.client->close();
        lab.experiment.drain();
        QCOMPARE(arrowsOf(lab.experiment.exchange(), Arrow::Reset).size(), 1U); // nobody has told it yet
        QCOMPARE(LabFixture::receive(*pair.server).result.error, ECONNRESET);
        lab.experiment.drain();
        const auto resets = arrowsOf(lab.experiment.exchange(), Arrow::Reset);
        QCOMPARE(resets.size(), 1U);
        QVERIFY(resets[0].hasBothTimes());
        QVERIFY(arrowsOf(lab.experiment.exchange(), Arrow::End).empty());
    }

    void whatNeverConnectedEndsNothing()
    {
        ExperimentFixture lab;
        const ConnectionId id = lab.experiment.firstId(lab.client);
        const auto call = [&](const char *name, const QByteArray &arguments, qint64 result, int error = 0) {
            lab.log.call(id,
                         {name, tap::Direction::Out, arguments, result, error, {}, lab.clock.monotonicNs()});
        };
        call("socket", "AF_INET, SOCK_STREAM, 0", 7);
        call("connect", "7, 127.0.0.1:8001", -1, EINPROGRESS); // a full backlog: no answer comes
        call("close", "7", 0);
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QVERIFY(arrowsOf(record, Arrow::End).empty());
        const auto connects = arrowsOf(record, Arrow::Connect);
        QCOMPARE(connects.size(), 1U);
        QCOMPARE(connects[0].received, -1);
        QCOMPARE(pointLabel(*record.point(connects[0].sent)), u"connect()"_s); // to wait is no error
    }

    void datagramsAreMatchedOrLost()
    {
        ExperimentFixture lab;
        auto server = lab.make(*lab.serverSockets, Kind::Datagram);
        QVERIFY(server->bind(LabFixture::here()).ok());
        auto client = lab.make(*lab.clientSockets, Kind::Datagram);
        const SocketName to = server->localName();
        QVERIFY(client->sendTo("same", to).ok() && client->sendTo("same", to).ok());
        QCOMPARE(LabFixture::receiveFrom(*server, 2).fullLength, 4); // the rest of it is lost
        QCOMPARE(LabFixture::receiveFrom(*server).bytes, "same");
        server->close();
        QVERIFY(client->sendTo("nobody", to).ok());
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        const auto datagrams = arrowsOf(record, Arrow::Datagram);
        QCOMPARE(datagrams.size(), 3U);
        QVERIFY(datagrams[0].hasBothTimes() && datagrams[1].hasBothTimes());
        QVERIFY(datagrams[0].received < datagrams[1].received);
        QCOMPARE(datagrams[0].range.length(), 4);
        QCOMPARE(datagrams[2].received, -1);
        QCOMPARE(record.lanes.size(), 2U);
    }

    void oneDatagramForMany()
    {
        ExperimentFixture lab;
        const int other = lab.experiment.addEnd({.role = EndRole::Client, .number = 2});
        SocketContext others(lab.log, lab.clock, lab.experiment.firstId(other).value());
        const auto group = SocketName::fromNumeric(u"127.255.255.255"_s, 0);
        auto first = lab.make(*lab.clientSockets, Kind::Datagram);
        auto second = lab.make(others, Kind::Datagram);
        QVERIFY(first->setOption(options::reuseAddress(), 1).ok());
        QVERIFY(second->setOption(options::reuseAddress(), 1).ok());
        const auto any = SocketName::fromNumeric(QString(), 0);
        QVERIFY(first->bind(*any).ok());
        const quint16 port = first->localName().port();
        QVERIFY(second->bind(any->withPort(port)).ok());
        auto sender = lab.make(*lab.serverSockets, Kind::Datagram);
        QVERIFY(sender->setOption(options::broadcast(), 1).ok());
        QVERIFY(sender->sendTo("all", group->withPort(port)).ok());
        QCOMPARE(LabFixture::receiveFrom(*first).bytes, "all");
        QCOMPARE(LabFixture::receiveFrom(*second).bytes, "all");
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        const auto datagrams = arrowsOf(record, Arrow::Datagram);
        QCOMPARE(datagrams.size(), 2U);
        QCOMPARE(datagrams[0].sent, datagrams[1].sent);
        QVERIFY(datagrams[0].to != datagrams[1].to);
    }

    void theReceiveMayBeToldFirst()
    {
        // Two threads: what was received can be in the log before what was sent.
        ExperimentFixture lab;
        const ConnectionId server(lab.experiment.firstId(lab.server).value());
        const ConnectionId client(lab.experiment.firstId(lab.client).value());
        const auto call = [&lab](ConnectionId id, const char *name, const char *arguments, qint64 result,
                                 QByteArrayView data = {}) {
            const bool in = qstrcmp(name, "recv") == 0;
            lab.log.call(id, {name, in ? tap::Direction::In : tap::Direction::Out, arguments, result, 0, data,
                              lab.clock.monotonicNs()});
        };
        call(server, "socket", "AF_INET, SOCK_STREAM, 0", 7);
        call(server, "getsockname", "7, h:1", 0);
        call(server, "getpeername", "7, h:2", 0);
        call(client, "socket", "AF_INET, SOCK_STREAM, 0", 8);
        call(client, "getsockname", "8, h:2", 0);
        call(client, "getpeername", "8, h:1", 0);
        call(client, "recv", "8, 9, 0", 6, "onetwo");
        call(server, "send", "7, 3, 0", 3, "one");
        call(server, "send", "7, 5, 0", 5, "two..");
        lab.experiment.drain();
        const auto bytes = arrowsOf(lab.experiment.exchange(), Arrow::Bytes);
        QCOMPARE(bytes.size(), 3U);
        QCOMPARE(bytes[0].range, (ByteRange{0, 3}));
        QCOMPARE(bytes[1].range, (ByteRange{3, 6}));
        QCOMPARE(bytes[2].range, (ByteRange{6, 8}));
        QVERIFY(bytes[0].hasBothTimes() && bytes[1].hasBothTimes());
        QCOMPARE(bytes[0].received, bytes[1].received);
        QCOMPARE(bytes[2].received, -1);
        QCOMPARE(bytes[1].head, "two");
        QCOMPARE(bytes[2].head, "..");
    }

    void filterReadsTheWords()
    {
        ExperimentFixture lab;
        QVERIFY(lab.halfACharacter());
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        const auto matches = [&record](const QString &filter) {
            return std::count_if(record.arrows.begin(), record.arrows.end(),
                                 [&](const Arrow &arrow) { return arrowMatches(record, arrow, filter); });
        };
        QCOMPARE(size_t(matches(QString())), record.arrows.size());
        QCOMPARE(matches(u"FIN"_s), 2);
        QCOMPARE(matches(u"recv(5) 6 B"_s), 2);
        QCOMPARE(matches(u"nothing at all"_s), 0);
    }

    void boundedWhateverHappens()
    {
        ExperimentFixture lab;
        const ConnectionId id = lab.experiment.firstId(lab.client);
        const auto call = [&](const char *name, const QByteArray &arguments, qint64 result,
                              QByteArrayView data) {
            lab.log.call(id,
                         {name, tap::Direction::Out, arguments, result, 0, data, lab.clock.monotonicNs()});
        };
        call("socket", "AF_INET, SOCK_STREAM, 0", 7, {});
        for (int i = 0; i < 10'000; ++i)
            call("send", "7, 1, 0", 1, "x");
        for (int turn = 0; turn < 4; ++turn)
            lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QVERIFY(record.points.size() <= ExchangeRecord::maxPoints);
        QVERIFY(record.arrows.size() <= ExchangeRecord::maxArrows);
        QCOMPARE(record.dropped + record.arrows.size(), 10'000U);
        for (const Arrow &arrow : record.arrows)
            QVERIFY(record.point(arrow.sent));

        for (int i = 0; i < 50; ++i)
            call("sendto", "7, 1, 0, 10.0.0." + QByteArray::number(i) + ":80", 1, "x");
        call("socket", "AF_INET, SOCK_DGRAM, 0", 7, {});
        for (int i = 0; i < 50; ++i)
            call("sendto", "7, 1, 0, 10.0.0." + QByteArray::number(i) + ":80", 1, "x");
        lab.experiment.drain();
        QVERIFY(record.lanes.size() <= ExchangeRecord::maxLanes + 1);
        QVERIFY(record.crowded > 0);
    }

    void manyPeersFromTheStart()
    {
        ExperimentFixture lab;
        const ConnectionId id = lab.experiment.firstId(lab.client);
        const auto call = [&](const char *name, const QByteArray &arguments) {
            lab.log.call(id, {name, tap::Direction::Out, arguments, 7, 0, "x", lab.clock.monotonicNs()});
        };
        call("socket", "AF_INET, SOCK_DGRAM, 0");
        for (int i = 0; i < 50; ++i)
            call("sendto", "7, 1, 0, 10.0.0." + QByteArray::number(i) + ":80");
        lab.experiment.drain();
        const ExchangeRecord &record = lab.experiment.exchange();
        QCOMPARE(record.lanes.size(), ExchangeRecord::maxLanes + 1); // one for those without room
        QCOMPARE(record.arrows.size(), 50U);
        QCOMPARE(record.arrows.back().to, int(ExchangeRecord::maxLanes));
        QCOMPARE(record.crowded, 50 - (ExchangeRecord::maxLanes - 1));
    }
};

QTEST_GUILESS_MAIN(TestLabExchange)
#include "tst_labexchange.moc"
