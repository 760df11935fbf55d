// SPDX-License-Identifier: MIT
#include "clientfixture.h"
#include "common/sql/database.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Direction = StoreQuery::Direction;

/// In step with the server: gaps, duplicates, positions, people and typing.
class TestClientConversations : public QObject
{
    Q_OBJECT

    static QList<qint64> load(ClientFixture &client, const QByteArray &key, const StoreQuery &query)
    {
        QObject context;
        std::optional<ConversationSlice> slice;
        client->conversations().load(key, query, &context,
                                     [&](const ConversationSlice &got) { slice = got; });
        QList<qint64> seqs;
        if (!QTest::qWaitFor([&] { return slice.has_value(); }))
            return {-1}; // no answer
        for (const Message &message : slice->messages)
            seqs.append(message.seq);
        return seqs;
    }
    static QList<qint64> span(qint64 first, qint64 last)
    {
        QList<qint64> seqs;
        for (qint64 seq = first; seq <= last; ++seq)
            seqs.append(seq);
        return seqs;
    }
    static qint64 synced(ClientFixture &client, const QByteArray &key)
    {
        const Conversation *conversation = client->conversations().find(key);
        return conversation ? conversation->synced : -1;
    }

private Q_SLOTS:
    void deliveryIsStoredAndConfirmed()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy stored(&client->conversations(), &ConversationService::messagesStored);
        QSignalSpy arrived(&client->conversations(), &ConversationService::messagesArrived);
        for (int i = 0; i < 5; ++i)
            server.deliver("d:alice:bob", "bob", QByteArray::number(i));
        QTRY_COMPARE(synced(client, "d:alice:bob"), 5);
        QTRY_VERIFY(!arrived.isEmpty());
        QTRY_COMPARE(server.count<ReceiptSet>(), 1); // coalesced
        QCOMPARE(server.all<ReceiptSet>().at(0).positions, (Positions{5, 0}));
        QTRY_COMPARE(client->conversations().find("d:alice:bob")->unread, 5);
        QCOMPARE(client->conversations().find("d:alice:bob")->peer, QByteArray("bob"));
        QCOMPARE(client->conversations().totalUnread(), 5);

