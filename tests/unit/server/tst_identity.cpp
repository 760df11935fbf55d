// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::AuthOk;
using protocol::AuthPassword;
using protocol::AuthResume;
using protocol::AuthSignIn;
using protocol::Bye;
using protocol::ErrorCode;
using protocol::ErrorReply;
using protocol::SessionEnd;
using protocol::SessionGet;
using protocol::SessionList;

/// What people do about their own account: another password, their sessions.
class TestIdentity : public QObject
{
    Q_OBJECT

private:
    static AuthPassword change(const QByteArray &newPassword = "new one")
    {
        return {DomainHarness::passwordOf("ada"), newPassword};
    }
    /// How a sign-in ends: nothing for auth.ok.
    static std::optional<ErrorCode> signIn(DomainHarness &server, const protocol::ClientMessage &message)
    {
        const ConnectionId me = server.greeted();
        server.say(me, message);
        server.settle();
        const std::vector<Heard> heard = server.take(me);
        return heard.empty() ? std::nullopt : DomainHarness::codeOf(heard.front());
    }

private Q_SLOTS:
    void aNewPasswordEndsAllOtherSessions()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        const ConnectionId bob = server.signedIn("bob");
        server.takeAll();
        server.say(me, change(), "9");
        QVERIFY(server.take(me).empty()); // not before it is on disk
        QVERIFY(server.take(other).empty());
        server.settle();
        const std::vector<Heard> heard = server.take(me);
        QCOMPARE(heard.front().re, QByteArray("9"));
        const auto ok = std::get<AuthOk>(heard.front().message);
        QCOMPARE(ok.account, QByteArray("ada"));
        const auto bye = server.takeOne<Bye>(other);
        QCOMPARE(bye.reason, ErrorCode::SignedOut);
        QVERIFY(bye.message.contains("password"));
        QVERIFY(!server.out.isClosed(me));
        QVERIFY(!server.out.isClosed(bob));
        QCOMPARE(server.accounts.accounts["ada"].passwordHash, QByteArray("v1:new one"));

