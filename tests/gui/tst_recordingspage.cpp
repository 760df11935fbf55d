// SPDX-License-Identifier: MIT
#include "app/lab/ui/page/recordingspage.h"
#include "common/base/clock.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/inputfield.h"
#include "common/ui/language.h"
#include "common/ui/thememanager.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class TestRecordingsPage : public QObject
{
    Q_OBJECT

private:
    const SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<ui::ThemeManager> m_themes;
    std::unique_ptr<ui::LanguageManager> m_languages;

    QString fileOf(const QString &name, const QByteArray &text)
    {
        const QString path = m_folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
        return path;
    }
    static void fill(tap::TrafficLog &log)
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        const ConnectionId id(5);
        log.opened(id, {u"127.0.0.1"_s, 8008}, {u"127.0.0.1"_s, 41706});
        tap::SystemCall call;
        call.name = "recv";
        call.arguments = "7, 5, 0";
        call.result = 2;
        call.data = "\xc4\xe3";
        call.direction = tap::Direction::In;
        log.call(id, call);
        log.closed(id, u"the peer closed"_s);
    }
    static QString cell(RecordingsPage &page, int row, int column)
    {
        return page.table().model()->index(row, column).data().toString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_themes = std::make_unique<ui::ThemeManager>(*qApp);
        m_languages = std::make_unique<ui::LanguageManager>(*qApp);
    }
    void init() { m_languages->setLanguage(ui::LanguageManager::Language::English); }
    void cleanupTestCase()
    {
        m_languages.reset();
        m_themes.reset();
    }

    void whatIsSavedIsShownAgain()
    {
        tap::TrafficLog log(m_clock, tap::Side::Client);
        fill(log);
        RecordingsPage page(log);
        page.resize(1100, 600);
        page.show();
        QVERIFY(!page.table().isVisible());
        QSignalSpy saved(&page, &RecordingsPage::saved);
        const QString file = m_folder.filePath(u"own.jsonl"_s);
        page.save(file);
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY2(page.told().startsWith(u"3 events saved"_s), qPrintable(page.told()));

        QSignalSpy opened(&page, &RecordingsPage::opened);
        page.open(file);
        QTRY_COMPARE(opened.size(), 1);
        QTRY_VERIFY(page.table().isVisible());
        QCOMPARE(page.told(), u"own.jsonl · 3 events"_s);
        QCOMPARE(page.table().model()->rowCount(), 3);
        QVERIFY(cell(page, 0, RecordingModel::WhatColumn).contains(u"127.0.0.1:8008"_s));
        QCOMPARE(cell(page, 1, RecordingModel::WhatColumn), u"recv(5)"_s);
        QCOMPARE(cell(page, 1, RecordingModel::BytesColumn), u"2"_s);
        QCOMPARE(cell(page, 2, RecordingModel::ResultColumn), u"the peer closed"_s);
        page.table().setCurrentIndex(page.table().model()->index(1, 0));
        QCOMPARE(page.bytes().bytes(), QByteArray("\xc4\xe3"));
        page.filter().setText(u"recv"_s);
        QCOMPARE(page.table().model()->rowCount(), 1);
        page.filter().setText(u"no such"_s);
        QCOMPARE(page.table().model()->rowCount(), 0);
        QVERIFY(!page.grab().isNull());
        page.filter().clear();
        m_languages->setLanguage(ui::LanguageManager::Language::Chinese);
        QTRY_COMPARE(page.told(), u"own.jsonl · 3 个事件"_s);
    }

    void whatIsNoRecordingIsTold_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("told");
        QTest::newRow("not there") << m_folder.filePath(u"no/such/file"_s) << u"cannot be read"_s;
        QTest::newRow("empty") << fileOf(u"empty"_s, "\n\n") << u"is empty"_s;
        QTest::newRow("a text") << fileOf(u"text"_s, "hello\nworld\n") << u"Line 1: "_s;
        QTest::newRow("one endless line")
            << fileOf(u"long"_s, QByteArray(5'000'000, 'x')) << u"no recording"_s;
        QTest::newRow("a folder") << m_folder.path() << u"is no file"_s;
        const QString pipe = m_folder.filePath(u"pipe"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QTest::newRow("a pipe") << pipe << u"is no file"_s;
    }
    void whatIsNoRecordingIsTold()
    {
        QFETCH(QString, file);
        QFETCH(QString, told);
        tap::TrafficLog log(m_clock, tap::Side::Client);
        RecordingsPage page(log);
        QSignalSpy opened(&page, &RecordingsPage::opened);
        page.open(file);
        QTRY_COMPARE(opened.size(), 1);
        QVERIFY2(page.told().contains(told), qPrintable(page.told()));
        QCOMPARE(page.model().rowCount(), 0);
    }

    void aStrangeLineIsLeftOutAndTold()
    {
        tap::TrafficLog log(m_clock, tap::Side::Client);
        RecordingsPage page(log);
        const QByteArray good =
            "{\"n\":1,\"t\":5,\"wall\":6,\"socket\":2,\"layer\":\"bytes\",\"direction\":\"in\","
            "\"length\":3}\n";
        QSignalSpy opened(&page, &RecordingsPage::opened);
        page.open(fileOf(u"mixed"_s, good + "{\"missed\":4}\n" + "what?\n" + good));
        QTRY_COMPARE(opened.size(), 1);
        QCOMPARE(page.model().rowCount(), 3);
        QVERIFY2(page.told().contains(u"1 line left out"_s) && page.told().contains(u"Line 3: "_s) &&
                     page.told().contains(u"4 were lost"_s),
                 qPrintable(page.told()));
    }

    void manyEventsAreFilteredAtOnce()
    {
        tap::TrafficLog log(m_clock, tap::Side::Client);
        RecordingsPage page(log);
        page.resize(1100, 700);
        page.show();
        const QByteArray line =
            "{\"n\":1,\"t\":5,\"wall\":6,\"socket\":2,\"layer\":\"call\",\"call\":\"recv\",\"arguments\":\"7,"
            " 5, "
            "0\",\"result\":3,\"took\":9,\"direction\":\"in\",\"length\":3,\"data\":\"616263\"}\n";
        QByteArray other = line;
        other.replace("recv", "send");
        QSignalSpy opened(&page, &RecordingsPage::opened);
        page.open(fileOf(u"many"_s, QByteArray(line + other).repeated(int(Recording::mostLines) / 2 + 1)));
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, 60'000);
        QVERIFY(page.model().recording().cut);
        QCOMPARE(size_t(page.model().rowCount()), Recording::mostLines);
        QCOMPARE(page.table().currentIndex().row(), 0);
        QElapsedTimer timer;
        timer.start();
        page.filter().setText(u"RECV(5)"_s);
        qInfo("filtering %zu events took %lld ms", Recording::mostLines, timer.elapsed());
        QCOMPARE(size_t(page.model().rowCount()), Recording::mostLines / 2);
        page.filter().clear();
        QCOMPARE(size_t(page.model().rowCount()), Recording::mostLines);
    }

    void savingWhereNothingCanBeSavedIsTold()
    {
        tap::TrafficLog log(m_clock, tap::Side::Client);
        fill(log);
        RecordingsPage page(log);
        QSignalSpy saved(&page, &RecordingsPage::saved);
        page.save(m_folder.filePath(u"no/such/folder/file"_s));
        QTRY_COMPARE(saved.size(), 1);
        QVERIFY(page.told().contains(u"cannot be written"_s));
    }
};

QTEST_MAIN(TestRecordingsPage)
#include "tst_recordingspage.moc"
