// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatDeliver;
using protocol::ChatSend;
using protocol::ErrorCode;

namespace {

const QByteArray lobby = "lobby";
const QByteArray adaBob = "d:ada:bob";

} // namespace

/// What becomes of a message between chat.send and the last chat.deliver.
class TestChat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ackOnlyAfterTheStoreSaysSo();
    void deliversToEverySessionButTheSending();
    void lobbyReachesEverySession();
    void broadcastIsEncodedOnce();
    void oneTurnIsOneBatch();
    void ordersAcksAndDeliveries();
    void duplicateIsAcknowledgedNotDelivered();
    void otherContentUnderTheSameUuid();
    void storageFailureThenRecovery();
    void failedButStoredIsDeliveredOnce_data();
    void failedButStoredIsDeliveredOnce();
    void firstMessageMakesTheConversation();
    void messagesWaitForTheConversationInOrder();
    void conversationCannotBeMade();
    void senderGoneBeforeTheAck();
};

void TestChat::ackOnlyAfterTheStoreSaysSo()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"}, "7");
    server.passSeconds(3); // time alone acknowledges nothing
    QVERIFY(server.take(ada).empty());
    QVERIFY(server.take(bob).empty());
    QCOMPARE(server.domain->counts().messagesWaiting, 1);
    const qint64 said = server.clock.wallMs() - 3'000;

    server.settle();
    const std::vector<Heard> heard = server.take(ada);
    QCOMPARE(heard.size(), size_t(1));
    QCOMPARE(heard.front().re, QByteArray("7"));
    const auto ack = std::get<ChatAck>(heard.front().message);
    QCOMPARE(ack.conversation, lobby);
    QVERIFY(ack.uuid == uuidOf(1));
    QCOMPARE(ack.seq, 1);
    QCOMPARE(ack.time, said);
    const auto delivered = server.takeOne<ChatDeliver>(bob);
    QCOMPARE(delivered.conversation, lobby);
    QVERIFY((delivered.message == protocol::ChatMessage{1, "ada", uuidOf(1), said, "hello"}));
    QCOMPARE(server.domain->counts().messagesWaiting, 0);
}

void TestChat::deliversToEverySessionButTheSending()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId bobPhone = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.takeAll();
    server.say(ada, ChatSend{adaBob, uuidOf(1), "hello"});
    server.settle();
    (void)server.takeOne<ChatAck>(ada);
    for (const ConnectionId other : {adaPhone, bob, bobPhone})
        QCOMPARE(server.takeOne<ChatDeliver>(other).message.text, QByteArray("hello"));
    QVERIFY(server.take(eve).empty());
}

void TestChat::lobbyReachesEverySession()
{
    DomainHarness server;
    std::vector<ConnectionId> all;
    for (const char *name : {"ada", "bob", "eve"})
        all.push_back(server.signedIn(name));
    const ConnectionId guest = server.greeted();
    for (const ConnectionId sender : all) { // whichever place it has among everyone
        server.takeAll();
        server.say(sender, ChatSend{lobby, uuidOf(int(sender.value())), "hello"});
        server.settle();
        for (const ConnectionId other : all) {
            const std::vector<Heard> heard = server.take(other);
            QCOMPARE(heard.size(), size_t(1));
            QCOMPARE(std::holds_alternative<ChatAck>(heard.front().message), other == sender);
        }
        QVERIFY(server.take(guest).empty());
    }
    server.close(all[0]); // somebody else takes its place in the list
    server.takeAll();
    server.say(all[1], ChatSend{lobby, uuidOf(99), "bye"});
    server.settle();
    (void)server.takeOne<ChatAck>(all[1]);
    (void)server.takeOne<ChatDeliver>(all[2]);
}

void TestChat::broadcastIsEncodedOnce()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    for (const char *name : {"bob", "eve", "joe"})
        server.signedIn(name);
    const size_t before = server.out.events.size();
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    QSet<const char *> buffers;
    int delivered = 0;
    for (size_t i = before; i < server.out.events.size(); ++i) {
        const RecordingOutbound::Event &event = server.out.events[i];
        if (event.connection != ada) {
            buffers.insert(event.frame.constData());
            ++delivered;
        }
    }
    QCOMPARE(delivered, 3);
    QCOMPARE(buffers.size(), 1);
}

void TestChat::oneTurnIsOneBatch()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const int flushes = server.out.flushes;
    server.say(ada, {ChatSend{lobby, uuidOf(1), "a"}, ChatSend{lobby, uuidOf(2), "b"},
                     ChatSend{lobby, uuidOf(3), "c"}});
    QCOMPARE(server.messages.batches, std::vector<size_t>{3});
    server.settle();
    QCOMPARE(server.out.flushes, flushes + 2); // the turn that took them and the turn of the results
}

void TestChat::ordersAcksAndDeliveries()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    for (int i = 1; i <= 20; ++i)
        server.say(i % 3 == 0 ? bob : ada, ChatSend{lobby, uuidOf(i), QByteArray::number(i)});
    server.settle();
    QByteArray acked;
    for (const ChatAck &ack : only<ChatAck>(server.take(ada)))
        acked += QByteArray::number(ack.seq) + ' ';
    QCOMPARE(acked, QByteArray("1 2 4 5 7 8 10 11 13 14 16 17 19 20 "));
    QByteArray delivered;
    for (const ChatDeliver &each : only<ChatDeliver>(server.take(bob)))
        delivered += QByteArray::number(each.message.seq) + '=' + each.message.text + ' ';
    QCOMPARE(delivered,
             QByteArray("1=1 2=2 4=4 5=5 7=7 8=8 10=10 11=11 13=13 14=14 16=16 17=17 19=19 20=20 "));
}

