// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatSend;
using protocol::ErrorCode;
using protocol::Positions;
using protocol::ReceiptChanged;
using protocol::ReceiptSet;

namespace {

const QByteArray lobby = "lobby";
const QByteArray adaBob = "d:ada:bob";

} // namespace

/// How far somebody received and read a conversation.
class TestReceipts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void growOnly();
    void goToThePeerAndOwnSessions();
    void arePrivateInTheLobby();
    void refusedBeyondTheEnd();
    void ofATurnAreToldOnce();
};

void TestReceipts::growOnly()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    for (int i = 1; i <= 5; ++i)
        server.say(ada, ChatSend{adaBob, uuidOf(i), "x"});
    server.settle();
    const std::vector<std::pair<Positions, std::optional<Positions>>> table{
        {{2, 0}, Positions{2, 0}}, {{2, 0}, std::nullopt}, {{1, 0}, std::nullopt},
        {{0, 3}, Positions{3, 3}}, // read implies received
        {{4, 1}, Positions{4, 3}}, {{0, 0}, std::nullopt}, {{5, 5}, Positions{5, 5}},
    };
    for (const auto &[said, told] : table) {
        server.takeAll();
        server.say(bob, ReceiptSet{adaBob, said});
        QVERIFY(server.take(bob).empty());
        const auto heard = only<ReceiptChanged>(server.take(ada));
        QCOMPARE(heard.size(), size_t(told.has_value()));
        if (told) {
            QVERIFY(heard[0].positions == *told);
            QCOMPARE(heard[0].account, QByteArray("bob"));
        }
    }
    QCOMPARE(server.messages.positions.size(), size_t(4));
    QCOMPARE(server.messages.positions.back().read, 5);
}

void TestReceipts::goToThePeerAndOwnSessions()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId bobPhone = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.say(ada, ChatSend{adaBob, uuidOf(1), "x"});
    server.settle();
    server.takeAll();
    server.say(bob, ReceiptSet{adaBob, {1, 1}});
    for (const ConnectionId other : {ada, adaPhone, bobPhone})
        (void)server.takeOne<ReceiptChanged>(other);
    QVERIFY(server.take(bob).empty());
    QVERIFY(server.take(eve).empty());
}

void TestReceipts::arePrivateInTheLobby()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId bobPhone = server.signedIn("bob");
    server.say(ada, ChatSend{lobby, uuidOf(1), "x"});
    server.settle();
    server.takeAll();
    server.say(bob, ReceiptSet{lobby, {1, 1}});
    QVERIFY(server.take(ada).empty());
    QVERIFY(server.take(bob).empty());
    QCOMPARE(server.takeOne<ReceiptChanged>(bobPhone).conversation, lobby);
}

void TestReceipts::refusedBeyondTheEnd()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    for (int i = 1; i <= 3; ++i)
        server.say(ada, ChatSend{adaBob, uuidOf(i), "x"});
    server.settle();
    server.takeAll();
    const std::vector<std::pair<Positions, QByteArray>> table{
        {{4, 0}, "received"}, {{3, 4}, "read"}, {{1LL << 53, 1LL << 53}, "read"}};
    for (const auto &[said, field] : table) {
        server.say(bob, ReceiptSet{adaBob, said});
        const auto refused = server.takeOne<protocol::ErrorReply>(bob);
        QCOMPARE(refused.code, ErrorCode::BadField);
        QCOMPARE(refused.field, std::optional(field));
        QVERIFY(server.take(ada).empty());
    }
    server.say(bob, ReceiptSet{adaBob, {3, 3}}); // exactly the end
    QVERIFY(server.take(bob).empty());
    (void)server.takeOne<ReceiptChanged>(ada);
    server.signedIn("eve");
    server.say(bob, ReceiptSet{"d:bob:eve", {1, 0}}); // nothing was said there yet
    QCOMPARE(only<protocol::ErrorReply>(server.take(bob)).size(), size_t(1));
    QCOMPARE(server.conversations.conversations.size(), size_t(1));
}

void TestReceipts::ofATurnAreToldOnce()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    for (int i = 1; i <= 5; ++i)
        server.say(ada, ChatSend{adaBob, uuidOf(i), "x"});
    server.settle();
    server.takeAll();
    server.say(bob, {ReceiptSet{adaBob, {1, 0}}, ReceiptSet{adaBob, {2, 2}}, ReceiptSet{adaBob, {5, 3}}});
    const auto told = server.takeOne<ReceiptChanged>(ada);
    QVERIFY((told.positions == Positions{5, 3}));
    QCOMPARE(server.messages.positions.size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestReceipts)
#include "tst_receipts.moc"
