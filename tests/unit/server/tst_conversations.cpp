// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatSend;
using protocol::ConversationGet;
using protocol::ConversationPage;
using protocol::ErrorCode;
using protocol::HistoryGet;
using protocol::HistoryPage;
using protocol::Positions;
using protocol::ReceiptSet;

namespace {

const QByteArray lobby = "lobby";
const QByteArray adaBob = "d:ada:bob";

QByteArray seqs(const HistoryPage &page)
{
    QByteArray text;
    for (const protocol::ChatMessage &message : page.messages)
        text += QByteArray::number(message.seq) + ' ';
    return text + (page.more ? "more" : "end");
}

/// A server that starts on a store in which Ada once said hello to Bob.
class TalkedServer : public DomainHarness
{
public:
    TalkedServer()
        : DomainHarness(generousLimits(), {"Test", true}, stored())
    {
        messages.messages[ConversationRow(10)] = {{1, AccountId(1), uuidOf(1), 4, "hello"}};
        accounts.accounts["ada"] = stored().accounts[0];
    }

private:
    static server::ServerState stored()
    {
        server::ServerState state;
        state.accounts.push_back({AccountId(1), "ada", "ada", "v1:secret of ada", 0, 0});
        state.accounts.push_back({AccountId(2), "bob", "bob", "v1:x", 0, 0});
        state.conversations.push_back({ConversationRow(10),
                                       adaBob,
                                       server::ConversationKind::Direct,
                                       {AccountId(1), AccountId(2)},
                                       1,
                                       5});
        return state;
    }
};

} // namespace

/// The list of conversations and their history.
class TestConversations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsWhatIsMine();
    void listGoesOnBehindAKey();
    void lastMessagesComeFromTheStore();
    void listWhileTheStoreFails();
    void answersKeepTheirOrder();
    void historyPages_data();
    void historyPages();
    void historyIsClamped();
    void historyFitsIntoAFrame();
    void historyRate();
    void historyWhileTheStoreFails();
};

void TestConversations::listsWhatIsMine()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.say(ada, ChatSend{adaBob, uuidOf(1), "one"});
    server.settle();
    server.say(bob, ChatSend{adaBob, uuidOf(1), "two"});
    server.settle();
    server.say(bob, ReceiptSet{adaBob, {2, 1}});
    server.takeAll();
    server.say(ada, ConversationGet());
    server.say(eve, ConversationGet());
    server.settle();
    const auto mine = server.takeOne<ConversationPage>(ada);
    QCOMPARE(mine.conversations.size(), size_t(2));
    QVERIFY(!mine.more);
    const protocol::ConversationInfo &direct = mine.conversations[0];
    QCOMPARE(direct.conversation, adaBob);
    QCOMPARE(direct.lastSeq, 2);
    QVERIFY((direct.mine == Positions{0, 0}));
    QVERIFY((direct.peer == Positions{2, 1}));
    QCOMPARE(direct.last->text, QByteArray("two"));
    QCOMPARE(mine.conversations[1].conversation, lobby);
    QCOMPARE(mine.conversations[1].lastSeq, 0);
    QVERIFY(!mine.conversations[1].last);

    const auto hers = server.takeOne<ConversationPage>(eve);
    QCOMPARE(hers.conversations.size(), size_t(1));
    QCOMPARE(hers.conversations[0].conversation, lobby);
}

