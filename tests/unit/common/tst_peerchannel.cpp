// SPDX-License-Identifier: MIT
#include "channelfixture.h"

#include "common/net/sockets.h"

#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::net;
using namespace Qt::Literals::StringLiterals;

namespace {

/// In memory every step is a posted event, so nothing needs to be waited for: a few rounds deliver all there
/// is.
void settle()
{
    for (int round = 0; round < 8; ++round)
        QCoreApplication::sendPostedEvents();
}

} // namespace

class PeerChannelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readyComesFromTheLoop();
    void cutAtEveryByte();
    void gluedFramesAreOneBatch();
    void frameBudgetGivesOthersATurn();
    void pauseInsideABatchLosesNothing();
    void pauseKeepsTheEndForLater();
    void readInterestFollowsPause();
    void midFrameSince();

    void rejectedLength_data();
    void rejectedLength();
    void rejectionCanBeAnswered();
    void framesBeforeARejectionArrive();
    void maxPayloadCanGrow();

    void sendTellsDirtyOnceAndGathers();
    void partialWritesKeepOrder();
    void softLimitAndDrained();
    void hardLimitCloses();
    void stalledReaderCloses();
    void slowButMovingReaderStays();

    void peerClosing();
    void peerClosingInsideAFrame();
    void brokenConnection();
    void closeAfterFlushSaysLastWords();
    void closeAfterFlushGivesUpAfterGrace();
    void abortInEveryCallback_data();
    void abortInEveryCallback();
    void abortWhileBroadcasting();
    void handshakeFailure();
    void sendBeforeReadyGoesOutAfter();
    void tapSeesEverythingInOrder();
    void deletionWithoutCloseIsTold();
};

void PeerChannelTest::readyComesFromTheLoop()
{
    ChannelFixture f;
    f.channel.start();
    QCOMPARE(f.owner.ready, 0);
    QVERIFY(!f.channel.isReady());
    QTRY_COMPARE(f.owner.ready, 1);
    QVERIFY(f.channel.isReady());
}

void PeerChannelTest::cutAtEveryByte()
{
    const QByteArray stream = framed("{\"a\":1}") + framed("{}") + framed(QByteArray(300, 'x'));
    for (qsizetype cut = 1; cut < stream.size(); ++cut) {
        ChannelFixture f;
        f.channel.start();
        f.write(stream.first(cut));
        settle();
        QCOMPARE(f.sink.read, cut);
        f.write(stream.sliced(cut));
        settle();
        QCOMPARE(f.owner.frames.size(), 3);
        QCOMPARE(f.owner.frames, QList<QByteArray>({"{\"a\":1}", "{}", QByteArray(300, 'x')}));
    }
    ChannelFixture f;
    f.end->setReadChunk(1);
    f.channel.start();
    f.write(stream);
    QTRY_COMPARE(f.owner.frames.size(), 3);
    QCOMPARE(f.owner.frames.last(), QByteArray(300, 'x'));
}

void PeerChannelTest::gluedFramesAreOneBatch()
{
    ChannelFixture f;
    f.channel.start();
    QByteArray stream;
    for (int i = 0; i < 100; ++i)
        stream += framed(QByteArray::number(1000 + i));
    f.write(stream);
    QTRY_COMPARE(f.owner.frames.size(), 100);
    QCOMPARE(f.owner.batches, QList<qsizetype>({100}));
    QCOMPARE(f.channel.counters().framesIn, 100u);
    QCOMPARE(f.channel.counters().bytesIn, quint64(stream.size()));
}

void PeerChannelTest::frameBudgetGivesOthersATurn()
{
    ChannelLimits limits;
    limits.maxFramesPerTurn = 10;
    ChannelFixture f(limits);
    f.channel.start();
    QByteArray stream;
    for (int i = 0; i < 35; ++i)
        stream += framed("{}");
    f.write(stream);
    QTRY_COMPARE(f.owner.frames.size(), 35);
    QCOMPARE(f.owner.batches, QList<qsizetype>({10, 20, 30, 35}));
}

void PeerChannelTest::pauseInsideABatchLosesNothing()
{
    ChannelFixture f;
    f.owner.onFrame = [](PeerChannel &channel, const QByteArray &) { channel.pauseReading(); };
    f.channel.start();
    QList<QByteArray> expected;
    for (int i = 0; i < 20; ++i) {
        expected.append(QByteArray::number(100 + i));
        f.write(framed(expected.last()));
    }
    for (int i = 1; i <= expected.size(); ++i) {
        QTRY_COMPARE(f.owner.frames.size(), i);
        QCoreApplication::processEvents();
        QCOMPARE(f.owner.frames.size(), i); // paused is paused
        f.channel.resumeReading();
    }
    QCOMPARE(f.owner.frames, expected);
}

