// SPDX-License-Identifier: MIT
#include "common/tap/trafficexport.h"
#include "common/tap/trafficlog.h"
#include "golden.h"

#include <QTest>

#include <thread>

using namespace miniqq;
using namespace miniqq::tap;

namespace {

class ManualClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return 5; }
    qint64 wallMs() const override { return 7; }
};

const Endpoint here{QStringLiteral("127.0.0.1"), 6477};
const Endpoint there{QStringLiteral("127.0.0.1"), 50'000};

QByteArray json(const char *withApostrophes)
{
    return QByteArray(withApostrophes).replace('\'', '"');
}

} // namespace

class TestTrafficLog : public QObject
{
    Q_OBJECT

private:
    ManualClock m_clock;

private Q_SLOTS:
    void keepsWhatCrossed()
    {
        TrafficLog log(m_clock, Side::Server);
        log.setMode(TrafficLog::Mode::Full);
        const ConnectionId id(3);
        log.opened(id, here, there);
        log.secured(id, QStringLiteral("TLSv1.3"), QStringLiteral("TLS_AES_256_GCM_SHA384"));
        log.frame(id, Direction::In, golden::frameOf("hello"));
        log.frame(id, Direction::Out, golden::frameOf("auth.ok"));
        log.bytesRead(id, 10);
        log.bytesWritten(id, 20);
        log.closed(id, QStringLiteral("peer_closed"));

        TrafficLog::Cursor cursor;
        QCOMPARE(log.waiting(cursor), 7u);
        const TrafficLog::Batch batch = log.drain(cursor);
        QCOMPARE(batch.missed, 0u);
        const std::vector<EventKind> kinds{EventKind::Opened, EventKind::Secured,   EventKind::Frame,
                                           EventKind::Frame,  EventKind::BytesRead, EventKind::BytesWritten,
                                           EventKind::Closed};
        QCOMPARE(batch.events.size(), kinds.size());
        for (size_t i = 0; i < kinds.size(); ++i) {
            QCOMPARE(batch.events[i].kind, kinds[i]);
            QCOMPARE(batch.events[i].number, i + 1);
            QCOMPARE(batch.events[i].connection, id);
            QCOMPARE(batch.events[i].monotonicNs, 5);
            QCOMPARE(batch.events[i].wallMs, 7);
        }
        QCOMPARE(batch.events[1].text, QStringLiteral("TLSv1.3 TLS_AES_256_GCM_SHA384"));
        QCOMPARE(batch.events[2].frame, golden::frameOf("hello"));
        QCOMPARE(batch.events[2].type, "hello");
        QCOMPARE(batch.events[2].id, "1");
        QCOMPARE(batch.events[3].direction, Direction::Out);
        QCOMPARE(batch.events[4].length, 10);
        QCOMPARE(batch.events[5].length, 20);
        QCOMPARE(batch.events[6].text, QStringLiteral("peer_closed"));
        QVERIFY(log.drain(cursor).events.empty());
    }

    void keepsCalls()
    {
        TrafficLog log(m_clock, Side::Client);
        const SystemCall failed{"connect", Direction::Out, "7, 127.0.0.1:1", -1, 111, {}, 2};
        log.call(ConnectionId(1), failed);
        QCOMPARE(log.recorded(), 0u); // switched off
        log.setMode(TrafficLog::Mode::Full);
        log.call(ConnectionId(1), failed);
        log.call(ConnectionId(1), {"recv", Direction::In, "7, 5, 0", 3, 0, "abc", 1});
        log.setMode(TrafficLog::Mode::Headers);
        log.call(ConnectionId(1), {"recv", Direction::In, "7, 5, 0", 3, 0, "abc", 1});

        TrafficLog::Cursor cursor;
        const auto events = log.drain(cursor).events;
        QCOMPARE(events.size(), size_t(3));
        QCOMPARE(events[0].kind, EventKind::Call);
        QCOMPARE(events[0].type, "connect");
        QCOMPARE(events[0].text, QStringLiteral("7, 127.0.0.1:1"));
        QCOMPARE(events[0].result, -1);
        QCOMPARE(events[0].error, 111);
        QCOMPARE(events[0].monotonicNs, 2);
        QCOMPARE(events[0].durationNs, 3);
        QCOMPARE(events[1].direction, Direction::In);
        QCOMPARE(events[1].frame, "abc");
        QVERIFY(events[2].frame.isEmpty());
        QCOMPARE(events[2].length, 3);
    }

