// SPDX-License-Identifier: MIT
#include "tests/unit/server/transferfixture.h"

using namespace miniqq;
using namespace miniqq::testing;

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
        const auto stored = f.one<FileStored>(f.ada);
        QCOMPARE(stored.about.size, f.data.size());
        QVERIFY(stored.transfer == begin.transfer);
        f.server.say(f.ada, offerOf(f.data, 1)); // it is there already: no transfer
        f.server.settle();
        QVERIFY(!f.one<FileStored>(f.ada).transfer);
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
        f.offered(f.ada, "two", 2);
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
        // She has a queue of her own, and waits for one of all places only since now.
        QVERIFY(f.server.take(f.ada).empty());
        const auto sixth = f.one<FileBegin>(f.bob);
        QCOMPARE(sixth.about.size, 3);
        f.server.say(f.bob, FileCancel{sixth.transfer});
        f.server.settle();
        QCOMPARE(f.one<FileBegin>(f.ada).about.size, 5); // the third: its turn
    }

    void placesGoRound()
    {
        Files f;
        const ConnectionId eve = f.server.signedIn("eve");
        f.server.takeAll();
        FileBegin ada = f.offered(f.ada, "1", 1);
        const FileBegin other = f.offered(f.ada, "2", 2);
        f.offered(eve, "3", 3);
        f.server.say(eve, offerOf("eve's", 4));
        f.server.say(f.bob, offerOf("bob's", 5));
        f.server.say(f.ada, offerOf("ada's", 6));
        const auto next = [&f](ConnectionId from, const FileBegin &over, ConnectionId to) {
            f.server.say(from, FileCancel{over.transfer});
            f.server.settle();
            return f.one<FileBegin>(to);
        };
        const FileBegin eves = next(f.ada, ada, eve); // came first
        f.server.say(eve, offerOf("eve's next", 7));  // whoever asks again and again takes it from nobody
        const FileBegin bobs = next(eve, eves, f.bob);
        ada = next(f.bob, bobs, f.ada);
        (void)next(f.ada, other, eve);
    }

    /// One after the other: each that comes to nothing gives its place to the next.
    void manyThatComeToNothing()
    {
        server::Limits limits = smallLimits();
        limits.transfersPerAccount = 1;
        limits.transfersWaiting = 100'000;
        Files f(limits);
        const FileBegin first = f.offered(f.ada, "one", 1);
        const std::vector<ClientMessage> many(100'000, FileGet{std::nullopt, "nobody", 0});
        f.server.say(f.ada, many);
        f.server.say(f.ada, FileCancel{first.transfer});
        QCOMPARE(only<ErrorReply>(f.server.take(f.ada)).size(), many.size());
        f.offered(f.ada, "one", 1);
    }

    void whoWaitsInVainIsTold()
    {
        Files f;
        const Uuid first = f.offered(f.ada, f.data, 1).transfer;
        const Uuid second = f.offered(f.ada, f.data + "x", 2).transfer;
        f.server.say(f.ada, offerOf("three", 3), "third");
        f.server.passSeconds(4);
        f.piece(f.ada, first, 0, f.data.first(10)); // they go on
        f.piece(f.ada, second, 0, f.data.first(10));
        f.server.settle();
        f.server.takeAll();
        f.server.passSeconds(2);
        const std::vector<Heard> heard = f.server.take(f.ada);
        QCOMPARE(heard.size(), size_t(1));
        QCOMPARE(heard[0].re, QByteArray("third"));
        const auto refused = only<ErrorReply>(heard);
        QCOMPARE(refused.at(0).code, ErrorCode::ServerBusy);
        QVERIFY(refused.at(0).retryAfterMs > 0);
        f.server.say(f.ada, FileCancel{first});
        f.server.settle();
        QVERIFY(f.server.take(f.ada).empty()); // forgotten: it is asked for again
        f.offered(f.ada, "three", 3);
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

    /// What comes of a file that is being checked is told by its file.stored or file.ended alone.
    void nothingDisturbsTheCheck()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, "short", 1);
        f.piece(f.ada, begin.transfer, 0, "short");
        f.server.deferred.runOne(); // written; the check is asked for
        f.piece(f.ada, begin.transfer, 5, "more");
        f.piece(f.ada, begin.transfer, 0, "short");
        f.server.say(f.ada, FileCancel{begin.transfer});
        QVERIFY(f.server.take(f.ada).empty());
        f.server.settle();
        QCOMPARE(f.one<FileStored>(f.ada).about.size, 5);
    }

    void transfersEndWithTheirSession()
    {
        for (const bool isKicked : {true, false}) {
            Files f;
            const Attachment file = f.uploaded(f.ada, f.data, 1);
            const FileBegin up = f.offered(f.ada, f.data, 2);
            f.server.say(f.ada, FileGet{file.file, std::nullopt, 0});
            f.server.settle();
            const size_t sent = f.pieces(f.ada).size();
            f.server.say(f.ada, offerOf("waits", 3)); // both places are taken
            if (isKicked)
                f.server.domain->kick(f.ada, QStringLiteral("enough"));
            else
                f.server.say(f.ada, AuthSignOut());
            f.server.settle();
            QVERIFY(f.server.blobs.uploads.empty() && f.server.blobs.downloads.empty());
            // Its connection has not heard of that yet, and goes on.
            f.server.takeAll();
            const auto partial = f.server.blobs.partial;
            f.piece(f.ada, up.transfer, 0, f.data.first(10));
            f.piece(f.ada, uuidOf(99), 0, "x");
            f.server.say(f.ada, FileProgress{uuidOf(98), 5});
            f.server.settle();
            QVERIFY(f.server.take(f.ada).empty());
            QCOMPARE(f.server.blobs.partial, partial);
            QCOMPARE(f.pieces(f.ada).size(), sent);
            f.server.close(f.ada);
            f.ada = f.server.signedIn("ada");
            f.offered(f.ada, f.data, 2); // and all places are free
            f.offered(f.ada, f.data, 4);
        }
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

    void whatWasGivenUpIsNotToldToBeStored()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data.first(10), 1);
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.files.files.clear(); // by somebody who thought that nobody sends it any more
        f.server.settle();
        QCOMPARE(f.endedWith(f.ada), ErrorCode::StorageFailed);
        QCOMPARE(f.server.blobs.removed, std::vector<Uuid>{begin.about.file});
    }

    void theNewerGoesOnWhereTheOlderStopped()
    {
        Files f;
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.piece(f.ada, begin.transfer, 0, f.data.first(10));
        f.server.settle();
        f.server.takeAll();
        QCOMPARE(f.server.files.files[begin.about.file].verified, 0); // not synced yet
        f.server.say(f.ada, offerOf(f.data, 1));
        f.server.settle();
        QCOMPARE(f.one<FileBegin>(f.ada).offset, 10);
        QCOMPARE(f.server.files.files[begin.about.file].verified, 10);
    }

    void sweeping()
    {
        Files f;
        QVERIFY(f.server.blobs.kept); // at the start
        const size_t before = f.server.files.collected.size();
        QCOMPARE(before, size_t(0)); // the clock may still have to be set
        const FileBegin begin = f.offered(f.ada, f.data, 1);
        f.server.files.collectNext = {uuidOf(9)};
        f.server.passSeconds(11);
        f.server.settle();
        QCOMPARE(f.server.files.collected.size(), before + 1);
        QCOMPARE(f.server.files.collected.back().inUse.size(), size_t(0)); // ended by silence meanwhile
        QCOMPARE(f.server.blobs.removed, std::vector<Uuid>{uuidOf(9)});
        Q_UNUSED(begin)
    }

    void aClockThatJumpsAheadMakesNothingOld()
    {
        Files f;
        const qint64 day = 24LL * 3'600 * 1'000, before = f.server.clock.wallMs();
        f.server.clock.setWallMs(before + 400 * day);
        f.server.say(f.ada, ChatSend{"lobby", uuidOf(20), "good morning"}); // which does not make it true
        f.server.settle();
        f.server.passSeconds(11);
        QVERIFY(f.server.files.collected.back().nowMs <= before + day + 11'000);
        f.server.clock.setWallMs(before);
        f.server.passSeconds(11);
        QVERIFY(f.server.files.collected.back().nowMs >= before &&
                f.server.files.collected.back().nowMs <= f.server.clock.wallMs());
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
