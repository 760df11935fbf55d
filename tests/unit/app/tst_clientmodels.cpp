// SPDX-License-Identifier: MIT
#include "app/models/conversationlistmodel.h"
#include "app/models/messagelistmodel.h"
#include "app/models/peoplemodel.h"
#include "app/store/historystore.h"
#include "clientfixture.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Mode = QAbstractItemModelTester::FailureReportingMode;
using StateKind = MessageState::Kind;

/// The models the windows show, each under QAbstractItemModelTester.
class TestClientModels : public QObject
{
    Q_OBJECT

    static QStringList texts(const QAbstractItemModel &model, int role = Qt::DisplayRole)
    {
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row)
            found.append(model.index(row, 0).data(role).toString());
        return found;
    }
    static void open(MessageListModel &model, const QByteArray &key)
    {
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.setConversation(key);
        QVERIFY(opened.wait());
    }

private Q_SLOTS:
    void conversationsAreSortedByActivity()
    {
        FakeServer server;
        server.people = {{"bob", "Bob", Presence::Online, 0}, {"carol", "Carol", Presence::Offline, 0}};
        ClientFixture client(server);
        ConversationListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const auto say = [&](const QByteArray &key, const QByteArray &from, qint64 time,
                             const QByteArray &text) {
            ChatMessage message = server.say(key, from, text);
            message.time = time;
            server.push(ChatDeliver{key, message});
        };
        say("lobby", "carol", 1'000, "hello\nall");
        say("d:alice:bob", "bob", 2'000, "hi");
        QTRY_COMPARE(texts(model), (QStringList{u"Bob"_s, u"Lobby"_s}));
        say("lobby", "carol", 3'000, "again\nand again");
        QTRY_COMPARE(texts(model), (QStringList{u"Lobby"_s, u"Bob"_s}));
        const QModelIndex lobby = model.indexOf("lobby");
        QCOMPARE(lobby.data(ConversationListModel::PreviewRole).toString(), u"again and again"_s);
        QCOMPARE(lobby.data(ConversationListModel::PreviewPrefixRole).toString(), u"Carol"_s);
        QTRY_COMPARE(lobby.data(ConversationListModel::UnreadRole).toInt(), 2);
        QCOMPARE(lobby.data(ConversationListModel::PresenceRole).toInt(), -1);

        QModelIndex bob = model.indexOf("d:alice:bob");
        QCOMPARE(bob.data(ConversationListModel::PresenceRole).toInt(), int(Presence::Online));
        QCOMPARE(bob.data(ConversationListModel::LastOwnStateRole).toInt(), -1);
        client->conversations().setDraft("d:alice:bob", u"I think"_s);
        QVERIFY(bob.data(ConversationListModel::HasDraftRole).toBool());
        QCOMPARE(bob.data(ConversationListModel::PreviewRole).toString(), u"I think"_s);
        client->conversations().setDraft("d:alice:bob", QString());

        client->outbox().sendText("d:alice:bob", u"yes"_s);
        QTRY_COMPARE(model.keyAt(0), QByteArray("d:alice:bob"));
        bob = model.indexOf("d:alice:bob");
        QCOMPARE(bob.data(ConversationListModel::LastOwnStateRole).toInt(), int(StateKind::Sent));
        server.push(ReceiptChanged{"d:alice:bob", "bob", {2, 2}});
        QTRY_COMPARE(bob.data(ConversationListModel::LastOwnStateRole).toInt(), int(StateKind::Read));
        client->signOut();
        QCOMPARE(model.rowCount(), 0);
    }

    void peopleAreSortedAndFiltered()
    {
        FakeServer server;
        server.people = {{"alice", "Alice", Presence::Online, 0},
                         {"bob", "bob", Presence::Offline, 0},
                         {"carol", "Carol", Presence::Online, 0},
                         {"dan", "Dan", Presence::Offline, 0}};
        ClientFixture client(server);
        PeopleModel model(*client);
        PeopleFilterModel filter(&model);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        QAbstractItemModelTester filterTester(&filter, Mode::QtTest);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(texts(model), (QStringList{u"Carol"_s, u"bob"_s, u"Dan"_s}));
        const QPersistentModelIndex bob = model.index(1);
        QSignalSpy layouts(&model, &PeopleModel::layoutChanged);
        server.push(PresenceChanged{{{"dan", Presence::Busy, 0}}});
        QTRY_COMPARE(texts(model), (QStringList{u"Carol"_s, u"Dan"_s, u"bob"_s}));
        server.push(
            DirectoryChanged{{{"zed", "Zed", Presence::Offline, 7}, {"eve", "Anna", Presence::Online, 0}}});
        QTRY_COMPARE(texts(model), (QStringList{u"Anna"_s, u"Carol"_s, u"Dan"_s, u"bob"_s, u"Zed"_s}));
        QCOMPARE(layouts.size(), 2);
        server.push(PresenceChanged{
            {{"alice", Presence::Away, 0}, {"eve", Presence::Offline, 1}, {"bob", Presence::Online, 0}}});
        QTRY_COMPARE(texts(model), (QStringList{u"bob"_s, u"Carol"_s, u"Dan"_s, u"Anna"_s, u"Zed"_s}));
        QCOMPARE(layouts.size(), 3); // one for all that moved
        QCOMPARE(bob.row(), 0);
        QCOMPARE(bob.data(PeopleModel::PresenceRole).toInt(), int(Presence::Online));
        server.push(PresenceChanged{{{"bob", Presence::Away, 0}, {"carol", Presence::Busy, 0}}});
        QTRY_COMPARE(bob.data(PeopleModel::PresenceRole).toInt(), int(Presence::Away));
        QCOMPARE(layouts.size(), 3); // nobody moved
        filter.setText(u" AN"_s);
        QCOMPARE(texts(filter), (QStringList{u"Dan"_s, u"Anna"_s}));
        filter.setText(u"eve"_s);
        QCOMPARE(texts(filter), QStringList{u"Anna"_s});
    }

    void ownMessageGoesThroughItsStatesInPlace()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const QByteArray key = client->conversations().openDirect("bob");
        MessageListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        open(model, key);
        bool hold = true;
        std::vector<ChatSend> held;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *send = std::get_if<ChatSend>(&incoming.message);
            if (!send || !hold)
                return false;
            held.push_back(*send);
            return true;
        };
        const Uuid uuid = client->outbox().sendText(key, u"hello"_s);
        QTRY_COMPARE(model.rowCount(), 1);
        const auto state = [&] {
            return StateKind(model.index(0).data(MessageListModel::StateRole).toInt());
        };
        QCOMPARE(state(), StateKind::Sending);
        QCOMPARE(model.index(0).data(MessageListModel::SeqRole).toLongLong(), 0);
        QVERIFY(model.index(0).data(MessageListModel::OwnRole).toBool());
        QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        const QPersistentModelIndex row(model.index(0));

        // Somebody else was quicker: the pending row stays behind what the log holds.
        server.deliver(key, "bob", "first");
        QTRY_COMPARE(texts(model), (QStringList{u"first"_s, u"hello"_s}));
        hold = false;
        QTRY_VERIFY(!held.empty());
        server.acknowledge(held.front());
        QTRY_COMPARE(StateKind(row.data(MessageListModel::StateRole).toInt()), StateKind::Sent);
        QCOMPARE(row.row(), 1);
        QCOMPARE(model.rowOf(uuid), 1);
        QCOMPARE(model.rowOfSeq(2), 1);
        QCOMPARE(inserted.size(), 1);

        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        server.push(ReceiptChanged{key, "bob", {2, 0}});
        QTRY_COMPARE(StateKind(row.data(MessageListModel::StateRole).toInt()), StateKind::Delivered);
        server.push(ReceiptChanged{key, "bob", {2, 2}});
        QTRY_COMPARE(StateKind(row.data(MessageListModel::StateRole).toInt()), StateKind::Read);
        QCOMPARE(changed.size(), 2);
        QCOMPARE(reset.size(), 0);
        QVERIFY(row.data(Qt::AccessibleTextRole).toString().contains(u"read"_s));
    }

    void failedMessageShowsWhy()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.say("lobby", "bob", "x");
        server.cut();
        QTRY_VERIFY(client->conversations().find("lobby"));
        QTRY_VERIFY(client->isOnline());
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<ChatSend>(incoming.message))
                return false;
            server.push(ErrorReply{ErrorCode::BadField, "no", "text", std::nullopt}, incoming.id);
            return true;
        };
        MessageListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        open(model, "lobby");
        const Uuid uuid = client->outbox().sendText("lobby", u"bad"_s);
        QTRY_COMPARE(model.rowCount(), 2);
        QTRY_COMPARE(model.index(1).data(MessageListModel::StateRole).toInt(), int(StateKind::Failed));
        QCOMPARE(model.index(1).data(MessageListModel::FailureReasonRole).toInt(), int(SendFailure::Refused));
        client->outbox().discard(uuid);
        QCOMPARE(model.rowCount(), 1);
    }

    void groupsDaysAndUnreadLine()
    {
        FakeServer server;
        const qint64 noon = QDateTime(QDate(2026, 3, 1), QTime(12, 0)).toMSecsSinceEpoch();
        const auto say = [&](const QByteArray &from, qint64 time) {
            server.say("lobby", from, "x");
            server.logs["lobby"].back().time = time;
        };
        say("bob", noon);
        say("bob", noon + 60'000);           // joins
        say("carol", noon + 61'000);         // another sender
        say("carol", noon + 300'000);        // too late to join
        say("carol", noon + 24 * 3'600'000); // another day
        say("carol", noon + 24 * 3'600'001); // unread from here
        server.mine["lobby"] = {5, 5};
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QTRY_COMPARE(client->conversations().find("lobby")->unread, 1);
        MessageListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        open(model, "lobby");
        QTRY_COMPARE(model.rowCount(), 6);
        const auto flags = [&](int role) {
            QString found;
            for (int row = 0; row < model.rowCount(); ++row)
                found += model.index(row).data(role).toBool() ? u'1' : u'0';
            return found;
        };
        QCOMPARE(flags(MessageListModel::FirstInGroupRole), u"101111"_s);
        QCOMPARE(flags(MessageListModel::LastInGroupRole), u"011111"_s);
        QCOMPARE(flags(MessageListModel::DaySeparatorRole), u"100010"_s);
        QCOMPARE(flags(MessageListModel::UnreadLineRole), u"000001"_s);
        QCOMPARE(model.unreadLineSeq(), 6);
        client->conversations().markRead("lobby", 6); // the line stays for the visit
        QCOMPARE(flags(MessageListModel::UnreadLineRole), u"000001"_s);
    }

    void windowStaysBounded()
    {
        constexpr int size = 2'500;
        FakeServer server;
        for (int i = 1; i <= size; ++i)
            server.say("lobby", "bob", QByteArray::number(i));
        server.mine["lobby"] = {size, size};
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        MessageListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        open(model, "lobby");
        QCOMPARE(model.rowCount(), MessageListModel::pageSize);
        QVERIFY(model.atEnd());
        const auto first = [&] { return model.index(0).data(MessageListModel::SeqRole).toLongLong(); };
        const auto last = [&] {
            return model.index(model.rowCount() - 1).data(MessageListModel::SeqRole).toLongLong();
        };
        while (model.canFetchOlder()) {
            const qint64 before = first();
            model.fetchOlder();
            QTRY_VERIFY(!model.isLoading());
            QVERIFY(first() < before);
            QVERIFY(model.rowCount() <= MessageListModel::maxRows);
        }
        QCOMPARE(first(), 1);
        QVERIFY(!model.atEnd());
        server.deliver("lobby", "bob", "new");
        QTRY_COMPARE(client->conversations().find("lobby")->lastSeq, size + 1);
        while (model.canFetchNewer()) {
            model.fetchNewer();
            QTRY_VERIFY(!model.isLoading());
            QVERIFY(model.rowCount() <= MessageListModel::maxRows);
        }
        QTRY_COMPARE(last(), size + 1);
        QCOMPARE(last() - first() + 1, model.rowCount());
        server.deliver("lobby", "bob", "newer");
        QTRY_COMPARE(last(), size + 2);
        QSignalSpy opened(&model, &MessageListModel::opened);
        model.jumpTo(700);
        QVERIFY(opened.wait());
        QVERIFY(model.rowOfSeq(700) >= 0);
        client->outbox().sendText("lobby", u"down"_s);                     // who writes wants to see it
        QTRY_COMPARE(texts(model).value(model.rowCount() - 1), u"down"_s); // empty for a moment
    }

    void smallHolesFillByThemselves()
    {
        FakeServer server;
        server.say("lobby", "bob", "1");
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->conversations().find("lobby") &&
                    client->conversations().find("lobby")->synced == 1);
        MessageListModel model(*client);
        QAbstractItemModelTester tester(&model, Mode::QtTest);
        open(model, "lobby");
        server.say("lobby", "bob", "2");
        server.say("lobby", "bob", "3");
        server.deliver("lobby", "bob", "4");
        QTRY_COMPARE(texts(model), (QStringList{u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
        QTRY_VERIFY(model.atEnd());
        server.deliver("lobby", "bob", "5");
        QTRY_COMPARE(model.rowCount(), 5);
    }

    void hundredThousandMessagesOpenAtOnce()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        const QString path = client.profile().storePath(client.address(), "alice");
        client.stop();
        {
            HistoryStore store(path);
            bool done = false;
            store.open("alice", this, [](const auto &) {});
            MessageList all;
            SystemClock clock;
            UuidV7Generator ids(clock);
            for (qint64 seq = 1; seq <= 100'000; ++seq)
                all.append({"lobby", seq, "bob", ids.next(), seq, u"message"_s, {StateKind::Sent}, true});
            store.addMessages("lobby", all, 100'000, this, [&](const auto &result) { done = result.ok(); });
            QTRY_VERIFY_WITH_TIMEOUT(done, 60'000);
        }
        server.dialFails = SignInFailure{SignInFailure::Kind::ConnectionRefused, {}};
        client.start();
        QSignalSpy account(&*client, &Client::accountOpened);
        QVERIFY(client->openLast());
        QVERIFY(account.wait());
        MessageListModel model(*client);
        QElapsedTimer timer;
        timer.start();
        open(model, "lobby");
        QVERIFY2(timer.elapsed() < 100, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(model.rowCount(), MessageListModel::pageSize);
        QCOMPARE(model.index(99).data(MessageListModel::SeqRole).toLongLong(), 100'000);
    }
};

QTEST_GUILESS_MAIN(TestClientModels)
#include "tst_clientmodels.moc"