    void becomesLinesOfJson()
    {
        TrafficLog log(m_clock, Side::Client);
        log.setMode(TrafficLog::Mode::Full);
        log.opened(ConnectionId(1), here, there);
        log.call(ConnectionId(1), {"send", Direction::Out, "7, x", -1, 11, {}, 1});
        log.call(ConnectionId(1), {"recv", Direction::In, "7, 5, 0", 2, 0, "\xc4\xe3", 1});
        log.frame(ConnectionId(1), Direction::In, golden::frameOf("ping"));
        log.closed(ConnectionId(1), QStringLiteral("done"));
        TrafficLog::Cursor cursor;
        QByteArrayList lines;
        for (const TrafficEvent &event : log.drain(cursor).events)
            lines.append(toJsonLine(event, log.connection(event.connection)));
        QCOMPARE(lines[0], json("{'n':1,'t':5,'wall':7,'socket':1,'layer':'connection','event':'opened',"
                                "'local':'127.0.0.1:6477','peer':'127.0.0.1:50000'}\n"));
        QCOMPARE(lines[1],
                 json("{'n':2,'t':1,'wall':7,'socket':1,'layer':'call','call':'send','arguments':'7, x',"
                      "'result':-1,'errno':11,'error':'EAGAIN','took':4,'direction':'out','length':0}\n"));
        QVERIFY(lines[2].endsWith(json("'result':2,'took':4,'direction':'in','length':2,'data':'c4e3'}\n")));
        QVERIFY(lines[3].contains(json("'layer':'frame','type':'ping'")));
        QVERIFY(lines[4].contains(json("'event':'closed'")));
        QVERIFY(lines[4].contains(json("'text':'done'")));
        QCOMPARE(missedLine(3), "{\"missed\":3}\n");
    }

    void offKeepsNothingButFacts()
    {
        TrafficLog log(m_clock, Side::Server);
        QCOMPARE(log.mode(), TrafficLog::Mode::Off);
        log.opened(ConnectionId(1), here, there);
        log.frame(ConnectionId(1), Direction::In, golden::frameOf("ping"));
        log.bytesRead(ConnectionId(1), 1);
        QCOMPARE(log.recorded(), 0u);
        const auto facts = log.connection(ConnectionId(1));
        QVERIFY(facts);
        QCOMPARE(facts->local, here);
        QCOMPARE(facts->peer, there);
        QCOMPARE(facts->sinceWallMs, 7);
        QVERIFY(facts->open);
        log.setAccount(ConnectionId(1), "alice");
        QCOMPARE(log.connection(ConnectionId(1))->account, "alice");
        log.closed(ConnectionId(1), {});
        QVERIFY(!log.connection(ConnectionId(1))->open);
        QVERIFY(!log.connection(ConnectionId(2)));
    }

    void headersKeepNoBytes()
    {
        TrafficLog log(m_clock, Side::Client);
        log.setMode(TrafficLog::Mode::Headers);
        log.frame(ConnectionId(1), Direction::In, golden::frameOf("chat.deliver"));
        TrafficLog::Cursor cursor;
        const auto batch = log.drain(cursor);
        QCOMPARE(batch.events[0].type, "chat.deliver");
        QCOMPARE(batch.events[0].length, golden::frameOf("chat.deliver").size());
        QVERIFY(batch.events[0].frame.isEmpty());
    }

    void onlyTheServersWordNamesAConnection()
    {
        for (const Side side : {Side::Server, Side::Client}) {
            const Direction fromServer = side == Side::Server ? Direction::Out : Direction::In;
            const Direction fromClient = side == Side::Server ? Direction::In : Direction::Out;
            TrafficLog log(m_clock, side);
            log.setMode(TrafficLog::Mode::Headers);
            const ConnectionId id(1);
            log.opened(id, here, there);
            log.frame(id, fromClient, golden::frameOf("auth.ok"));
            log.frame(id, fromClient, golden::frameOf("chat.deliver"));
            QCOMPARE(log.connection(id)->account, "");
            log.bytesRead(id, 5);
            QCOMPARE(log.recorded(), 3u); // not yet signed in
            log.frame(id, fromServer, golden::frameOf("auth.ok"));
            QCOMPARE(log.connection(id)->account, "alice");
            log.bytesRead(id, 5);
            QCOMPARE(log.recorded(), 5u);
        }
    }

