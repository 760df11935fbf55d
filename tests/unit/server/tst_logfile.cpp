// SPDX-License-Identifier: MIT
#include "server/core/logfile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A disk on which files of this process can grow no further, as if it were full: in the middle of a line.
class FullDisk
{
public:
    explicit FullDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FullDisk)

private:
    rlimit m_before = {};
};

} // namespace

/// The log as files: whole lines, bounded in number and size, and never in anybody's way.
class TestLogFile : public QObject
{
    Q_OBJECT

private:
    static LogEvent event(const QString &text)
    {
        return {
            1'700'000'000'123, LogLevel::Warning, LogCategory::Accounts, "ada", {u"192.0.2.1"_s, 7}, text};
    }
    static QList<QByteArray> lines(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QList<QByteArray> all = file.readAll().split('\n');
        if (!all.isEmpty() && all.last().isEmpty())
            all.removeLast();
        return all;
    }
    /// How many lines there are and how many are said to be lost, together; -1 if one of them is broken.
    static qint64 accountedFor(const QList<QByteArray> &all)
    {
        qint64 count = 0;
        for (const QByteArray &line : all) {
            const QJsonDocument document = QJsonDocument::fromJson(line);
            if (!document.isObject())
                return -1;
            const QString text = document.object()[u"text"].toString();
            count += text.contains(u"lines were lost") ? text.section(u' ', 0, 0).toLongLong() : 1;
        }
        return count;
    }

private Q_SLOTS:
    void aLineHoldsAllOfAnEvent()
    {
        const QTemporaryDir folder;
        {
            LogFile log({folder.filePath(u"log"_s)});
            log.write(event(u"<b>\"quoted\"</b>\n\x1b[31m"_s));
        }
        const auto all = lines(folder.filePath(u"log/server.log"_s));
        QCOMPARE(all.size(), 1); // what a stranger wrote cannot begin another line
        const QJsonObject line = QJsonDocument::fromJson(all[0]).object();
        QCOMPARE(line[u"time"].toString(), u"2023-11-14T22:13:20.123Z"_s);
        QCOMPARE(line[u"level"].toString(), u"warning"_s);
        QCOMPARE(line[u"category"].toString(), u"accounts"_s);
        QCOMPARE(line[u"account"].toString(), u"ada"_s);
        QCOMPARE(line[u"peer"].toString(), u"192.0.2.1:7"_s);
        QCOMPARE(line[u"text"].toString(), u"<b>\"quoted\"</b>\n\x1b[31m"_s);
    }

    void filesAreBounded()
    {
        const QTemporaryDir folder;
        LogFile::Options options{folder.path()};
        options.maxBytes = 1'000;
        options.files = 3;
        constexpr int count = 100;
        {
            LogFile log(options);
            for (int i = 0; i < count; ++i)
                log.write(event(QString::number(i)));
        }
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files),
                 (QStringList{u"server.log"_s, u"server.log.1"_s, u"server.log.2"_s}));
        int expected = count; // the newest are there, in order, none twice
        for (const QString &name : {u"server.log"_s, u"server.log.1"_s, u"server.log.2"_s}) {
            QVERIFY(QFileInfo(folder.filePath(name)).size() <= options.maxBytes);
            const auto all = lines(folder.filePath(name));
            QVERIFY(!all.isEmpty());
            for (auto line = all.rbegin(); line != all.rend(); ++line)
                QCOMPARE(QJsonDocument::fromJson(*line).object()[u"text"].toString(),
                         QString::number(--expected));
        }
        QVERIFY(expected > 0); // and the oldest have gone
    }

    void whatIsLostIsCounted()
    {
        const QTemporaryDir folder;
        LogFile::Options options{folder.filePath(u"log"_s)};
        QFile inTheWay(options.folder);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        {
            LogFile log(options);
            for (int i = 0; i < 5; ++i)
                log.write(event(u"lost"_s));
            const auto waited = [&] {
                log.write(event(u"there"_s));
                QTest::qWait(10);
                return !lines(folder.filePath(u"log/server.log"_s)).isEmpty();
            };
            QVERIFY(!waited());
            QVERIFY(inTheWay.remove()); // the disk is back
            QTRY_VERIFY(waited());
        }
        const auto all = lines(folder.filePath(u"log/server.log"_s));
        QVERIFY2(all[0].contains("lines were lost"), all[0].constData());
    }

    void aFullDiskLeavesWholeLines()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"server.log"_s);
        {
            const FullDisk disk(1'000);
            LogFile log({folder.path()});
            for (int i = 0; i < 20; ++i)
                log.write(event(QString::number(i)));
        }
        const auto before = lines(path);
        QVERIFY(before.size() > 3 && before.size() < 20);
        QCOMPARE(accountedFor(before), before.size());
        QVERIFY(QFile::remove(path));

        LogFile::Options options{folder.path()};
        {
            LogFile log(options);
            {
                const FullDisk disk(1'000);
                for (int i = 0; i < 20; ++i)
                    log.write(event(QString::number(i)));
                QTRY_VERIFY(lines(path).size() > 3);
            }
            log.write(event(u"room again"_s));
        }
        QCOMPARE(accountedFor(lines(path)), 21);
    }

    void aLineThatWasCutStaysAlone()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"server.log"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("whole\n{\"time\":\"20");
        file.close();
        for (int i = 0; i < 2; ++i) {
            LogFile log({folder.path()});
            log.write(event(u"next"_s));
        }
        const auto all = lines(path);
        QCOMPARE(all.size(), 4);
        QCOMPARE(accountedFor(all.mid(2)), 2);
    }

    void isItsOwnersAlone()
    {
        const QTemporaryDir folder;
        const mode_t before = ::umask(0);
        {
            LogFile log({folder.filePath(u"a/log"_s)});
            log.write(event(u"private"_s));
        }
        ::umask(before);
        struct stat status = {};
        QCOMPARE(::stat(qPrintable(folder.filePath(u"a/log"_s)), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0700);
        QCOMPARE(::stat(qPrintable(folder.filePath(u"a/log/server.log"_s)), &status), 0);
        QCOMPARE(int(status.st_mode & 0777), 0600);
    }

    void whoLogsDoesNotWait()
    {
        const QTemporaryDir folder;
        const QByteArray path = folder.filePath(u"server.log"_s).toUtf8();
        QCOMPARE(::mkfifo(path.constData(), 0600), 0); // a disk that takes 64 KiB, and then waits for us
        const int reader = ::open(path.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(reader >= 0);
        QByteArray read;
        const auto readAll = [&] {
            char bytes[65536];
            for (ssize_t size; (size = ::read(reader, bytes, sizeof bytes)) > 0;)
                read.append(bytes, size);
        };
        constexpr int count = 100'000;
        int written = count;
        LogFile::Options options{folder.path()};
        options.maxWaiting = 10;
        {
            LogFile log(options);
            for (int i = 0; i < count; ++i)
                log.write(event(QString::number(i)));
            const auto isToldOf = [&] {
                readAll();
                log.write(event(u"later"_s));
                ++written;
                return read.contains("lines were lost");
            };
            QTRY_VERIFY(isToldOf());
        }
        readAll();
        ::close(reader);
        auto all = read.split('\n');
        all.removeLast();
        QVERIFY(all.size() < count / 10);
        const qint64 accounted = accountedFor(all);
        QVERIFY(accounted > 0 && accounted <= written);
    }
};

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