        client->conversations().markRead("d:alice:bob", 3);
        QTRY_COMPARE(server.count<ReceiptSet>(), 2);
        QCOMPARE(server.all<ReceiptSet>().at(1).positions, (Positions{5, 3}));
        QTRY_COMPARE(client->conversations().find("d:alice:bob")->unread, 2);
        client->conversations().markRead("d:alice:bob", 2); // never back
        QCOMPARE(client->conversations().find("d:alice:bob")->myRead, 3);
        client->conversations().markRead("d:alice:bob", 99); // never beyond the end
        QCOMPARE(client->conversations().find("d:alice:bob")->myRead, 5);
    }

    void duplicatesAreIgnored()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const ChatMessage one = server.deliver("lobby", "bob", "one");
        QTRY_COMPARE(synced(client, "lobby"), 1);
        QSignalSpy stored(&client->conversations(), &ConversationService::messagesStored);
        server.push(ChatDeliver{"lobby", one});
        server.deliver("lobby", "bob", "two");
        QTRY_COMPARE(synced(client, "lobby"), 2);
        QCOMPARE(stored.size(), 1);
        QCOMPARE(load(client, "lobby", {}), span(1, 2));
    }

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

    void peersPositionsMoveForwardOnly()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const QByteArray key = client->conversations().openDirect("bob");
        QCOMPARE(key, QByteArray("d:alice:bob"));
        QVERIFY(client->conversations().openDirect("alice").isEmpty());
        client->outbox().sendText(key, u"hi"_s);
        QTRY_COMPARE(synced(client, key), 1);
        server.push(ReceiptChanged{key, "bob", {1, 1}});
        QTRY_COMPARE(client->conversations().find(key)->peerRead, 1);
        server.push(ReceiptChanged{key, "bob", {0, 0}});
        server.push(ReceiptChanged{key, "bob", {999, 999}}); // beyond the end
        server.push(Ping());
        QTRY_COMPARE(server.count<Pong>(), 1);
        QCOMPARE(client->conversations().find(key)->peerRead, 1);
        QCOMPARE(client->conversations().find(key)->peerReceived, 1);
        QCOMPARE(server.count<ReceiptSet>(), 0); // own messages need no confirmation
    }

    void anotherSessionReads()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.deliver("lobby", "bob", "1");
        QTRY_VERIFY(client->conversations().find("lobby"));
        QTRY_COMPARE(client->conversations().find("lobby")->unread, 1);
        server.push(ReceiptChanged{"lobby", "alice", {1, 1}});
        QTRY_COMPARE(client->conversations().find("lobby")->unread, 0);
    }

    void readingOfflineIsToldLater()
    {
        FakeServer server;
        server.say("lobby", "bob", "1");
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 1);
        QTRY_COMPARE(server.count<ReceiptSet>(), 1);
        server.mine["lobby"] = {1, 0};
        server.dialFails = SignInFailure{SignInFailure::Kind::ConnectionRefused, {}};
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        client->conversations().markRead("lobby", 1);
        server.dialFails.reset();
        QTRY_COMPARE(server.count<ReceiptSet>(), 2);
        QCOMPARE(server.all<ReceiptSet>().at(1).positions, (Positions{1, 1}));
    }

    void draftsSurvive()
    {
        FakeServer server;
        server.say("lobby", "bob", "1");
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 1);
        client->conversations().setDraft("lobby", u"I think..."_s);
        client.stop();
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->conversations().find("lobby"));
        QCOMPARE(client->conversations().find("lobby")->draft, u"I think..."_s);
    }

    void peopleAndPresence()
    {
        FakeServer server;
        server.people = {{"alice", "Alice", Presence::Online, 0}, {"bob", "Bob", Presence::Online, 5}};
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(client->people().displayName("bob"), u"Bob"_s);
        QCOMPARE(client->people().presence("bob"), Presence::Online);
        QCOMPARE(client->people().displayName("nobody"), u"nobody"_s);
        QSignalSpy changed(&client->people(), &PeopleService::peopleChanged);
        server.push(PresenceChanged{{{"bob", Presence::Away, 0}, {"alice", Presence::Busy, 0}}});
        server.push(PresenceChanged{{{"nobody", Presence::Away, 0}}}); // not known yet: nothing changed
        server.push(DirectoryChanged{{{"carol", "卡罗", Presence::Online, 0}}});
        QTRY_COMPARE(client->people().presence("carol"), Presence::Online);
        QCOMPARE(changed.size(), 2); // one for each batch, not for each person
        const auto accounts = changed.at(0).at(0).value<QList<QByteArray>>();
        QCOMPARE(QSet<QByteArray>(accounts.cbegin(), accounts.cend()), (QSet<QByteArray>{"alice", "bob"}));
        QCOMPARE(client->people().presence("bob"), Presence::Away);
        client.stop();
        server.dialFails = SignInFailure{SignInFailure::Kind::ConnectionRefused, {}};
        client.start();
        QVERIFY(client->openLast());
        QTRY_COMPARE(client->people().displayName("carol"), u"卡罗"_s); // names without a connection
        QCOMPARE(client->people().presence("bob"), Presence::Offline);
    }

    void typingIsThrottledAndLapses()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        for (int i = 0; i < 20; ++i)
            client->typing().setTyping("lobby", true);
        client->typing().setTyping("lobby", false);
        client->typing().setTyping("lobby", false);
        QTRY_COMPARE(server.count<TypingSet>(), 2);
        client->typing().setTyping("lobby", true);
        client->typing().textSent("lobby"); // the message says it
        client->typing().setTyping("lobby", false);
        QTRY_COMPARE(server.count<TypingSet>(), 3);

        QSignalSpy typists(&client->typing(), &TypingService::typistsChanged);
        server.push(TypingChanged{"lobby", "bob", true});
        QTRY_COMPARE(client->typing().typists("lobby"), QList<QByteArray>{"bob"});
        QTRY_COMPARE(client->typing().typists("lobby"), QList<QByteArray>()); // lapsed
        QCOMPARE(typists.size(), 2);
        server.push(TypingChanged{"lobby", "bob", true});
        server.deliver("lobby", "bob", "done");
        QTRY_VERIFY(client->conversations().find("lobby") && client->typing().typists("lobby").isEmpty());
        QCOMPARE(server.count<TypingSet>(), 3);
    }

    void whoGoesOnTypingIsStillTyping()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QList<QByteArray> whenStored;
        bool stored = false;
        connect(&client->conversations(), &ConversationService::messagesStored, this, [&] {
            whenStored = client->typing().typists("lobby");
            stored = true;
        });
        server.deliver("lobby", "bob", "first");
        server.push(TypingChanged{"lobby", "bob", true});
        QTRY_VERIFY(stored);
        QCOMPARE(whenStored, QList<QByteArray>{"bob"});
    }
};

QTEST_GUILESS_MAIN(TestClientConversations)
#include "tst_clientconversations.moc"
