// SPDX-License-Identifier: MIT
#include "app/lab/models/exchangereplay.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::lab;

namespace {

constexpr qint64 ms = 1'000'000;

/// Three calls: sent at 0, received at 10 ms, and one after two seconds of silence.
ExchangeRecord recordOfThree()
{
    ExchangeRecord record;
    record.firstPoint = 100; // older ones have gone
    for (const qint64 at : {5 * ms, 15 * ms, 2'015 * ms}) {
        ExchangePoint point;
        point.ns = at;
        record.points.push_back(point);
    }
    ExchangeArrow arrow;
    arrow.sent = 100;
    arrow.received = 101;
    record.arrows.push_back(arrow);
    arrow.sent = 102;
    arrow.received = -1;
    record.arrows.push_back(arrow);
    return record;
}

} // namespace

class TestExchangeReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silencesAreFolded()
    {
        const ExchangeRecord record = recordOfThree();
        const ExchangeReplay replay(record);
        QCOMPARE(replay.duration(), 10 * ms + ExchangeReplay::silenceNs);
        QCOMPARE(replay.stepCount(), 3);
        QCOMPARE(replay.stepsDone(), 1);
    }

    void itRunsAsFastAsItIsTold()
    {
        const ExchangeRecord record = recordOfThree();
        ExchangeReplay replay(record);
        replay.setSpeed(0.05);
        replay.advance(100 * ms);
        QCOMPARE(replay.position(), 5 * ms);
        QCOMPARE(replay.progress(record.arrows[0]), 0.5);
        QVERIFY(replay.isShown(100));
        QVERIFY(!replay.isShown(101));
        replay.setSpeed(7);
        QCOMPARE(replay.speed(), ExchangeReplay::fastest);
        replay.setSpeed(0);
        QCOMPARE(replay.speed(), ExchangeReplay::slowest);
        replay.setSpeed(1);
        replay.advance(-5);
        QCOMPARE(replay.position(), 5 * ms);
        replay.advance(5 * ms);
        QCOMPARE(replay.progress(record.arrows[0]), 1);
        QCOMPARE(replay.progress(record.arrows[1]), 0);
        replay.advance(3'600'000 * ms);
        QVERIFY(replay.atEnd());
        QCOMPARE(replay.progress(record.arrows[1]), 1); // it has one time only
    }

    void stepByStep()
    {
        const ExchangeRecord record = recordOfThree();
        ExchangeReplay replay(record);
        QVERIFY(!replay.step(false));
        QVERIFY(replay.step());
        QCOMPARE(replay.position(), 10 * ms);
        QVERIFY(replay.step());
        QVERIFY(!replay.step());
        QVERIFY(replay.atEnd());
        QVERIFY(replay.step(false));
        QCOMPARE(replay.position(), 10 * ms);
        replay.seek(-7);
        QCOMPARE(replay.position(), 0);
    }

    void anEmptyRecord()
    {
        const ExchangeRecord record;
        ExchangeReplay replay(record);
        QVERIFY(replay.atEnd());
        QVERIFY(!replay.step());
        replay.advance(ms);
        QCOMPARE(replay.position(), 0);
        QVERIFY(!replay.isShown(0));
    }
};

QTEST_GUILESS_MAIN(TestExchangeReplay)
#include "tst_exchangereplay.moc"
