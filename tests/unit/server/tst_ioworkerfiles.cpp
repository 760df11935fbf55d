// SPDX-License-Identifier: MIT
#include "common/protocol/filechunk.h"
#include "common/tap/trafficsink.h"
#include "server/net/ioworker.h"
#include "tests/support/manualclock.h"
#include "tests/unit/common/transportfixture.h"

#include <QTest>

#include <unistd.h>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

class SilentLog final : public LogSink
{
public:
    void write(const LogEvent &) override {}
};

Uuid transferOf(int number)
{
    Uuid id;
    id.bytes[15] = quint8(number);
    return id;
}

constexpr qsizetype pieceSize = 60'000;
const ConnectionId peer(1);

/// One worker in this thread, and a peer that reads when the test does.
struct Worker
{
    Limits limits;
    testing::ManualClock clock;
    tap::NullSink sink;
    SilentLog log;
    LimitMeter meter;
    QObject here;
    std::vector<QString> closed;
    int messages = 0;
    int pieces = 0;
    Mailbox<Inbound> logic{&here, [this](std::vector<Inbound> &&batch) {
                               for (const Inbound &event : batch) {
                                   if (const auto *end = std::get_if<ConnectionClosed>(&event))
                                       closed.push_back(end->reason);
                                   messages += std::holds_alternative<MessageArrived>(event);
                                   pieces += std::holds_alternative<ChunkArrived>(event);
                               }
                           }};
    Mailbox<ConnectionEvent> pool{&here, [](std::vector<ConnectionEvent> &&) {}};
    std::unique_ptr<IoWorker> worker;
    net::Descriptor other;

    explicit Worker(const Limits &from = {})
        : limits(from)
    {
        worker = std::make_unique<IoWorker>(IoWorker::Links{limits, clock, sink, log, logic, pool, meter},
                                            std::nullopt);
        auto [mine, theirs] = net::connected(false);
        other = std::move(theirs);
        run(AdoptConnection{peer, std::move(mine), {}, {}, true});
        QCoreApplication::processEvents();
    }

    void run(WorkerCommand &&command) const
    {
        std::vector<WorkerCommand> batch;
        batch.push_back(std::move(command));
        worker->execute(std::move(batch));
    }
    void piece(int transfer, qint64 offset, qsizetype size = pieceSize) const
    {
        const QByteArray data(size, char('a' + transfer));
        run(SendChunk{peer, transferOf(transfer),
                      protocol::encodeChunkFrame({transferOf(transfer), offset, data})});
    }
    /// All that comes until nothing does any more: of each frame the transfer's number and the offset, or -1
    /// and its length.
    std::vector<std::pair<int, qint64>> read() const
    {
        QByteArray bytes;
        for (int quiet = 0; quiet < 3;) {
            char buffer[65536];
            const ssize_t count = ::read(other.get(), buffer, sizeof buffer);
            quiet = count > 0 ? 0 : quiet + 1;
            if (count > 0)
                bytes.append(buffer, count);
            QCoreApplication::processEvents();
        }
        std::vector<std::pair<int, qint64>> frames;
        for (QByteArrayView rest = bytes; !rest.isEmpty();) {
            const auto length = qsizetype(qFromBigEndian<quint32>(rest.data()));
            if (rest.size() < wire::headerSize + length)
                qFatal("a frame is cut short");
            const auto chunk = protocol::readChunk(rest.sliced(wire::headerSize, length));
            if (chunk && chunk->data.count(char('a' + chunk->transfer.bytes[15])) != chunk->data.size())
                qFatal("a piece is not what was sent");
            frames.emplace_back(chunk ? chunk->transfer.bytes[15] : -1, chunk ? chunk->offset : length);
            rest = rest.sliced(wire::headerSize + length);
        }
        return frames;
    }
    /// As the peer does; what the worker makes of it while no time passes.
    void say(const QByteArray &frames) const
    {
        for (QByteArrayView rest = frames; !rest.isEmpty();) {
            const ssize_t count = ::write(other.get(), rest.data(), size_t(rest.size()));
            QCoreApplication::processEvents();
            if (count < 0)
                break; // it is not read any more
            rest = rest.sliced(count);
        }
        for (int round = 0; round < 20; ++round)
            QCoreApplication::processEvents();
    }
    ConnectionStatus status() const
    {
        ConnectionStatus found;
        run(ReportConnections{[&found](std::vector<ConnectionStatus> &&all) { found = all.front(); }});
        return found;
    }
};

} // namespace

