// SPDX-License-Identifier: MIT
#include "channelfixture.h"

#include "common/net/sockets.h"

#include <QTest>
#include <QThread>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::net;
using namespace Qt::Literals::StringLiterals;

class ChannelSendingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendTellsDirtyOnceAndGathers();
    void partialWritesKeepOrder();
    void softLimitAndDrained();
    void roomIsToldOnce();
    void hardLimitCloses();
    void stalledReaderCloses();
    void standstillIsNotTheReaders();
    void slowButMovingReaderStays();
    void closeAfterFlushSaysLastWords();
    void closeAfterFlushGivesUpAfterGrace();
    void abortWhileBroadcasting();
    void sendBeforeReadyGoesOutAfter();
    void tapSeesEverythingInOrder();
};

void ChannelSendingTest::sendTellsDirtyOnceAndGathers()
{
    ChannelFixture f;
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    QByteArray expected;
    for (int i = 0; i < 50; ++i) {
        const QByteArray frame = framed(QByteArray::number(i) + "...");
        expected += frame;
        QVERIFY(f.channel.send(frame));
    }
    QCOMPARE(f.owner.dirty, 1);
    QCOMPARE(f.end->writeCalls(), 0);
    QCOMPARE(f.channel.queuedBytes(), expected.size());
    f.channel.flush();
    QCOMPARE(f.end->writeCalls(), 1);
    QCOMPARE(f.channel.queuedBytes(), 0);
    QCOMPARE(f.readAll(), expected);
    QCOMPARE(f.channel.counters().framesOut, 50u);
    QVERIFY(!f.end->isWriteEnabled());
    f.channel.send(framed("again"));
    QCOMPARE(f.owner.dirty, 2);
}

void ChannelSendingTest::partialWritesKeepOrder()
{
    ChannelFixture f;
    f.end->setCapacity(7);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    QByteArray expected;
    for (int i = 0; i < 300; ++i) {
        expected += framed(QByteArray::number(i * i * i + 10));
        f.channel.send(framed(QByteArray::number(i * i * i + 10)));
    }
    f.channel.flush();
    QVERIFY(f.end->isWriteEnabled());
    QByteArray received;
    while (received.size() < expected.size()) {
        const qsizetype before = received.size();
        received += f.readAll();
        settle();
        QVERIFY(received.size() > before);
    }
    QCOMPARE(received, expected);
    QCOMPARE(f.channel.queuedBytes(), 0);
    QTRY_VERIFY(!f.end->isWriteEnabled());
    QCOMPARE(f.channel.counters().framesOut, 300u);
    QCOMPARE(f.channel.counters().bytesOut, quint64(expected.size()));
}

void ChannelSendingTest::softLimitAndDrained()
{
    ChannelLimits limits;
    limits.softQueue = 1000;
    ChannelFixture f(limits);
    f.end->setCapacity(100);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.send(framed(QByteArray(996, 'x')));
    QVERIFY(!f.channel.overSoftLimit()); // exactly at the limit
    f.channel.send(framed("xx"));
    QVERIFY(f.channel.overSoftLimit());
    f.channel.flush();
    QCOMPARE(f.owner.drained, 0);
    qsizetype received = 0;
    while (f.owner.drained == 0) {
        const qsizetype before = received;
        QTRY_VERIFY((received += f.readAll().size()) > before || f.owner.drained > 0);
    }
    QVERIFY(f.channel.queuedBytes() <= 500);
    QCOMPARE(f.owner.drained, 1);
}

void ChannelSendingTest::roomIsToldOnce()
{
    ChannelFixture f;
    f.end->setCapacity(100);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.send(framed(QByteArray(996, 'x')));
    f.channel.tellWhenBelow(300);
    f.channel.flush();
    settle();
    QCOMPARE(f.owner.room, 0);
    qsizetype received = 0;
    while (f.owner.room == 0) {
        const qsizetype before = received;
        QTRY_VERIFY((received += f.readAll().size()) > before || f.owner.room > 0);
        QVERIFY(f.owner.room == 0 || f.channel.queuedBytes() < 300);
    }
    while (received < 1000) {
        const qsizetype before = received;
        QTRY_VERIFY((received += f.readAll().size()) > before);
    }
    settle();
    QCOMPARE(f.owner.room, 1);    // once
    f.channel.tellWhenBelow(300); // and only after a write
    settle();
    QCOMPARE(f.owner.room, 1);
    f.channel.send(framed("x"));
    f.channel.flush();
    settle();
    QCOMPARE(f.owner.room, 2);
}

void ChannelSendingTest::hardLimitCloses()
{
    ChannelLimits limits;
    limits.hardQueue = 1000;
    ChannelFixture f(limits);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    QVERIFY(f.channel.send(framed(QByteArray(996, 'x')))); // exactly at the limit
    QVERIFY(!f.channel.send(framed("xx")));
    QVERIFY(f.channel.isClosing());
    QVERIFY(f.owner.closed.isEmpty()); // told later, so that a loop over peers stays safe
    QVERIFY(!f.channel.send(framed("xx")));
    QTRY_COMPARE(f.owner.closed, QStringList({u"slow_consumer"_s}));
    QCOMPARE(f.end->closeMode(), Transport::CloseMode::Abortive);
    QCOMPARE(f.channel.queuedBytes(), 0);
}

void ChannelSendingTest::stalledReaderCloses()
{
    ChannelLimits limits;
    limits.stallMs = 40;
    ChannelFixture f(limits);
    f.end->setCapacity(10);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.send(framed(QByteArray(100, 'x')));
    f.channel.flush();
    QTRY_COMPARE(f.owner.closed, QStringList({u"slow_consumer"_s}));
    QVERIFY(!f.owner.detail.isEmpty());
}

