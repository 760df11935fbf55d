// SPDX-License-Identifier: MIT
#include "server/gui/logmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>
#include <QTranslator>

using namespace miniqq;
using namespace miniqq::server;
using namespace Qt::Literals::StringLiterals;

namespace {

LogEvent line(const QString &text, LogLevel level = LogLevel::Info)
{
    LogEvent event;
    event.timeMs = 1'700'000'000'000;
    event.level = level;
    event.text = text;
    return event;
}

QList<LogEvent> lines(int from, int count)
{
    QList<LogEvent> made;
    for (int i = 0; i < count; ++i)
        made << line(QString::number(from + i));
    return made;
}

} // namespace

class TestLogModel : public QObject
{
    Q_OBJECT

private:
    static QString text(const LogModel &model, int row)
    {
        return model.index(row, LogModel::TextColumn).data().toString();
    }

private Q_SLOTS:
    void speaksTheUsersLanguage_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("chinese");
        QTest::newRow("whole") << u"signed in"_s << u"已登录"_s;
        QTest::newRow("part") << u"listening on 127.0.0.1:6477"_s << u"正在监听 127.0.0.1:6477"_s;
        QTest::newRow("part that is a sentence")
            << u"closed: not signed in in time"_s << u"已断开：没有按时登录"_s;
        QTest::newRow("repeated") << u"connected over TLS (7 like this in 10 s)"_s
                                  << u"已通过 TLS 连接（10 秒内 7 次）"_s;
        QTest::newRow("foreign part") << u"disconnected: %1 <b>x</b>"_s << u"连接断开：%1 <b>x</b>"_s;
        QTest::newRow("two parts, one of them a sentence")
            << u"Cannot listen on [::1]:80: Permission denied. Ports below 1024 need special rights; choose a higher one."_s
            << u"无法监听 [::1]:80：权限不足。1024 以下的端口需要特殊权限；请选择更大的端口号。"_s;
        QTest::newRow("two parts, both foreign") << u"The data folder /srv/%2 cannot be made: 磁盘坏了."_s
                                                 << u"无法创建数据文件夹 /srv/%2：磁盘坏了。"_s;
        QTest::newRow("a part is empty") << u"Cannot listen on : ."_s << u"无法监听 ：。"_s;
        QTest::newRow("cut off") << u"Cannot listen on 127.0.0.1:80"_s << u"Cannot listen on 127.0.0.1:80"_s;
        QTest::newRow("unknown") << u"disk I/O error"_s << u"disk I/O error"_s;
    }
    void speaksTheUsersLanguage()
    {
        QFETCH(QString, english);
        QFETCH(QString, chinese);
        LogModel model;
        model.append({line(english)});
        QCOMPARE(text(model, 0), english);
        QTranslator translator;
        QVERIFY(translator.load(u":/i18n/miniqq_zh_CN.qm"_s));
        QCoreApplication::installTranslator(&translator);
        QCOMPARE(text(model, 0), chinese);
    }

    void keepsTheNewestLines()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append({});
        model.append(lines(0, 3));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(text(model, 2), u"2"_s);

        const QPersistentModelIndex last = model.index(2, LogModel::TextColumn);
        model.append(lines(3, LogModel::maxLines - 1));
        QCOMPARE(model.rowCount(), int(LogModel::maxLines));
        QCOMPARE(text(model, 0), u"2"_s);
        QVERIFY(last.isValid());
        QCOMPARE(last.row(), 0);

        model.append(lines(100'000, LogModel::maxLines + 500)); // more at once than there is room for
        QCOMPARE(model.rowCount(), int(LogModel::maxLines));
        QCOMPARE(text(model, 0), u"100500"_s);
        QVERIFY(!last.isValid());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void strangersCannotBreakOutOfALine()
    {
        LogModel model;
        LogEvent event = line(u"name \"a\nb\r\t\x1b[31m\u202e\u200b\u2028\u2029\u0085z\" refused <b>x</b>"_s,
                              LogLevel::Warning);
        event.account = "eve\nroot";
        event.endpoint = {u"192.0.2.9"_s, 1234};
        model.append({event, line(u"next"_s, LogLevel::Error)});
        const QString shown = text(model, 0);
        for (const QChar c : shown) {
            QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
            QVERIFY(c.category() != QChar::Separator_Line && c.category() != QChar::Separator_Paragraph);
        }
        QVERIFY(shown.contains(u"<b>x</b>"_s)); // text stays text; views draw it plainly
        QCOMPARE(shown.count(QChar::ReplacementCharacter), 9);
        QCOMPARE(model.index(0, LogModel::AccountColumn).data().toString(), u"eve\ufffdroot"_s);
        QCOMPARE(model.index(0, LogModel::EndpointColumn).data().toString(), u"192.0.2.9:1234"_s);
        QVERIFY(model.index(1, LogModel::EndpointColumn).data().toString().isEmpty());

        const QStringList copied = model.toText().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(copied.size(), 2);
        for (const QString &row : copied)
            QCOMPARE(row.count(u'\t'), LogModel::ColumnCount - 1);
    }

    void levelsAreWords()
    {
        LogModel model;
        model.append({line(u"a"_s), line(u"b"_s, LogLevel::Warning), line(u"c"_s, LogLevel::Error)});
        QStringList words;
        for (int row = 0; row < 3; ++row)
            words << model.index(row, LogModel::LevelColumn).data().toString();
        QCOMPARE(words, (QStringList{u"info"_s, u"warning"_s, u"error"_s}));
        QCOMPARE(model.index(2, 0).data(LogModel::LevelRole).toInt(), int(LogLevel::Error));
        for (int column = 0; column < LogModel::ColumnCount; ++column)
            QVERIFY(!model.headerData(column, Qt::Horizontal).toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
