// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ErrorCode;

/// Hello, registration, sign-in and sessions.
class TestAccounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void welcomeTellsLimits();
    void unsupportedVersionEnds();
    void registers();
    void registrationRefusals();
    void registrationLimits();
    void registrationSurvivesStorageFailure();
    void wrongPasswordAndUnknownAccountLookTheSame();
    void busyHasher();
    void guessingIsSlowedDown();
    void rehashesOutdatedPasswords();
    void signOut();
    void signInWhileStorageFails();
    void peerGoneWhileSigningIn();
    void sixthSessionEndsTheOldest();
};

void TestAccounts::welcomeTellsLimits()
{
    Limits limits;
    limits.messages = {7, 30};
    DomainHarness server(limits, {"Class 7b", false});
    const ConnectionId me = server.open();
    server.say(me, protocol::Hello{1, 9, "test", {"later"}});
    const auto welcome = server.takeOne<protocol::Welcome>(me);
    QCOMPARE(welcome.protocol, 1);
    QCOMPARE(welcome.name, QByteArray("Class 7b"));
    QCOMPARE(welcome.registration, false);
    QCOMPARE(welcome.time, server.clock.wallMs());
    QCOMPARE(welcome.limits, limits.announce());
    QCOMPARE(welcome.limits.messagesPerSecond, 7);
    QCOMPARE(welcome.limits.messageBurst, 30);
    limits.messages = {};
    QVERIFY(limits.announce().messagesPerSecond >= 1'000'000);
}

void TestAccounts::unsupportedVersionEnds()
{
    DomainHarness server;
    const ConnectionId me = server.open();
    server.say(me, protocol::Hello{2, 3, "test", {}});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::UnsupportedVersion);
    QVERIFY(server.out.isClosed(me));
}

void TestAccounts::registers()
{
    DomainHarness server;
    const ConnectionId witness = server.signedIn("bob");
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthRegister{"ada", "Ada L.", "secret"}, "7");
    QVERIFY(server.take(me).empty()); // nothing before it is on disk
    server.settle();
    const std::vector<Heard> heard = server.take(me);
    QCOMPARE(heard.front().re, QByteArray("7"));
    const auto ok = std::get<protocol::AuthOk>(heard.front().message);
    QCOMPARE(ok.account, QByteArray("ada"));
    QCOMPARE(ok.display, QByteArray("Ada L."));
    QCOMPARE(ok.token.size(), 43);
    QCOMPARE(server.accounts.accounts["ada"].passwordHash, QByteArray("v1:secret"));
    const auto signedIn =
        std::find_if(server.out.events.begin(), server.out.events.end(), [me](const auto &e) {
            return e.kind == RecordingOutbound::Event::SignedIn && e.connection == me;
        });
    QVERIFY(signedIn != server.out.events.end());
    QCOMPARE(signedIn->frame, QByteArray("ada"));

    server.passQuietTime();
    const std::vector<Heard> seen = server.take(witness);
    QCOMPARE(seen.size(), size_t(2));
    QCOMPARE(std::get<protocol::DirectoryChanged>(seen[0].message).people.at(0).display,
             QByteArray("Ada L."));
    QCOMPARE(std::get<protocol::PresenceChanged>(seen[1].message).people.at(0).state,
             protocol::Presence::Online);
}

void TestAccounts::registrationRefusals()
{
    DomainHarness server;
    server.signedIn("bill");
    const ConnectionId me = server.greeted();
    for (const char *name : {"bill", "bi1l", "biil"}) { // the same, and two that look like it
        server.say(me, protocol::AuthRegister{name, {}, "secret"});
        server.settle();
        QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::AccountTaken);
    }
    // Two at the same time: the store decides.
    const ConnectionId other = server.greeted();
    server.say(me, protocol::AuthRegister{"carol", {}, "one"});
    server.say(other, protocol::AuthRegister{"carol", {}, "two"});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(me)).size(), size_t(1));
    QCOMPARE(server.takeOne<protocol::ErrorReply>(other).code, ErrorCode::AccountTaken);

    server.domain->setProfile({"Test", false});
    server.say(other, protocol::AuthRegister{"dave", {}, "secret"});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(other).code, ErrorCode::RegistrationClosed);
}

