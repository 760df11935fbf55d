// SPDX-License-Identifier: MIT
#include "app/core/reconnectpolicy.h"
#include "app/core/seqranges.h"
#include "app/types/messagestate.h"
#include "app/types/serveraddress.h"

#include <QTest>

#include <set>

using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;
using MessageKind = MessageState::Kind;

/// The values of the messenger that need nothing else.
class TestClientValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statesNeverGoBack()
    {
        const MessageKind all[] = {MessageKind::Sending, MessageKind::Sent, MessageKind::Delivered,
                                   MessageKind::Read};
        for (const MessageKind from : all) {
            for (const MessageKind to : all)
                QCOMPARE(advance({from}, {to}).kind, std::max(from, to));
        }
        const MessageState failed{MessageKind::Failed, SendFailure::NoConversation};
        QCOMPARE(advance({MessageKind::Sending}, failed), failed);
        QCOMPARE(advance({MessageKind::Sent}, failed).kind, MessageKind::Sent);
        QCOMPARE(advance(failed, {MessageKind::Sending}), failed);
        QCOMPARE(advance(failed, {MessageKind::Sent}).kind, MessageKind::Sent);
    }

    void stateFollowsFromPositions()
    {
        QCOMPARE(stateOf(0, 9, 9).kind, MessageKind::Sending);
        QCOMPARE(stateOf(5, 4, 3).kind, MessageKind::Sent);
        QCOMPARE(stateOf(5, 5, 3).kind, MessageKind::Delivered);
        QCOMPARE(stateOf(5, 5, 5).kind, MessageKind::Read);
    }

    void addresses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical"); // empty: refused
        QTest::newRow("host") << u"example.lan"_s << u"example.lan:6477"_s;
        QTest::newRow("port") << u" example.lan:7000 "_s << u"example.lan:7000"_s;
        QTest::newRow("plain") << u"plain:127.0.0.1"_s << u"plain:127.0.0.1:6477"_s;
        QTest::newRow("v6") << u"fe80::1%eth0"_s << u"[fe80::1%eth0]:6477"_s;
        QTest::newRow("v6 port") << u"[::1]:80"_s << u"[::1]:80"_s;
        QTest::newRow("v6 brackets") << u"[::1]"_s << u"[::1]:6477"_s;
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("no host") << u":80"_s << QString();
        QTest::newRow("port 0") << u"a:0"_s << QString();
        QTest::newRow("port large") << u"a:65536"_s << QString();
        QTest::newRow("port word") << u"a:b"_s << QString();
        QTest::newRow("open bracket") << u"[::1"_s << QString();
        QTest::newRow("after bracket") << u"[::1]x"_s << QString();
        QTest::newRow("blank") << u"a b"_s << QString();
        QTest::newRow("url") << u"http://a"_s << QString();
    }
    void addresses()
    {
        QFETCH(QString, text);
        QFETCH(QString, canonical);
        const auto address = ServerAddress::parse(text);
        QCOMPARE(address.ok(), !canonical.isEmpty());
        if (!address)
            return;
        QCOMPARE(address->toText(), canonical);
        const auto again = ServerAddress::parse(canonical);
        QVERIFY(again.ok());
        QCOMPARE(*again, *address);
    }

    void reconnectGrowsWithFullJitter()
    {
        ReconnectPolicy policy{Timing()};
        QCOMPARE(policy.nextDelayMs(0.999), 1998); // the first within 2 s
        const qint64 spans[] = {2'000, 4'000, 8'000, 16'000, 30'000, 30'000};
        for (const qint64 span : spans) {
            ReconnectPolicy same = policy;
            QCOMPARE(same.nextDelayMs(0.0), 0);
            QCOMPARE(policy.nextDelayMs(0.5), span / 2);
        }
        for (int i = 0; i < 100; ++i)
            QVERIFY(policy.nextDelayMs(1.0) <= 30'000);
        policy.succeeded();
        QVERIFY(policy.nextDelayMs(1.0) <= 2'000);
    }

    void reconnectObeysTheServer()
    {
        ReconnectPolicy policy{Timing()};
        const qint64 delay = policy.nextDelayMs(0.25, 10'000);
        QCOMPARE(delay, 10'500);
        QVERIFY(policy.nextDelayMs(0.0, std::numeric_limits<qint64>::max()) <=
                ReconnectPolicy::longestWaitMs);
        QCOMPARE(policy.nextDelayMs(0.0, -5), 0);
    }

    void reconnectOnlyWhereItHelps()
    {
        using Kind = SignInFailure::Kind;
        for (const Kind kind :
             {Kind::ConnectionLost, Kind::ConnectionRefused, Kind::TimedOut, Kind::ServerBusy})
            QVERIFY(ReconnectPolicy::mayRetry(kind));
        for (const Kind kind : {Kind::Kicked, Kind::BadPassword, Kind::TokenExpired, Kind::VersionMismatch,
                                Kind::CertificateChanged, Kind::Replaced, Kind::ServerMisbehaved})
            QVERIFY(!ReconnectPolicy::mayRetry(kind));
    }

    void seqRangesAgreeWithASet()
    {
        quint32 random = 1;
        const auto next = [&](int below) {
            return int((random = random * 1664525 + 1013904223) >> 16) % below;
        };
        for (int round = 0; round < 50; ++round) {
            SeqRanges ranges;
            std::set<qint64> model;
            for (int step = 0; step < 60; ++step) {
                const qint64 first = 1 + next(80);
                const qint64 last = first + next(6) - 1; // sometimes empty
                ranges.add(first, last);
                for (qint64 seq = first; seq <= last; ++seq)
                    model.insert(seq);
                if (step % 17 == 16) {
                    const qint64 up = next(40);
                    ranges.dropUpTo(up);
                    model.erase(model.begin(), model.upper_bound(up));
                }
                qint64 missing = 0;
                for (qint64 seq = 1; seq < 95; ++seq) {
                    QCOMPARE(ranges.contains(seq), model.contains(seq));
                    missing += model.contains(seq) ? 0 : 1;
                    qint64 run = seq;
                    while (model.contains(run + 1))
                        ++run;
                    QCOMPARE(ranges.endOfRun(seq), run);
                }
                QCOMPARE(ranges.missing(1, 94), missing);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestClientValues)
#include "tst_clientvalues.moc"