        QCOMPARE(signIn(server, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}),
                 ErrorCode::BadCredentials);
        QCOMPARE(signIn(server, AuthSignIn{"ada", "new one"}), std::nullopt);
        QCOMPARE(signIn(server, AuthResume{"ada", ok.token}), std::nullopt); // the one it came with is good
    }

    void noOldTokenIsLeft()
    {
        DomainHarness server;
        const ConnectionId me = server.greeted();
        server.say(me, protocol::AuthRegister{"ada", {}, DomainHarness::passwordOf("ada")});
        server.settle();
        const auto first = only<AuthOk>(server.take(me)).at(0);
        const ConnectionId away = server.signedIn("ada");
        server.close(away); // its token is on some device
        QCOMPARE(server.accounts.tokens.size(), size_t(2));
        server.say(me, change());
        server.settle();
        QCOMPARE(server.accounts.tokens.size(), size_t(1));
        QCOMPARE(signIn(server, AuthResume{"ada", first.token}), ErrorCode::BadCredentials);
    }

    void theOldPasswordIsAskedFor()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        server.takeAll();
        server.say(me, AuthPassword{"a guess", "mine now"});
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::BadCredentials);
        QVERIFY(!server.out.isClosed(me));
        QVERIFY(server.take(other).empty());
        QCOMPARE(server.accounts.accounts["ada"].passwordHash, "v1:" + DomainHarness::passwordOf("ada"));
    }

    void guessingIsAsSlowAsAtSignIn()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        server.takeAll();
        const Limits limits;
        for (int i = 0; i < limits.freeSignInFailures; ++i) {
            server.say(me, AuthPassword{"a guess", "mine now"});
            server.settle();
            QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::BadCredentials);
        }
        const int verifications = server.hasher.verifications;
        server.say(me, change());
        server.settle();
        const auto refused = server.takeOne<ErrorReply>(me);
        QCOMPARE(refused.code, ErrorCode::RateLimited);
        QVERIFY(refused.retryAfterMs.value_or(0) > 0);
        QCOMPARE(server.hasher.verifications, verifications);
        // And the same wait holds at the door, from there.
        QCOMPARE(signIn(server, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}), ErrorCode::RateLimited);
        server.passMs(*refused.retryAfterMs);
        server.say(me, change());
        server.settle();
        QCOMPARE(only<AuthOk>(server.take(me)).size(), size_t(1));
    }

    void whoIsJustSigningInWithTheOldOneIsTooLate()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId thief = server.greeted();
        const ConnectionId second = server.greeted();
        server.takeAll();
        server.say(thief, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}); // verified first
        server.say(me, change());
        server.say(second, AuthSignIn{"ada", DomainHarness::passwordOf("ada")});
        server.settle();
        for (const ConnectionId each : {thief, second}) {
            const std::vector<Heard> heard = server.take(each);
            QVERIFY(!heard.empty());
            const bool refused = DomainHarness::codeOf(heard.back()) == ErrorCode::BadCredentials;
            const bool ended = DomainHarness::codeOf(heard.back()) == ErrorCode::SignedOut;
            QVERIFY(refused || ended);
        }
        QCOMPARE(server.accounts.tokens.size(), size_t(1)); // mine
        QCOMPARE(server.domain->counts().signedIn, 1);
    }

    void anOldHashMadeAnewDoesNotBringTheOldPasswordBack()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        server.hasher.prefix = "v2:"; // other parameters: sign-ins hash again
        const ConnectionId other = server.greeted();
        server.takeAll();
        server.say(me, change());
        server.say(other, AuthSignIn{"ada", DomainHarness::passwordOf("ada")});
        server.settle();
        QCOMPARE(server.accounts.accounts["ada"].passwordHash, QByteArray("v2:new one"));
        QCOMPARE(signIn(server, AuthSignIn{"ada", "new one"}), std::nullopt);
    }

    void aDiskThatRefusesLeavesEverythingAsItWas()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        server.takeAll();
        server.accounts.failures = 1;
        server.say(me, change());
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::StorageFailed);
        QVERIFY(server.take(other).empty());
        QCOMPARE(signIn(server, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}), std::nullopt);
        QCOMPARE(signIn(server, AuthSignIn{"ada", "new one"}), ErrorCode::BadCredentials);
    }

    void aSecondChangeWaitsForTheDisk()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        server.takeAll();
        server.say(me, change());
        server.deferred.runOne(); // verified
        server.deferred.runOne(); // hashed, and on its way to the disk
        server.say(other, AuthPassword{"new one", "newer"});
        server.deferred.runNewest();
        server.deferred.runNewest(); // hashed before the disk has answered
        server.accounts.failures = 1;
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::StorageFailed);
        QCOMPARE(server.takeOne<ErrorReply>(other).code, ErrorCode::ServerBusy);
        QCOMPARE(server.accounts.accounts["ada"].passwordHash, "v1:" + DomainHarness::passwordOf("ada"));
        QCOMPARE(signIn(server, AuthSignIn{"ada", "newer"}), ErrorCode::BadCredentials);
        QCOMPARE(signIn(server, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}), std::nullopt);
    }

    void aRightPasswordThatChangedMeanwhileIsNoGuess()
    {
        Limits limits = DomainHarness::generousLimits();
        limits.freeSignInFailures = 1;
        DomainHarness server(limits);
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        server.takeAll();
        server.say(me, change());
        server.deferred.runOne();
        server.deferred.runOne();
        server.say(other, AuthPassword{"new one", "newer"});
        server.accounts.failures = 1;
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::StorageFailed);
        QCOMPARE(server.takeOne<ErrorReply>(other).code, ErrorCode::ServerBusy);
        QCOMPARE(signIn(server, AuthSignIn{"ada", DomainHarness::passwordOf("ada")}), std::nullopt);
    }

    void whoIsGoneMeanwhile()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        server.say(me, change());
        server.close(me);
        server.settle();
        QVERIFY(server.accounts.tokens.empty()); // nobody holds the one that was made
        QCOMPARE(signIn(server, AuthSignIn{"ada", "new one"}), std::nullopt);
        server.hasher.busy = true;
        const ConnectionId again = server.greeted();
        server.takeAll();
        server.say(again, AuthSignIn{"ada", "new one"});
        QCOMPARE(server.takeOne<ErrorReply>(again).code, ErrorCode::ServerBusy);
    }

    void listsOwnSessions()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        server.passSeconds(60);
        const ConnectionId other = server.signedIn("ada");
        server.signedIn("bob");
        server.takeAll();
        server.say(other, SessionGet());
        const auto list = server.takeOne<SessionList>(other);
        QCOMPARE(list.sessions.size(), size_t(2));
        QVERIFY(!list.sessions[0].current && list.sessions[1].current);
        QCOMPARE(list.sessions[0].address, QByteArray("192.0.2.1"));
        QVERIFY(list.sessions[1].since - list.sessions[0].since >= 60'000);
        QVERIFY(list.sessions[1].active - list.sessions[0].active >= 60'000);
        server.say(me, protocol::Ping()); // an answer to the server is no sign of a person
        server.passSeconds(5);
        server.say(me, SessionGet());
        server.take(me);
        server.say(other, SessionGet());
        const auto later = server.takeOne<SessionList>(other);
        QCOMPARE(later.sessions[0].active, server.clock.wallMs());
    }

    void endsOne()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        const ConnectionId bob = server.signedIn("bob");
        server.takeAll();
        server.say(me, SessionGet());
        const auto before = server.takeOne<SessionList>(me);
        server.say(me, SessionEnd{before.sessions[1].session});
        QVERIFY(server.take(other).empty()); // not before its token is gone
        server.settle();
        QCOMPARE(server.takeOne<Bye>(other).reason, ErrorCode::SignedOut);
        QCOMPARE(only<SessionList>(server.take(me)).at(0).sessions.size(), size_t(1));
        QCOMPARE(server.accounts.tokens.size(), size_t(2)); // mine and bob's

        // Somebody else's number is nobody's.
        server.say(bob, SessionGet());
        const qint64 bobs = server.takeOne<SessionList>(bob).sessions[0].session;
        server.say(me, SessionEnd{bobs});
        server.settle();
        QCOMPARE(server.takeOne<SessionList>(me).sessions.size(), size_t(1));
        QVERIFY(!server.out.isClosed(bob));

        server.accounts.failures = 1;
        server.say(me, SessionEnd{before.sessions[0].session});
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::StorageFailed);
        server.say(me, SessionEnd{before.sessions[0].session}); // oneself
        server.settle();
        QCOMPARE(server.takeOne<Bye>(me).reason, ErrorCode::SignedOut);
    }

    void signsOutEverywhereElse()
    {
        DomainHarness server;
        const ConnectionId me = server.signedIn("ada");
        const ConnectionId other = server.signedIn("ada");
        const ConnectionId away = server.signedIn("ada");
        server.close(away);
        server.signedIn("bob");
        QCOMPARE(server.accounts.tokens.size(), size_t(4));
        server.takeAll();
        server.say(me, SessionEnd{});
        server.settle();
        QCOMPARE(server.takeOne<Bye>(other).reason, ErrorCode::SignedOut);
        QCOMPARE(only<SessionList>(server.take(me)).at(0).sessions.size(), size_t(1));
        QCOMPARE(server.accounts.tokens.size(),
                 size_t(2)); // mine and bob's: that of the device that is away went too
    }
};

QTEST_APPLESS_MAIN(TestIdentity)
#include "tst_identity.moc"
