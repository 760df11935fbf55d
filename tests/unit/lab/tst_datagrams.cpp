// SPDX-License-Identifier: MIT
// The native socket with datagrams: no connection, boundaries, truncation, broadcast, multicast.
#include "labfixture.h"

using namespace miniqq;
using namespace miniqq::lab;

namespace {

SocketName name(const char *address, quint16 port)
{
    return *SocketName::fromNumeric(QLatin1String(address), port);
}

} // namespace

class TestDatagrams : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noConnectionAndBoundariesKept() // items 14, 38, 52
    {
        LabFixture lab;
        const auto receiver = lab.makeBound(Kind::Datagram);
        const auto sender = lab.make(Family::Inet, Kind::Datagram); // no bind
        QVERIFY(sender->sendTo("one", receiver->localName()).ok());
        QVERIFY(sender->sendTo("two", receiver->localName()).ok());
        const Received one = LabFixture::receiveFrom(*receiver);
        QCOMPARE(one.bytes, "one");
        QCOMPARE(one.from.port(), sender->localName().port()); // the kernel's choice
        QVERIFY(one.from.port() > 1023);
        QCOMPARE(LabFixture::receiveFrom(*receiver).bytes, "two");
    }

    void whatDoesNotFitIsLost()
    {
        LabFixture lab;
        const auto receiver = lab.makeBound(Kind::Datagram);
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(sender->sendTo(QByteArray::fromHex("c4e3bac3c2f0"), receiver->localName()).ok());
        const Received cut = LabFixture::receiveFrom(*receiver, 5);
        QCOMPARE(cut.bytes, QByteArray::fromHex("c4e3bac3c2"));
        QCOMPARE(cut.fullLength, 6);
        QVERIFY(cut.isTruncated());
        QVERIFY(receiver->receiveFrom(5).result.wouldBlock());
    }

    void receiveFromOnAStreamLosesNothing()
    {
        LabFixture lab;
        const auto listener = lab.makeListener();
        const auto pair = lab.makePair(*listener);
        QVERIFY(pair.client->send("abcdef").ok());
        QCOMPARE(LabFixture::receiveFrom(*pair.server, 4).bytes, "abcd");
        QCOMPARE(LabFixture::receiveFrom(*pair.server, 4).bytes, "ef");
    }

    void anEmptyDatagramIsNoEnd()
    {
        LabFixture lab;
        const auto receiver = lab.makeBound(Kind::Datagram);
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(sender->sendTo({}, receiver->localName()).ok());
        const Received empty = LabFixture::receiveFrom(*receiver);
        QVERIFY(empty.result.ok());
        QVERIFY(empty.bytes.isEmpty());
        QVERIFY(!empty.from.isNull());
    }

    void tooLong()
    {
        LabFixture lab;
        const auto receiver = lab.makeBound(Kind::Datagram);
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QCOMPARE(sender->sendTo(QByteArray(65'508, 'x'), receiver->localName()).error, EMSGSIZE);
        QCOMPARE(sender->sendTo(QByteArray(65'507, 'x'), receiver->localName()).value, 65'507);
    }

    void nobodyThere() // the second send tells
    {
        LabFixture lab;
        auto receiver = lab.makeBound(Kind::Datagram);
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(sender->connect(receiver->localName()).ok());
        receiver.reset();
        QVERIFY(sender->send("first").ok());
        QCOMPARE(LabFixture::receive(*sender).result.error, ECONNREFUSED);
    }

    void broadcastNeedsPermission() // item 41
    {
        LabFixture lab;
        const auto receiver = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(receiver->bind(name("0.0.0.0", 0)).ok());
        const auto everybody = name("127.255.255.255", receiver->localName().port());
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QCOMPARE(sender->sendTo("hello", everybody).error, EACCES);
        QVERIFY(sender->setOption(options::broadcast(), 1).ok());
        QVERIFY(sender->sendTo("hello", everybody).ok());
        QCOMPARE(LabFixture::receiveFrom(*receiver).bytes, "hello");
    }

    void multicastIsForMembers() // item 41
    {
        LabFixture lab;
        const auto member = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(member->setOption(options::reuseAddress(), 1).ok());
        QVERIFY(member->bind(name("0.0.0.0", 0)).ok());
        const auto group = name("239.1.2.3", member->localName().port());
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QVERIFY(sender->setMulticastInterface(Family::Inet, QStringLiteral("lo")).ok());
        QVERIFY(sender->setOption(options::multicastTtl(), 1).ok());
        QVERIFY(sender->setOption(options::multicastLoop(), 1).ok());

        QVERIFY(member->joinGroup(group, QStringLiteral("lo")).ok());
        QVERIFY(sender->sendTo("to members", group).ok());
        QCOMPARE(LabFixture::receiveFrom(*member).bytes, "to members");

        QVERIFY(member->leaveGroup(group, QStringLiteral("lo")).ok());
        QVERIFY(sender->sendTo("to nobody", group).ok());
        // Unicast comes after it on the same socket: had the first been delivered, it would stand in front.
        QVERIFY(sender->sendTo("directly", name("127.0.0.1", group.port())).ok());
        QCOMPARE(LabFixture::receiveFrom(*member).bytes, "directly");
        QCOMPARE(member->joinGroup(group, QStringLiteral("nosuch0")).error, ENODEV);
    }

    void multicastSetsItsReach()
    {
        LabFixture lab;
        const auto sender = lab.make(Family::Inet, Kind::Datagram);
        QCOMPARE(sender->optionInt(options::multicastTtl()), 1); // by default not beyond the next router
        QVERIFY(sender->setOption(options::multicastTtl(), 3).ok());
        QCOMPARE(sender->optionInt(options::multicastTtl()), 3);
        QCOMPARE(sender->optionInt(options::multicastLoop()), 1);
    }
};

QTEST_GUILESS_MAIN(TestDatagrams)
#include "tst_datagrams.moc"
