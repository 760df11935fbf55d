// SPDX-License-Identifier: MIT
#include "server/core/logfile.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

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

    void whoLogsDoesNotWait()
    {
        const QTemporaryDir folder;
        LogFile::Options options{folder.path()};
        options.maxWaiting = 10;
        {
            LogFile log(options);
            for (int i = 0; i < 200'000; ++i) // more than any thread could keep up with
                log.write(event(QString::number(i)));
        }
        QVERIFY(!lines(folder.filePath(u"server.log"_s)).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLogFile)
#include "tst_logfile.moc"
