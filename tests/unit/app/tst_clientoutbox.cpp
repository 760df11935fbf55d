// SPDX-License-Identifier: MIT
#include "clientfixture.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;

/// Own messages: never lost, never doubled, in order, and the user learns what became of them.
class TestClientOutbox : public QObject
{
    Q_OBJECT

    static QList<QByteArray> texts(const FakeServer &server)
    {
        QList<QByteArray> found;
        const auto log = server.logs.find("lobby");
        if (log != server.logs.end()) {
            for (const ChatMessage &message : log->second)
                found.append(message.text);
        }
        return found;
    }

private Q_SLOTS:
    void sendsAndLeavesOnAck()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy queued(&client->outbox(), &Outbox::queued);
        QSignalSpy stored(&client->conversations(), &ConversationService::messagesStored);
        const Uuid uuid = client->outbox().sendText("lobby", u"你好\nline two 😀"_s);
        QVERIFY(!uuid.isNull());
        QCOMPARE(server.count<ChatSend>(), 0); // on disk first
        QVERIFY(queued.wait());
        QTRY_COMPARE(stored.size(), 1);
        const Message message = stored.at(0).at(1).value<MessageList>().constFirst();
        QCOMPARE(message.uuid, uuid);
        QCOMPARE(message.seq, 1);
        QVERIFY(message.saved);
        QCOMPARE(client->outbox().size(), 0);
        QCOMPARE(texts(server), QList<QByteArray>{u"你好\nline two 😀"_s.toUtf8()});
    }

    void refusesWhatCannotBeSent()
    {
        FakeServer server;
        ClientFixture client(server);
        QVERIFY(client->outbox().sendText("lobby", u"  \n "_s).isNull());
        QVERIFY(client->outbox().sendText("lobby", QString(4001, u'x')).isNull());
        QSignalSpy failed(&client->outbox(), &Outbox::queueFailed);
        QVERIFY(!client->outbox().sendText("lobby", u"no account open"_s).isNull());
        QVERIFY(failed.wait());
    }

    void waitsOfflineAndKeepsOrder()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.dialFails = SignInFailure{SignInFailure::Kind::ConnectionRefused, {}};
        server.cut();
        QTRY_VERIFY(!client->isOnline());
        QList<QByteArray> expected;
        for (int i = 0; i < 20; ++i) {
            expected.append(QByteArray::number(i));
            client->outbox().sendText("lobby", QString::number(i));
        }
        QTRY_COMPARE(client->outbox().entries("lobby").size(), 20);
        server.dialFails.reset();
        QTRY_COMPARE(texts(server), expected);
        QTRY_COMPARE(client->outbox().size(), 0);
    }

    void lostAckIsSentAgainAndStoredOnce()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        int lost = 0;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *send = std::get_if<ChatSend>(&incoming.message);
            if (!send || lost == 2)
                return false;
            ++lost;
            server.say("lobby", "alice", send->text).uuid;
            server.logs["lobby"].pop_back();
            server.logs["lobby"].push_back({1, "alice", send->uuid, 1, send->text});
            server.logs["lobby"].resize(1);
            return true; // stored, the ack is lost
        };
        client->outbox().sendText("lobby", u"once"_s);
        QTRY_COMPARE(client->outbox().size(), 1);
        QTRY_COMPARE(client->outbox().size(), 0);
        QCOMPARE(lost, 2);
        QCOMPARE(texts(server).size(), 1);
        const auto sends = server.all<ChatSend>();
        QCOMPARE(sends.size(), size_t(3));
        QCOMPARE(sends[0].uuid, sends[2].uuid);
    }

    /// The messenger is killed before the message went out, and while its ack was on the way.
    void survivesAKill_data()
    {
        QTest::addColumn<bool>("reached");
        QTest::newRow("before it was sent") << false;
        QTest::newRow("before the ack") << true;
    }
    void survivesAKill()
    {
        QFETCH(bool, reached);
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *send = std::get_if<ChatSend>(&incoming.message);
            if (send && reached)
                server.logs["lobby"].push_back({1, "alice", send->uuid, 1, send->text});
            return send != nullptr;
        };
        const Uuid uuid = client->outbox().sendText("lobby", u"once"_s);
        QTRY_COMPARE(server.count<ChatSend>(), 1);
        client.stop();
        server.intercept = {};
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->isOnline());
        QTRY_COMPARE(texts(server).size(), 1);
        QTRY_COMPARE(client->outbox().size(), 0);
        QCOMPARE(server.logs["lobby"].at(0).uuid, uuid);
        QTRY_COMPARE(client->conversations().find("lobby")->synced, 1);
    }

    void rateLimitIsWaitedFor()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        int refusals = 0;
        QElapsedTimer since;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<ChatSend>(incoming.message) || refusals > 0)
                return false;
            ++refusals;
            since.start();
            server.push(ErrorReply{ErrorCode::RateLimited, "slow", std::nullopt, 120}, incoming.id);
            return true;
        };
        client->outbox().sendText("lobby", u"1"_s);
        client->outbox().sendText("lobby", u"2"_s);
        QTRY_COMPARE(texts(server), (QList<QByteArray>{"1", "2"}));
        QVERIFY(since.elapsed() >= 119);
        QCOMPARE(refusals, 1);
    }

    void permanentRefusalWaitsForTheUser()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        bool refuse = true;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *send = std::get_if<ChatSend>(&incoming.message);
            if (!send || !refuse || send->text != "bad")
                return false;
            server.push(ErrorReply{ErrorCode::NoConversation, "no", std::nullopt, std::nullopt}, incoming.id);
            return true;
        };
        QSignalSpy failed(&client->outbox(), &Outbox::failed);
        const Uuid bad = client->outbox().sendText("lobby", u"bad"_s);
        client->outbox().sendText("lobby", u"good"_s);
        QTRY_COMPARE(failed.size(), 1);
        QTRY_COMPARE(texts(server), QList<QByteArray>{"good"});
        QCOMPARE(client->outbox().find(bad)->failure, SendFailure::NoConversation);

        // It is still there, and still failed, after a restart; then the user tries once more.
        client.stop();
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->isOnline());
        QVERIFY(client->outbox().find(bad));
        QCOMPARE(client->outbox().find(bad)->failure, SendFailure::NoConversation);
        refuse = false;
        client->outbox().retry(bad);
        QTRY_COMPARE(texts(server), (QList<QByteArray>{"good", "bad"}));
        QTRY_COMPARE(client->outbox().size(), 0);
    }

    void failedCanBeDeleted()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            if (!std::holds_alternative<ChatSend>(incoming.message))
                return false;
            server.push(ErrorReply{ErrorCode::BadField, "no", "text", std::nullopt}, incoming.id);
            return true;
        };
        QSignalSpy failed(&client->outbox(), &Outbox::failed);
        QSignalSpy removed(&client->outbox(), &Outbox::removed);
        const Uuid uuid = client->outbox().sendText("lobby", u"bad"_s);
        QVERIFY(failed.wait());
        client->outbox().discard(uuid);
        QCOMPARE(removed.size(), 1);
        client.stop();
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(client->outbox().size(), 0);
        QCOMPARE(server.count<ChatSend>(), 1);
    }

    void strayAcksAreHarmless()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.push(ChatAck{"lobby", Uuid{{7}}, 1, 1}); // never sent
        bool early = true;
        server.intercept = [&](const Incoming<ClientMessage> &incoming) {
            const auto *send = std::get_if<ChatSend>(&incoming.message);
            if (!send || !early)
                return false;
            early = false;
            server.acknowledge(*send);              // without naming the request
            server.acknowledge(*send, incoming.id); // and once more
            return true;
        };
        client->outbox().sendText("lobby", u"one"_s);
        QTRY_COMPARE(texts(server).size(), 1);
        client->outbox().sendText("lobby", u"two"_s);
        QTRY_COMPARE(texts(server).size(), 2);
        QTRY_COMPARE(client->outbox().size(), 0);
        QVERIFY(client->isOnline());
        QCOMPARE(server.count<ChatSend>(), 2);
    }
};

QTEST_GUILESS_MAIN(TestClientOutbox)
#include "tst_clientoutbox.moc"
