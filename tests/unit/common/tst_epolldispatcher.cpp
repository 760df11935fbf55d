// SPDX-License-Identifier: MIT
#include "common/net/epolldispatcher.h"
#include "common/net/sockets.h"

#include <QEventLoop>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSocketNotifier>
#include <QTemporaryFile>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <set>

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace miniqq::net;

namespace {

struct SocketPair
{
    Descriptor a;
    Descriptor b;

    SocketPair()
    {
        int fds[2] = {-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, fds) == 0) {
            a.reset(fds[0]);
            b.reset(fds[1]);
        }
    }
    void put(char byte = 'x') const { QCOMPARE(::write(b.get(), &byte, 1), 1); }
    bool take() const
    {
        char byte = 0;
        return ::read(a.get(), &byte, 1) == 1;
    }
};

} // namespace

/// The whole program runs on the dispatcher under test: QTRY, timers and signals of Qt Test included.
class EpollDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsOnlyWhenThereIsSomething();
    void bothTypesOnOneDescriptor();
    void levelTriggered();
    void hangUpIsReadable();
    void deleteOfOtherNotifierInSlot();
    void descriptorUsedAgainInSlot();
    void disabledNotifierStaysSilent();
    void manyDescriptors();
    void regularFileIsAlwaysReady();
    void nestedLoopLeavesNoStaleActivation();
    void excludeSocketNotifiers();

    void wakeUpFromOtherThread();
    void postedEventsWhileBlocked();
    void processEventsWithoutWaitReturns();
    void aboutToBlockAndAwake();
    void threadWithDispatcherQuits();
};

void EpollDispatcherTest::readsOnlyWhenThereIsSomething()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    int activations = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        ++activations;
        QVERIFY(pair.take());
    });
    QCoreApplication::processEvents();
    QCOMPARE(activations, 0);
    pair.put();
    QTRY_COMPARE(activations, 1);
    QCoreApplication::processEvents();
    QCOMPARE(activations, 1);
}

void EpollDispatcherTest::bothTypesOnOneDescriptor()
{
    const SocketPair pair;
    QSocketNotifier read(pair.a.get(), QSocketNotifier::Read);
    QSocketNotifier write(pair.a.get(), QSocketNotifier::Write);
    QStringList order;
    connect(&read, &QSocketNotifier::activated, this, [&] {
        order.append(QStringLiteral("read"));
        pair.take();
    });
    connect(&write, &QSocketNotifier::activated, this, [&] {
        order.append(QStringLiteral("write"));
        write.setEnabled(false);
    });
    pair.put();
    QTRY_COMPARE(order, QStringList({QStringLiteral("read"), QStringLiteral("write")}));
    pair.put();
    QTRY_COMPARE(order.size(), 3);
    QCOMPARE(order.last(), QStringLiteral("read"));
    write.setEnabled(true);
    QTRY_COMPARE(order.size(), 4);
    QCOMPARE(order.last(), QStringLiteral("write"));
}

void EpollDispatcherTest::levelTriggered()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    int activations = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        if (++activations == 3)
            pair.take();
    });
    pair.put();
    QTRY_COMPARE(activations, 3);
    QCoreApplication::processEvents();
    QCOMPARE(activations, 3);
}

void EpollDispatcherTest::hangUpIsReadable()
{
    SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, &notifier, [&] { notifier.setEnabled(false); });
    pair.b.reset();
    QTRY_COMPARE(spy.size(), 1);
}

void EpollDispatcherTest::deleteOfOtherNotifierInSlot()
{
    const SocketPair first;
    const SocketPair second;
    auto *one = new QSocketNotifier(first.a.get(), QSocketNotifier::Read, this);
    auto *two = new QSocketNotifier(second.a.get(), QSocketNotifier::Read, this);
    int activations = 0;
    // Both are ready in the same turn; whichever comes first deletes the other.
    connect(one, &QSocketNotifier::activated, this, [&] {
        ++activations;
        first.take();
        delete two;
        two = nullptr;
    });
    connect(two, &QSocketNotifier::activated, this, [&] {
        ++activations;
        second.take();
        delete one;
        one = nullptr;
    });
    first.put();
    second.put();
    QTRY_COMPARE(activations, 1);
    QCoreApplication::processEvents();
    QCOMPARE(activations, 1);
    delete one;
    delete two;
}

