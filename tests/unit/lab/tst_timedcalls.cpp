// SPDX-License-Identifier: MIT
// settimeout(), gettimeout() and makefile() over calls that never wait.
#include "app/lab/core/linereader.h"
#include "app/lab/core/timedreceive.h"
#include "labfixture.h"

#include <QElapsedTimer>

using namespace miniqq;
using namespace miniqq::lab;
using namespace Qt::Literals::StringLiterals;

class TestTimedCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void limitsAsTheyAreTyped_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("gettimeout"); // empty: refused
        QTest::addColumn<QString>("expired");
        const QString timedOut = u"TimeoutError: timed out"_s;
        const QString blocking = u"BlockingIOError: [Errno 11] Resource temporarily unavailable"_s;
        QTest::newRow("none") << u"None"_s << u"None"_s << QString();
        QTest::newRow("nothing") << QString() << u"None"_s << QString();
        QTest::newRow("zero") << u"0"_s << u"0.0"_s << blocking;
        QTest::newRow("two") << u" 2 "_s << u"2.0"_s << timedOut;
        QTest::newRow("fraction") << u"2.5"_s << u"2.5"_s << timedOut;
        QTest::newRow("short") << u"0.0001"_s << u"0.001"_s << timedOut;
        QTest::newRow("a day") << u"86400"_s << u"86400.0"_s << timedOut;
        for (const QString &bad : {u"-1"_s, u"86401"_s, u"soon"_s, u"nan"_s, u"inf"_s, u"1e400"_s})
            QTest::newRow(qPrintable(bad)) << bad << QString() << QString();
    }
    void limitsAsTheyAreTyped()
    {
        QFETCH(QString, typed);
        QFETCH(QString, gettimeout);
        const auto limit = TimeLimit::fromText(typed);
        QCOMPARE(limit.ok(), !gettimeout.isEmpty());
        if (!limit.ok()) {
            QVERIFY(limit.error().text.contains(typed));
            return;
        }
        QCOMPARE(limit->toPython(), gettimeout);
        QTEST(limit->expiredText(), "expired");
        QVERIFY(!limit->explanation().isEmpty());
    }

    void nothingComesInTime() // item 49
    {
        Ends ends;
        QSignalSpy expired(&ends.receive, &TimedReceive::expired);
        QSignalSpy received(&ends.receive, &TimedReceive::received);
        QElapsedTimer time;
        time.start();
        ends.receive.start(TimeLimit::fromMilliseconds(40));
        QVERIFY(ends.receive.isWaiting());
        QTRY_COMPARE(expired.size(), 1);
        QVERIFY2(time.elapsed() >= 40, qPrintable(QString::number(time.elapsed())));
        QVERIFY(!ends.receive.isWaiting());
        // The kernel itself said that nothing was there.
        QCOMPARE(ends.lab.lastEvent().type, QByteArray("recv"));
        QCOMPARE(ends.lab.lastEvent().error, EAGAIN);
        // It reads nothing more by itself.
        QVERIFY(ends.pair.server->send("late").ok());
        QTest::qWait(20);
        QCOMPARE(received.size(), 0);
        ends.receive.start(TimeLimit::fromMilliseconds(30'000));
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received[0][0].toByteArray(), QByteArray("late"));
        QCOMPARE(expired.size(), 1);
    }

    void nonBlockingAnswersAtOnce() // item 49
    {
        Ends ends;
        QSignalSpy expired(&ends.receive, &TimedReceive::expired);
        ends.receive.start(TimeLimit::nonBlocking());
        QCOMPARE(expired.size(), 1);
        QCOMPARE(ends.lab.lastEvent().error, EAGAIN);
    }

    void oneReceiveOfTheAskedSize()
    {
        Ends ends;
        QSignalSpy received(&ends.receive, &TimedReceive::received);
        QVERIFY(ends.pair.server->send("one two").ok());
        ends.end->setReceiveSize(4);
        ends.receive.start(TimeLimit());
        QTRY_COMPARE(received.size(), 1);
        QCOMPARE(received[0][0].toByteArray(), QByteArray("one "));
        QTest::qWait(20); // the rest stays where it is
        QCOMPARE(received.size(), 1);
        ends.receive.start(TimeLimit());
        QTRY_COMPARE(received.size(), 2);
        ends.pair.server->close();
        ends.receive.start(TimeLimit());
        QTRY_COMPARE(received.size(), 3);
        QVERIFY(received[2][0].toByteArray().isEmpty());
    }

    void cancelledWaitsForNothing()
    {
        Ends ends;
        QSignalSpy expired(&ends.receive, &TimedReceive::expired);
        ends.receive.start(TimeLimit::fromMilliseconds(10));
        ends.receive.cancel();
        QVERIFY(!ends.receive.isWaiting());
        QTest::qWait(40);
        QCOMPARE(expired.size(), 0);
    }

    void linesHoweverTheyAreCut() // makefile(), item 46
    {
        const QByteArray stream = u"你好\r\nzwei\n\nvier\rende"_s.toUtf8();
        const QStringList wanted = {u"你好"_s, u"zwei"_s, QString(), u"vier"_s, u"ende"_s};
        for (qsizetype size = 1; size <= stream.size(); ++size) {
            LineReader reader(Encoding::Utf8);
            QStringList lines;
            for (qsizetype at = 0; at < stream.size(); at += size)
                lines += reader.feed(QByteArrayView(stream).sliced(at, qMin(size, stream.size() - at)));
            QCOMPARE(reader.begun(), u"ende"_s);
            lines += reader.finish();
            QCOMPARE(lines, wanted);
        }
    }

    void lineReaderIsBounded()
    {
        LineReader reader(Encoding::Latin1);
        const QByteArray piece(1000, 'x');
        qsizetype given = 0;
        for (int i = 0; i < 1000; ++i) {
            for (const QString &line : reader.feed(piece))
                given += line.size();
            QVERIFY(reader.begun().size() <= LineReader::longestLine);
        }
        for (const QString &line : reader.finish())
            given += line.size();
        QCOMPARE(given, 1'000'000);
    }

private:
    struct Ends
    {
        LabFixture lab;
        std::unique_ptr<NativeSocket> listener = lab.makeListener();
        LabFixture::Pair pair = lab.makePair(*listener);
        QObject owner;
        StreamEnd *end = new StreamEnd(std::move(pair.client), 1024, &owner);
        TimedReceive &receive = *new TimedReceive(*end);
    };
};

QTEST_GUILESS_MAIN(TestTimedCalls)
#include "tst_timedcalls.moc"
