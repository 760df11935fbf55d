// SPDX-License-Identifier: MIT
#include "common/base/clock.h"
#include "common/tap/trafficexport.h"
#include "common/tap/trafficimport.h"

#include <QTest>

#include <cerrno>

using namespace miniqq;
using namespace miniqq::tap;
using namespace Qt::Literals::StringLiterals;

/// What is written of an event can be read again, and nothing else can.
class TrafficImportTest : public QObject
{
    Q_OBJECT

private:
    static TrafficEvent event(EventKind kind)
    {
        TrafficEvent event;
        event.number = 7;
        event.monotonicNs = (qint64(1) << 60) + 1; // more than 53 bits: years of uptime
        event.wallMs = 1'700'000'000'123;
        event.connection = ConnectionId((qint64(1) << 40) + 3);
        event.kind = kind;
        return event;
    }
    static TrafficEvent call()
    {
        TrafficEvent recv = event(EventKind::Call);
        recv.type = "recv";
        recv.text = u"7, 5, 0"_s;
        recv.result = -1;
        recv.error = EAGAIN;
        recv.durationNs = 1200;
        recv.direction = Direction::In;
        return recv;
    }

private Q_SLOTS:
    void everyKindComesBack_data()
    {
        QTest::addColumn<TrafficEvent>("event");
        TrafficEvent frame = event(EventKind::Frame);
        frame.direction = Direction::Out;
        frame.length = 9;
        frame.type = "chat.send";
        frame.id = "a\"b";
        frame.re = "c";
        frame.frame = QByteArray("\0\0\0\5{\"\xff}\n", 9);
        QTest::newRow("frame") << frame;
        TrafficEvent headers = frame;
        headers.frame.clear();
        headers.type.clear();
        QTest::newRow("frame without bytes") << headers;
        QTest::newRow("call that failed") << call();
        TrafficEvent send = call();
        send.type = "send";
        send.error = 0;
        send.result = send.length = 6;
        send.direction = Direction::Out;
        send.frame = "\xc4\xe3\xba\xc3\xc2\xf0";
        QTest::newRow("call") << send;
        TrafficEvent read = event(EventKind::BytesRead);
        read.length = 5;
        QTest::newRow("bytes read") << read;
        TrafficEvent written = event(EventKind::BytesWritten);
        written.direction = Direction::Out;
        QTest::newRow("bytes written") << written;
        QTest::newRow("opened") << event(EventKind::Opened);
        TrafficEvent closed = event(EventKind::Closed);
        closed.text = u"the peer closed: 再见 <b>"_s;
        QTest::newRow("closed") << closed;
    }
    void everyKindComesBack()
    {
        QFETCH(TrafficEvent, event);
        ConnectionFacts facts;
        facts.local = {u"127.0.0.1"_s, 8008};
        facts.peer = {u"::1"_s, 41706};
        const QByteArray line = toJsonLine(event, facts).trimmed();
        const Result<RecordedLine> read = fromJsonLine(line);
        QVERIFY2(read, read ? "" : qPrintable(read.error().text));
        QCOMPARE(read->missed, 0U);
        QCOMPARE(toJsonLine(read->event, facts).trimmed(), line); // all that the line says
        QCOMPARE(read->event.kind, event.kind);
        QCOMPARE(read->event.frame, event.frame);
        QCOMPARE(read->event.direction, event.direction);
        QCOMPARE(read->event.monotonicNs, event.monotonicNs);
        if (event.kind == EventKind::Opened) {
            QCOMPARE(read->local, u"127.0.0.1:8008"_s);
            QCOMPARE(read->peer, u"[::1]:41706"_s);
        }
    }

    void whatWasLostComesBackToo()
    {
        const Result<RecordedLine> read = fromJsonLine(missedLine(17).trimmed());
        QVERIFY(read);
        QCOMPARE(read->missed, 17U);
    }

    void everythingElseIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray good = toJsonLine(call(), std::nullopt).trimmed();
        QVERIFY(fromJsonLine(good));
        const auto with = [&good](const char *before, const char *after) {
            QByteArray other = good;
            other.replace(before, after);
            if (other == good)
                qFatal("%s is not in the line", before);
            return other;
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("hello");
        QTest::newRow("an array") << QByteArray("[1]");
        QTest::newRow("no event") << QByteArray("{}");
        QTest::newRow("cut") << good.chopped(3);
        QTest::newRow("another layer") << with("\"layer\":\"call\"", "\"layer\":\"wire\"");
        QTest::newRow("another direction") << with("\"in\"", "\"up\"");
        QTest::newRow("a time before the beginning") << with("\"took\":1200", "\"took\":-1");
        QTest::newRow("a text for a number") << with("\"errno\":11", "\"errno\":\"11\"");
        QTest::newRow("odd digits") << with("\"length\":0", "\"length\":0,\"data\":\"abc\"");
        QTest::newRow("no digits") << with("\"length\":0", "\"length\":0,\"data\":\"zz\"");
        QTest::newRow("lost nothing") << QByteArray("{\"missed\":0}");
        QTest::newRow("too long") << QByteArray(longestRecordedLine + 1, ' ');
    }
    void everythingElseIsRefused()
    {
        QFETCH(QByteArray, line);
        const Result<RecordedLine> read = fromJsonLine(line);
        QVERIFY(!read);
        QVERIFY(!read.error().text.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TrafficImportTest)
#include "tst_trafficimport.moc"
