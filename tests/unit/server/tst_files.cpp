// SPDX-License-Identifier: MIT
#include "common/protocol/filechunk.h"
#include "tests/support/domainharness.h"

#include <QCryptographicHash>
#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using namespace miniqq::protocol;

namespace {

server::Limits smallLimits()
{
    server::Limits limits = DomainHarness::generousLimits();
    limits.chunkBytes = 10;
    limits.fileWindow = 2;
    limits.transfersPerAccount = 2;
    limits.transfersWaiting = 1;
    limits.transfers = 3;
    limits.fileBytes = 1'000;
    limits.fileBytesPerAccount = 2'000;
    limits.fileIdleMs = 5'000;
    limits.fileSweepMs = 10'000;
    return limits;
}

FileOffer offerOf(const QByteArray &data, int uuid)
{
    return {uuidOf(uuid), "../a.txt", data.size(),
            QCryptographicHash::hash(data, QCryptographicHash::Sha256)};
}

struct Files
{
    DomainHarness server{smallLimits()};
    ConnectionId ada = server.signedIn("ada");
    ConnectionId bob = server.signedIn("bob");
    Files() { server.takeAll(); }

    const QByteArray data = "0123456789abcdefghijABCDEFGHIJ!?";

    /// The one message of type T that somebody was sent since they were asked last.
    template<class T>
    T one(ConnectionId connection)
    {
        const std::vector<Heard> heard = server.take(connection);
        const std::vector<T> found = only<T>(heard);
        if (found.size() != 1)
            reportMismatch(T::type.data(), heard);
        return found.empty() ? T() : found.front();
    }
    FileBegin offered(ConnectionId from, const QByteArray &content, int uuid)
    {
        server.say(from, offerOf(content, uuid));
        server.settle();
        return one<FileBegin>(from);
    }
    void piece(ConnectionId from, const Uuid &transfer, qint64 offset, const QByteArray &bytes)
    {
        server.domain->handle({ChunkArrived{from, transfer, offset, bytes}});
    }
    Attachment uploaded(ConnectionId from, const QByteArray &content, int uuid)
    {
        const FileBegin begin = offered(from, content, uuid);
        for (qint64 at = 0; at < content.size(); at += 10) {
            piece(from, begin.transfer, at, content.mid(at, 10));
            server.settle();
        }
        const auto stored = only<FileStored>(server.take(from));
        if (stored.size() != 1)
            QTest::qFail("not stored", __FILE__, __LINE__);
        return stored.empty() ? Attachment() : stored.front().about;
    }
    /// The pieces that were sent to somebody so far, as offsets.
    std::vector<qint64> pieces(ConnectionId to) const
    {
        std::vector<qint64> offsets;
        for (const RecordingOutbound::Event &event : server.out.events) {
            if (event.kind == RecordingOutbound::Event::Chunk && event.connection == to)
                offsets.push_back(readChunk(QByteArrayView(event.frame).sliced(4))->offset);
        }
        return offsets;
    }
    ErrorCode endedWith(ConnectionId connection) { return one<FileEnded>(connection).code; }
};

} // namespace

