// SPDX-License-Identifier: MIT
#include "conversationfixture.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Direction = StoreQuery::Direction;

/// In step with the server: what it pushes, positions, people and typing.
class TestClientConversations : public QObject
{
    Q_OBJECT

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
