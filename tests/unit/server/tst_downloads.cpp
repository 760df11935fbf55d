// SPDX-License-Identifier: MIT
#include "tests/unit/server/transferfixture.h"

#include <algorithm>

using namespace miniqq;
using namespace miniqq::testing;

/// Files on their way to clients: never more than the window, and only for those who may have them.
class TestDownloads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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

    /// What the disk was asked for is not sent yet: who acknowledges ahead would have all of the file read.
    void acknowledgingWhatIsNotReadYet()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        for (const qint64 offset : {10, 20}) {
            f.server.say(f.ada, FileGet{file.file, std::nullopt, 0});
            std::vector<FileBegin> begun;
            while (begun.empty()) {
                f.server.deferred.runOne();
                begun = only<FileBegin>(f.server.take(f.ada));
            }
            f.server.say(f.ada, FileProgress{begun[0].transfer, offset}); // both pieces are asked for
            QCOMPARE(f.endedWith(f.ada), ErrorCode::BadChunk);
            f.server.settle();
            QVERIFY(f.pieces(f.ada).empty());
        }
    }

    void theConnectionForgetsWhatIsOver()
    {
        Files f;
        const Attachment file = f.uploaded(f.ada, f.data, 1);
        const auto dropped = [&f](const Uuid &transfer) {
            const auto &events = f.server.out.events;
            return std::count_if(events.begin(), events.end(), [&](const RecordingOutbound::Event &event) {
                return event.kind == RecordingOutbound::Event::DropChunks && event.connection == f.ada &&
                       event.transfer == transfer;
            });
        };
        const auto get = [&f, &file] {
            f.server.say(f.ada, FileGet{file.file, std::nullopt, 0});
            f.server.settle();
            return f.one<FileBegin>(f.ada).transfer;
        };
        const Uuid cancelled = get();
        QCOMPARE(dropped(cancelled), 0);
        f.server.say(f.ada, FileCancel{cancelled});
        QCOMPARE(dropped(cancelled), 1);
        const Uuid silent = get();
        f.server.passSeconds(7);
        QCOMPARE(f.endedWith(f.ada), ErrorCode::TimedOut);
        QCOMPARE(dropped(silent), 1);
        const Uuid lying = get();
        f.server.say(f.ada, FileProgress{lying, 21});
        QCOMPARE(dropped(lying), 1);
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
};

QTEST_GUILESS_MAIN(TestDownloads)
#include "tst_downloads.moc"
