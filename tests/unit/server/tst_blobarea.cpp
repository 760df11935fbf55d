// SPDX-License-Identifier: MIT
#include "server/files/blobarea.h"
#include "server/files/filethread.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

#include <limits>
#include <optional>

using namespace miniqq;
using namespace miniqq::server;

namespace {

Uuid id(int number)
{
    Uuid uuid;
    uuid.bytes[0] = quint8(number);
    uuid.bytes[15] = 1;
    return uuid;
}

UploadPlan planOf(const QByteArray &data, int file = 1)
{
    return {id(file), data.size(), QCryptographicHash::hash(data, QCryptographicHash::Sha256), std::nullopt};
}

struct Area
{
    QTemporaryDir folder;
    BlobArea::Options options{folder.filePath(QStringLiteral("files")), 0, 0, 1000};
    std::optional<BlobArea> area;

    Area() { restart(); }
    void restart()
    {
        area.emplace(options);
        if (!area->prepare())
            qFatal("no folders");
    }
    QStringList in(const QString &place) const
    {
        return QDir(options.path + QLatin1Char('/') + place)
            .entryList(QDir::Files | QDir::System | QDir::Hidden, QDir::Name);
    }
    QByteArray whole(int file) const
    {
        QFile f(options.path + QStringLiteral("/whole/") + QString::fromLatin1(id(file).toText()));
        return f.open(QIODevice::ReadOnly) ? f.readAll() : QByteArray();
    }
};

const Uuid transfer = id(200);

} // namespace