void TestConversations::listGoesOnBehindAKey()
{
    server::ServerState state;
    const int count = ConversationPage::maxConversations + 5;
    state.accounts.push_back({AccountId(1), "ada", "ada", "v1:secret of ada", 0, 0});
    for (int i = 0; i < count; ++i) {
        const QByteArray name = "peer" + QByteArray::number(1'000 + i);
        const AccountId id(2 + i);
        state.accounts.push_back({id, name, name, "v1:x", 0, 0});
        state.conversations.push_back({ConversationRow(10 + i),
                                       "d:ada:" + name,
                                       server::ConversationKind::Direct,
                                       {AccountId(1), id},
                                       0,
                                       0});
    }
    DomainHarness server(DomainHarness::generousLimits(), {"Test", true}, state);
    for (const server::AccountRecord &account : state.accounts)
        server.accounts.accounts[account.name] = account;
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, ConversationGet());
    const auto first = server.takeOne<ConversationPage>(ada);
    QCOMPARE(first.conversations.size(), size_t(ConversationPage::maxConversations));
    QVERIFY(first.more);
    server.say(ada, ConversationGet{first.conversations.back().conversation});
    const auto second = server.takeOne<ConversationPage>(ada);
    QCOMPARE(second.conversations.size(), size_t(6)); // and the lobby
    QVERIFY(!second.more);
    QVERIFY(first.conversations.back().conversation < second.conversations.front().conversation);
}

void TestConversations::lastMessagesComeFromTheStore()
{
    server::ServerState state;
    state.accounts.push_back({AccountId(1), "ada", "ada", "v1:secret of ada", 0, 0});
    state.accounts.push_back({AccountId(2), "bob", "bob", "v1:x", 0, 0});
    state.conversations.push_back(
        {ConversationRow(10), adaBob, server::ConversationKind::Direct, {AccountId(1), AccountId(2)}, 2, 5});
    state.positions.push_back({ConversationRow(10), AccountId(1), 2, 1});
    DomainHarness server(DomainHarness::generousLimits(), {"Test", true}, state);
    server.messages.messages[ConversationRow(10)] = {{1, AccountId(1), uuidOf(1), 4, "old"},
                                                     {2, AccountId(2), uuidOf(2), 5, "new"}};
    server.accounts.accounts["ada"] = state.accounts[0];
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, ConversationGet());
    QVERIFY(server.take(ada).empty());
    server.settle();
    const auto page = server.takeOne<ConversationPage>(ada);
    QVERIFY((page.conversations[0].mine == Positions{2, 1}));
    QVERIFY((page.conversations[0].last == protocol::ChatMessage{2, "bob", uuidOf(2), 5, "new"}));
    server.say(ada, ConversationGet()); // now it is known
    QCOMPARE(server.takeOne<ConversationPage>(ada).conversations[0].last->text, QByteArray("new"));
}

void TestConversations::listWhileTheStoreFails()
{
    TalkedServer server;
    const ConnectionId ada = server.signedIn("ada");
    server.messages.pageFailures = 1;
    server.say(ada, ConversationGet());
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::StorageFailed);
    server.say(ada, ConversationGet());
    server.settle();
    QCOMPARE(server.takeOne<ConversationPage>(ada).conversations.size(), size_t(2));
}

void TestConversations::answersKeepTheirOrder()
{
    TalkedServer server;
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, ConversationGet(), "slow");
    server.say(ada, ConversationGet{adaBob}, "fast"); // nothing to read for this one
    server.settle();
    const std::vector<Heard> heard = server.take(ada);
    QCOMPARE(heard.size(), size_t(2));
    QCOMPARE(heard[0].re, QByteArray("slow"));
    QCOMPARE(heard[1].re, QByteArray("fast"));
}

