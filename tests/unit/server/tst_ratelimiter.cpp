// SPDX-License-Identifier: MIT
#include "server/domain/addressbucket.h"
#include "server/domain/ratelimiter.h"
#include "server/domain/signinguard.h"
#include "tests/support/manualclock.h"

#include <QTest>

using namespace miniqq::server;
using miniqq::testing::ManualClock;

namespace {

constexpr qint64 second = 1'000'000'000;

} // namespace

/// Token buckets, what counts as one address, and the brake on guessing passwords.
class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void burstThenRate_data();
    void burstThenRate();
    void givesBack();
    void unlimited();
    void keysAreApart();
    void fullKeysShareOneBucket();
    void fullIsSearchedOnceASecond();
    void addressBuckets_data();
    void addressBuckets();
    void freeFailuresThenGrowingDelay();
    void successClears();
    void parallelTriesGainNothing();
    void slowLaneLetsAClassIn();
    void accountBudgetSparesKnownAddresses();
};

void TestRateLimiter::burstThenRate_data()
{
    QTest::addColumn<double>("perSecond");
    QTest::addColumn<int>("burst");
    QTest::newRow("messages") << 5.0 << 20;
    QTest::newRow("one") << 1.0 << 1;
    QTest::newRow("registrations") << 30.0 / 600 << 30;
}

void TestRateLimiter::burstThenRate()
{
    QFETCH(double, perSecond);
    QFETCH(int, burst);
    const Rate rate{perSecond, burst};
    RateLimiter limiter;
    const qint64 now = 7 * second;
    for (int i = 0; i < burst; ++i) {
        QCOMPARE(limiter.waitMs(rate, now), 0);
        QVERIFY2(limiter.take(rate, now), qPrintable(QString::number(i)));
    }
    QVERIFY(!limiter.take(rate, now));
    const qint64 wait = limiter.waitMs(rate, now);
    QCOMPARE(wait, qint64(1'000 / perSecond));
    QVERIFY(!limiter.take(rate, now + (wait - 1) * 1'000'000));
    QVERIFY(limiter.take(rate, now + wait * 1'000'000));
    QVERIFY(!limiter.take(rate, now + wait * 1'000'000));

    const qint64 later = now + qint64(2e9 * burst / perSecond);
    QVERIFY(limiter.isFull(later));
    for (int i = 0; i < burst; ++i)
        QVERIFY(limiter.take(rate, later)); // never more than the burst, however long it waited
    QVERIFY(!limiter.take(rate, later));
}

void TestRateLimiter::givesBack()
{
    const Rate rate{1, 2};
    RateLimiter limiter;
    QVERIFY(limiter.take(rate, second));
    QVERIFY(limiter.take(rate, second));
    QVERIFY(!limiter.take(rate, second));
    limiter.giveBack(rate);
    QVERIFY(limiter.take(rate, second));
    QVERIFY(!limiter.take(rate, second));
}

void TestRateLimiter::unlimited()
{
    RateLimiter limiter;
    for (int i = 0; i < 10'000; ++i)
        QVERIFY(limiter.take(Rate{0, 1}, second));
    QCOMPARE(limiter.waitMs(Rate{0, 1}, second), 0);
}

void TestRateLimiter::keysAreApart()
{
    const Rate rate{1, 1};
    KeyedRateLimiter limiter;
    QVERIFY(limiter.take("a", rate, second));
    QVERIFY(!limiter.take("a", rate, second));
    QVERIFY(limiter.take("b", rate, second));
    QCOMPARE(limiter.size(), 2);
    limiter.prune(second);
    QCOMPARE(limiter.size(), 2);
    limiter.prune(2 * second);
    QCOMPARE(limiter.size(), 0);
}

void TestRateLimiter::fullKeysShareOneBucket()
{
    const Rate rate{1, 1};
    KeyedRateLimiter limiter(2);
    QVERIFY(limiter.take("a", rate, second));
    QVERIFY(limiter.take("b", rate, second));
    QVERIFY(limiter.take("c", rate, second));
    QVERIFY(!limiter.take("d", rate, second));
    QCOMPARE(limiter.size(), 2);
    QVERIFY(limiter.take("d", rate, 3 * second)); // the others were full again and forgotten
}

void TestRateLimiter::fullIsSearchedOnceASecond()
{
    const Rate rate{10, 1};
    KeyedRateLimiter limiter(2);
    for (const char *key : {"a", "b", "c"})
        QVERIFY(limiter.take(key, rate, second)); // the third looked for room in vain
    QVERIFY(limiter.take("d", rate, second + second / 2));
    QCOMPARE(limiter.size(), 2); // there would be room by now, but nobody looked
    QVERIFY(limiter.take("e", rate, 2 * second));
    QCOMPARE(limiter.size(), 1);
}

void TestRateLimiter::addressBuckets_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("bucket");
    QTest::newRow("v4") << "192.0.2.7" << QByteArray("192.0.2.7");
    QTest::newRow("v6") << "2001:db8:1:2:3:4:5:6" << QByteArray("2001:db8:1:2::/64");
    QTest::newRow("v6 neighbour") << "2001:db8:1:2::9" << QByteArray("2001:db8:1:2::/64");
    QTest::newRow("v6 short") << "2001:db8::7" << QByteArray("2001:db8:0:0::/64");
    QTest::newRow("v6 gap in front") << "::1:2:3:4:5:6:7" << QByteArray("0:1:2:3::/64");
    QTest::newRow("v6 scope") << "2001:db8::1%eth0" << QByteArray("2001:db8:0:0::/64");
    // Everyone in a LAN has one of these, all in the same /64.
    QTest::newRow("link-local") << "fe80::1%eth0" << QByteArray("fe80:0:0:0:0:0:0:1");
    QTest::newRow("link-local neighbour") << "fe80::a:2%eth0" << QByteArray("fe80:0:0:0:0:0:a:2");
    QTest::newRow("site-local") << "fec0::1" << QByteArray("fec0:0:0:0::/64");
    QTest::newRow("loopback") << "::1" << QByteArray("0:0:0:0::/64");
}

void TestRateLimiter::addressBuckets()
{
    QFETCH(QString, address);
    QTEST(addressBucket(address), "bucket");
}

void TestRateLimiter::freeFailuresThenGrowingDelay()
{
    ManualClock clock;
    Limits limits;
    Counters counters;
    SignInGuard guard(clock, limits, counters);
    const auto fail = [&] {
        const qint64 wait = guard.begin("ada", "192.0.2.1");
        if (wait == 0)
            guard.failed("ada", "192.0.2.1");
        return wait;
    };
    for (int i = 0; i < limits.freeSignInFailures; ++i)
        QCOMPARE(fail(), 0);
    for (const qint64 delay : {1'000, 2'000, 4'000, 8'000, 16'000, 32'000, 60'000, 60'000}) {
        QCOMPARE(fail(), delay);
        clock.advanceMs(delay - 1);
        QCOMPARE(fail(), 1);
        clock.advanceMs(1);
        QCOMPARE(fail(), 0);
    }
    QCOMPARE(guard.begin("ada", "192.0.2.2"), 0); // from elsewhere nothing changed
    QCOMPARE(guard.begin("bob", "192.0.2.1"), 0);
}

void TestRateLimiter::successClears()
{
    ManualClock clock;
    Limits limits;
    Counters counters;
    SignInGuard guard(clock, limits, counters);
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < limits.freeSignInFailures - 1; ++i) {
            QCOMPARE(guard.begin("ada", "192.0.2.1"), 0);
            guard.failed("ada", "192.0.2.1");
        }
        QCOMPARE(guard.begin("ada", "192.0.2.1"), 0);
        guard.succeeded("ada", "192.0.2.1");
    }
}