void ChannelSendingTest::standstillIsNotTheReaders()
{
    ChannelLimits limits;
    limits.stallMs = 400;
    ChannelFixture f(limits);
    f.end->setCapacity(10);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.send(framed(QByteArray(100, 'x')));
    f.channel.flush();
    QVERIFY(f.channel.queuedBytes() > 0);
    for (int times = 0; times < 3; ++times) {
        QThread::msleep(
            500); // this thread runs no event loop: it is stopped, starved, or the computer sleeps
        for (int turns = 0; turns < 20; ++turns)
            QCoreApplication::processEvents();
        QVERIFY(f.owner.closed.isEmpty());
    }
    qsizetype received = 0;
    while (received < 104) {
        const qsizetype before = received;
        QTRY_VERIFY((received += f.readAll().size()) > before);
    }
    QVERIFY(f.owner.closed.isEmpty());

    // While it runs, a reader that takes nothing is as slow as ever.
    f.channel.send(framed(QByteArray(100, 'x')));
    f.channel.flush();
    QTRY_COMPARE(f.owner.closed, QStringList({u"slow_consumer"_s}));
}

void ChannelSendingTest::slowButMovingReaderStays()
{
    ChannelLimits limits;
    limits.stallMs = 200;
    ChannelFixture f(limits);
    f.end->setCapacity(10);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.send(framed(QByteArray(200, 'x')));
    f.channel.flush();
    QElapsedTimer elapsed;
    elapsed.start();
    qsizetype received = 0;
    // Takes longer than the limit as a whole, but never stands still for that long.
    while (received < 200 && f.owner.closed.isEmpty()) {
        QTest::qWait(20);
        received += f.readAll().size();
    }
    QVERIFY(elapsed.elapsed() > limits.stallMs);
    QVERIFY(f.owner.closed.isEmpty());
}

void ChannelSendingTest::closeAfterFlushSaysLastWords()
{
    ChannelFixture f;
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.end->setCapacity(5);
    f.channel.send(framed("first"));
    f.channel.closeAfterFlush(CloseReason::Kicked, framed("last"), 10'000, u"by the teacher"_s);
    QVERIFY(f.channel.isClosing());
    QVERIFY(!f.channel.send(framed("too late")));
    f.write(framed("ignored")); // unread input must not cost the last words
    QByteArray received;
    while (received.size() < framed("first").size() + framed("last").size()) {
        const qsizetype before = received.size();
        QTRY_VERIFY((received += f.readAll()).size() > before);
    }
    QCOMPARE(received, framed("first") + framed("last"));
    char byte = 0;
    QTRY_COMPARE(f.other->read(&byte, 1).status, IoResult::Status::Eof);
    f.other->close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(f.owner.closed, QStringList({u"kicked"_s}));
    QCOMPARE(f.owner.detail, u"by the teacher"_s);
    QVERIFY(f.owner.frames.isEmpty());
}

void ChannelSendingTest::closeAfterFlushGivesUpAfterGrace()
{
    ChannelFixture f;
    f.end->setCapacity(5);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.closeAfterFlush(CloseReason::Shutdown, framed("nobody reads this"), 30);
    QTRY_COMPARE(f.owner.closed, QStringList({u"shutdown"_s}));
}

void ChannelSendingTest::abortWhileBroadcasting()
{
    ChannelLimits limits;
    limits.hardQueue = 100;
    std::vector<std::unique_ptr<ChannelFixture>> peers;
    for (int i = 0; i < 10; ++i) {
        peers.push_back(std::make_unique<ChannelFixture>(limits));
        peers.back()->channel.start();
    }
    QTRY_VERIFY(peers.back()->channel.isReady());
    peers[3]->channel.send(framed(QByteArray(90, 'x')));
    const QByteArray shared = framed("to all of you");
    for (const auto &peer : peers)
        peer->channel.send(shared);
    for (const auto &peer : peers)
        peer->channel.flush();
    QTRY_COMPARE(peers[3]->owner.closed, QStringList({u"slow_consumer"_s}));
    for (size_t i = 0; i < peers.size(); ++i) {
        if (i != 3)
            QCOMPARE(peers[i]->readAll(), shared);
    }
}

void ChannelSendingTest::sendBeforeReadyGoesOutAfter()
{
    ChannelFixture f;
    f.end->setManualHandshake(true);
    f.channel.start();
    QVERIFY(f.channel.send(framed("early")));
    f.channel.flush();
    QCOMPARE(f.end->writeCalls(), 0);
    f.end->completeHandshake();
    QTRY_COMPARE(f.owner.ready, 1);
    QCOMPARE(f.readAll(), framed("early"));
}

void ChannelSendingTest::tapSeesEverythingInOrder()
{
    ChannelFixture f;
    f.end->setCapacity(8);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.write(framed("ping"));
    QTRY_COMPARE(f.owner.frames.size(), 1);
    f.channel.send(framed("pong"));
    f.channel.send(framed("never taken"));
    f.channel.flush();
    f.channel.abort(CloseReason::Kicked);
    QTRY_COMPARE(f.owner.closed.size(), 1);
    QCOMPARE(f.sink.log,
             QStringList({u"opened memory:2"_s, u"in ping"_s, u"out pong"_s, u"closed kicked"_s}));
    QCOMPARE(f.sink.read, framed("ping").size());
    QCOMPARE(f.sink.written, framed("pong").size());
}

QTEST_GUILESS_MAIN(ChannelSendingTest)
#include "tst_channelsending.moc"