void TestConversations::historyPages_data()
{
    QTest::addColumn<HistoryGet>("request");
    QTest::addColumn<QByteArray>("expected");
    using Seq = std::optional<qint64>;
    QTest::newRow("newest") << HistoryGet{lobby, {}, {}, 3} << QByteArray("8 9 10 more");
    QTest::newRow("all") << HistoryGet{lobby, {}, {}, 50} << QByteArray("1 2 3 4 5 6 7 8 9 10 end");
    QTest::newRow("before") << HistoryGet{lobby, Seq(5), {}, 3} << QByteArray("2 3 4 more");
    QTest::newRow("before, the first") << HistoryGet{lobby, Seq(2), {}, 3} << QByteArray("1 end");
    QTest::newRow("before the first") << HistoryGet{lobby, Seq(1), {}, 3} << QByteArray("end");
    QTest::newRow("before nothing") << HistoryGet{lobby, Seq(0), {}, 3} << QByteArray("end");
    QTest::newRow("after") << HistoryGet{lobby, {}, Seq(5), 3} << QByteArray("6 7 8 more");
    QTest::newRow("after, the last") << HistoryGet{lobby, {}, Seq(9), 3} << QByteArray("10 end");
    QTest::newRow("after the last") << HistoryGet{lobby, {}, Seq(10), 3} << QByteArray("end");
    QTest::newRow("after the end") << HistoryGet{lobby, {}, Seq(1'000), 3} << QByteArray("end");
    QTest::newRow("from the start") << HistoryGet{lobby, {}, Seq(0), 2} << QByteArray("1 2 more");
    QTest::newRow("a talk not begun") << HistoryGet{adaBob, {}, {}, 3} << QByteArray("end");
}

void TestConversations::historyPages()
{
    QFETCH(HistoryGet, request);
    QFETCH(QByteArray, expected);
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.signedIn("bob");
    for (int i = 1; i <= 10; ++i)
        server.say(ada, ChatSend{lobby, uuidOf(i), QByteArray::number(i)});
    server.settle();
    server.takeAll();
    server.say(ada, request);
    server.settle();
    const auto page = server.takeOne<HistoryPage>(ada);
    QCOMPARE(page.conversation, request.conversation);
    QCOMPARE(seqs(page), expected);
    for (const protocol::ChatMessage &message : page.messages)
        QCOMPARE(message.from, QByteArray("ada"));
}

void TestConversations::historyIsClamped()
{
    Limits limits = DomainHarness::generousLimits();
    limits.historyPage = 4;
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    for (int i = 1; i <= 10; ++i)
        server.say(ada, ChatSend{lobby, uuidOf(i), "x"});
    server.settle();
    server.takeAll();
    const std::vector<std::pair<int, size_t>> table{{-1, 1}, {0, 1}, {1, 1},      {3, 3},
                                                    {4, 4},  {5, 4}, {1 << 30, 4}};
    for (const auto &[limit, size] : table) {
        server.say(ada, HistoryGet{lobby, {}, {}, limit});
        server.settle();
        QCOMPARE(server.takeOne<HistoryPage>(ada).messages.size(), size);
    }
}

void TestConversations::historyFitsIntoAFrame()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    for (int i = 1; i <= 100; ++i)
        server.say(ada, ChatSend{lobby, uuidOf(i), QByteArray(4'000, '\x01')}); // six bytes each in JSON
    server.settle();
    for (const bool isAfter : {true, false}) {
        server.takeAll();
        server.say(ada, isAfter ? HistoryGet{lobby, {}, 10, 100} : HistoryGet{lobby, 90, {}, 100});
        server.settle();
        QVERIFY(server.out.events.back().frame.size() <= 256 * 1024);
        const auto page = server.takeOne<HistoryPage>(ada);
        QVERIFY(page.more);
        QVERIFY(page.messages.size() >= 5);
        const qint64 nearest = isAfter ? page.messages.front().seq : page.messages.back().seq;
        QCOMPARE(nearest, qint64(isAfter ? 11 : 89)); // what is left out lies at the far end
    }
}

void TestConversations::historyRate()
{
    Limits limits = DomainHarness::generousLimits();
    limits.historyPages = {5, 20};
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    for (int i = 0; i < 20; ++i)
        server.say(ada, HistoryGet{lobby, {}, {}, 1});
    server.say(ada, HistoryGet{lobby, {}, {}, 1});
    const auto refused = server.takeOne<protocol::ErrorReply>(ada);
    QCOMPARE(refused.code, ErrorCode::RateLimited);
    QCOMPARE(refused.retryAfterMs, std::optional<qint64>(200));
    server.settle();
    QCOMPARE(only<HistoryPage>(server.take(ada)).size(), size_t(20));
}

void TestConversations::historyWhileTheStoreFails()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.messages.pageFailures = 1;
    server.say(ada, HistoryGet{lobby, {}, {}, 1});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::StorageFailed);
}

QTEST_APPLESS_MAIN(TestConversations)
#include "tst_conversations.moc"
