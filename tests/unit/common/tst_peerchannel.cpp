// SPDX-License-Identifier: MIT
#include "channelfixture.h"

#include "common/net/sockets.h"

#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::net;
using namespace Qt::Literals::StringLiterals;

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

    void peerClosing();
    void peerClosingInsideAFrame();
    void brokenConnection();
    void abortInEveryCallback_data();
    void abortInEveryCallback();
    void handshakeFailure();
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
