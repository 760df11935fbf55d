// SPDX-License-Identifier: MIT
// Items 27, 28 and 42, which are simulated: hubs, switches, routers, and a link that loses packets.
#include "app/lab/address/lossylink.h"
#include "app/lab/address/switchscene.h"

#include <QTest>

#include <limits>

using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class ScenesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hubFloods();
    void switchLearns();
    void switchNoticesMoves();
    void fullSwitchFloods();
    void badPortsGoNowhere();
    void hardwareChangesPerHop();
    void timeToLiveRunsOut();
    void perfectLinkKeepsEverything();
    void sameSeedSameFate();
    void chancesAreMet();
    void damageIsOneBit();
    void packetsOvertake();
    void badFaultsAreRefused_data();
    void badFaultsAreRefused();
};

constexpr HardwareNumber alice = 0x525400000001;
constexpr HardwareNumber bob = 0x525400000002;
constexpr HardwareNumber carol = 0x525400000003;

void ScenesTest::hubFloods()
{
    const Hub hub(4);
    QCOMPARE(hub.forward({1, alice, bob}), (QList<int>{0, 2, 3}));
    QCOMPARE(hub.forward({2, bob, alice}), (QList<int>{0, 1, 3})); // every time
    QCOMPARE(hardwareText(alice), u"52:54:00:00:00:01"_s);
}

void ScenesTest::switchLearns()
{
    LearningSwitch box(4);
    QCOMPARE(box.forward({0, alice, bob}), (QList<int>{1, 2, 3})); // nobody knows where Bob is
    QCOMPARE(box.portOf(alice), 0);
    QCOMPARE(box.portOf(bob), -1);
    QCOMPARE(box.forward({2, bob, alice}), QList<int>{0}); // but Alice has spoken
    QCOMPARE(box.forward({0, alice, bob}), QList<int>{2}); // and now Bob has, too
    QCOMPARE(box.forward({0, alice, hardwareBroadcast}), (QList<int>{1, 2, 3}));
    QCOMPARE(box.forward({0, alice, 0x01005e000001}), (QList<int>{1, 2, 3})); // a group
    // Two behind one port (a hub hangs there): the switch stays quiet.
    box.forward({2, carol, alice});
    QVERIFY(box.forward({2, carol, bob}).isEmpty());
    QCOMPARE(box.learned(), 3);
    box.forget();
    QCOMPARE(box.forward({2, bob, alice}), (QList<int>{0, 1, 3}));
}

void ScenesTest::switchNoticesMoves()
{
    LearningSwitch box(4);
    box.forward({0, alice, bob});
    box.forward({3, alice, hardwareBroadcast});
    QCOMPARE(box.forward({1, bob, alice}), QList<int>{3});
    box.forward({1, hardwareBroadcast, alice}); // nobody is called "everybody"
    QCOMPARE(box.portOf(hardwareBroadcast), -1);
}

void ScenesTest::fullSwitchFloods()
{
    LearningSwitch box(3, 2);
    box.forward({0, alice, carol});
    box.forward({1, bob, carol});
    box.forward({2, carol, alice});
    QCOMPARE(box.learned(), 2);
    QCOMPARE(box.forward({0, alice, carol}), (QList<int>{1, 2}));
    QCOMPARE(box.forward({2, alice, bob}), QList<int>{1}); // a move is still noticed
    QCOMPARE(box.portOf(alice), 2);
}

void ScenesTest::badPortsGoNowhere()
{
    LearningSwitch box(2);
    QVERIFY(box.forward({2, alice, bob}).isEmpty());
    QVERIFY(box.forward({-1, alice, bob}).isEmpty());
    QCOMPARE(box.learned(), 0);
    QVERIFY(Hub(2).forward({2, alice, bob}).isEmpty());
    QVERIFY(Hub(0).forward({0, alice, bob}).isEmpty());
}

static QList<SceneRouter> twoRouters()
{
    return {{{QHostAddress(u"192.168.1.1"_s), 0x11}, {QHostAddress(u"10.0.0.1"_s), 0x12}},
            {{QHostAddress(u"10.0.0.2"_s), 0x21}, {QHostAddress(u"172.16.0.1"_s), 0x22}}};
}

void ScenesTest::hardwareChangesPerHop()
{
    const SceneStation from{QHostAddress(u"192.168.1.5"_s), alice};
    const SceneStation to{QHostAddress(u"172.16.22.19"_s), bob};
    const QList<SceneHop> hops = packetJourney(from, twoRouters(), to);
    QCOMPARE(hops.size(), 3);
    const QList<std::pair<HardwareNumber, HardwareNumber>> frames = {
        {alice, 0x11}, {0x12, 0x21}, {0x22, bob}};
    for (qsizetype at = 0; at < hops.size(); ++at) {
        QCOMPARE(std::pair(hops[at].frameFrom, hops[at].frameTo), frames[at]);
        QCOMPARE(hops[at].packetFrom, from.address);
        QCOMPARE(hops[at].packetTo, to.address);
        QCOMPARE(hops[at].ttl, 64 - int(at));
    }
    QCOMPARE(packetJourney(from, {}, to).size(), 1); // the same subnet: directly
}

void ScenesTest::timeToLiveRunsOut()
{
    const SceneStation from{QHostAddress(u"192.168.1.5"_s), alice};
    const SceneStation to{QHostAddress(u"172.16.22.19"_s), bob};
    QCOMPARE(packetJourney(from, twoRouters(), to, 3).size(), 3);
    QCOMPARE(packetJourney(from, twoRouters(), to, 2).size(), 2);
    QCOMPARE(packetJourney(from, twoRouters(), to, 1).size(), 1);
    QVERIFY(packetJourney(from, twoRouters(), to, 0).isEmpty());
}