void PeerChannelTest::pauseKeepsTheEndForLater()
{
    ChannelFixture f;
    f.owner.onFrame = [](PeerChannel &channel, const QByteArray &) { channel.pauseReading(); };
    f.channel.start();
    f.write(framed("one") + framed("two"));
    f.other->close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(f.owner.frames.size(), 1);
    f.channel.resumeReading();
    QTRY_COMPARE(f.owner.frames.size(), 2);
    QCoreApplication::processEvents();
    QVERIFY(f.owner.closed.isEmpty());
    f.channel.resumeReading();
    QTRY_COMPARE(f.owner.closed, QStringList({u"peer_closed"_s}));
}

void PeerChannelTest::readInterestFollowsPause()
{
    ChannelFixture f;
    f.channel.start();
    QTRY_VERIFY(f.end->isReadEnabled());
    f.channel.pauseReading();
    QVERIFY(!f.end->isReadEnabled()); // level-triggered readiness would spin otherwise
    f.channel.resumeReading();
    QVERIFY(f.end->isReadEnabled());
}

void PeerChannelTest::midFrameSince()
{
    ChannelFixture f;
    f.channel.start();
    QCOMPARE(f.channel.midFrameSinceNs(), 0);
    const QByteArray frame = framed("{\"slow\":true}");
    f.write(frame.first(1));
    QTRY_VERIFY(f.channel.midFrameSinceNs() != 0);
    const qint64 since = f.channel.midFrameSinceNs();
    f.write(frame.sliced(1, 5));
    QTRY_COMPARE(f.sink.read, 6);
    QCOMPARE(f.channel.midFrameSinceNs(), since); // trickling does not extend it
    f.write(frame.sliced(6) + frame.first(2));
    QTRY_COMPARE(f.owner.frames.size(), 1);
    QVERIFY(f.channel.midFrameSinceNs() > since); // the next frame has its own time
    f.write(frame.sliced(2));
    QTRY_COMPARE(f.owner.frames.size(), 2);
    QCOMPARE(f.channel.midFrameSinceNs(), 0);
}

void PeerChannelTest::rejectedLength_data()
{
    QTest::addColumn<quint32>("length");
    QTest::newRow("zero") << 0u;
    QTest::newRow("one") << 1u;
    QTest::newRow("limit + 1") << wire::maxPayloadBeforeSignIn + 1;
    QTest::newRow("2 GiB") << 0x80000000u;
    QTest::newRow("-1") << 0xffffffffu;
}

void PeerChannelTest::rejectedLength()
{
    QFETCH(const quint32, length);
    ChannelFixture f;
    f.channel.start();
    QByteArray header(4, Qt::Uninitialized);
    wire::writeHeader(header.data(), length);
    f.write(header + "xx");
    QTRY_COMPARE(f.owner.closed, QStringList({u"protocol_error"_s}));
    QCOMPARE(f.owner.rejected, QList<quint32>({length}));
    QVERIFY(f.owner.frames.isEmpty());
    QVERIFY(f.owner.detail.contains(QString::number(length)));
}

void PeerChannelTest::rejectionCanBeAnswered()
{
    ChannelFixture f;
    f.owner.onRejected = [](PeerChannel &channel) {
        channel.closeAfterFlush(CloseReason::ProtocolError, framed("{\"type\":\"error\"}"), 5000);
    };
    f.channel.start();
    f.write(QByteArray(8, '\xff'));
    QTRY_COMPARE(f.owner.rejected.size(), 1);
    QCOMPARE(f.readAll(), framed("{\"type\":\"error\"}"));
    QVERIFY(f.owner.closed.isEmpty()); // waits for the peer to have read it
    f.other->close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(f.owner.closed, QStringList({u"protocol_error"_s}));
    QCOMPARE(f.owner.rejected.size(), 1);
}

void PeerChannelTest::framesBeforeARejectionArrive()
{
    ChannelFixture f;
    f.channel.start();
    f.write(framed("one") + framed("two") + QByteArray(4, '\0'));
    QTRY_COMPARE(f.owner.closed.size(), 1);
    QCOMPARE(f.owner.frames, QList<QByteArray>({"one", "two"}));
    QCOMPARE(f.owner.batches, QList<qsizetype>({2}));
}

void PeerChannelTest::maxPayloadCanGrow()
{
    ChannelFixture f;
    f.owner.onFrame = [](PeerChannel &channel, const QByteArray &) {
        channel.setMaxPayload(wire::maxPayloadToServer);
    };
    f.channel.start();
    f.write(framed("hello") + framed(QByteArray(wire::maxPayloadToServer, 'x')));
    QTRY_COMPARE(f.owner.frames.size(), 2);
    QCOMPARE(f.owner.frames.last().size(), qsizetype(wire::maxPayloadToServer));
}

void PeerChannelTest::sendTellsDirtyOnceAndGathers()
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

void PeerChannelTest::partialWritesKeepOrder()
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

void PeerChannelTest::softLimitAndDrained()
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

void PeerChannelTest::hardLimitCloses()
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

void PeerChannelTest::stalledReaderCloses()
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

