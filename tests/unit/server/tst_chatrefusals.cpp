// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatSend;
using protocol::ErrorCode;

namespace {

const QByteArray lobby = "lobby";
const QByteArray adaBob = "d:ada:bob";

} // namespace

/// Messages that are refused: not theirs, too many, too long.
class TestChatRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesForeignConversations_data();
    void refusesForeignConversations();
    void rateLimit();
    void pendingLimit();
    void pendingBytesLimit();
    void narrowerTextLimit();
};

void TestChatRefusals::refusesForeignConversations_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::newRow("of two others, who talked") << adaBob;
    QTest::newRow("of two others, who did not") << QByteArray("d:ada:joe");
    QTest::newRow("with nobody") << QByteArray("d:eve:nobody");
    QTest::newRow("of nobodies") << QByteArray("d:nobody:somebody");
    QTest::newRow("no key") << QByteArray("attic");
    QTest::newRow("wrong order") << QByteArray("d:eve:ada");
}

void TestChatRefusals::refusesForeignConversations()
{
    QFETCH(QByteArray, key);
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.signedIn("bob");
    server.signedIn("joe");
    const ConnectionId eve = server.signedIn("eve");
    server.say(ada, ChatSend{adaBob, uuidOf(1), "between us"});
    server.settle();
    server.takeAll();
    const std::vector<protocol::ClientMessage> attempts{
        ChatSend{key, uuidOf(2), "let me in"}, protocol::HistoryGet{key, {}, {}, 50},
        protocol::ReceiptSet{key, {1, 1}}, protocol::TypingSet{key, true}};
    std::optional<QByteArray> text;
    for (const protocol::ClientMessage &attempt : attempts) {
        server.say(eve, attempt);
        server.settle();
        const auto refused = server.takeOne<protocol::ErrorReply>(eve);
        QCOMPARE(refused.code, ErrorCode::NoConversation);
        QCOMPARE(refused.message, text.value_or(refused.message)); // nothing tells the rows apart
        text = refused.message;
    }
    QVERIFY(server.take(ada).empty());
    QVERIFY(!server.out.isClosed(eve));
}

void TestChatRefusals::rateLimit()
{
    Limits limits = DomainHarness::generousLimits();
    limits.messages = {5, 20};
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    for (int i = 1; i <= 20; ++i) // both sessions draw from one account
        server.say(i % 2 ? ada : adaPhone, ChatSend{lobby, uuidOf(i), "x"});
    server.say(ada, ChatSend{lobby, uuidOf(21), "x"});
    const auto refused = server.takeOne<protocol::ErrorReply>(ada);
    QCOMPARE(refused.code, ErrorCode::RateLimited);
    QCOMPARE(refused.retryAfterMs, std::optional<qint64>(200));
    server.say(bob, ChatSend{lobby, uuidOf(1), "x"});
    server.settle();
    QCOMPARE(server.messages.messages.begin()->second.size(), size_t(21)); // the refused one is not there
    server.takeAll();
    server.clock.advanceMs(199);
    server.say(ada, ChatSend{lobby, uuidOf(21), "x"});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).retryAfterMs, std::optional<qint64>(1));
    server.clock.advanceMs(1);
    server.say(ada, ChatSend{lobby, uuidOf(21), "x"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 22);

    server.domain->setLimits(DomainHarness::generousLimits());
    for (int i = 100; i < 200; ++i)
        server.say(ada, ChatSend{lobby, uuidOf(i), "x"});
    server.settle();
    QCOMPARE(only<ChatAck>(server.take(ada)).size(), size_t(100));
}

void TestChatRefusals::pendingLimit()
{
    Limits limits = DomainHarness::generousLimits();
    limits.pendingMessages = 2;
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, {ChatSend{lobby, uuidOf(1), "x"}, ChatSend{lobby, uuidOf(2), "x"},
                     ChatSend{lobby, uuidOf(3), "x"}});
    const auto refused = server.takeOne<protocol::ErrorReply>(ada);
    QCOMPARE(refused.code, ErrorCode::ServerBusy);
    QVERIFY(refused.retryAfterMs.has_value());
    server.settle();
    QCOMPARE(only<ChatAck>(server.take(ada)).size(), size_t(2));
    server.say(ada, ChatSend{lobby, uuidOf(3), "x"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 3);
}

void TestChatRefusals::pendingBytesLimit()
{
    Limits limits = DomainHarness::generousLimits();
    limits.pendingMessageBytes = 10;
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    server.signedIn("bob");
    server.takeAll();
    // Half of it waits for a conversation to be made, which fails at first.
    const auto fill = [&](int first) {
        server.say(ada,
                   {ChatSend{"d:ada:bob", uuidOf(first), "12345"},
                    ChatSend{lobby, uuidOf(first + 1), "12345"}, ChatSend{lobby, uuidOf(first + 2), "x"}});
        QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::ServerBusy);
        server.settle();
    };
    server.conversations.failures = 1;
    fill(1);
    QCOMPARE(only<ChatAck>(server.take(ada)).size(), size_t(1));
    fill(10);
    QCOMPARE(only<ChatAck>(server.take(ada)).size(), size_t(2));
    fill(20);
    QCOMPARE(only<ChatAck>(server.take(ada)).size(), size_t(2));
}

void TestChatRefusals::narrowerTextLimit()
{
    Limits limits = DomainHarness::generousLimits();
    limits.textCodePoints = 3;
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, ChatSend{lobby, uuidOf(1), "\xc3\xa4\xc3\xb6\xc3\xbc"});
    server.settle();
    QCOMPARE(server.takeOne<ChatAck>(ada).seq, 1);
    server.say(ada, ChatSend{lobby, uuidOf(2), "abcd"});
    const auto refused = server.takeOne<protocol::ErrorReply>(ada);
    QCOMPARE(refused.code, ErrorCode::BadField);
    QCOMPARE(refused.field, std::optional<QByteArray>("text"));
}

QTEST_APPLESS_MAIN(TestChatRefusals)
#include "tst_chatrefusals.moc"
