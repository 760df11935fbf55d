// SPDX-License-Identifier: MIT
#include "historyfixture.h"

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Direction = StoreQuery::Direction;

/// A server that was restored: its numbers go on behind the backup's end, for other messages.
class TestClientHistory : public QObject, private HistoryFixture
{
    Q_OBJECT

private Q_SLOTS:
    void aRestoredServer()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "", 1, 10);
        sayMany(server, "d:alice:bob", "p", 1, 2);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 10);
        QTRY_COMPARE(synced(client, "d:alice:bob"), 2);
        client->conversations().markRead("lobby", 10);
        server.mine["lobby"] = {10, 10};
        server.push(ReceiptChanged{"d:alice:bob", "bob", {2, 2}});
        QTRY_COMPARE(client->conversations().find("d:alice:bob")->peerRead, 2);

        restore(server, 7);
        server.logs.erase("d:alice:bob"); // began after the backup
        sayMany(server, "lobby", "new ", 8, 9);
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "lobby"), 9);
        const Conversation *lobby = client->conversations().find("lobby");
        QCOMPARE(lobby->lastSeq, 9);
        QCOMPARE(lobby->last->text, u"new 9"_s);
        QCOMPARE(lobby->myRead, 7); // what was read behind it was something else
        QTRY_COMPARE(lobby->unread, 2);
        const QStringList expected{u"1"_s, u"2"_s,      u"3"_s,      u"4"_s,       u"5"_s,     u"6"_s,
                                   u"7"_s, u"8 lost"_s, u"9 lost"_s, u"10 lost"_s, u"new 8"_s, u"new 9"_s};
        QCOMPARE(shown(client, "lobby"), expected);
        QCOMPARE(client->conversations().find("d:alice:bob")->peerRead, 0);
        QCOMPARE(shown(client, "d:alice:bob"), (QStringList{u"p1 lost"_s, u"p2 lost"_s}));

        server.deliver("lobby", "bob", "new 10");
        server.deliver("d:alice:bob", "bob", "p new");
        QTRY_COMPARE(synced(client, "lobby"), 10);
        QTRY_COMPARE(synced(client, "d:alice:bob"), 1);
        client.stop(); // all of this is on disk
        client.start();
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(shown(client, "lobby"), expected + QStringList{u"new 10"_s});
        QCOMPARE(shown(client, "d:alice:bob"), (QStringList{u"p1 lost"_s, u"p2 lost"_s, u"p new"_s}));
        QCOMPARE(client->conversations().find("lobby")->myRead, 7);
    }

    void nothingIsAskedWhereNothingChanged()
    {
        FakeServer server;
        sayMany(server, "lobby", "", 1, 30);
        ClientFixture client(server);
        client.signIn(); // to an old server, which does not tell
        QTRY_COMPARE(synced(client, "lobby"), 30);
        server.history = m_ids.next(); // it was updated
        server.received.clear();
        QSignalSpy reset(&client->conversations(), &ConversationService::messagesReset);
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(server.count<HistoryGet>(), 0);
        QVERIFY(reset.isEmpty());
        QCOMPARE(client->conversations().find("lobby")->log, *server.history);

        // An old one says what it likes under no name: the next one that has a name is compared with.
        const Uuid name = *std::exchange(server.history, std::nullopt);
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QTRY_VERIFY(client->isOnline());
        QVERIFY(client->conversations().find("lobby")->log.isNull());
        server.logs["lobby"].back() = {30, "bob", m_ids.next(), 1, "another"};
        server.history = name;
        server.cut();
        QTRY_COMPARE(reset.size(), 1);
        QTRY_COMPARE(shown(client, "lobby").sliced(28), (QStringList{u"29"_s, u"30 lost"_s, u"another"_s}));
    }

    void restoredTwice()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "a", 1, 6);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 6);
        QTest::qWait(2); // what is said from here on has another time
        restore(server, 4);
        sayMany(server, "lobby", "b", 5, 7);
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "lobby"), 7);
        restore(server, 2);
        sayMany(server, "lobby", "c", 3, 3);
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "lobby"), 3);
        QCOMPARE(shown(client, "lobby"),
                 (QStringList{u"a1"_s, u"a2"_s, u"a3 lost"_s, u"a4 lost"_s, u"a5 lost"_s, u"a6 lost"_s,
                              u"b5 lost"_s, u"b6 lost"_s, u"b7 lost"_s, u"c3"_s}));
    }

    /// Bob's messenger had no acknowledgement of what the backup does not have, and sends it again.
    void whatSomebodySendsAgainIsShownOnce()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "", 1, 4);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 4);
        const ChatMessage again = server.logs["lobby"][3];
        restore(server, 2);
        comeBack(server, client);
        MessageListModel model(*client);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation("lobby");
        QVERIFY(opened.wait());
        QCOMPARE(texts(model), (QStringList{u"1"_s, u"2"_s, u"3 lost"_s, u"4 lost"_s}));
        server.logs["lobby"].push_back({3, again.from, again.uuid, again.time + 5, again.text});
        server.push(ChatDeliver{"lobby", server.logs["lobby"].back()});
        QTRY_COMPARE(texts(model), (QStringList{u"1"_s, u"2"_s, u"3 lost"_s, u"4"_s}));
        QCOMPARE(shown(client, "lobby"), texts(model));
    }

    /// The computer goes off while the histories are being compared, after the first of two was dealt with.
    void aKillInTheMiddle()
    {
        FakeServer server;
        server.history = m_ids.next();
        for (const QByteArray &key : {QByteArray("d:alice:bob"), QByteArray("lobby")})
            sayMany(server, key, "", 1, 5);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 5);
        QTRY_COMPARE(synced(client, "d:alice:bob"), 5);
        restore(server, 3);
        sayMany(server, "lobby", "new ", 4, 6);
        sayMany(server, "d:alice:bob", "new ", 4, 6);
        int pages = 0;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *get = std::get_if<HistoryGet>(&incoming.message);
            if (!get || get->conversation != "lobby")
                return false;
            ++pages;
            server.deliver("lobby", "bob", "new 7"); // and nothing else comes
            return true;
        };
        server.cut();
        QTRY_COMPARE(client->state(), ConnectionState::Refused);
        client.signIn();
        QTRY_COMPARE(pages, 1);
        QCOMPARE(client->conversations().find("d:alice:bob")->log, *server.history);
        QVERIFY(!client->isOnline());
        QCOMPARE(shown(client, "lobby"), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
        client.stop();
        server.intercept = {};
        client.start();
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 7);
        QCOMPARE(shown(client, "lobby"), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4 lost"_s, u"5 lost"_s,
                                                      u"new 4"_s, u"new 5"_s, u"new 6"_s, u"new 7"_s}));
        QCOMPARE(shown(client, "d:alice:bob"), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4 lost"_s, u"5 lost"_s,
                                                            u"new 4"_s, u"new 5"_s, u"new 6"_s}));
    }

    void aServerThatIsBusyIsAskedAgain()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "", 1, 5);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 5);
        restore(server, 3);
        sayMany(server, "lobby", "new ", 4, 5);
        int refusals = 0;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message) || ++refusals > 3)
                return false;
            server.push(ErrorReply{ErrorCode::RateLimited, "slowly", std::nullopt, 5}, incoming.id);
            return true;
        };
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "lobby"), 5);
        QVERIFY(refusals > 3);
        QCOMPARE(shown(client, "lobby").size(), 7);
    }

    void aLogWithHolesIsNotBelieved()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "", 1, 5);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 5);
        restore(server, 3);
        sayMany(server, "lobby", "new ", 4, 6);
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message))
                return false;
            server.push(HistoryPage{"lobby", {server.logs["lobby"][0]}, false}, incoming.id);
            return true;
        };
        QSignalSpy failed(&*client, &Client::signInFailed);
        server.cut();
        QTRY_COMPARE(failed.size(), 1); // the token
        client.signIn();
        QTRY_COMPARE(failed.size(), 2);
        QCOMPARE(failed.at(1).at(0).value<SignInFailure>().kind, SignInFailure::Kind::ServerMisbehaved);
        QCOMPARE(synced(client, "lobby"), 5); // nothing was touched
    }

    /// More than the window holds was lost.
    void manyLostOnesAreScrolledThrough()
    {
        constexpr int size = 2'300;
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "d:alice:bob", "", 1, size);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE_WITH_TIMEOUT(synced(client, "d:alice:bob"), size, 20'000);
        restore(server, 1'000);
        sayMany(server, "d:alice:bob", "new ", 1'001, 2'100);
        comeBack(server, client);
        QTRY_COMPARE_WITH_TIMEOUT(synced(client, "d:alice:bob"), 2'100, 20'000);

        MessageListModel model(*client);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation("d:alice:bob");
        QVERIFY(opened.wait());
        QSet<QString> seen;
        const auto look = [&] {
            const QStringList now = texts(model);
            seen.unite({now.cbegin(), now.cend()});
            for (int row = 0; row < model.rowCount(); ++row) {
                const qint64 seq = model.index(row).data(MessageListModel::SeqRole).toLongLong();
                if (seq > 0 && model.rowOfSeq(seq) != row)
                    return false;
            }
            return true;
        };
        for (const bool older : {true, false}) {
            while (older ? model.canFetchOlder() : model.canFetchNewer()) {
                older ? model.fetchOlder() : model.fetchNewer();
                QTRY_VERIFY(!model.isLoading());
                QVERIFY(look());
            }
        }
        QCOMPARE(seen.size(), size + 1'100);
        QVERIFY(model.atEnd());
    }
};

QTEST_GUILESS_MAIN(TestClientHistory)
#include "tst_clienthistory.moc"