void TestRateLimiter::parallelTriesGainNothing()
{
    ManualClock clock;
    Limits limits;
    Counters counters;
    SignInGuard guard(clock, limits, counters);
    for (int i = 0; i < limits.freeSignInFailures; ++i)
        QCOMPARE(guard.begin("ada", "192.0.2.1"), 0); // none has an outcome yet
    QCOMPARE(guard.begin("ada", "192.0.2.1"), 1'000);
    guard.cancelled("ada", "192.0.2.1");
    QCOMPARE(guard.begin("ada", "192.0.2.1"), 0);
}

void TestRateLimiter::slowLaneLetsAClassIn()
{
    ManualClock clock;
    Limits limits;
    Counters counters;
    SignInGuard guard(clock, limits, counters);
    for (int i = 0; i < limits.signInFailuresPerAddress.burst; ++i)
        guard.failed("pupil" + QByteArray::number(i), "192.0.2.1");
    int in = 0;
    for (int s = 0; s < 20; ++s) {
        const QByteArray pupil = "other" + QByteArray::number(in);
        if (guard.begin(pupil, "192.0.2.1") == 0) {
            guard.succeeded(pupil, "192.0.2.1");
            ++in;
            const qint64 next = guard.begin("impatient", "192.0.2.1");
            QVERIFY(next > 0 && next <= 1'000);
        }
        clock.advanceMs(1'000);
    }
    QCOMPARE(in, 20);
    QCOMPARE(guard.begin("anyone", "192.0.2.2"), 0);
}

void TestRateLimiter::accountBudgetSparesKnownAddresses()
{
    ManualClock clock;
    Limits limits;
    Counters counters;
    SignInGuard guard(clock, limits, counters);
    QCOMPARE(guard.begin("teacher", "192.0.2.1"), 0);
    guard.succeeded("teacher", "192.0.2.1");
    for (int i = 0; i < limits.signInFailuresPerAccount.burst; ++i)
        guard.failed("teacher", "198.51.100." + QByteArray::number(i));
    QVERIFY(guard.begin("teacher", "203.0.113.1") > 0);
    QCOMPARE(guard.begin("teacher", "192.0.2.1"), 0);
}

QTEST_APPLESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
