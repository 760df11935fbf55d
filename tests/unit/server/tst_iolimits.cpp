// SPDX-License-Identifier: MIT
#include "server/core/logrelay.h"
#include "server/net/budget.h"
#include "server/net/deadlines.h"
#include "server/net/foreign.h"
#include "server/net/logthrottle.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000'000;

class TestClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return nowNs; }
    qint64 wallMs() const override { return 0; }
    qint64 nowNs = 1;
};

} // namespace

/// The small rules the I/O workers keep.
class tst_IoLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void budgetIsSpentAndRefilled();
    void budgetGoesIntoDebt();
    void budgetWithoutRateIsEndless();
    void deadlines_data();
    void deadlines();
    void standstillIsNoticed();
    void tickIsAQuarterOfTheShortest();
    void foreignProtocols_data();
    void foreignProtocols();
    void logIsThinnedPerClassAndSource();
    void logLinesCannotBeForged();
};

void tst_IoLimits::budgetIsSpentAndRefilled()
{
    const Rate rate{10, 3};
    Budget budget(rate, 0);
    for (int i = 0; i < 3; ++i)
        QVERIFY(budget.spend(rate, 1));
    QVERIFY(!budget.spend(rate, 1));
    QVERIFY(!budget.refill(rate, second / 20)); // half of what is owed
    QVERIFY(budget.refill(rate, second / 10));
    QVERIFY(budget.refill(rate, 100 * second)); // up to the burst and no more
    for (int i = 0; i < 3; ++i)
        QVERIFY(budget.spend(rate, 1));
    QVERIFY(!budget.spend(rate, 1));
}