void TestAccounts::registrationLimits()
{
    Limits limits = DomainHarness::generousLimits();
    limits.registrations = {0.01, 4};
    limits.registrationsPerAddress = {0.01, 2};
    DomainHarness server(limits);
    const auto attempt = [&server](int number, const QString &address, bool loopback = false) {
        const ConnectionId me = server.greeted(address, loopback);
        server.say(me, protocol::AuthRegister{"user-" + QByteArray::number(number), {}, "secret"});
        server.settle();
        const std::vector<Heard> heard = server.take(me);
        return heard.empty() ? std::nullopt : server.codeOf(heard.front());
    };
    const QString here = QStringLiteral("192.0.2.1");
    QCOMPARE(attempt(2, here), std::nullopt);
    QCOMPARE(attempt(3, here), std::nullopt);
    QCOMPARE(attempt(4, here), std::optional(ErrorCode::RateLimited));
    QCOMPARE(attempt(4, QStringLiteral("192.0.2.2")), std::nullopt);
    QCOMPARE(attempt(5, QStringLiteral("127.0.0.1"), true), std::nullopt);
    QCOMPARE(attempt(6, QStringLiteral("192.0.2.3")), std::optional(ErrorCode::RateLimited)); // all together
    server.clock.advanceMs(100'000);
    QCOMPARE(attempt(6, QStringLiteral("192.0.2.3")), std::nullopt);
}

void TestAccounts::registrationSurvivesStorageFailure()
{
    DomainHarness server;
    const ConnectionId me = server.greeted();
    server.accounts.failures = 1;
    server.say(me, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::StorageFailed);
    server.say(me, protocol::AuthRegister{"ada", {}, "secret"});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(me)).size(), size_t(1));
}

void TestAccounts::wrongPasswordAndUnknownAccountLookTheSame()
{
    DomainHarness server;
    server.signedIn("ada");
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthSignIn{"ada", "wrong"});
    QCOMPARE(server.hasher.verifications, 1);
    server.settle();
    const auto wrong = server.takeOne<protocol::ErrorReply>(me);
    server.say(me, protocol::AuthSignIn{"nobody", "wrong"});
    QCOMPARE(server.hasher.verifications, 2); // takes as long
    server.settle();
    const auto unknown = server.takeOne<protocol::ErrorReply>(me);
    QCOMPARE(wrong.code, ErrorCode::BadCredentials);
    QCOMPARE(unknown.code, wrong.code);
    QCOMPARE(unknown.message, wrong.message);
    QVERIFY(!server.out.isClosed(me)); // and may try again
    server.say(me, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(me)).size(), size_t(1));
}

void TestAccounts::busyHasher()
{
    DomainHarness server;
    const ConnectionId me = server.greeted();
    server.hasher.busy = true;
    for (int i = 0; i < 20; ++i) { // none of them counts as a wrong password
        server.say(me, protocol::AuthSignIn{"ada", "x"});
        const auto refused = server.takeOne<protocol::ErrorReply>(me);
        QCOMPARE(refused.code, ErrorCode::ServerBusy);
        QVERIFY(refused.retryAfterMs.value_or(0) > 0);
    }
    server.say(me, protocol::AuthRegister{"ada", {}, "secret"});
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::ServerBusy);
}