void EpollDispatcherTest::descriptorUsedAgainInSlot()
{
    // Two ready descriptors; the first receiver closes both and opens new, silent ones that get the same
    // numbers.
    auto first = std::make_unique<SocketPair>();
    auto second = std::make_unique<SocketPair>();
    std::vector<std::unique_ptr<QSocketNotifier>> old;
    std::vector<std::unique_ptr<QSocketNotifier>> fresh;
    int oldActivations = 0;
    int freshActivations = 0;
    const auto replace = [&] {
        ++oldActivations;
        const std::set<int> numbers = {first->a.get(), second->a.get()};
        for (auto &notifier : old) {
            notifier->setEnabled(false);
            notifier.release()->deleteLater();
        }
        old.clear();
        first = nullptr;
        second = nullptr;
        first = std::make_unique<SocketPair>();
        second = std::make_unique<SocketPair>();
        QVERIFY(numbers.contains(first->a.get()) || numbers.contains(second->a.get()));
        for (const int fd : {first->a.get(), second->a.get(), first->b.get(), second->b.get()}) {
            fresh.push_back(std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read));
            connect(fresh.back().get(), &QSocketNotifier::activated, this, [&] { ++freshActivations; });
        }
    };
    for (const int fd : {first->a.get(), second->a.get()}) {
        old.push_back(std::make_unique<QSocketNotifier>(fd, QSocketNotifier::Read));
        connect(old.back().get(), &QSocketNotifier::activated, this, replace);
    }
    first->put();
    second->put();
    QTRY_COMPARE(oldActivations, 1);
    QCoreApplication::processEvents();
    QCOMPARE(oldActivations, 1);
    QCOMPARE(freshActivations, 0);
}

void EpollDispatcherTest::disabledNotifierStaysSilent()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { pair.take(); });
    notifier.setEnabled(false);
    pair.put();
    QCoreApplication::processEvents();
    QCOMPARE(spy.size(), 0);
    notifier.setEnabled(true);
    QTRY_COMPARE(spy.size(), 1);
}

void EpollDispatcherTest::manyDescriptors()
{
    constexpr int count = 2000;
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 2 * count + 200);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < 2 * count + 100)
        QSKIP("The system does not allow enough descriptors.");
    std::vector<SocketPair> pairs(count);
    std::vector<std::unique_ptr<QSocketNotifier>> notifiers;
    std::vector<int> activations(count, 0);
    int total = 0;
    for (size_t i = 0; i < count; ++i) {
        QVERIFY(pairs[i].a.isValid());
        notifiers.push_back(std::make_unique<QSocketNotifier>(pairs[i].a.get(), QSocketNotifier::Read));
        connect(notifiers.back().get(), &QSocketNotifier::activated, this, [&, i] {
            ++activations[i];
            ++total;
            pairs[i].take();
        });
    }
    for (const SocketPair &pair : pairs)
        pair.put();
    QTRY_COMPARE(total, count);
    QCOMPARE(*std::min_element(activations.begin(), activations.end()), 1);
    pairs[1234].put();
    QTRY_COMPARE(activations[1234], 2);
    QCOMPARE(total, count + 1);
}

void EpollDispatcherTest::regularFileIsAlwaysReady()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    QSocketNotifier notifier(file.handle(), QSocketNotifier::Read);
    int activations = 0;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        if (++activations == 2)
            notifier.setEnabled(false);
    });
    QTRY_COMPARE(activations, 2);
    QCoreApplication::processEvents();
    QCOMPARE(activations, 2);
}

void EpollDispatcherTest::nestedLoopLeavesNoStaleActivation()
{
    const SocketPair first;
    const SocketPair second;
    QSocketNotifier one(first.a.get(), QSocketNotifier::Read);
    QSocketNotifier two(second.a.get(), QSocketNotifier::Read);
    int activations = 0;
    int empty = 0;
    const auto slot = [&](const SocketPair &pair) {
        ++activations;
        if (!pair.take())
            ++empty;
        QCoreApplication::processEvents(); // gives the other one its turn inside of this
    };
    connect(&one, &QSocketNotifier::activated, this, [&] { slot(first); });
    connect(&two, &QSocketNotifier::activated, this, [&] { slot(second); });
    first.put();
    second.put();
    QTRY_COMPARE(activations, 2);
    QCoreApplication::processEvents();
    QCOMPARE(activations, 2);
    QCOMPARE(empty, 0);
}