void TestChat::duplicateIsAcknowledgedNotDelivered()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    const auto first = only<ChatAck>(server.take(ada)).front();
    server.takeAll();
    server.clock.advanceMs(60'000);
    server.say(ada, {ChatSend{lobby, uuidOf(1), "hello"}, ChatSend{lobby, uuidOf(1), "hello"}});
    server.settle();
    const auto again = only<ChatAck>(server.take(ada));
    QCOMPARE(again.size(), size_t(2));
    for (const ChatAck &ack : again) {
        QCOMPARE(ack.seq, first.seq);
        QCOMPARE(ack.time, first.time);
    }
    QVERIFY(server.take(bob).empty());
    // The uuid is the sender's own: somebody else may use the same.
    server.say(bob, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(bob).seq, 2);
}

void TestChat::otherContentUnderTheSameUuid()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    server.takeAll();
    server.say(ada, ChatSend{lobby, uuidOf(1), "something else"});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::UuidConflict);
    QVERIFY(server.take(bob).empty());
    QVERIFY(!server.out.isClosed(ada));
}

void TestChat::storageFailureThenRecovery()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.messages.failures = 1;
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::StorageFailed);
    QVERIFY(server.take(bob).empty());
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 1);
    QCOMPARE(server.takeOne<ChatDeliver>(bob).message.seq, 1);
}

void TestChat::failedButStoredIsDeliveredOnce_data()
{
    QTest::addColumn<int>("between"); // messages of others before the sender tries again
    QTest::newRow("at once") << 0;
    QTest::newRow("after another message") << 1;
    QTest::newRow("after three") << 3;
}

void TestChat::failedButStoredIsDeliveredOnce()
{
    QFETCH(int, between);
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.messages.failures = 1;
    server.messages.failAfterStoring = true;
    server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
    server.settle();
    for (int i = 0; i < between; ++i)
        server.say(bob, ChatSend{lobby, uuidOf(10 + i), "meanwhile"});
    server.settle();
    server.takeAll();
    for (int attempt = 0; attempt < 2; ++attempt) {
        server.say(ada, ChatSend{lobby, uuidOf(1), "hello"});
        server.settle();
        QCOMPARE(server.takeOne<ChatAck>(ada).seq, 1);
        QCOMPARE(only<ChatDeliver>(server.take(bob)).size(), size_t(attempt == 0 ? 1 : 0));
    }
}

void TestChat::firstMessageMakesTheConversation()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, ChatSend{adaBob, uuidOf(1), "hello"});
    QVERIFY(server.messages.batches.empty());
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 1);
    QCOMPARE(server.takeOne<ChatDeliver>(bob).conversation, adaBob);
    QCOMPARE(server.conversations.conversations[adaBob].members.size(), size_t(2));
    QCOMPARE(server.domain->counts().conversations, 2);
}

void TestChat::messagesWaitForTheConversationInOrder()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.signedIn("eve");
    server.takeAll();
    server.say(ada, {ChatSend{adaBob, uuidOf(1), "1"}, ChatSend{lobby, uuidOf(2), "2"},
                     ChatSend{"d:ada:eve", uuidOf(3), "3"}, ChatSend{adaBob, uuidOf(4), "4"}});
    server.say(bob, ChatSend{adaBob, uuidOf(5), "5"});
    server.say(bob, ChatSend{lobby, uuidOf(6), "6"});
    QCOMPARE(server.domain->counts().messagesWaiting, 6);
    server.settle();
    QCOMPARE(server.domain->counts().messagesWaiting, 0);
    QByteArray acked;
    for (const ChatAck &ack : only<ChatAck>(server.take(ada)))
        acked += QByteArray::number(ack.uuid.bytes[2]) + ' ';
    QCOMPARE(acked, QByteArray("1 2 3 4 "));
    acked.clear();
    for (const ChatAck &ack : only<ChatAck>(server.take(bob)))
        acked += QByteArray::number(ack.uuid.bytes[2]) + ' ';
    QCOMPARE(acked, QByteArray("5 6 "));
    QCOMPARE(server.conversations.conversations.size(), size_t(2));
}

void TestChat::conversationCannotBeMade()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.conversations.failures = 1;
    server.say(ada, {ChatSend{adaBob, uuidOf(1), "1"}, ChatSend{lobby, uuidOf(2), "2"},
                     ChatSend{adaBob, uuidOf(3), "3"}});
    server.settle();
    const std::vector<Heard> heard = server.take(ada);
    QCOMPARE(heard.size(), size_t(3));
    QCOMPARE(server.codeOf(heard[0]), std::optional(ErrorCode::StorageFailed));
    QCOMPARE(server.codeOf(heard[1]), std::optional(ErrorCode::StorageFailed));
    QCOMPARE(only<ChatAck>(heard).size(), size_t(1));
    QCOMPARE(server.domain->counts().messagesWaiting, 0);
    server.say(ada, ChatSend{adaBob, uuidOf(1), "1"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 1);
    QCOMPARE(only<ChatDeliver>(server.take(bob)).size(), size_t(2));
}

void TestChat::senderGoneBeforeTheAck()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, {ChatSend{lobby, uuidOf(1), "1"}, ChatSend{adaBob, uuidOf(2), "2"}});
    server.close(ada);
    server.settle();
    for (const ConnectionId other : {adaPhone, bob})
        QCOMPARE(only<ChatDeliver>(server.take(other)).size(), size_t(2));
}

QTEST_APPLESS_MAIN(TestChat)
#include "tst_chat.moc"
