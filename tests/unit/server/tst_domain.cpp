// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::Bye;
using protocol::ChatSend;
using protocol::ErrorCode;

/// The domain as a whole: shutting down, kicking, counting, logging.
class TestDomain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsFromTheStore();
    void shutsDownAfterTheLastAck();
    void shutsDownWithoutAnswerOfTheDisk();
    void lastSeenIsKeptOverAShutdown();
    void kicksAConnection();
    void kicksAnAccount();
    void endsASessionForGood();
    void endsASessionThatGetsAnotherToken();
    void announces();
    void counts();
    void messagesPerSecond();
    void logIsThinned();
    void logHoldsNoSecrets();
    void wallClockMoves();
    void answersAfterTheEndAreDropped();
    void unknownConnections();
};

void TestDomain::startsFromTheStore()
{
    server::ServerState state;
    state.accounts.push_back({AccountId(7), "ada", "Ada", "v1:secret of ada", 0, 99});
    DomainHarness server(DomainHarness::generousLimits(), {"Test", true}, state);
    QCOMPARE(server.domain->counts().accounts, 1);
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthRegister{"ada", {}, "x"});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::AccountTaken);
    server.say(me, protocol::AuthSignIn{"ada", "secret of ada"});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(me)).at(0).display, QByteArray("Ada"));
}

void TestDomain::shutsDownAfterTheLastAck()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId guest = server.greeted();
    server.takeAll();
    server.say(ada, ChatSend{"lobby", uuidOf(1), "last words"});
    int done = 0;
    server.domain->shutDown(QStringLiteral("back in a minute"), [&done] { ++done; });
    server.say(ada, ChatSend{"lobby", uuidOf(2), "too late"});
    QCOMPARE(done, 0);
    QVERIFY(server.take(ada).empty());
    server.settle();
    QCOMPARE(done, 1);
    const std::vector<Heard> heard = server.take(ada);
    QCOMPARE(heard.size(), size_t(2));
    QVERIFY(std::get<protocol::ChatAck>(heard[0].message).uuid == uuidOf(1));
    const auto bye = std::get<Bye>(heard[1].message);
    QCOMPARE(bye.reason, ErrorCode::ShuttingDown);
    QCOMPARE(bye.message, QByteArray("back in a minute"));
    QVERIFY(bye.reconnect);
    QCOMPARE(server.takeOne<Bye>(guest).reason, ErrorCode::ShuttingDown);
    QCOMPARE(server.messages.messages.begin()->second.size(), size_t(1));

    const ConnectionId late = server.open();
    QCOMPARE(server.takeOne<Bye>(late).reason, ErrorCode::ShuttingDown);
    server.passSeconds(10);
    QCOMPARE(done, 1);
    QCOMPARE(server.domain->counts().connections, 0);
}

void TestDomain::shutsDownWithoutAnswerOfTheDisk()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.takeAll();
    server.say(ada, ChatSend{"lobby", uuidOf(1), "stuck"});
    int done = 0;
    server.domain->shutDown({}, [&done] { ++done; });
    server.passSeconds(5);
    QCOMPARE(done, 0);
    server.passSeconds(1);
    QCOMPARE(done, 1);
    (void)server.takeOne<Bye>(ada);
}