    void ringIsBoundedByNumber()
    {
        TrafficLog log(m_clock, Side::Server, {.events = 10});
        log.setMode(TrafficLog::Mode::Full);
        TrafficLog::Cursor late;
        TrafficLog::Cursor early;
        for (int i = 0; i < 25; ++i) {
            log.frame(ConnectionId(1), Direction::In, golden::frameOf("ping"));
            if (i == 4)
                QCOMPARE(log.drain(early).events.size(), size_t(5));
        }
        QCOMPARE(log.recorded(), 25u);
        QCOMPARE(log.dropped(), 15u);
        const TrafficLog::Batch some = log.drain(late, 4);
        QCOMPARE(some.missed, 15u);
        QCOMPARE(some.events.size(), size_t(4));
        QCOMPARE(some.events.front().number, 16u);
        QCOMPARE(log.drain(late).events.size(), size_t(6));
        QCOMPARE(log.drain(early).missed, 10u);
        TrafficLog::Cursor end = log.end();
        QCOMPARE(log.waiting(end), 0u);
    }

    void ringIsBoundedByBytes()
    {
        TrafficLog log(m_clock, Side::Server, {.bytes = 100'000});
        log.setMode(TrafficLog::Mode::Full);
        const QByteArray frame =
            golden::framed("{\"type\":\"chat.send\",\"body\":{\"text\":\"" + QByteArray(9'000, 'x') + "\"}}");
        for (int i = 0; i < 100; ++i)
            log.frame(ConnectionId(1), Direction::In, frame);
        TrafficLog::Cursor cursor;
        QCOMPARE(log.drain(cursor).events.size(), size_t(10));
        QCOMPARE(log.dropped(), 90u);
    }

    void closedConnectionsAreForgottenInTurn()
    {
        TrafficLog log(m_clock, Side::Server, {.closedConnections = 2});
        for (int i = 1; i <= 5; ++i) {
            log.opened(ConnectionId(i), here, there);
            if (i != 2)
                log.closed(ConnectionId(i), {});
        }
        std::vector<qint64> known;
        for (const ConnectionFacts &facts : log.connections())
            known.push_back(facts.id.value());
        QCOMPARE(known, (std::vector<qint64>{2, 4, 5}));
    }

    void manyThreadsAtOnce()
    {
        constexpr int writers = 4;
        constexpr int each = 3'000;
        TrafficLog log(m_clock, Side::Server, {.events = 500});
        log.setMode(TrafficLog::Mode::Full);
        const QByteArray frame = golden::frameOf("ping");
        std::atomic<int> running = writers;
        quint64 seen = 0;
        quint64 missed = 0;
        bool ordered = true;
        std::vector<std::thread> threads;
        for (int w = 1; w <= writers; ++w) {
            threads.emplace_back([&, w] {
                log.opened(ConnectionId(w), here, there);
                for (int i = 0; i < each; ++i)
                    log.frame(ConnectionId(w), Direction::In, frame);
                log.closed(ConnectionId(w), {});
                --running;
            });
        }
        TrafficLog::Cursor cursor;
        quint64 expected = 1;
        for (bool last = false; !last;) {
            last = running == 0;
            for (;;) {
                const TrafficLog::Batch batch = log.drain(cursor, 100);
                missed += batch.missed;
                expected += batch.missed;
                for (const TrafficEvent &event : batch.events)
                    ordered = ordered && event.number == expected++;
                seen += batch.events.size();
                if (batch.events.empty())
                    break;
            }
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(ordered);
        QCOMPARE(seen + missed, quint64(writers * (each + 2)));
        QCOMPARE(log.recorded(), quint64(writers * (each + 2)));
    }
};

QTEST_GUILESS_MAIN(TestTrafficLog)
#include "tst_trafficlog.moc"
