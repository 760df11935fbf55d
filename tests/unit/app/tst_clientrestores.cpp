// SPDX-License-Identifier: MIT
#include "historyfixture.h"

#include <QElapsedTimer>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Direction = StoreQuery::Direction;

/// A restored server that is slow, lies, or knows less than one thinks.
class TestClientRestores : public QObject, private HistoryFixture
{
    Q_OBJECT

private Q_SLOTS:
    /// Words that were kept do not go because a server gives others under their id.
    void otherWordsUnderItsIdTakeNothingAway()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "lobby", "", 1, 3);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "lobby"), 3);
        const ChatMessage lost = server.logs["lobby"][2];
        restore(server, 2);
        comeBack(server, client);
        MessageListModel model(*client);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation("lobby");
        QVERIFY(opened.wait());
        server.logs["lobby"].push_back({3, lost.from, lost.uuid, lost.time + 5, "never said"});
        server.push(ChatDeliver{"lobby", server.logs["lobby"].back()});
        QTRY_COMPARE(texts(model), (QStringList{u"1"_s, u"2"_s, u"3 lost"_s, u"never said"_s}));
        QCOMPARE(shown(client, "lobby"), texts(model));
    }

    /// A new device has the newest only: what it loses of that was not said before all else.
    void whatIsLostIsShownWhereItWasSaid()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "d:alice:bob", "", 1, 10);
        server.mine["d:alice:bob"] = {8, 8};
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "d:alice:bob"), 10);
        restore(server, 8);
        sayMany(server, "d:alice:bob", "new ", 9, 9);
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "d:alice:bob"), 9);
        QCOMPARE(shown(client, "d:alice:bob"),
                 (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s, u"9 lost"_s,
                              u"10 lost"_s, u"new 9"_s}));
    }

    /// What was told of the old numbers tells nothing of the new ones.
    void receiptsAreSentForWhatTheBackupDidNotKnow()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "d:alice:bob", "", 1, 5);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "d:alice:bob"), 5);
        client->conversations().markRead("d:alice:bob", 5);
        const auto told = [&server](qint64 place) {
            const auto all = server.all<ReceiptSet>();
            return std::any_of(all.begin(), all.end(), [place](const ReceiptSet &receipt) {
                return receipt.positions.received == place && receipt.positions.read == place;
            });
        };
        QTRY_VERIFY(told(5));
        restore(server, 0);
        server.logs.clear();
        server.mine.clear();
        server.received.clear();
        comeBack(server, client);
        server.deliver("d:alice:bob", "bob", "new");
        QTRY_COMPARE(synced(client, "d:alice:bob"), 1);
        client->conversations().markRead("d:alice:bob", 1);
        QTRY_VERIFY(told(1));
    }

    /// Another messenger of this account was there before: this one has had the conversation, and wants all.
    void allThatIsNewIsFetchedWhereNothingIsInCommon()
    {
        FakeServer server;
        server.history = m_ids.next();
        sayMany(server, "d:alice:bob", "", 1, 2);
        ClientFixture client(server);
        client.signIn();
        QTRY_COMPARE(synced(client, "d:alice:bob"), 2);
        restore(server, 0);
        sayMany(server, "d:alice:bob", "new ", 1, 5);
        server.mine["d:alice:bob"] = {4, 0};
        server.received.clear();
        comeBack(server, client);
        QTRY_COMPARE(synced(client, "d:alice:bob"), 5);
        const auto asked = server.all<HistoryGet>();
        QVERIFY(!asked.empty());
        QCOMPARE(asked.back().after, std::optional<qint64>(0));
    }

    /// One page in a while, for everything: what was compared once is not asked again, or it would never end.
    void aServerThatGivesOnePageAtATime()
    {
        constexpr int size = 300;
        FakeServer server;
        server.history = m_ids.next();
        const QByteArrayList keys{"d:alice:bob", "lobby"};
        for (const QByteArray &key : keys)
            sayMany(server, key, "", 1, size);
        ClientFixture client(server);
        client.signIn();
        for (const QByteArray &key : keys)
            QTRY_COMPARE(synced(client, key), size);
        restore(server, 0);
        for (const QByteArray &key : keys)
            sayMany(server, key, "new ", 1, size);
        server.received.clear();
        constexpr int perToken = 20; // ms
        QElapsedTimer sinceTaken;
        int given = 0;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<HistoryGet>(incoming.message))
                return false;
            const qint64 wait = sinceTaken.isValid() ? perToken - sinceTaken.elapsed() : 0;
            if (wait > 0) {
                server.push(ErrorReply{ErrorCode::RateLimited, "slowly", std::nullopt, wait}, incoming.id);
                return true;
            }
            sinceTaken.start();
            ++given;
            return false;
        };
        comeBack(server, client);
        QVERIFY2(given <= 20, qPrintable(QString::number(given))); // nothing else was fetched before
        for (const QByteArray &key : keys) {
            QTRY_COMPARE(synced(client, key), size);
            QTRY_COMPARE(shown(client, key).size(), 2 * size);
        }
    }
};

QTEST_GUILESS_MAIN(TestClientRestores)
#include "tst_clientrestores.moc"