void TestAccounts::guessingIsSlowedDown()
{
    DomainHarness server;
    server.signedIn("ada");
    const ConnectionId me = server.greeted(QStringLiteral("198.51.100.1"));
    const int free = Limits().freeSignInFailures;
    for (int i = 0; i < free; ++i) {
        server.say(me, protocol::AuthSignIn{"ada", "guess"});
        server.settle();
        QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::BadCredentials);
    }
    server.say(me, protocol::AuthSignIn{"ada", server.passwordOf("ada")}); // even the right one waits
    const auto refused = server.takeOne<protocol::ErrorReply>(me);
    QCOMPARE(refused.code, ErrorCode::RateLimited);
    QCOMPARE(refused.retryAfterMs, std::optional<qint64>(1'000));
    QCOMPARE(server.hasher.verifications, free);

    const ConnectionId owner = server.greeted(QStringLiteral("192.0.2.1")); // elsewhere nothing waits
    server.say(owner, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    QCOMPARE(only<protocol::AuthOk>(server.take(owner)).size(), size_t(1));
}

void TestAccounts::rehashesOutdatedPasswords()
{
    DomainHarness server;
    server.signedIn("ada");
    server.hasher.prefix = "v2:";
    server.signedIn("ada");
    QCOMPARE(server.accounts.accounts["ada"].passwordHash, QByteArray("v2:" + server.passwordOf("ada")));
    server.signedIn("ada");
}

void TestAccounts::signOut()
{
    DomainHarness server;
    const ConnectionId me = server.signedIn("ada");
    server.accounts.failures = 1;
    server.say(me, protocol::AuthSignOut());
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::StorageFailed);
    QVERIFY(!server.out.isClosed(me));
    server.say(me, protocol::AuthSignOut());
    QVERIFY(server.take(me).empty()); // not before the token is gone from the disk
    server.settle();
    const auto bye = server.takeOne<protocol::Bye>(me);
    QCOMPARE(bye.reason, ErrorCode::SignedOut);
    QVERIFY(!bye.reconnect);
    QVERIFY(server.out.isClosed(me));
    QVERIFY(server.accounts.tokens.empty());
}

void TestAccounts::signInWhileStorageFails()
{
    DomainHarness server;
    server.signedIn("ada");
    const ConnectionId me = server.greeted();
    server.accounts.failures = 1;
    server.say(me, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::StorageFailed);
    QCOMPARE(server.domain->counts().signedIn, 1);
    server.accounts.failures = 1;
    server.say(me, protocol::AuthResume{"ada", "a-token-that-nobody-knows"});
    server.settle();
    QCOMPARE(server.takeOne<protocol::ErrorReply>(me).code, ErrorCode::StorageFailed);
}

void TestAccounts::peerGoneWhileSigningIn()
{
    DomainHarness server;
    server.signedIn("ada");
    const size_t tokens = server.accounts.tokens.size();
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.deferred.runOne(); // the password is right, the token is on its way to the disk
    server.close(me);
    server.settle();
    QVERIFY(server.take(me).empty());
    QCOMPARE(server.domain->counts().signedIn, 1);
    QCOMPARE(server.accounts.tokens.size(), tokens);
}

void TestAccounts::sixthSessionEndsTheOldest()
{
    DomainHarness server;
    std::vector<ConnectionId> sessions;
    for (int i = 0; i < 5; ++i)
        sessions.push_back(server.signedIn("ada"));
    server.takeAll();
    QCOMPARE(server.domain->counts().signedIn, 5);
    const ConnectionId sixth = server.signedIn("ada");
    const auto bye = server.takeOne<protocol::Bye>(sessions[0]);
    QCOMPARE(bye.reason, ErrorCode::TooManySessions);
    QVERIFY(!bye.reconnect);
    QVERIFY(server.out.isClosed(sessions[0]));
    for (size_t i = 1; i < sessions.size(); ++i)
        QVERIFY(server.take(sessions[i]).empty()); // nor was the account offline for a moment
    QCOMPARE(server.domain->counts().signedIn, 5);
    server.say(sixth, protocol::Ping());
    (void)server.takeOne<protocol::Pong>(sixth);
}

QTEST_APPLESS_MAIN(TestAccounts)
#include "tst_accounts.moc"
