// SPDX-License-Identifier: MIT
#include "common/base/idgenerator.h"
#include "common/protocol/conversationid.h"
#include "tests/integration/runningserver.h"
#include "tests/integration/wireclient.h"

#include <QElapsedTimer>
#include <QTest>

using namespace miniqq;
using namespace miniqq::test;
using protocol::ErrorCode;

/// What people do, through real sockets to a whole server in this process.
class tst_ServerChat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void registersAndSignsIn_data() { transports(); }
    void registersAndSignsIn();
    void messageReachesTheOther_data() { transports(); }
    void messageReachesTheOther();
    void messagesCrossWorkers();
    void historyIsPaged();
    void receiptsReachTheOther();
    void typingReachesTheOther();
    void gatheredPresenceWaitsForNoTick();
    void resumeTokenWorksOnce();
    void ownSecondSessionHearsEverything();
    void repeatedUuidIsStoredOnce();
    void storedMessagesSurviveARestart();

private:
    static void transports()
    {
        QTest::addColumn<bool>("tls");
        QTest::newRow("plain") << false;
        QTest::newRow("tls") << true;
    }

    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};
    const QByteArray m_direct = protocol::directKey("alice", "bob");
};

void tst_ServerChat::registersAndSignsIn()
{
    QFETCH(bool, tls);
    RunningServer server([tls](server::ServerConfig &config) { config.plain = !tls; });
    WireClient first(server.port(), tls);
    QVERIFY(!first.registerAs("alice").isEmpty());
    const auto welcome = first.next<protocol::Welcome>();
    QVERIFY(welcome);
    QCOMPARE(welcome->name, QByteArray("test"));
    QCOMPARE(welcome->limits.frame, server.config().limits.frameBytes);

    WireClient again(server.port(), tls);
    QVERIFY(again.signInAs("alice"));

    WireClient wrong(server.port(), tls);
    wrong.greet();
    wrong.send(protocol::AuthSignIn{"alice", "not the password"}, "1");
    const auto refused = wrong.nextIncoming<protocol::ErrorReply>();
    QVERIFY(refused);
    QCOMPARE(std::get<protocol::ErrorReply>(refused->message).code, ErrorCode::BadCredentials);
    QCOMPARE(refused->re, QByteArray("1"));
}

void tst_ServerChat::messageReachesTheOther()
{
    QFETCH(bool, tls);
    RunningServer server([tls](server::ServerConfig &config) { config.plain = !tls; });
    WireClient alice(server.port(), tls);
    WireClient bob(server.port(), tls);
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());

    const Uuid uuid = m_ids.next();
    const QByteArray text = "你好 👋\nthree lines\nof text";
    const auto ack = alice.say(m_direct, uuid, text);
    QVERIFY(ack);
    QCOMPARE(ack->seq, qint64(1));
    QCOMPARE(ack->uuid, uuid);
    const auto delivery = bob.next<protocol::ChatDeliver>();
    QVERIFY(delivery);
    QCOMPARE(delivery->conversation, m_direct);
    QCOMPARE(delivery->message, (protocol::ChatMessage{1, QByteArray("alice"), uuid, ack->time, text}));
    QCOMPARE(alice.count<protocol::ChatDeliver>(), 0);
}

void tst_ServerChat::messagesCrossWorkers()
{
    RunningServer server([](server::ServerConfig &config) { config.ioThreads = 3; });
    std::vector<std::unique_ptr<WireClient>> clients;
    for (int i = 0; i < 7; ++i) {
        clients.push_back(std::make_unique<WireClient>(server.port()));
        QVERIFY(!clients.back()->registerAs("user" + QByteArray::number(i)).isEmpty());
    }
    for (size_t sender = 0; sender < clients.size(); ++sender) {
        const QByteArray text = "from " + QByteArray::number(qsizetype(sender));
        const auto ack = clients[sender]->say(protocol::lobbyKey, m_ids.next(), text);
        QVERIFY(ack);
        QCOMPARE(ack->seq, qint64(sender) + 1);
        for (size_t receiver = 0; receiver < clients.size(); ++receiver) {
            if (receiver == sender)
                continue;
            const auto delivery = clients[receiver]->next<protocol::ChatDeliver>();
            QVERIFY(delivery);
            QCOMPARE(delivery->message.text, text);
        }
    }
}

void tst_ServerChat::historyIsPaged()
{
    RunningServer server;
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    constexpr int count = 25;
    for (int i = 1; i <= count; ++i)
        alice.send(protocol::ChatSend{m_direct, m_ids.next(), "message " + QByteArray::number(i)});
    QTRY_COMPARE(bob.count<protocol::ChatDeliver>(), count);

    protocol::HistoryGet get;
    get.conversation = m_direct;
    get.limit = 10;
    bob.send(get, "newest");
    auto page = bob.next<protocol::HistoryPage>();
    QVERIFY(page);
    QCOMPARE(page->messages.size(), size_t(10));
    QCOMPARE(page->messages.front().seq, qint64(16));
    QCOMPARE(page->messages.back().text, QByteArray("message 25"));
    QVERIFY(page->more);

    get.after = 20;
    bob.send(get, "caught up");
    page = bob.next<protocol::HistoryPage>();
    QVERIFY(page);
    QCOMPARE(page->messages.size(), size_t(5));
    QCOMPARE(page->messages.front().seq, qint64(21));
    QVERIFY(!page->more);
}