void EpollDispatcherTest::excludeSocketNotifiers()
{
    const SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    QSignalSpy spy(&notifier, &QSocketNotifier::activated);
    connect(&notifier, &QSocketNotifier::activated, this, [&] { pair.take(); });
    pair.put();
    int timeouts = 0;
    QTimer::singleShot(5, this, [&] { ++timeouts; });
    while (timeouts == 0)
        QCoreApplication::eventDispatcher()->processEvents(QEventLoop::ExcludeSocketNotifiers |
                                                           QEventLoop::WaitForMoreEvents);
    QCOMPARE(spy.size(), 0);
    QTRY_COMPARE(spy.size(), 1);
}

void EpollDispatcherTest::wakeUpFromOtherThread()
{
    int received = 0;
    constexpr int posts = 2000;
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&] {
        for (int i = 0; i < posts; ++i)
            QMetaObject::invokeMethod(
                this,
                [&] {
                    if (++received == posts)
                        loop.quit();
                },
                Qt::QueuedConnection);
    }));
    thread->start();
    QTimer::singleShot(10'000, &loop, &QEventLoop::quit); // only if a wake-up was lost
    loop.exec();
    QCOMPARE(received, posts);
    QVERIFY(thread->wait(5000));
}

void EpollDispatcherTest::postedEventsWhileBlocked()
{
    // An event posted by a slot of a notifier, with nothing else to wake the loop.
    const SocketPair pair;
    QSocketNotifier notifier(pair.a.get(), QSocketNotifier::Read);
    QEventLoop loop;
    connect(&notifier, &QSocketNotifier::activated, this, [&] {
        pair.take();
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    pair.put();
    QTimer guard;
    guard.setSingleShot(true);
    connect(&guard, &QTimer::timeout, &loop, [&] { loop.exit(1); });
    guard.start(10'000);
    QCOMPARE(loop.exec(), 0);
}

void EpollDispatcherTest::processEventsWithoutWaitReturns()
{
    QAbstractEventDispatcher *dispatcher = QCoreApplication::eventDispatcher();
    while (dispatcher->processEvents(QEventLoop::AllEvents)) // what earlier tests left
        ;
    QVERIFY(!dispatcher->processEvents(QEventLoop::AllEvents));
    dispatcher->interrupt();
    dispatcher->processEvents(QEventLoop::WaitForMoreEvents); // does not block: it was interrupted
}

void EpollDispatcherTest::aboutToBlockAndAwake()
{
    QAbstractEventDispatcher *dispatcher = QCoreApplication::eventDispatcher();
    QSignalSpy blocking(dispatcher, &QAbstractEventDispatcher::aboutToBlock);
    QSignalSpy awake(dispatcher, &QAbstractEventDispatcher::awake);
    bool fired = false;
    QTimer::singleShot(2, this, [&] { fired = true; });
    while (!fired)
        dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
    QVERIFY(blocking.size() >= 1);
    QVERIFY(awake.size() >= blocking.size());
    blocking.clear();
    dispatcher->processEvents(QEventLoop::AllEvents);
    QCOMPARE(blocking.size(), 0);
}

void EpollDispatcherTest::threadWithDispatcherQuits()
{
    for (int round = 0; round < 200; ++round) {
        QThread thread;
        thread.setEventDispatcher(makeIoDispatcher().release());
        QObject worker;
        worker.moveToThread(&thread);
        thread.start();
        QSemaphore ran;
        QMetaObject::invokeMethod(
            &worker, [&] { ran.release(); }, Qt::QueuedConnection);
        if (round % 2 == 0)
            QVERIFY(ran.tryAcquire(1, 10'000));
        thread.quit();
        QVERIFY2(thread.wait(10'000), "quit() was lost");
    }
}

int main(int argc, char **argv)
{
    QCoreApplication::setEventDispatcher(makeIoDispatcher().release());
    QCoreApplication app(argc, argv);
    EpollDispatcherTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_epolldispatcher.moc"