void TestDomain::lastSeenIsKeptOverAShutdown()
{
    DomainHarness server;
    server.signedIn("ada");
    server.clock.advanceMs(5'000);
    server.domain->shutDown({}, [] {});
    QCOMPARE(server.accounts.lastSeen[AccountId(1)], server.clock.wallMs());
}

void TestDomain::kicksAConnection()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    server.takeAll();
    QVERIFY(server.domain->kick(ada, QStringLiteral("not here, please")));
    const auto bye = server.takeOne<Bye>(ada);
    QCOMPARE(bye.reason, ErrorCode::Kicked);
    QCOMPARE(bye.message, QByteArray("not here, please"));
    QVERIFY(!bye.reconnect);
    QVERIFY(server.out.isClosed(ada));
    QVERIFY(!server.out.isClosed(adaPhone));
    QVERIFY(!server.domain->kick(ada, {}));
    server.say(ada, ChatSend{"lobby", uuidOf(1), "still here"}); // was on its way
    server.settle();
    QVERIFY(server.messages.messages.empty());
    QVERIFY(server.domain->kick(adaPhone, QString(5'000, u'x')));
    QCOMPARE(server.takeOne<Bye>(adaPhone).message.size(), 500);
}

void TestDomain::kicksAnAccount()
{
    DomainHarness server;
    const ConnectionId bob = server.signedIn("bob");
    server.signedIn("ada");
    server.signedIn("ada");
    server.takeAll();
    QCOMPARE(server.domain->kick(QByteArray("ada"), {}), 2);
    QCOMPARE(server.takeOne<protocol::PresenceChanged>(bob).people.at(0).state, protocol::Presence::Offline);
    QCOMPARE(server.domain->kick(QByteArray("ada"), {}), 0);
    QCOMPARE(server.domain->kick(QByteArray("nobody"), {}), 0);
}

void TestDomain::counts()
{
    DomainHarness server;
    server.signedIn("ada");
    const ConnectionId phone = server.signedIn("ada");
    const ConnectionId guest = server.open(QStringLiteral("192.0.2.9"));
    server.domain->handle({server::MessageRejected{guest, ErrorCode::BadJson}});
    const server::DomainCounts counts = server.domain->counts();
    QCOMPARE(counts.connections, 3);
    QCOMPARE(counts.signedIn, 2);
    QCOMPARE(counts.accountsOnline, 1);
    QCOMPARE(counts.accounts, 1);
    QCOMPARE(counts.conversations, 1);
    QCOMPARE(counts.since.registrations, quint64(1));
    QCOMPARE(counts.since.signIns, quint64(2));
    QCOMPARE(counts.since.refused(ErrorCode::BadJson), quint64(1));
    const std::vector<server::SessionInfo> sessions = server.domain->sessions();
    QCOMPARE(sessions.size(), size_t(3));
    QCOMPARE(sessions[1].connection, phone);
    QCOMPARE(sessions[1].account, QByteArray("ada"));
    QCOMPARE(sessions[2].account, QByteArray());
    QCOMPARE(sessions[2].peer.address, QStringLiteral("192.0.2.9"));
}

void TestDomain::messagesPerSecond()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.passSeconds(1);
    for (int i = 0; i < 30; ++i)
        server.say(ada, ChatSend{"lobby", uuidOf(i + 1), "x"});
    server.settle();
    server.clock.advanceMs(2'000);
    server.domain->tick();
    QCOMPARE(server.domain->counts().messagesPerSecond, 15.0);
    server.passSeconds(1);
    QCOMPARE(server.domain->counts().messagesPerSecond, 0.0);
}

void TestDomain::logIsThinned()
{
    DomainHarness server;
    const auto failures = [&server] {
        return std::count_if(server.log.events.begin(), server.log.events.end(), [](const LogEvent &event) {
            return event.text.contains(QStringLiteral("wrong account or password"));
        });
    };
    const auto guess = [&server] {
        const ConnectionId me = server.greeted();
        server.say(me, protocol::AuthSignIn{"user" + QByteArray::number(me.value()), "guess"});
        server.settle();
    };
    for (int i = 0; i < 15; ++i)
        guess();
    QCOMPARE(failures(), 1);
    server.passSeconds(10);
    QCOMPARE(failures(), 2); // what was held back, as one line
    QVERIFY(std::any_of(server.log.events.begin(), server.log.events.end(), [](const LogEvent &event) {
        return event.text.contains(QStringLiteral("(14 like this in 10 s)"));
    }));
    server.passSeconds(20);
    guess();
    QCOMPARE(failures(), 3);
}

void TestDomain::logHoldsNoSecrets()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.messages.failures = 1;
    server.say(ada, ChatSend{"lobby", uuidOf(1), "a private matter"});
    server.settle();
    const ConnectionId other = server.greeted();
    server.say(other, protocol::AuthSignIn{"ada", "a private matter"});
    server.settle();
    server.passSeconds(20);
    QVERIFY(server.log.events.size() > 3);
    for (const LogEvent &event : server.log.events) {
        QVERIFY(!event.text.contains(QStringLiteral("private")));
        QVERIFY(!event.text.contains(QStringLiteral("secret")));
    }
}

void TestDomain::wallClockMoves()
{
    Limits limits = DomainHarness::generousLimits();
    limits.messages = {1, 1};
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    server.say(ada, ChatSend{"lobby", uuidOf(1), "x"});
    server.clock.setWallMs(server.clock.wallMs() + 86'400'000);
    server.say(ada, ChatSend{"lobby", uuidOf(2), "x"}); // a day by the wall, no time at all
    QCOMPARE(server.takeOne<protocol::ErrorReply>(ada).code, ErrorCode::RateLimited);
    server.clock.setWallMs(server.clock.wallMs() - 2 * 86'400'000);
    server.clock.advanceMs(1'000);
    server.say(ada, ChatSend{"lobby", uuidOf(2), "x"});
    server.settle();
    const auto acks = only<protocol::ChatAck>(server.take(ada));
    QCOMPARE(acks.size(), size_t(2));
    QVERIFY(acks[1].seq > acks[0].seq && acks[1].time < acks[0].time); // the order is that of seq
}

void TestDomain::answersAfterTheEndAreDropped()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId guest = server.greeted();
    server.say(ada, ChatSend{"lobby", uuidOf(1), "x"});
    server.say(ada, protocol::HistoryGet{"lobby", {}, {}, 10});
    server.say(guest, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.takeAll();
    server.domain.reset();
    server.settle();
    QVERIFY(server.take(ada).empty());
}

void TestDomain::endsASessionForGood()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId other = server.signedIn("ada");
    QCOMPARE(server.accounts.tokens.size(), size_t(2));
    server.takeAll();
    int count = -1;
    const auto end = [&] {
        server.domain->endSession(ada, QStringLiteral("lost"),
                                  [&count](const auto &result) { count = result ? *result : -2; });
    };
    end();
    QCOMPARE(count, -1); // not before the token is gone
    QVERIFY(server.take(ada).empty());
    server.accounts.failures = 1;
    server.settle();
    QCOMPARE(count, -2);
    QVERIFY(server.take(ada).empty());
    QCOMPARE(server.accounts.tokens.size(), size_t(2));

    end();
    server.settle();
    QCOMPARE(count, 1);
    const auto bye = server.takeOne<Bye>(ada);
    QCOMPARE(bye.reason, ErrorCode::SignedOut);
    QCOMPARE(bye.message, QByteArray("lost"));
    QVERIFY(!bye.reconnect);
    QCOMPARE(server.accounts.tokens.size(), size_t(1)); // the other one's
    QVERIFY(server.take(other).empty());
    end();
    QCOMPARE(count, 0);
}

void TestDomain::endsASessionThatGetsAnotherToken()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.takeAll();
    server.say(ada, protocol::AuthPassword{DomainHarness::passwordOf("ada"), "new one"});
    server.deferred.runOne();
    server.deferred.runOne(); // on its way to the disk
    int count = -1;
    server.domain->endSession(ada, {}, [&count](const auto &result) { count = result ? *result : -2; });
    server.settle();
    QCOMPARE(count, 1);
    QVERIFY(server.accounts.tokens.empty());
    QVERIFY(server.out.isClosed(ada));
}

void TestDomain::announces()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId guest = server.greeted();
    server.takeAll();
    QCOMPARE(server.domain->announce("Pause."), 2);
    for (const ConnectionId each : {ada, bob}) {
        const auto notice = server.takeOne<protocol::ServerNotice>(each);
        QCOMPARE(notice.text, QByteArray("Pause."));
        QCOMPARE(notice.time, server.clock.wallMs());
    }
    QVERIFY(server.take(guest).empty());
}

void TestDomain::unknownConnections()
{
    DomainHarness server;
    const ConnectionId nobody(4'711);
    server.say(nobody, protocol::Hello{1, 1, "test", {}});
    server.close(nobody);
    QVERIFY(!server.domain->kick(nobody, {}));
    QVERIFY(server.take(nobody).empty());
}

QTEST_APPLESS_MAIN(TestDomain)
#include "tst_domain.moc"