void tst_ServerChat::receiptsReachTheOther()
{
    RunningServer server;
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    QVERIFY(alice.say(m_direct, m_ids.next(), "did you read this?"));
    QVERIFY(bob.next<protocol::ChatDeliver>());
    bob.send(protocol::ReceiptSet{m_direct, {1, 1}});
    const auto changed = alice.next<protocol::ReceiptChanged>();
    QVERIFY(changed);
    QCOMPARE(changed->account, QByteArray("bob"));
    QCOMPARE(changed->positions, (protocol::Positions{1, 1}));
}

void tst_ServerChat::typingReachesTheOther()
{
    RunningServer server;
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    QVERIFY(alice.say(m_direct, m_ids.next(), "hello"));
    bob.send(protocol::TypingSet{m_direct, true});
    const auto typing = alice.next<protocol::TypingChanged>();
    QVERIFY(typing);
    QCOMPARE(typing->account, QByteArray("bob"));
    QVERIFY(typing->typing);
}

void tst_ServerChat::gatheredPresenceWaitsForNoTick()
{
    RunningServer server([](server::ServerConfig &config) { config.limits.hints = {}; });
    WireClient alice(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    const auto told = [&alice] {
        const auto changed = alice.next<protocol::PresenceChanged>();
        return changed ? changed->people.back().state : protocol::Presence::Offline;
    };
    QCOMPARE(told(), protocol::Presence::Online);
    QElapsedTimer elapsed;
    elapsed.start();
    constexpr int changes = 12; // each waits for 100 ms after the one before; with the tick alone for 1 s
    for (int i = 0; i < changes; ++i) {
        const auto state = i % 2 ? protocol::Presence::Busy : protocol::Presence::Away;
        alice.send(protocol::PresenceSet{state});
        QCOMPARE(told(), state);
    }
    QVERIFY2(elapsed.elapsed() < changes * 1'000 / 2, qPrintable(QString::number(elapsed.elapsed())));
}

void tst_ServerChat::resumeTokenWorksOnce()
{
    RunningServer server;
    QByteArray token;
    {
        WireClient alice(server.port());
        token = alice.registerAs("alice");
        QVERIFY(!token.isEmpty());
    }
    WireClient back(server.port());
    back.greet();
    back.send(protocol::AuthResume{"alice", token});
    const auto ok = back.next<protocol::AuthOk>();
    QVERIFY(ok);
    QVERIFY(ok->token != token);
    back.send(protocol::DirectoryGet());
    QVERIFY(back.next<protocol::DirectoryPage>());

    WireClient thief(server.port());
    thief.greet();
    thief.send(protocol::AuthResume{"alice", token});
    const auto refused = thief.next<protocol::ErrorReply>();
    QVERIFY(refused);
    QCOMPARE(refused->code, ErrorCode::BadCredentials);
}

void tst_ServerChat::ownSecondSessionHearsEverything()
{
    RunningServer server;
    WireClient desk(server.port());
    WireClient laptop(server.port());
    WireClient bob(server.port());
    QVERIFY(!desk.registerAs("alice").isEmpty());
    QVERIFY(laptop.signInAs("alice"));
    QVERIFY(!bob.registerAs("bob").isEmpty());

    QVERIFY(desk.say(m_direct, m_ids.next(), "from the desk"));
    auto delivery = laptop.next<protocol::ChatDeliver>();
    QVERIFY(delivery);
    QCOMPARE(delivery->message.from, QByteArray("alice"));
    QVERIFY(bob.say(m_direct, m_ids.next(), "to both"));
    QVERIFY(desk.next<protocol::ChatDeliver>());
    delivery = laptop.next<protocol::ChatDeliver>();
    QVERIFY(delivery);
    QCOMPARE(delivery->message.text, QByteArray("to both"));
}

void tst_ServerChat::repeatedUuidIsStoredOnce()
{
    RunningServer server;
    WireClient alice(server.port());
    WireClient bob(server.port());
    QVERIFY(!alice.registerAs("alice").isEmpty());
    QVERIFY(!bob.registerAs("bob").isEmpty());
    const Uuid uuid = m_ids.next();
    const auto first = alice.say(m_direct, uuid, "once");
    const auto second = alice.say(m_direct, uuid, "once");
    QVERIFY(first && second);
    QCOMPARE(second->seq, first->seq);
    QCOMPARE(second->time, first->time);
    QVERIFY(alice.say(m_direct, m_ids.next(), "the end"));
    QVERIFY(bob.next<protocol::ChatDeliver>());
    const auto last = bob.next<protocol::ChatDeliver>();
    QVERIFY(last);
    QCOMPARE(last->message.text, QByteArray("the end")); // and not "once" again
    QCOMPARE(last->message.seq, qint64(2));
}

void tst_ServerChat::storedMessagesSurviveARestart()
{
    RunningServer server;
    {
        WireClient alice(server.port());
        QVERIFY(!alice.registerAs("alice").isEmpty());
        QVERIFY(alice.say(protocol::lobbyKey, m_ids.next(), "for ever"));
    }
    server.destroy(); // without any goodbye
    QVERIFY(server.restart());
    WireClient alice(server.port());
    QVERIFY(alice.signInAs("alice"));
    protocol::HistoryGet get;
    get.conversation = protocol::lobbyKey;
    alice.send(get);
    const auto page = alice.next<protocol::HistoryPage>();
    QVERIFY(page);
    QCOMPARE(page->messages.size(), size_t(1));
    QCOMPARE(page->messages.front().text, QByteArray("for ever"));
    const auto ack = alice.say(protocol::lobbyKey, m_ids.next(), "and one more");
    QVERIFY(ack);
    QCOMPARE(ack->seq, qint64(2));
}

QTEST_GUILESS_MAIN(tst_ServerChat)
#include "tst_serverchat.moc"
