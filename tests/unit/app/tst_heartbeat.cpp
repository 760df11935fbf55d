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
};

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
