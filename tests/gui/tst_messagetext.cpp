// SPDX-License-Identifier: MIT
#include "app/ui/chat/messagetext.h"
#include "app/ui/chat/timetext.h"

#include <QTest>

using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

class TestMessageText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void links_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("plain") << u"see https://a.example/b?c=d#e now"_s
                               << QStringList{u"https://a.example/b?c=d#e"_s};
        QTest::newRow("end of sentence")
            << u"(http://a.example/x_(y))."_s << QStringList{u"http://a.example/x_(y)"_s};
        QTest::newRow("Chinese follows")
            << u"看http://a.example/b，然后"_s << QStringList{u"http://a.example/b"_s};
        QTest::newRow("case") << u"HTTPS://A.example"_s << QStringList{u"HTTPS://A.example"_s};
        QTest::newRow("mail") << u"mailto:bob@a.example"_s << QStringList{u"mailto:bob@a.example"_s};
        QTest::newRow("two") << u"http://a.example http://b.example"_s
                             << QStringList{u"http://a.example"_s, u"http://b.example"_s};
        QTest::newRow("script")
            << u"javascript:alert(1) file:///etc/passwd data:text/html,x ftp://a.example"_s << QStringList{};
        QTest::newRow("inside a word") << u"xhttp://a.example"_s << QStringList{};
        QTest::newRow("no host") << u"http:// https:///x http://"_s << QStringList{};
        QTest::newRow("override ends it")
            << u"http://a.example/\u202Egpj.exe"_s << QStringList{u"http://a.example/"_s};
    }
    void links()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        QStringList texts;
        for (const TextLink &link : findLinks(displayText(text))) {
            texts << text.mid(link.start, link.length);
            QVERIFY(isAllowedLink(link.url));
        }
        QCOMPARE(texts, found);
    }

    void days()
    {
        const QDate today(2026, 3, 4);
        QCOMPARE(dayText(today, today), u"Today"_s);
        QCOMPARE(dayText(today.addDays(-1), today), u"Yesterday"_s);
        QCOMPARE(dayText(QDate(2026, 2, 1), today), u"Sunday, 1 February"_s);
        QCOMPARE(dayText(QDate(2025, 2, 1), today), u"1 February 2025"_s);
        const auto ms = [](const QDate &day) { return QDateTime(day, QTime(9, 5)).toMSecsSinceEpoch(); };
        QCOMPARE(listTimeText(ms(today), today), u"09:05"_s);
        QCOMPARE(listTimeText(ms(today.addDays(-1)), today), u"yesterday"_s);
        QCOMPARE(listTimeText(ms(today.addDays(-2)), today), u"Mon"_s);
        QCOMPARE(listTimeText(ms(today.addDays(-7)), today), u"25 Feb"_s);
        QCOMPARE(listTimeText(ms(today.addYears(-1)), today), u"2025-03-04"_s);
        QCOMPARE(listTimeText(ms(today.addDays(3)), today), u"7 Mar"_s); // a clock that is ahead
    }
};

QTEST_MAIN(TestMessageText)
#include "tst_messagetext.moc"