static QList<QByteArray> numbered(int count)
{
    QList<QByteArray> list;
    for (int at = 0; at < count; ++at)
        list << QByteArray::number(at).rightJustified(8, '0');
    return list;
}

void ScenesTest::perfectLinkKeepsEverything()
{
    auto link = LossyLink::make({}, 1);
    QVERIFY(link.ok());
    const QList<DatagramArrival> all = link->sendAll(numbered(100), 5);
    QCOMPARE(all.size(), 100);
    for (qsizetype at = 0; at < all.size(); ++at) {
        QCOMPARE(all[at].number, at);
        QCOMPARE(all[at].atMs, 5 * at + 20);
        QCOMPARE(all[at].bytes, numbered(100)[at]);
        QVERIFY(!all[at].damaged && !all[at].repeated);
    }
}

void ScenesTest::sameSeedSameFate()
{
    const LinkFaults faults{0.3, 0.2, 0.1, 0.5, 20, 50};
    const auto fate = [&faults](quint32 seed) {
        QStringList list;
        for (const DatagramArrival &delivery : LossyLink::make(faults, seed)->sendAll(numbered(50), 10))
            list << u"%1@%2%3"_s.arg(delivery.number)
                        .arg(delivery.atMs)
                        .arg(delivery.damaged ? u"!"_s : QString());
        return list;
    };
    QCOMPARE(fate(42), fate(42));
    QVERIFY(fate(42) != fate(43));
    // As a Mersenne Twister in Python computes it: the same on every machine.
    QCOMPARE(fate(42).first(5).join(u' '), QStringLiteral("1@35 0@57 1@58 2@76 8@100!"));
}

void ScenesTest::chancesAreMet()
{
    const int count = 10000;
    const QList<DatagramArrival> all =
        LossyLink::make({0.3, 0.2, 0.1, 0, 0, 0}, 7)->sendAll(numbered(count), 0);
    qsizetype originals = 0;
    qsizetype repeats = 0;
    qsizetype damaged = 0;
    for (const DatagramArrival &delivery : all) {
        (delivery.repeated ? repeats : originals) += 1;
        damaged += delivery.damaged && !delivery.repeated;
    }
    QVERIFY2(qAbs(originals - 7000) < 200, qPrintable(QString::number(originals)));
    QVERIFY2(qAbs(repeats - 1400) < 150, qPrintable(QString::number(repeats)));
    QVERIFY2(qAbs(damaged - 700) < 100, qPrintable(QString::number(damaged)));
    QVERIFY(LossyLink::make({1, 1, 1, 1, 0, 0}, 7)->sendAll(numbered(100), 0).isEmpty());
}

void ScenesTest::damageIsOneBit()
{
    auto link = LossyLink::make({0, 0, 1, 0, 0, 0}, 11);
    for (int at = 0; at < 200; ++at) {
        const QList<DatagramArrival> came = link->send("12345678", at);
        QCOMPARE(came.size(), 1);
        int bits = 0;
        for (qsizetype byte = 0; byte < 8; ++byte)
            bits += qPopulationCount(quint8(came[0].bytes[byte] ^ "12345678"[byte]));
        QCOMPARE(bits, 1);
    }
    const QList<DatagramArrival> empty = link->send({}, 1000);
    QVERIFY(empty.size() == 1 && empty[0].bytes.isEmpty() && !empty[0].damaged); // nothing there to damage
}

void ScenesTest::packetsOvertake()
{
    const QList<DatagramArrival> all = LossyLink::make({0, 0, 0, 0.5, 20, 50}, 3)->sendAll(numbered(100), 5);
    QCOMPARE(all.size(), 100);
    int overtaken = 0;
    for (qsizetype at = 1; at < all.size(); ++at) {
        QVERIFY(all[at].atMs >= all[at - 1].atMs);
        overtaken += all[at].number < all[at - 1].number;
        QVERIFY(all[at].atMs - 5 * all[at].number <= 70);
    }
    QVERIFY(overtaken > 10);
}

void ScenesTest::badFaultsAreRefused_data()
{
    QTest::addColumn<double>("loss");
    QTest::addColumn<int>("delay");
    QTest::addColumn<QString>("says");
    QTest::newRow("above") << 1.01 << 0 << u"A chance is a number from 0 to 1; 1.01 is not."_s;
    QTest::newRow("below") << -0.1 << 0 << u"-0.1 is not"_s;
    QTest::newRow("nan") << std::numeric_limits<double>::quiet_NaN() << 0 << u"nan is not"_s;
    QTest::newRow("early") << 0.5 << -1 << u"A delay is 0 to 60000 ms; -1 is not."_s;
    QTest::newRow("late") << 0.5 << 60001 << u"60001 is not"_s;
}

void ScenesTest::badFaultsAreRefused()
{
    QFETCH(const double, loss);
    QFETCH(const int, delay);
    QFETCH(const QString, says);
    LinkFaults faults;
    faults.loss = loss;
    faults.delayMs = delay;
    const auto link = LossyLink::make(faults, 1);
    QVERIFY(!link.ok());
    QVERIFY2(link.error().text.contains(says), qPrintable(link.error().text));
}

QTEST_GUILESS_MAIN(ScenesTest)
#include "tst_scenes.moc"
