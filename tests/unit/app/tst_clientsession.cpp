// SPDX-License-Identifier: MIT
#include "clientfixture.h"

#include <QSignalSpy>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;
using Kind = SignInFailure::Kind;

/// Signing in, staying in, coming back; and servers that cannot be trusted.
class TestClientSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInAndRemembers()
    {
        FakeServer server;
        ClientFixture client(server);
        QSignalSpy pinned(&*client, &Client::serverPinned);
        QList<ConnectionState> states;
        connect(&*client, &Client::stateChanged, this, [&](ConnectionState state) { states.append(state); });
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        using S = ConnectionState;
        QCOMPARE(states,
                 (QList<S>{S::Resolving, S::Connecting, S::Greeting, S::SigningIn, S::Syncing, S::Online}));
        QCOMPARE(pinned.size(), 1);
        QCOMPARE(client.profile().pin(client.address()), (ServerPin{ServerPin::Of::Key, server.fingerprint}));
        QCOMPARE(client->account(), QByteArray("alice"));
        QCOMPARE(client->displayName(), u"ALICE"_s);
        QCOMPARE(server.count<AuthSignIn>(), 1);

        // The next start needs no password, and each token is used once.
        const QByteArray firstToken = server.token;
        client.stop();
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->isOnline());
        QCOMPARE(server.all<AuthResume>().at(0).token, firstToken);
        QVERIFY(client.profile().rememberedSignIn()->token != firstToken);
    }

    void failuresAreTold_data()
    {
        QTest::addColumn<int>("dial");
        QTest::addColumn<int>("expected");
        const auto row = [](const char *name, Kind kind) { QTest::newRow(name) << int(kind) << int(kind); };
        row("unknown host", Kind::UnknownHost);
        row("refused", Kind::ConnectionRefused);
        row("timed out", Kind::TimedOut);
        row("no TLS", Kind::TlsFailed);
    }
    void failuresAreTold()
    {
        QFETCH(int, dial);
        QFETCH(int, expected);
        FakeServer server;
        server.dialFails = SignInFailure{Kind(dial), u"x"_s};
        ClientFixture client(server);
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(int(failed.at(0).at(0).value<SignInFailure>().kind), expected);
        QCOMPARE(client->state(), ConnectionState::Offline);
        QCOMPARE(server.dials, 1); // nobody was signed in: no loop
    }

    void wrongPasswordStays()
    {
        FakeServer server;
        server.password = "other";
        ClientFixture client(server);
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::BadPassword);
        QCOMPARE(client->state(), ConnectionState::Offline);
        QVERIFY(!client.profile().rememberedSignIn());
    }

    void notOurService_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("http") << QByteArray("HTTP/1.1 400 Bad Request\r\n\r\n");
        QTest::newRow("other JSON") << QByteArray("\0\0\0\2[]", 6);
        QTest::newRow("closes") << QByteArray();
    }
    void notOurService()
    {
        QFETCH(QByteArray, bytes);
        FakeServer server;
        server.intercept = [&](const auto &) {
            if (bytes.isEmpty())
                server.cut();
            else
                server.pushBytes(bytes);
            return true;
        };
        ClientFixture client(server);
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::NotOurService);
        QCOMPARE(server.count<AuthSignIn>(), 0);
    }

    void versionMismatch()
    {
        FakeServer server;
        server.intercept = [&](const auto &incoming) {
            server.push(ErrorReply{ErrorCode::UnsupportedVersion, "old", std::nullopt, std::nullopt},
                        incoming.id);
            return true;
        };
        ClientFixture client(server);
        QSignalSpy failed(&*client, &Client::signInFailed);
        client.signIn();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::VersionMismatch);
    }

    void comesBackByToken()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        for (int i = 0; i < 3; ++i) {
            server.cut();
            QTRY_VERIFY(!client->isOnline());
            QTRY_VERIFY(client->isOnline());
        }
        QCOMPARE(server.count<AuthResume>(), 3);
        QCOMPARE(server.count<AuthSignIn>(), 1);
    }

    void keepsTryingWhileTheServerIsDown()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.dialFails = SignInFailure{Kind::ConnectionRefused, {}};
        server.cut();
        QTRY_VERIFY(server.dials >= 4);
        QTRY_COMPARE(client->state(), ConnectionState::WaitingToReconnect);
        QVERIFY(client->connectionInfo().nextTryInMs >= 0);
        QVERIFY(client->connectionInfo().nextTryInMs <= quickTiming().reconnectMost);
        server.dialFails.reset();
        QTRY_VERIFY(client->isOnline());
    }

    void staysAwayWhenToldTo_data()
    {
        QTest::addColumn<int>("reason");
        QTest::addColumn<int>("expected");
        QTest::newRow("kicked") << int(ErrorCode::Kicked) << int(Kind::Kicked);
        QTest::newRow("replaced") << int(ErrorCode::TooManySessions) << int(Kind::Replaced);
    }
    void staysAwayWhenToldTo()
    {
        QFETCH(int, reason);
        QFETCH(int, expected);
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy failed(&*client, &Client::signInFailed);
        server.end(Bye{ErrorCode(reason), "be gone", false, std::nullopt});
        QVERIFY(failed.wait());
        QCOMPARE(int(failed.at(0).at(0).value<SignInFailure>().kind), expected);
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().detail, u"be gone"_s);
        QCOMPARE(client->state(), ConnectionState::Refused);
        QCOMPARE(server.dials, 1);
        client->reconnectNow(); // the user may
        QTRY_VERIFY(client->isOnline());
    }

    void comesBackWhenTheServerSays()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QElapsedTimer since;
        since.start();
        server.end(Bye{ErrorCode::ShuttingDown, "restarting", true, 200});
        QTRY_COMPARE(client->state(), ConnectionState::WaitingToReconnect);
        QTRY_VERIFY(client->isOnline());
        QVERIFY(since.elapsed() >= 199);
    }

    void expiredTokenAsksForThePassword()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy failed(&*client, &Client::signInFailed);
        server.token = "another";
        server.cut();
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::TokenExpired);
        QCOMPARE(client->state(), ConnectionState::Refused);
        QVERIFY(!client.profile().rememberedSignIn());
    }

    void silenceIsNoticed()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QTRY_VERIFY(client->connectionInfo().pingRttUs.has_value());
        QVERIFY(client->isOnline());
        server.intercept = [](const auto &incoming) {
            return std::holds_alternative<Ping>(incoming.message);
        };
        QTRY_VERIFY(!client->isOnline());
        server.intercept = {};
        QTRY_VERIFY(client->isOnline());
    }

    void answersPing()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.push(Ping());
        QTRY_COMPARE(server.count<Pong>(), 1);
    }

    void signOutForgets()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        client->signOut();
        QCOMPARE(client->state(), ConnectionState::Offline);
        QVERIFY(client->account().isEmpty());
        QVERIFY(!client.profile().rememberedSignIn());
        QTRY_COMPARE(server.count<AuthSignOut>(), 1);
        QVERIFY(!client->openLast());
    }

    void hostileServerIsLeft_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::newRow("no JSON") << QByteArray("nonsense");
        QTest::newRow("bad field") << QByteArray(R"({"type":"chat.deliver","body":{"conv":5}})");
        QTest::newRow("welcome again") << encodeFrame(Welcome()).sliced(4);
        QTest::newRow("signed in again")
            << encodeFrame(AuthOk{"alice", "A", "0123456789abcdef", 1}).sliced(4);
        QTest::newRow("page not asked for") << encodeFrame(HistoryPage{"lobby", {}, false}).sliced(4);
        QTest::newRow("foreign conversation")
            << encodeFrame(ChatDeliver{"d:bob:carol", {1, "bob", Uuid{{1}}, 1, "psst"}}).sliced(4);
        QTest::newRow("forged sender")
            << encodeFrame(ChatDeliver{"d:alice:bob", {1, "carol", Uuid{{1}}, 1, "psst"}}).sliced(4);
        QTest::newRow("invented end")
            << encodeFrame(ChatDeliver{"lobby", {1'000'000, "bob", Uuid{{1}}, 1, "x"}}).sliced(4);
        QTest::newRow("oversize") << QByteArray();
    }
    void hostileServerIsLeft()
    {
        QFETCH(QByteArray, payload);
        FakeServer server;
        server.say("lobby", "bob", "one");
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QTRY_COMPARE(client->conversations().find("lobby")->synced, 1);
        QSignalSpy failed(&*client, &Client::signInFailed);
        if (payload.isEmpty())
            server.pushBytes(QByteArray("\x00\x10\x00\x01{", 5));
        else
            server.pushPayload(payload);
        QVERIFY(failed.wait());
        QCOMPARE(failed.at(0).at(0).value<SignInFailure>().kind, Kind::ServerMisbehaved);
        QVERIFY(!failed.at(0).at(0).value<SignInFailure>().detail.isEmpty());
        QCOMPARE(client->state(), ConnectionState::Refused);

        // What was stored before is still there, and the account opens.
        client.stop();
        client.start();
        QVERIFY(client->openLast());
        QTRY_VERIFY(client->conversations().find("lobby") != nullptr);
        QTRY_COMPARE(client->conversations().find("lobby")->synced, 1);
    }

    void unknownTypesAreIgnored()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        server.pushPayload(R"({"type":"future.thing","body":{"x":1}})");
        server.push(Ping());
        QTRY_COMPARE(server.count<Pong>(), 1);
        QVERIFY(client->isOnline());
    }

    void infoComesWhileWatched()
    {
        FakeServer server;
        ClientFixture client(server);
        client.signIn();
        QTRY_VERIFY(client->isOnline());
        QSignalSpy info(&*client, &Client::connectionInfoChanged);
        client->setConnectionWatched(true);
        QTRY_VERIFY(info.size() >= 3);
        const auto latest = info.constLast().at(0).value<ConnectionInfo>();
        QVERIFY(latest.framesOut >= 4);
        QCOMPARE(latest.serverName, u"Fake"_s);
        QCOMPARE(latest.fingerprint, server.fingerprint);
        client->setConnectionWatched(false);
        info.clear();
        server.push(Ping());
        QTRY_COMPARE(server.count<Pong>(), 1);
        QTest::qWait(quickTiming().infoInterval * 2);
        QCOMPARE(info.size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestClientSession)
#include "tst_clientsession.moc"
