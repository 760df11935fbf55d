// SPDX-License-Identifier: MIT
#include "common/net/epolldispatcher.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

using namespace miniqq::net;

/// The whole program runs on the dispatcher under test.
class EpollTimersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timersInOrder();
    void zeroTimer();
    void killTimerInSlot();
    void timerNeverEarly_data();
    void timerNeverEarly();
    void timerDoesNotRecurse();
    void registeredTimersAreTold();
};

void EpollTimersTest::timersInOrder()
{
    QList<int> order;
    for (const int ms : {30, 10, 20, 10})
        QTimer::singleShot(ms, Qt::PreciseTimer, this, [&order, ms] { order.append(ms); });
    QTRY_COMPARE(order, QList<int>({10, 10, 20, 30}));
}

void EpollTimersTest::zeroTimer()
{
    QTimer timer;
    timer.setInterval(0);
    int ticks = 0;
    bool other = false;
    connect(&timer, &QTimer::timeout, this, [&] { ++ticks; });
    timer.start();
    QTimer::singleShot(5, this, [&] { other = true; });
    QTRY_VERIFY(other); // a zero timer starves nobody
    QVERIFY(ticks >= 2);
    timer.stop();
    const int before = ticks;
    QCoreApplication::processEvents();
    QCOMPARE(ticks, before);
}

void EpollTimersTest::killTimerInSlot()
{
    QTimer first;
    QTimer second;
    int fired = 0;
    // Both fall due in one turn: the one that comes first stops both.
    for (QTimer *timer : {&first, &second}) {
        timer->setTimerType(Qt::PreciseTimer);
        connect(timer, &QTimer::timeout, this, [&] {
            ++fired;
            first.stop();
            second.stop();
        });
        timer->start(5);
    }
    QElapsedTimer elapsed;
    elapsed.start();
    while (elapsed.elapsed() < 10) // both are overdue when the loop looks at them
        ;
    QTRY_COMPARE(fired, 1);
    bool later = false;
    QTimer::singleShot(15, this, [&] { later = true; });
    QTRY_VERIFY(later);
    QCOMPARE(fired, 1);
}

void EpollTimersTest::timerNeverEarly_data()
{
    QTest::addColumn<Qt::TimerType>("type");
    QTest::addColumn<int>("ms");
    QTest::newRow("precise") << Qt::PreciseTimer << 13;
    QTest::newRow("coarse") << Qt::CoarseTimer << 60;
    QTest::newRow("very coarse") << Qt::VeryCoarseTimer << 40;
}

void EpollTimersTest::timerNeverEarly()
{
    QFETCH(const Qt::TimerType, type);
    QFETCH(const int, ms);
    QElapsedTimer elapsed;
    elapsed.start();
    qint64 firedNs = -1;
    QTimer::singleShot(ms, type, this, [&] { firedNs = elapsed.nsecsElapsed(); });
    QTRY_VERIFY(firedNs >= 0);
    QVERIFY2(firedNs >= qint64(ms) * 1'000'000, qPrintable(QString::number(firedNs)));
}

void EpollTimersTest::timerDoesNotRecurse()
{
    QTimer timer;
    int depth = 0;
    int deepest = 0;
    int ticks = 0;
    connect(&timer, &QTimer::timeout, this, [&] {
        deepest = std::max(deepest, ++depth);
        ++ticks;
        bool passed = false;
        QTimer::singleShot(4, this, [&] { passed = true; });
        QEventLoop loop;
        while (!passed)
            loop.processEvents(QEventLoop::WaitForMoreEvents);
        --depth;
    });
    timer.start(1);
    QTRY_VERIFY(ticks >= 2);
    timer.stop();
    QCOMPARE(deepest, 1);
}

void EpollTimersTest::registeredTimersAreTold()
{
    QAbstractEventDispatcher *dispatcher = QCoreApplication::eventDispatcher();
    QObject owner;
    const int id = owner.startTimer(5000, Qt::PreciseTimer);
    const auto timers = dispatcher->registeredTimers(&owner);
    QCOMPARE(timers.size(), 1);
    QCOMPARE(timers[0].timerId, id);
    QCOMPARE(timers[0].interval, 5000);
    QCOMPARE(timers[0].timerType, Qt::PreciseTimer);
    QVERIFY(dispatcher->remainingTime(id) > 4000 && dispatcher->remainingTime(id) <= 5000);
    owner.killTimer(id);
    QCOMPARE(dispatcher->remainingTime(id), -1);
    QVERIFY(dispatcher->registeredTimers(&owner).isEmpty());
}

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(makeIoDispatcher().release());
    QCoreApplication app(argc, argv);
    EpollTimersTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolltimers.moc"