/// Pieces of files that wait in the worker: behind everything else, no more of them than a reader that keeps
/// to its windows can have, and none of transfers that are over.
class TestIoWorkerFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allElseOvertakes()
    {
        Worker w;
        for (int i = 0; i < 40; ++i)
            w.piece(1, i);
        w.run(SendFrame{peer, protocol::encodeFrame(protocol::Pong(), "x")});
        const auto frames = w.read();
        QCOMPARE(frames.size(), size_t(41));
        qint64 next = 0;
        size_t word = 0;
        for (size_t i = 0; i < frames.size(); ++i) {
            if (frames[i].first == 1)
                QCOMPARE(frames[i].second, next++); // among themselves in order
            else
                word = i;
        }
        // Ahead of it only what the socket and the channel had taken before.
        QVERIFY2(word > 0 && word < 30, QByteArray::number(qulonglong(word)).constData());
    }

    void piecesOfWhatIsOverDoNotGo()
    {
        Worker w;
        for (int i = 0; i < 30; ++i) {
            w.piece(1, i);
            w.piece(2, i);
        }
        const qint64 waiting = w.status().queueBytes;
        w.run(DropChunks{peer, transferOf(1)});
        QVERIFY(w.status().queueBytes < waiting - 10 * pieceSize);
        w.piece(3, 0);
        const auto frames = w.read(); // whole ones: what had begun to go went on
        const auto ofTransfer = [&frames](int number) {
            return std::count_if(frames.begin(), frames.end(),
                                 [number](const auto &frame) { return frame.first == number; });
        };
        QVERIFY(ofTransfer(1) < 10);
        QCOMPARE(ofTransfer(2), 30);
        QCOMPARE(frames.back(), std::pair(3, qint64(0)));
        QCOMPARE(w.status().queueBytes, 0);
        QVERIFY(w.closed.empty());
    }

    void droppingBeginsNoMemory()
    {
        Worker w;
        w.piece(9, 0, 65'536); // so that the channel has no room, whatever the socket takes
        for (int round = 0; round < 300; ++round) {
            for (int i = 0; i < 4; ++i)
                w.piece(1, i);
            w.run(DropChunks{peer, transferOf(1)});
        }
        QVERIFY(w.closed.empty());
        QVERIFY(w.status().queueBytes < 1'000'000);
    }

    void whoNeverReadsIsCut()
    {
        Limits limits;
        limits.writeHardBytes = 3 * 1024 * 1024;
        Worker w(limits); // four transfers with four pieces of 64 KiB: more than no windows can be
        const int most = limits.writeHardBytes / int(pieceSize);
        for (int i = 0; i < most; ++i)
            w.piece(1, i);
        QCoreApplication::processEvents();
        QVERIFY(w.closed.empty());
        for (int i = most; w.closed.empty() && i < 2 * most; ++i) {
            w.piece(1, i);
            QCoreApplication::processEvents();
        }
        QCOMPARE(w.closed, std::vector<QString>{u"slow_consumer"_s});
        QCOMPARE(w.meter.hits(LimitHit::WriteHard), quint64(1));
    }

    void acknowledgementsCountWithThePieces_data()
    {
        QTest::addColumn<bool>("mayUpload");
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("taken");
        QTest::newRow("short, with files") << true << 0 << 41; // the bucket of files, and one in debt
        QTest::newRow("wordy") << true << 300 << 11;           // the same as any other message
        QTest::newRow("without files") << false << 0 << 11;
    }
    void acknowledgementsCountWithThePieces()
    {
        QFETCH(bool, mayUpload);
        QFETCH(int, padding);
        QFETCH(int, taken);
        Limits limits;
        limits.framesPerConnection = {1, 10};
        limits.fileBytesPerConnection = {1, 40 * limits.chunkBytes};
        Worker w(limits);
        w.run(MarkSignedIn{peer, "ada", mayUpload});
        const QByteArray payload =
            R"({"type":"file.progress",)" + QByteArray(padding, ' ') +
            R"("body":{"transfer":"c2a7de10-98b4-4f6e-8f03-1d5a6b7c8e90","offset":1}})";
        QByteArray frame;
        wire::appendFrame(frame, payload);
        w.say(frame.repeated(200));
        QVERIFY(w.closed.empty());
        QCOMPARE(w.messages, taken);
    }

    /// However short they are: each is work for all threads.
    void piecesCountAsWholeOnes()
    {
        Limits limits;
        limits.fileBytesPerConnection = {1, 40 * limits.chunkBytes};
        Worker w(limits);
        w.run(MarkSignedIn{peer, "ada", true});
        w.say(protocol::encodeChunkFrame({transferOf(1), 0, "x"}).repeated(200));
        QCOMPARE(w.pieces, 41);
    }

    void piecesOfAnotherSizeEndTheConnection_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("mayUpload");
        QTest::addColumn<bool>("isTaken");
        const QByteArray head = protocol::encodeChunkFrame({transferOf(1), 0, "x"}).mid(wire::headerSize, 25);
        QTest::newRow("as it should be") << QByteArray(head + QByteArray(2'000, 'x')) << true << true;
        QTest::newRow("empty: for whoever knows the transfer") << head << true << true;
        QTest::newRow("longer than a piece") << QByteArray(head + QByteArray(2'001, 'x')) << true << false;
        QTest::newRow("cut within its head") << head.chopped(1) << true << false;
        QTest::newRow("its mark alone, and one byte") << head.first(2) << true << false;
        QTest::newRow("without files") << QByteArray(head + "x") << false << false;
    }
    void piecesOfAnotherSizeEndTheConnection()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, mayUpload);
        QFETCH(bool, isTaken);
        Limits limits;
        limits.chunkBytes = 2'000;
        Worker w(limits);
        w.run(MarkSignedIn{peer, "ada", mayUpload});
        QByteArray frame;
        wire::appendFrame(frame, payload);
        w.say(frame);
        QCOMPARE(w.pieces, isTaken ? 1 : 0);
        QCOMPARE(w.read().empty(), isTaken); // what is wrong is told
    }

    void allWindowsTogetherAreNotTooMuch()
    {
        Limits limits;
        limits.writeHardBytes = 512 * 1024;
        limits.transfersPerAccount = 8;
        Worker w(limits);
        for (int transfer = 0; transfer < 8; ++transfer) {
            for (int i = 0; i < limits.fileWindow; ++i)
                w.piece(transfer, i, limits.chunkBytes);
        }
        QCoreApplication::processEvents();
        QVERIFY(w.closed.empty());
        QCOMPARE(w.read().size(), size_t(32));
    }
};

QTEST_GUILESS_MAIN(TestIoWorkerFiles)
#include "tst_ioworkerfiles.moc"
