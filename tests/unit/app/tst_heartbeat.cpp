// SPDX-License-Identifier: MIT
#include "app/core/heartbeat.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;

namespace {

/// A heartbeat on a clock of its own. The event loop's timers run on the real one and fire soon; whether they
/// are late is what the manual clock says.
struct Patient
{
    static Timing quick()
    {
        Timing timing;
        timing.pingAfter = 20;
        timing.wakePatience = 30;
        return timing;
    }

    testing::ManualClock clock;
    Timing timing = quick();
    qint64 heardNs = clock.monotonicNs();
    Heartbeat heartbeat{clock, timing, [this] { return heardNs; }, nullptr};
    QSignalSpy asked{&heartbeat, &Heartbeat::pingDue};
    QSignalSpy died{&heartbeat, &Heartbeat::died};
};

} // namespace

/// Connections that are silent, and messengers that stood still.
class TestHeartbeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAfterSilence()
    {
        Patient p;
        p.heartbeat.start();
        QVERIFY(p.asked.isEmpty());
        p.clock.advanceMs(20);
        QTRY_COMPARE(p.asked.size(), 1);
        QVERIFY(p.died.isEmpty());
    }

    void whoDoesNotAnswerIsDead()
    {
        Patient p;
        p.timing.deadAfter = 50;
        Heartbeat heartbeat(
            p.clock, p.timing, [&p] { return p.heardNs; }, nullptr);
        QSignalSpy asked(&heartbeat, &Heartbeat::pingDue);
        QSignalSpy died(&heartbeat, &Heartbeat::died);
        p.clock.advanceMs(20);
        heartbeat.start();
        QCOMPARE(asked.size(), 1);
        p.clock.advanceMs(30);
        QVERIFY(died.wait());
    }

    void afterAStandstillTheServerIsAskedAtOnce()
    {
        Patient p;
        p.heartbeat.start();
        p.clock.advanceMs(90'000); // longer than a connection lives without a word
        QVERIFY(p.asked.wait());
        QVERIFY(p.died.isEmpty()); // nobody could be heard
        p.heardNs = p.clock.monotonicNs();
        QTest::qWait(3 * p.timing.wakePatience);
        QVERIFY(p.died.isEmpty());
    }

    void evenIfItWasAskedBefore()
    {
        Patient p;
        p.timing.deadAfter = 50; // the timer for the answer fires soon
        Heartbeat heartbeat(
            p.clock, p.timing, [&p] { return p.heardNs; }, nullptr);
        QSignalSpy asked(&heartbeat, &Heartbeat::pingDue);
        QSignalSpy died(&heartbeat, &Heartbeat::died);
        p.clock.advanceMs(20);
        heartbeat.start();
        QCOMPARE(asked.size(), 1);
        p.clock.advanceMs(90'000); // the answer may have come meanwhile
        QVERIFY(asked.wait());
        QVERIFY(died.isEmpty());
    }

    void whoDoesNotAnswerThenIsDeadSoon()
    {
        Patient p;
        p.heartbeat.start();
        p.clock.advanceMs(90'000);
        QVERIFY(p.asked.wait());
        p.clock.advanceMs(p.timing.wakePatience);
        QVERIFY(p.died.wait()); // and not after deadAfter
    }

    void aComputerThatSleptAsksAtOnce()
    {
        Patient p;
        p.timing.pingAfter = 3'600'000;
        p.timing.deadAfter = 7'200'000;
        Heartbeat heartbeat(
            p.clock, p.timing, [&p] { return p.heardNs; }, nullptr);
        QSignalSpy asked(&heartbeat, &Heartbeat::pingDue);
        heartbeat.start();
        p.clock.sleepMs(90'000); // its timers stood still, too, and are not late
        QVERIFY(asked.wait());
    }

    void whatWaitedHereIsNoAnswer()
    {
        Patient p;
        p.heartbeat.start();
        p.clock.advanceMs(90'000);
        QVERIFY(p.asked.wait());
        p.clock.advanceMs(1);
        p.heardNs = p.clock.monotonicNs(); // said long ago, and read only now
        p.clock.advanceMs(p.timing.wakePatience);
        QTest::qWait(3 * p.timing.wakePatience);
        QVERIFY(p.died.isEmpty()); // it may have been new
        p.clock.advanceMs(p.timing.wakePatience);
        QVERIFY(p.died.wait());
    }

    void anAnswerReadAfterAStandstillIsOfBefore()
    {
        Patient p;
        p.clock.advanceMs(20);
        p.heartbeat.start();
        QCOMPARE(p.asked.size(), 1);
        p.clock.advanceMs(90'000);
        p.heartbeat.answered();
        QCOMPARE(p.asked.size(), 2);
        p.heartbeat.answered();
        p.clock.advanceMs(19);
        QTest::qWait(2 * p.timing.pingAfter);
        QVERIFY(p.died.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