/// What the domain decides about files: who, how much at once, and what follows from what the disk says.
class TestFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void progressOnlyAfterTheDisk()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        QCOMPARE(begin.about.name, QByteArray("a.txt"));
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        QVERIFY(f.server.take(f.ada).empty());
        f.server.settle();
        QCOMPARE(f.one<FileProgress>(f.ada).offset, 10);
        f.piece(f.ada, begin.transfer, 10, f.data.sliced(10, 10));
        f.piece(f.ada, begin.transfer, 20, f.data.sliced(20, 10));
        f.server.settle();
        f.server.takeAll();
        f.piece(f.ada, begin.transfer, 30, f.data.sliced(30));
        QVERIFY(
            f.server.take(f.ada).empty()); // nothing is stored that is not checked, in its place and entered
        f.server.deferred.runOne();        // written
        QVERIFY(f.server.take(f.ada).empty());
        f.server.deferred.runOne(); // checked and in its place
        QVERIFY(f.server.take(f.ada).empty());
        f.server.deferred.runOne(); // entered
        QCOMPARE(f.one<FileStored>(f.ada).about.size, f.data.size());
        QCOMPARE(f.server.blobs.whole.begin()->second, f.data);
    }

    void windowIsKept()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        for (int i = 0; i < 2; ++i)
            f.piece(f.ada, begin.transfer, i * 10, f.data.sliced(i * 10, 10));
        QVERIFY(f.server.take(f.ada).empty());
        f.piece(f.ada, begin.transfer, 20, f.data.sliced(20, 10));
        QCOMPARE(f.endedWith(f.ada), ErrorCode::BadChunk);
        f.server.settle();
        QCOMPARE(f.offered(f.ada, f.data, 1).offset, 20); // what was within it counts
    }

    void piecesOfOthers()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.piece(f.bob, begin.transfer, 0, "poison");
        QCOMPARE(f.endedWith(f.bob), ErrorCode::NoFile);
        f.server.say(f.bob, FileCancel{begin.transfer});
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.settle();
        QCOMPARE(f.one<FileProgress>(f.ada).offset, 10);
    }

    void limitsOfSize()
    {
        Files f;
        for (const auto &[kind, format, size] : {std::tuple(FileKind::File, ImageFormat::None, 1'001LL),
                                                 std::tuple(FileKind::Image, ImageFormat::Png, 1'001LL),
                                                 std::tuple(FileKind::Avatar, ImageFormat::Png, 262'145LL)}) {
            FileOffer offer = offerOf("x", 1);
            offer.size = size;
            offer.kind = kind;
            offer.format = format;
            f.server.say(f.ada, offer);
            QCOMPARE(f.one<ErrorReply>(f.ada).code, ErrorCode::TooLarge);
        }
        f.offered(f.ada, QByteArray(1'000, 'x'), 1);
        f.offered(f.ada, QByteArray(1'000, 'y'), 2);
        f.server.say(f.bob, offerOf("x", 3));
        f.server.settle();
        (void)f.one<FileBegin>(f.bob); // others have a quota of their own
    }

    void quota()
    {
        Files f;
        f.uploaded(f.ada, QByteArray(1'000, 'x'), 1);
        f.uploaded(f.ada, QByteArray(995, 'y'), 2);
        f.server.say(f.ada, offerOf("more than five", 3));
        f.server.settle();
        QCOMPARE(f.one<ErrorReply>(f.ada).code, ErrorCode::QuotaExceeded);
    }

    void placesAndTurns()
    {
        Files f;
        const FileBegin first = f.offered(f.ada, "one", 1);
        const FileBegin second = f.offered(f.ada, "two", 2);
        f.server.say(f.ada, offerOf("three", 3), "third");
        f.server.say(f.ada, offerOf("four", 4), "fourth");
        f.server.settle();
        QCOMPARE(f.one<ErrorReply>(f.ada).code, ErrorCode::LimitReached);
        f.offered(f.bob, "five", 5); // the last place of all
        f.server.say(f.bob, offerOf("six", 6));
        f.server.settle();
        QVERIFY(f.server.take(f.bob).empty()); // waits: not for his own, but for everybody's
        f.server.say(f.ada, FileCancel{first.transfer});
        f.server.settle();
        QCOMPARE(f.one<FileBegin>(f.ada).about.size, 5); // the third: its turn
        f.server.close(f.ada);
        f.server.settle();
        QCOMPARE(f.one<FileBegin>(f.bob).about.size, 3);
        Q_UNUSED(second)
    }

    void closedConnectionsLeaveNothing()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.close(f.ada);
        f.server.settle();
        QVERIFY(f.server.blobs.uploads.empty());
        f.ada = f.server.signedIn("ada");
        QCOMPARE(f.offered(f.ada, f.data, 1).offset, 10);
        f.server.say(f.ada, offerOf("early", 2));
        f.server.close(f.ada); // before the store has answered
        f.server.settle();
        QVERIFY(f.server.blobs.uploads.empty());
    }

    void goneWhileItWasChecked()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, "short", 1);
        f.piece(f.ada, begin.transfer, 0, "short");
        f.server.deferred.runOne(); // written; the check is asked for
        f.server.close(f.ada);
        f.server.settle();
        f.ada = f.server.signedIn("ada");
        f.server.say(f.ada, offerOf("short", 1));
        f.server.settle();
        QCOMPARE(f.one<FileStored>(f.ada).about.size, 5); // what came of it counted
    }

    void failingDisk()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.server.blobs.failure = BlobError{BlobError::Full, {}};
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.settle();
        QCOMPARE(f.endedWith(f.ada), ErrorCode::StorageFailed);
        QVERIFY(f.server.files.files.empty()); // nothing half is known, either
        f.server.files.failures = 1;
        f.server.say(f.ada, offerOf(f.data, 1));
        f.server.settle();
        QCOMPARE(f.one<ErrorReply>(f.ada).code, ErrorCode::StorageFailed);
        QCOMPARE(f.uploaded(f.ada, f.data, 1).size, f.data.size());
    }

    void storedButNotEntered()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, "short", 1);
        f.piece(f.ada, begin.transfer, 0, "short");
        f.server.files.failures = 1; // of the database, after the file is in its place
        f.server.settle();
        QCOMPARE(f.endedWith(f.ada), ErrorCode::StorageFailed);
        f.server.say(f.ada, offerOf("short", 1));
        f.server.settle();
        QCOMPARE(f.one<FileStored>(f.ada).about.size, 5);
    }

    void downloadsKeepTheWindow()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        f.server.say(f.ada, FileGet{file.file, std::nullopt, 5});
        f.server.settle();
        const auto begin = f.one<FileBegin>(f.ada);
        QCOMPARE(begin.offset, 5);
        QCOMPARE(f.pieces(f.ada), (std::vector<qint64>{5, 15}));
        f.server.say(f.ada, FileProgress{begin.transfer, 15});
        f.server.settle();
        QCOMPARE(f.pieces(f.ada), (std::vector<qint64>{5, 15, 25}));
        f.server.say(f.ada, FileProgress{begin.transfer, 15}); // once more: nothing
        f.server.say(f.ada, FileProgress{begin.transfer, f.data.size()});
        QVERIFY(f.server.blobs.downloads.empty());
        QVERIFY(f.server.take(f.ada).empty());
    }

    void acknowledgementsThatLie()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        for (const qint64 offset : {4LL, 26LL, 32LL, 1'000'000LL}) {
            f.server.say(f.ada, FileGet{file.file, std::nullopt, 5});
            f.server.settle();
            const auto begin = f.one<FileBegin>(f.ada);
            f.server.say(f.ada, FileProgress{begin.transfer, offset});
            QCOMPARE(f.endedWith(f.ada), ErrorCode::BadChunk);
            QVERIFY(f.server.blobs.downloads.empty());
        }
    }

    void whoIsToldWhat()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        const auto answer = [&f](const FileGet &get) {
            f.server.say(f.bob, get);
            f.server.settle();
            return f.one<ErrorReply>(f.bob).code;
        };
        QCOMPARE(answer({file.file, std::nullopt, 0}), ErrorCode::NoFile);
        QCOMPARE(answer({uuidOf(77), std::nullopt, 0}), ErrorCode::NoFile);
        QCOMPARE(answer({std::nullopt, "nobody", 0}), ErrorCode::NoFile);
        QCOMPARE(answer({std::nullopt, "ada", 0}), ErrorCode::NoFile);
        f.server.files.readers[file.file] = {f.server.accounts.accounts["bob"].id};
        f.server.files.files[file.file].state = FileState::Expired;
        QCOMPARE(answer({file.file, std::nullopt, 0}), ErrorCode::FileExpired);
        f.server.files.files[file.file].state = FileState::Whole;
        f.server.blobs.whole.clear();
        QCOMPARE(answer({file.file, std::nullopt, 0}), ErrorCode::FileExpired); // just now
    }

    void silenceEnds()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.server.passSeconds(4);
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.settle();
        f.server.takeAll();
        f.server.passSeconds(5);
        QVERIFY(only<FileEnded>(f.server.take(f.ada)).empty());
        f.server.passSeconds(2);
        const auto ended = only<FileEnded>(f.server.take(f.ada));
        QCOMPARE(ended.size(), size_t(1));
        QCOMPARE(ended[0].code, ErrorCode::TimedOut);
        f.server.settle();
        QVERIFY(f.server.blobs.uploads.empty());
    }

    void sweeping()
    {
        Files f;
        QVERIFY(f.server.blobs.kept); // at the start
        const size_t before = f.server.files.collected.size();
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.server.files.collectNext = {uuidOf(9)};
        f.server.passSeconds(11);
        f.server.settle();
        QCOMPARE(f.server.files.collected.size(), before + 1);
        QCOMPARE(f.server.files.collected.back().inUse.size(), size_t(0)); // ended by silence meanwhile
        QCOMPARE(f.server.blobs.removed, std::vector<Uuid>{uuidOf(9)});
        Q_UNUSED(begin)
    }

    void messagesWithFiles()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        f.server.say(f.bob, ChatSend{"lobby", uuidOf(20), "mine?", file.file});
        f.server.settle();
        QCOMPARE(f.one<ErrorReply>(f.bob).code, ErrorCode::NoFile);
        f.server.say(f.ada, ChatSend{"lobby", uuidOf(21), "look", file.file});
        f.server.settle();
        (void)f.one<ChatAck>(f.ada);
        const auto delivered = f.one<ChatDeliver>(f.bob);
        QVERIFY(delivered.message.attachment && *delivered.message.attachment == file);
        f.server.say(f.bob, HistoryGet{"lobby", std::nullopt, 0, 10});
        f.server.settle();
        QVERIFY(f.one<HistoryPage>(f.bob).messages.back().attachment);
    }

    void withoutTheFeature()
    {
        DomainHarness server;
        const ConnectionId old = server.open();
        server.say(old, Hello{1, 1, "old", {}});
        server.say(old, AuthRegister{"old", std::nullopt, "long enough"});
        server.settle();
        server.takeAll();
        server.say(old, offerOf("x", 1));
        QCOMPARE(server.takeOne<ErrorReply>(old).code, ErrorCode::Forbidden);
        server.say(old, FileGet{uuidOf(1), std::nullopt, 0});
        QCOMPARE(server.takeOne<ErrorReply>(old).code, ErrorCode::Forbidden);
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
