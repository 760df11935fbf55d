// SPDX-License-Identifier: MIT
#include "common/sql/database.h"
#include "conversationfixture.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Direction = StoreQuery::Direction;

/// In step with the server's log: gaps, pages, breaks, and logs that cannot be believed.
class TestClientCatchUp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gapsAreFetched()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.deliver("lobby", "bob", "1");
        QTRY_COMPARE(synced(client, "lobby"), 1);
        server.say("lobby", "bob", "2");
        server.say("lobby", "bob", "3");
        server.deliver("lobby", "bob", "4");
        QTRY_COMPARE(synced(client, "lobby"), 4);
        const auto asked = server.all<HistoryGet>();
        QCOMPARE(asked.size(), size_t(1));
        QCOMPARE(asked[0].after.value_or(-1), 1);
        QCOMPARE(load(client, "lobby", {}), span(1, 4));
    }

    /// The page ends where the log ended when it was read; what is said while it is on its way is no broken
    /// promise.
    void messagesOvertakeAPage()
    {
        FakeServer server;
        ClientFixture client(server);
        for (int i = 0; i < 4; ++i)
            server.say("lobby", "bob", QByteArray::number(i));
        std::optional<QByteArray> asked;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message) || asked)
                return false;
            asked = incoming.id;
            return true;
        };
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QTRY_VERIFY(asked);
        // All that the page will hold is delivered before it; the next message comes right behind it.
        const std::vector<ChatMessage> log = server.logs["lobby"];
        for (const ChatMessage &message : log)
            server.push(ChatDeliver{"lobby", message});
        QTRY_COMPARE(synced(client, "lobby"), 4);
        server.push(HistoryPage{"lobby", log, false}, *asked);
        server.deliver("lobby", "bob", "said meanwhile");
        QTRY_COMPARE(synced(client, "lobby"), 5);
        QVERIFY(client->isOnline());
        QVERIFY(failed.isEmpty());
    }

    void aLogThatEndsTooEarlyIsNotBelieved_data()
    {
        QTest::addColumn<QList<qint64>>("kept");
        QTest::newRow("nothing") << QList<qint64>{};
        QTest::newRow("the end is missing") << QList<qint64>{1, 2, 3};
        QTest::newRow("the beginning is missing") << QList<qint64>{2, 3, 4};
        QTest::newRow("a hole") << QList<qint64>{1, 2, 4};
    }
    void aLogThatEndsTooEarlyIsNotBelieved()
    {
        QFETCH(QList<qint64>, kept);
        FakeServer server;
        ClientFixture client(server);
        for (int i = 0; i < 4; ++i)
            server.say("lobby", "bob", QByteArray::number(i));
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *get = std::get_if<HistoryGet>(&incoming.message);
            if (!get)
                return false;
            HistoryPage page{"lobby", {}, false};
            for (const qint64 seq : kept) {
                if (seq > get->after.value_or(0))
                    page.messages.push_back(server.logs["lobby"][size_t(seq - 1)]);
            }
            server.push(page, incoming.id);
            return true;
        };
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, SignInFailure::Kind::ServerMisbehaved);
    }

    /// What messages point at is not shown yet; what they say is, wherever they come from.
    void messagesThatPointAtSomethingShowTheirText()
    {
        FakeServer server;
        const MessageLinks links{1, {"alice", "bob"}, true};
        server.say("lobby", "bob", "1");
        server.say("lobby", "bob", "2");
        server.logs["lobby"].back().links = std::make_shared<const MessageLinks>(links);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 2);
        ChatMessage pushed = server.say("lobby", "bob", "3");
        pushed.links = std::make_shared<const MessageLinks>(links);
        server.push(ChatDeliver{"lobby", pushed});
        QTRY_COMPARE(synced(client, "lobby"), 3);
        QCOMPARE(texts(client, "lobby"), QStringList({u"1"_s, u"2"_s, u"3"_s}));
        QVERIFY(client->isOnline());
    }

    void deliveriesInAnyOrder()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const ChatMessage first = server.say("lobby", "bob", "1");
        const ChatMessage second = server.say("lobby", "bob", "2");
        server.push(ChatDeliver{"lobby", second});
        server.push(ChatDeliver{"lobby", first});
        QTRY_COMPARE(synced(client, "lobby"), 2);
        QCOMPARE(load(client, "lobby", {}), span(1, 2));
    }

    void catchUpBringsTheNewestPageFirst()
    {
        FakeServer server;
        for (int i = 0; i < 350; ++i)
            server.say("lobby", "bob", QByteArray::number(i));
        ClientFixture client(server);
        QList<qint64> firstSeqs;
        connect(&client->conversations(), &ConversationService::messagesStored, this,
                [&](const QByteArray &, const MessageList &messages) {
                    firstSeqs.append(messages.constFirst().seq);
                });
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 350);
        QCOMPARE(firstSeqs.at(0), 251);
        QCOMPARE(firstSeqs.at(1), 1);
        QCOMPARE(load(client, "lobby", {Direction::Before, 300, 100}), span(200, 299));
        QTRY_COMPARE(server.all<ReceiptSet>().back().positions, (Positions{350, 0}));
    }

    void catchUpGoesOnAfterABreak()
    {
        FakeServer server;
        for (int i = 0; i < 450; ++i)
            server.say("lobby", "bob", QByteArray::number(i));
        ClientFixture client(server);
        int pages = 0;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message) || ++pages != 3)
                return false;
            server.cut();
            return true;
        };
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 450);
        QCOMPARE(server.count<AuthResume>(), 1);
        QCOMPARE(load(client, "lobby", {Direction::Around, 225, 10}), span(221, 230));
    }

    void whatAnotherSessionReceivedIsFetchedWhenLookedAt()
    {
        FakeServer server;
        for (int i = 0; i < 120; ++i)
            server.say("d:alice:bob", "bob", "x");
        server.mine["d:alice:bob"] = {120, 120};
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(server.count<HistoryGet>(), 0);
        QCOMPARE(load(client, "d:alice:bob", {Direction::Newest, 0, 50}), span(71, 120));
        QCOMPARE(server.count<HistoryGet>(), 1);
        QCOMPARE(load(client, "d:alice:bob", {Direction::Newest, 0, 50}), span(71, 120));
        QCOMPARE(server.count<HistoryGet>(), 1); // from the disk now
        QCOMPARE(load(client, "d:alice:bob", {Direction::Before, 71, 50}), span(21, 70));
        QCOMPARE(load(client, "d:alice:bob", {Direction::Before, 21, 50}), span(1, 20));
    }

    void pagesWorkOfflineAsFarAsTheyGo()
    {
        FakeServer server;
        for (int i = 0; i < 30; ++i)
            server.say("lobby", "bob", "x");
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 30);
        server.dialFails = SignInFailure{SignInFailure::Kind::ConnectionRefused, {}};
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QCOMPARE(load(client, "lobby", {Direction::Newest, 0, 10}), span(21, 30));
        QCOMPARE(load(client, "lobby", {Direction::Before, 5, 10}), span(1, 4));
    }

    void aBreakEndsALoad()
    {
        FakeServer server;
        for (int i = 0; i < 5; ++i)
            server.say("d:alice:bob", "bob", "x");
        server.mine["d:alice:bob"] = {5, 5};
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message))
                return false;
            server.cut();
            return true;
        };
        QCOMPARE(load(client, "d:alice:bob", {}), QList<qint64>());
    }

    void anotherLogIsSetAside()
    {
        FakeServer server;
        for (int i = 0; i < 5; ++i)
            server.say("lobby", "bob", "old");
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 5);
        client->conversations().markRead("lobby", 5);
        server.logs.clear();
        server.say("lobby", "bob", "new");
        QSignalSpy reset(&client->conversations(), &ConversationService::messagesReset);
        server.cut();
        QTRY_COMPARE(reset.size(), 1);
        QTRY_COMPARE(synced(client, "lobby"), 1);
        QCOMPARE(load(client, "lobby", {}), span(1, 1));
        QTRY_COMPARE(client->conversations().find("lobby")->unread, 1);
        QVERIFY(client->isOnline());
    }

    void whatCannotBeWrittenDownIsShownAndFetchedAgain()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        sql::DatabaseOptions options;
        options.path = client.profile().storePath(client.address(), "alice");
        auto other = sql::Database::open(options);
        QVERIFY(other.ok());
        QVERIFY(other->exec("BEGIN IMMEDIATE").ok()); // nobody else can write
        QSignalSpy failed(&*client, &Client::storeFailed);
        QSignalSpy stored(&client->conversations(), &ConversationService::messagesStored);
        server.deliver("lobby", "bob", "1");
        QTRY_COMPARE_WITH_TIMEOUT(stored.size(), 1, 10'000);
        QVERIFY(!stored.at(0).at(1).value<MessageList>().constFirst().saved);
        QVERIFY(!failed.isEmpty());
        QCOMPARE(synced(client, "lobby"), 0);
        QCOMPARE(server.count<ReceiptSet>(), 0); // not confirmed

        QVERIFY(other->exec("ROLLBACK").ok());
        server.deliver("lobby", "bob", "2");
        QTRY_COMPARE(synced(client, "lobby"), 2);
        QCOMPARE(load(client, "lobby", {}), span(1, 2));
        QTRY_COMPARE(server.count<ReceiptSet>(), 1);
    }
};

QTEST_GUILESS_MAIN(TestClientCatchUp)
#include "tst_clientcatchup.moc"
