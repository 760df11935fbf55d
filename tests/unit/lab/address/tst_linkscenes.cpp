// SPDX-License-Identifier: MIT
// What the link simulator shows: items 27, 28 and 42. Everything here is simulated.
#include "app/lab/address/lossyrun.h"
#include "app/lab/address/scenes.h"

#include <QSet>
#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class LinkScenesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHubGivesEverythingToEverybody()
    {
        SwitchRun run(SwitchRun::Box::Hub);
        for (int round = 0; round < 2; ++round) {
            const SwitchRun::Step step = run.send(0, 1);
            QCOMPARE(step.out, (QList<int>{1, 2, 3}));
            QVERIFY(!step.learned);
            QVERIFY(step.sentence.contains(u"hub"_s));
        }
        QCOMPARE(run.table(), (QList<int>{-1, -1, -1, -1}));
    }

    void aSwitchLearnsFromSenders()
    {
        SwitchRun run;
        SwitchRun::Step step = run.send(0, 1);
        QVERIFY(step.learned);
        QCOMPARE(step.out, (QList<int>{1, 2, 3})); // it does not know B yet
        step = run.send(1, 0);
        QCOMPARE(step.out, QList<int>{0}); // but it knows A by now
        step = run.send(0, 1);
        QVERIFY(!step.learned);
        QCOMPARE(step.out, QList<int>{1});
        QVERIFY(step.sentence.contains(u"that port only"_s));
        QCOMPARE(run.table(), (QList<int>{0, 1, -1, -1}));
        QCOMPARE(run.send(0, SwitchRun::everybody).out, (QList<int>{1, 2, 3}));
        run.forget();
        QCOMPARE(run.table(), (QList<int>{-1, -1, -1, -1}));
        QCOMPARE(run.send(0, 1).out.size(), 3);
        run.setBox(SwitchRun::Box::Hub);
        run.setBox(SwitchRun::Box::Switch);
        QCOMPARE(run.table(), (QList<int>{-1, -1, -1, -1}));
    }

    void nobodySendsToHimselfOrToAStranger()
    {
        SwitchRun run;
        for (const auto &[from, to] : {std::pair(0, 0), std::pair(-1, 1), std::pair(0, 9), std::pair(9, 0)}) {
            const SwitchRun::Step step = run.send(from, to);
            QVERIFY(step.out.isEmpty());
            QVERIFY(!step.sentence.isEmpty());
        }
        QCOMPARE(run.table(), (QList<int>{-1, -1, -1, -1}));
    }

    void framesChangeAndPacketsStay()
    {
        for (int routers = 0; routers <= HopScene::mostRouters; ++routers) {
            const HopScene scene{routers, 64};
            const QList<SceneHop> hops = scene.hops();
            QCOMPARE(hops.size(), routers + 1);
            QCOMPARE(scene.names().size(), routers + 2);
            QCOMPARE(scene.endsAt(), -1);
            QSet<HardwareNumber> senders;
            for (int at = 0; at < hops.size(); ++at) {
                QCOMPARE(hops[at].packetFrom, scene.from().address);
                QCOMPARE(hops[at].packetTo, scene.to().address);
                QCOMPARE(hops[at].ttl, 64 - at);
                senders << hops[at].frameFrom << hops[at].frameTo;
            }
            QCOMPARE(senders.size(), 2 * hops.size()); // every link has two of its own
            QVERIFY(!scene.sentence().isEmpty());
        }
    }

    void theTimeToLiveEndsAPacket_data()
    {
        QTest::addColumn<int>("ttl");
        QTest::addColumn<int>("links");
        QTest::addColumn<int>("endsAt");
        QTest::newRow("1: the first router") << 1 << 1 << 0;
        QTest::newRow("2: the second") << 2 << 2 << 1;
        QTest::newRow("3: the third") << 3 << 3 << 2;
        QTest::newRow("4: arrives") << 4 << 4 << -1;
    }
    void theTimeToLiveEndsAPacket()
    {
        QFETCH(int, ttl);
        const HopScene scene{3, ttl};
        QTEST(int(scene.hops().size()), "links");
        QTEST(scene.endsAt(), "endsAt");
        QCOMPARE(scene.sentence().contains(u"traceroute"_s), scene.endsAt() >= 0);
    }

    void aPerfectLinkKeepsEverything()
    {
        const Result<LossyRun> run = runLossyLink({0, 0, 0, 0, 20, 0}, 1, 10, 20);
        QVERIFY(run);
        QCOMPARE(run->arrival, (QList<int>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
        QCOMPARE(run->lost + run->repeated + run->damaged + run->overtaken, 0);
        QCOMPARE(run->lastMs, 200);
        QCOMPARE(run->summary(), u"10 of 10 arrived"_s);
    }

    void theNumbersAddUp()
    {
        for (quint32 seed = 1; seed <= 50; ++seed) {
            const Result<LossyRun> run = runLossyLink({0.3, 0.3, 0.2, 0.5, 10, 100}, seed, 40, 10);
            QVERIFY(run);
            QCOMPARE(int(run->arrival.size()), run->sent - run->lost + run->repeated);
            QCOMPARE(int(run->arrows.size()), run->sent + run->repeated);
            int damaged = 0;
            for (const LossyRun::Arrow &arrow : run->arrows) {
                QVERIFY(arrow.arrivedMs < 0 || arrow.arrivedMs >= arrow.sentMs + 10);
                QVERIFY(arrow.arrivedMs <= run->lastMs);
                damaged += arrow.damaged && !arrow.repeated ? 1 : 0;
            }
            QCOMPARE(run->damaged, damaged);
            // Who overtakes nobody arrives in order.
            const bool inOrder = std::is_sorted(run->arrival.begin(), run->arrival.end());
            if (run->repeated == 0)
                QCOMPARE(inOrder, run->overtaken == 0);
            // The same settings and the same seed give the same run.
            QCOMPARE(runLossyLink({0.3, 0.3, 0.2, 0.5, 10, 100}, seed, 40, 10)->arrival, run->arrival);
        }
        QCOMPARE(runLossyLink({1, 0, 0, 0, 10, 0}, 1, 5, 10)->lost, 5);
    }

    void whatIsOutOfRangeIsToldByName()
    {
        QVERIFY(runLossyLink({}, 1, 0, 10).error().text.contains(u"1 to 40"_s));
        QVERIFY(runLossyLink({}, 1, 41, 10).error().text.contains(u"41"_s));
        QVERIFY(!runLossyLink({}, 1, 5, -1));
        QVERIFY(!runLossyLink({2, 0, 0, 0, 0, 0}, 1, 5, 1));
    }
};

QTEST_GUILESS_MAIN(LinkScenesTest)
#include "tst_linkscenes.moc"