class TestBlobArea : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wholeOrNotAtAll()
    {
        Area a;
        const QByteArray data(2500, 'x');
        QCOMPARE(a.area->openUpload(transfer, planOf(data), 0)->offset, 0);
        const auto first = a.area->write(transfer, 0, data.first(999));
        QCOMPARE(first->offset, 999);
        QCOMPARE(first->synced, 0);
        QCOMPARE(a.area->write(transfer, 999, data.sliced(999, 1))->synced, 1000);
        QCOMPARE(a.area->write(transfer, 1000, data.sliced(1000))->offset, 2500);
        QVERIFY(a.in(QStringLiteral("whole")).isEmpty());
        QVERIFY(a.area->finish(transfer));
        QCOMPARE(a.whole(1), data);
        QVERIFY(a.in(QStringLiteral("partial")).isEmpty());
        QVERIFY(a.area->openDownload(transfer, id(1), 2500));
        QCOMPARE(a.area->read(transfer, 2490, 10, 3)->sliced(3), QByteArray(10, 'x'));
        QVERIFY(!a.area->read(transfer, 2490, 11, 0)); // behind the end
        a.area->closeDownload(transfer);
        QCOMPARE(a.area->read(transfer, 0, 1, 0).error().kind, BlobError::Missing);
    }

    void anotherContentIsThrownAway()
    {
        Area a;
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->write(transfer, 0, "received"));
        QCOMPARE(a.area->finish(transfer).error().kind, BlobError::Mismatch);
        QVERIFY(a.in(QStringLiteral("partial")).isEmpty() && a.in(QStringLiteral("whole")).isEmpty());
        QCOMPARE(a.area->write(transfer, 8, "x").error().kind, BlobError::Missing);
    }

    void tooShortIsNotFinished()
    {
        Area a;
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->write(transfer, 0, "expect"));
        QCOMPARE(a.area->finish(transfer).error().kind, BlobError::Mismatch);
    }

    void outOfOrderAndBeyondTheEnd()
    {
        for (const auto &[offset, data] : {std::pair(1, "x"), std::pair(0, "longer than it should be")}) {
            Area a;
            QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
            QVERIFY(!a.area->write(transfer, offset, data));
            QVERIFY(a.in(QStringLiteral("partial")).isEmpty());
        }
    }

    void goesOnAfterARestart()
    {
        Area a;
        QByteArray data;
        for (int i = 0; i < 300'000; ++i)
            data += char(quint32(i) * 7919U >> 3);
        QVERIFY(a.area->openUpload(transfer, planOf(data), 0));
        QCOMPARE(a.area->write(transfer, 0, data.first(200'000))->synced, 200'000);
        a.restart(); // nothing was closed in order
        // Only what was told to be synced is believed, though more may be there.
        const auto opened = a.area->openUpload(transfer, planOf(data), 150'000);
        QCOMPARE(opened->offset, 150'000);
        while (!*a.area->readSome(transfer)) {
        }
        QVERIFY(a.area->write(transfer, 150'000, data.sliced(150'000)));
        QVERIFY(a.area->finish(transfer));
        QCOMPARE(a.whole(1), data);
    }

    void pausedAndGoneOnWith()
    {
        Area a;
        const QByteArray data(2500, 'y');
        QVERIFY(a.area->openUpload(transfer, planOf(data), 0));
        QVERIFY(a.area->write(transfer, 0, data.first(700)));
        QCOMPARE(a.area->pause(transfer)->synced, 700);
        QCOMPARE(a.area->openUpload(transfer, planOf(data), 700)->offset, 700);
        QVERIFY(*a.area->readSome(transfer));
        QVERIFY(a.area->write(transfer, 700, data.sliced(700)));
        QVERIFY(a.area->finish(transfer));
    }

    void killedBetweenTheRenameAndItsWord()
    {
        Area a;
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->write(transfer, 0, "expected"));
        QVERIFY(a.area->finish(transfer));
        a.restart();
        const auto opened = a.area->openUpload(transfer, planOf("expected"), 0);
        QVERIFY(opened->isWhole);
        QVERIFY(a.in(QStringLiteral("partial")).isEmpty());
    }

    void noRoomIsLeftBelowTheFloor()
    {
        Area a;
        a.options.floorBytes = std::numeric_limits<qint64>::max();
        a.restart();
        QCOMPARE(a.area->openUpload(transfer, planOf("expected"), 0).error().kind, BlobError::Full);
        QVERIFY(a.in(QStringLiteral("partial")).isEmpty());
        a.options.floorBytes = 0;
        a.restart();
        UploadPlan huge = planOf("x");
        huge.size = 1LL << 50;
        QCOMPARE(a.area->openUpload(transfer, huge, 0).error().kind, BlobError::Full);
    }

    void sweepsItsOwnAndNothingElse()
    {
        Area a;
        const auto put = [&a](const QString &name) {
            QFile file(QString(a.options.path + QLatin1Char('/') + name));
            return file.open(QIODevice::WriteOnly) && file.write("x") == 1;
        };
        const QString known = QString::fromLatin1(id(1).toText()),
                      unknown = QString::fromLatin1(id(2).toText());
        for (const char *place : {"partial/", "whole/"}) {
            QVERIFY(put(QString(QLatin1StringView(place) + known)));
            QVERIFY(put(QString(QLatin1StringView(place) + unknown)));
            QVERIFY(put(QString(QLatin1StringView(place) + QStringLiteral("notes.txt"))));
        }
        QCOMPARE(*a.area->removeAllBut({id(1), id(3)}, {id(4)}), std::vector<Uuid>{id(3)});
        const QStringList left{known, QStringLiteral("notes.txt")};
        QCOMPARE(a.in(QStringLiteral("partial")), left);
        QCOMPARE(a.in(QStringLiteral("whole")), left);
    }

    void aFolderThatMustBeAnotherOne()
    {
        Area a;
        QVERIFY(a.area->removeAllBut({}, {})->empty());      // a new server
        QVERIFY(a.area->removeAllBut({}, {id(1)})->empty()); // one that was only just offered a file
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->pause(transfer));
        QFile other(QString(a.options.path + u"/whole/" + QString::fromLatin1(id(9).toText())));
        QVERIFY(other.open(QIODevice::WriteOnly)); // of another server
        QCOMPARE(a.area->removeAllBut({id(2)}, {id(1)}).error().kind, BlobError::Missing);
        QVERIFY(other.exists());
        QCOMPARE(a.area->removeAllBut({id(2), id(3), id(4)}, {id(1)}).error().kind, BlobError::Missing);
        QCOMPARE(a.in(QStringLiteral("partial")).size(), 1);
    }

    void movedAndNotSaidToBeWholeStays()
    {
        Area a;
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->write(transfer, 0, "expected"));
        QVERIFY(a.area->finish(transfer));
        QVERIFY(a.area->removeAllBut({}, {id(1)})->empty());
        QCOMPARE(a.in(QStringLiteral("whole")).size(), 1);
    }

    void whatOthersMayWriteIsNoRoom()
    {
        Area a;
        a.options.syncEvery = QStorageInfo(a.options.path).bytesAvailable() / 10 * 6;
        a.restart();
        UploadPlan half = planOf("x");
        half.size = a.options.syncEvery;
        const auto open = [&](int number) {
            half.file = id(number);
            return a.area->openUpload(id(number + 100), half, 0);
        };
        QVERIFY(open(1));
        QCOMPARE(open(2).error().kind, BlobError::Full);
        QVERIFY(a.area->pause(id(101)));
        QVERIFY(open(2));
    }

    void nothingIsFollowed()
    {
        Area a;
        const QString secret = a.folder.filePath(QStringLiteral("secret"));
        QFile file(secret);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write("expected"), 8);
        file.close();
        for (const char *place : {"/partial/", "/whole/"})
            QVERIFY(QFile::link(secret, QString(a.options.path + QLatin1StringView(place) +
                                                QString::fromLatin1(id(1).toText()))));
        QVERIFY(!a.area->openDownload(transfer, id(1), 8));
        QVERIFY(!a.area->openUpload(transfer, planOf("expected"), 8));
        a.area->remove({id(1)});
        QVERIFY(file.exists());
    }

    void aDownloadOutlivesItsRemoval()
    {
        Area a;
        QVERIFY(a.area->openUpload(transfer, planOf("expected"), 0));
        QVERIFY(a.area->write(transfer, 0, "expected"));
        QVERIFY(a.area->finish(transfer));
        QVERIFY(a.area->openDownload(transfer, id(1), 8));
        a.area->remove({id(1)});
        QCOMPARE(*a.area->read(transfer, 0, 8, 0), QByteArray("expected"));
        QCOMPARE(a.area->openDownload(id(201), id(1), 8).error().kind, BlobError::Missing);
    }

    void aDiskThatCannotBeReadIsNoBadPicture()
    {
        Area a;
        const QByteArray data = "\x89PNG\r\n\x1a\n" + QByteArray(100'000, 'x');
        UploadPlan plan = planOf(data);
        plan.image = ImageCaps{protocol::ImageFormat::Png, 100, 10'000, 1};
        QVERIFY(a.area->openUpload(transfer, plan, 0));
        QVERIFY(a.area->write(transfer, 0, data));
        QVERIFY(QFile::resize(QString(a.options.path + u"/partial/" + QString::fromLatin1(id(1).toText())),
                              1'000));
        QCOMPARE(a.area->finish(transfer).error().kind, BlobError::Failed);
        QVERIFY(a.area->openUpload(transfer, plan, 0));
        QVERIFY(a.area->write(transfer, 0, data));
        QCOMPARE(a.area->finish(transfer).error().kind, BlobError::BadImage);
    }

    /// Who asks and goes away, again and again, does not make others wait for what nobody wants any more.
    void theThreadSkipsWhatIsOver()
    {
        Area a;
        FileThread thread(a.options);
        const QByteArray data(64 * 1024, 'z');
        bool isThere = false;
        thread.prepare({});
        thread.openUpload(transfer, planOf(data), 0, [](const auto &) {});
        thread.write(transfer, 0, data, {});
        thread.finish(transfer, [&isThere](const auto &result) { isThere = result.ok(); });
        QTRY_VERIFY(isThere);
        constexpr int asked = 2'000;
        int read = 0, skipped = 0;
        thread.openDownload(transfer, id(1), data.size(), {});
        for (int i = 0; i < asked; ++i)
            thread.read(transfer, 0, data.size(), 0, [&](const auto &result) {
                ++(result ? read : skipped);
                QVERIFY(result || result.error().kind == BlobError::Missing);
            });
        thread.closeDownload(transfer);
        QTRY_COMPARE(read + skipped, asked);
        QVERIFY2(skipped > 0, "all was read");
        bool isAnswered = false; // the same name once more is another
        thread.openDownload(transfer, id(1), data.size(), {});
        thread.read(transfer, 0, 5, 0,
                    [&](const auto &result) { isAnswered = result && *result == "zzzzz"; });
        QTRY_VERIFY(isAnswered);
    }

    void theThreadAnswersInOrder()
    {
        Area a;
        FileThread thread(a.options);
        QByteArray data(20 * 1024 * 1024, 'z');
        std::vector<QByteArray> heard;
        const auto say = [&heard](const char *what) {
            return [&heard, what](const auto &r) { heard.push_back(QByteArray(what) + (r ? "" : "!")); };
        };
        thread.prepare(say("prepared"));
        thread.openUpload(transfer, planOf(data), 0, say("opened"));
        thread.write(transfer, 0, data.first(18 * 1024 * 1024), say("written"));
        thread.pause(transfer, say("paused"));
        thread.openUpload(transfer, planOf(data), 18 * 1024 * 1024, say("read again")); // in three slices
        thread.openDownload(id(201), id(9), 1, say("another's"));                       // goes between them
        QTRY_COMPARE(heard.size(), size_t(6));
        QCOMPARE(heard, (std::vector<QByteArray>{"prepared", "opened", "written", "paused", "another's!",
                                                 "read again"}));
        thread.write(transfer, 18 * 1024 * 1024, data.sliced(18 * 1024 * 1024), say("written"));
        thread.finish(transfer, say("finished"));
        QTRY_COMPARE(heard.size(), size_t(8));
        QCOMPARE(heard.back(), QByteArray("finished"));
        thread.stop();
        QCOMPARE(a.whole(1), data);
    }
};

QTEST_GUILESS_MAIN(TestBlobArea)
#include "tst_blobarea.moc"