void PeerChannelTest::slowButMovingReaderStays()
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

void PeerChannelTest::peerClosing()
{
    ChannelFixture f;
    f.channel.start();
    f.write(framed("bye"));
    f.other->close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(f.owner.closed, QStringList({u"peer_closed"_s}));
    QCOMPARE(f.owner.frames, QList<QByteArray>({"bye"}));
    QVERIFY(f.owner.detail.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(f.owner.closed.size(), 1);
}

void PeerChannelTest::peerClosingInsideAFrame()
{
    ChannelFixture f;
    f.channel.start();
    f.write(framed("unfinished").chopped(1));
    f.other->close(Transport::CloseMode::Graceful);
    QTRY_COMPARE(f.owner.closed, QStringList({u"peer_closed"_s}));
    QVERIFY(f.owner.frames.isEmpty());
    QVERIFY(!f.owner.detail.isEmpty());
}

void PeerChannelTest::brokenConnection()
{
    ChannelFixture reading;
    reading.channel.start();
    QTRY_VERIFY(reading.channel.isReady());
    reading.end->breakWith(ECONNRESET);
    QTRY_COMPARE(reading.owner.closed, QStringList({u"reset"_s}));
    QCOMPARE(reading.owner.detail, errnoText(ECONNRESET));

    ChannelFixture writing;
    writing.channel.start();
    QTRY_VERIFY(writing.channel.isReady());
    writing.channel.pauseReading();
    writing.other->close(Transport::CloseMode::Graceful);
    writing.channel.send(framed("lost"));
    writing.channel.flush();
    QVERIFY(writing.owner.closed.isEmpty());
    QTRY_COMPARE(writing.owner.closed, QStringList({u"reset"_s}));
    QCOMPARE(writing.channel.counters().framesOut, 0u);
}

void PeerChannelTest::closeAfterFlushSaysLastWords()
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

void PeerChannelTest::closeAfterFlushGivesUpAfterGrace()
{
    ChannelFixture f;
    f.end->setCapacity(5);
    f.channel.start();
    QTRY_VERIFY(f.channel.isReady());
    f.channel.closeAfterFlush(CloseReason::Shutdown, framed("nobody reads this"), 30);
    QTRY_COMPARE(f.owner.closed, QStringList({u"shutdown"_s}));
}

void PeerChannelTest::abortInEveryCallback_data()
{
    QTest::addColumn<QString>("where");
    for (const char *where : {"ready", "frame", "readFinished", "rejected"})
        QTest::newRow(where) << QString::fromLatin1(where);
}

void PeerChannelTest::abortInEveryCallback()
{
    QFETCH(const QString, where);
    ChannelFixture f;
    const auto abort = [](PeerChannel &channel) {
        channel.abort(CloseReason::Kicked);
        channel.abort(CloseReason::Shutdown); // the first reason stays
        channel.resumeReading();
        channel.flush();
    };
    if (where == u"ready")
        f.owner.onReady = abort;
    else if (where == u"frame")
        f.owner.onFrame = [&](PeerChannel &channel, const QByteArray &) { abort(channel); };
    else if (where == u"readFinished")
        f.owner.onReadFinished = abort;
    else
        f.owner.onRejected = abort;
    f.channel.start();
    f.write(framed("one") + framed("two") + QByteArray(4, '\0'));
    QTRY_COMPARE(f.owner.closed, QStringList({u"kicked"_s}));
    QCoreApplication::processEvents();
    QCOMPARE(f.owner.closed.size(), 1);
    const qsizetype expected = where == u"ready" ? 0 : where == u"frame" ? 1 : 2;
    QCOMPARE(f.owner.frames.size(), expected);
}

void PeerChannelTest::abortWhileBroadcasting()
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

void PeerChannelTest::handshakeFailure()
{
    ChannelFixture f;
    f.end->setManualHandshake(true);
    f.channel.start();
    f.end->failHandshake({TransportFailure::Kind::Tls, 0, u"not TLS"_s});
    QTRY_COMPARE(f.owner.closed, QStringList({u"tls_failed"_s}));
    QCOMPARE(f.owner.detail, u"not TLS"_s);
    QCOMPARE(f.owner.ready, 0);
}

void PeerChannelTest::sendBeforeReadyGoesOutAfter()
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

void PeerChannelTest::tapSeesEverythingInOrder()
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

void PeerChannelTest::deletionWithoutCloseIsTold()
{
    auto pair = MemoryTransport::makePair();
    RecordingOwner owner;
    RecordingSink sink;
    ReadBuffer buffer;
    const SystemClock clock;
    {
        PeerChannel channel(ConnectionId(1), std::move(pair.first), owner, sink, buffer, clock);
        channel.start();
    }
    QCOMPARE(sink.log.last(), u"closed local_closed"_s);
    QVERIFY(owner.closed.isEmpty());
}

QTEST_GUILESS_MAIN(PeerChannelTest)
#include "tst_peerchannel.moc"