void tst_IoLimits::budgetGoesIntoDebt()
{
    const Rate rate{1'000, 100};
    Budget budget(rate, 0);
    QVERIFY(!budget.spend(rate, 5'100));
    QVERIFY(!budget.refill(rate, 4 * second));
    QVERIFY(budget.refill(rate, 5 * second + 1));
}

void tst_IoLimits::budgetWithoutRateIsEndless()
{
    Budget budget(Rate{}, 0);
    QVERIFY(budget.spend(Rate{}, 1e12));
    QVERIFY(budget.refill(Rate{}, 0));
}

void tst_IoLimits::deadlines_data()
{
    QTest::addColumn<ConnectionTimes>("times");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<int>("due");
    const auto row = [](const char *name, const ConnectionTimes &times, qint64 now, Due due) {
        QTest::newRow(name) << times << now << int(due);
    };
    const qint64 t = 1'000 * second;
    row("fresh", {t, t, 0, 0, false, false, false}, t + second, Due::Nothing);
    row("handshake", {t, t, 0, 0, false, false, false}, t + 5 * second, Due::Handshake);
    row("handshake goes on", {t, t + 4 * second, 0, 0, false, false, false}, t + 5 * second, Due::Handshake);
    row("sign-in", {t, t + 9 * second, 0, 0, true, false, false}, t + 10 * second, Due::SignIn);
    row("just before", {t, t, 0, 0, true, false, false}, t + 10 * second - 1, Due::Nothing);
    row("signed in", {t, t + 9 * second, 0, 0, true, true, false}, t + 10 * second, Due::Nothing);
    row("frame", {t, t + 49 * second, t + 20 * second, 0, true, true, false}, t + 50 * second, Due::Frame);
    row("ping", {t, t, 0, 0, true, true, false}, t + 20 * second, Due::Ping);
    row("pinged already", {t, t, 0, t + 20 * second, true, true, false}, t + 21 * second, Due::Nothing);
    row("pinged, heard, silent again", {t, t + 22 * second, 0, t + 20 * second, true, true, false},
        t + 42 * second, Due::Ping);
    row("dead", {t, t, 0, t + 20 * second, true, true, false}, t + 60 * second, Due::Dead);
    row("we do not read", {t, t, 0, 0, true, true, true}, t + 60 * second, Due::Nothing);
    ConnectionTimes woke{t, t, 0, t + 20 * second, true, true, false, t + 90 * second};
    row("silent over a standstill: asked again", woke, t + 90 * second, Due::Ping);
    woke.pingedNs = t + 90 * second;
    row("asked, and has its time", woke, t + 129 * second, Due::Nothing);
    row("dead after a standstill", woke, t + 130 * second, Due::Dead);
    row("not signed in before a standstill", {t, t, 0, 0, true, false, false, t + 90 * second},
        t + 99 * second, Due::Ping);
    row("nor in time after it", {t, t, 0, 0, true, false, false, t + 90 * second}, t + 100 * second,
        Due::SignIn);
    row("stranger we do not read", {t, t, 0, 0, true, false, true}, t + 10 * second, Due::SignIn);
}

void tst_IoLimits::deadlines()
{
    QFETCH(ConnectionTimes, times);
    QFETCH(qint64, now);
    QFETCH(int, due);
    QCOMPARE(int(dueFor(times, Limits(), now)), due);
}

void tst_IoLimits::standstillIsNoticed()
{
    Standstill standstill;
    qint64 now = 1'000 * second;
    standstill.look(now, 1'000);
    standstill.look(now += 3 * second, 1'000); // late, as on a busy machine
    QCOMPARE(standstill.wokeNs(), 0);
    standstill.look(now += 3 * second + 1, 1'000);
    QCOMPARE(standstill.wokeNs(), now);
    const qint64 woke = now;
    standstill.look(now += second, 1'000);
    standstill.rest(); // nobody was there
    standstill.look(now += 1'000 * second, 1'000);
    QCOMPARE(standstill.wokeNs(), woke);
}

void tst_IoLimits::tickIsAQuarterOfTheShortest()
{
    Limits limits;
    QCOMPARE(deadlineTickMs(limits), 1'000);
    limits.signInMs = 400;
    QCOMPARE(deadlineTickMs(limits), 100);
    limits.signInMs = 1;
    QCOMPARE(deadlineTickMs(limits), 20);
}

void tst_IoLimits::foreignProtocols_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("foreign");
    QTest::newRow("browser") << QByteArray("GET / HTTP/1.1\r\n") << true;
    QTest::newRow("browser, first word only") << QByteArray("POST") << true;
    QTest::newRow("HTTP/2") << QByteArray("PRI * HTTP/2.0\r\n\r\n") << true;
    QTest::newRow("SSH") << QByteArray("SSH-2.0-x\r\n") << true;
    QTest::newRow("TLS hello") << QByteArray::fromHex("16030102000100") << true;
    QTest::newRow("TLS hello, first word only") << QByteArray::fromHex("16030102") << true;
    QTest::newRow("noise") << QByteArray::fromHex("a7f3120988") << true;
    QTest::newRow("too long by one") << QByteArray::fromHex("00002001") << false;
    QTest::newRow("absurd length alone") << QByteArray::fromHex("7fffffff") << false;
    QTest::newRow("absurd length, envelope") << QByteArray::fromHex("7fffffff") + "{\"type\"" << false;
    QTest::newRow("zero") << QByteArray(4, '\0') << false;
    QTest::newRow("nothing") << QByteArray() << false;
}

void tst_IoLimits::foreignProtocols()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, foreign);
    QCOMPARE(looksForeign(bytes), foreign);
}

void tst_IoLimits::logIsThinnedPerClassAndSource()
{
    TestClock clock;
    LogThrottle throttle(clock);
    QVERIFY(throttle.allows(1, u"a"_s));
    QVERIFY(!throttle.allows(1, u"a"_s));
    QVERIFY(throttle.allows(2, u"a"_s));
    QVERIFY(throttle.allows(1, u"b"_s));
    clock.nowNs += LogThrottle::intervalNs;
    QVERIFY(throttle.allows(1, u"a"_s));
    int lines = 0;
    for (int i = 0; i < 100'000; ++i)
        lines += throttle.allows(3, QString::number(i)) ? 1 : 0;
    QVERIFY(lines <= 1'000);
    QVERIFY(throttle.allows(5, QString())); // strangers do not hide what the server has to say of itself
    QVERIFY(!throttle.allows(5, QString()));
    clock.nowNs += LogThrottle::intervalNs;
    QVERIFY(throttle.allows(4, u"again"_s));
}

void tst_IoLimits::logLinesCannotBeForged()
{
    QCOMPARE(singleLine(u"plain 文字 👋"_s), u"plain 文字 👋"_s);
    QCOMPARE(singleLine(u"a\nb\x1b[2Jc\u202e"_s), u"a\\u000ab\\u001b[2Jc\\u202e"_s);
}

QTEST_GUILESS_MAIN(tst_IoLimits)
#include "tst_iolimits.moc"
