// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::AuthRegister;
using protocol::AuthResume;
using protocol::AuthSignIn;
using protocol::Bye;
using protocol::ErrorCode;
using protocol::ErrorReply;
using Kind = BanRecord::Kind;

/// Whom the operator lets in: bans, and the code for new accounts.
class TestAdmission : public QObject
{
    Q_OBJECT

private:
    static int ban(DomainHarness &server, Kind kind, const QByteArray &subject,
                   const QByteArray &reason = "no spam")
    {
        int count = -1;
        server.domain->ban(kind, subject, reason,
                           [&count](const auto &result) { count = result ? *result : -2; });
        server.settle();
        return count;
    }
    static int unban(DomainHarness &server, Kind kind, const QByteArray &subject)
    {
        int count = -1;
        server.domain->unban(kind, subject, [&count](const auto &result) { count = result ? *result : -2; });
        server.settle();
        return count;
    }
    static AuthSignIn signIn(const QByteArray &account)
    {
        return {account, DomainHarness::passwordOf(account)};
    }

private Q_SLOTS:
    void anAccountIsSentAwayAndStaysAway()
    {
        DomainHarness server;
        const ConnectionId ada = server.signedIn("ada");
        const ConnectionId second = server.signedIn("ada");
        const ConnectionId bob = server.signedIn("bob");
        server.takeAll();
        QCOMPARE(ban(server, Kind::Account, "ada"), 2);
        for (const ConnectionId each : {ada, second}) {
            const auto bye = server.takeOne<Bye>(each);
            QCOMPARE(bye.reason, ErrorCode::Banned);
            QCOMPARE(bye.message, QByteArray("no spam"));
            QVERIFY(!bye.reconnect);
        }
        QVERIFY(!server.out.isClosed(bob));
        QCOMPARE(server.accounts.bans.count("ada"), size_t(1)); // kept

        ConnectionId again = server.greeted();
        server.say(again, signIn("ada"));
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(again).code, ErrorCode::Banned);
        QVERIFY(server.out.isClosed(again));
        // Who does not know the password does not hear of it.
        again = server.greeted();
        server.say(again, AuthSignIn{"ada", "a guess"});
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(again).code, ErrorCode::BadCredentials);

        QCOMPARE(unban(server, Kind::Account, "ada"), 1);
        QCOMPARE(unban(server, Kind::Account, "ada"), 0);
        QVERIFY(server.accounts.bans.empty());
        server.signedIn("ada");
        QCOMPARE(server.domain->counts().signedIn, 2);
    }

    void tokensDoNotHelp()
    {
        DomainHarness server;
        const ConnectionId ada = server.greeted();
        server.say(ada, AuthRegister{"ada", {}, DomainHarness::passwordOf("ada")});
        server.settle();
        const QByteArray token = only<protocol::AuthOk>(server.take(ada)).at(0).token;
        QCOMPARE(ban(server, Kind::Account, "ada"), 1);
        const ConnectionId again = server.greeted();
        server.say(again, AuthResume{"ada", token});
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(again).code, ErrorCode::Banned);
    }

    void whoIsJustSigningIn()
    {
        DomainHarness server;
        server.signedIn("ada");
        const ConnectionId late = server.greeted();
        server.takeAll();
        server.say(late, signIn("ada")); // being looked at
        ban(server, Kind::Account, "ada");
        const std::vector<Heard> heard = server.take(late);
        QVERIFY(!heard.empty());
        QCOMPARE(DomainHarness::codeOf(heard.back()), std::optional(ErrorCode::Banned));
        QCOMPARE(server.domain->counts().signedIn, 0);
    }

    void anAddress()
    {
        DomainHarness server;
        const ConnectionId ada = server.signedIn("ada");                        // 192.0.2.1
        const ConnectionId stranger = server.open(QStringLiteral("192.0.2.1")); // not even greeted
        const ConnectionId other = server.greeted(QStringLiteral("198.51.100.1"));
        server.takeAll();
        QCOMPARE(ban(server, Kind::Address, "192.0.2.1", {}), 2);
        QCOMPARE(server.takeOne<Bye>(ada).reason, ErrorCode::Banned);
        QVERIFY(!server.takeOne<Bye>(stranger).message.isEmpty()); // some words, where the operator gave none
        QVERIFY(!server.out.isClosed(other));
        const ConnectionId again = server.open(QStringLiteral("192.0.2.1"));
        QCOMPARE(server.takeOne<Bye>(again).reason, ErrorCode::Banned);
        QVERIFY(server.out.isClosed(again));
        QCOMPARE(unban(server, Kind::Address, "192.0.2.1"), 1);
        QVERIFY(!server.out.isClosed(server.greeted()));
    }

    void aWholeNetworkOfIpv6()
    {
        DomainHarness server;
        ban(server, Kind::Address, "2001:db8:0:0::/64");
        const ConnectionId inside = server.open(QStringLiteral("2001:db8::99"));
        QCOMPARE(server.takeOne<Bye>(inside).reason, ErrorCode::Banned);
        QVERIFY(!server.out.isClosed(server.greeted(QStringLiteral("2001:db8:0:1::99"))));
    }

    void isKeptOverARestart()
    {
        server::ServerState state;
        state.accounts.push_back({AccountId(7), "ada", "Ada", "v1:secret of ada", 0, 99});
        state.bans = {{Kind::Account, "ada", "no spam", 1}, {Kind::Address, "192.0.2.9", "", 2}};
        DomainHarness server(DomainHarness::generousLimits(), {"Test", true}, state);
        const ConnectionId ada = server.greeted();
        server.say(ada, signIn("ada"));
        server.settle();
        QCOMPARE(server.takeOne<ErrorReply>(ada).code, ErrorCode::Banned);
        QCOMPARE(server.takeOne<Bye>(server.open(QStringLiteral("192.0.2.9"))).reason, ErrorCode::Banned);
        const std::vector<BanRecord> bans = server.domain->bans();
        QCOMPARE(bans.size(), size_t(2));
        QCOMPARE(bans[0].subject, QByteArray("ada"));
    }

    void aDiskThatRefusesBansNobody()
    {
        DomainHarness server;
        const ConnectionId ada = server.signedIn("ada");
        server.takeAll();
        server.accounts.failures = 1;
        QCOMPARE(ban(server, Kind::Account, "ada"), -2);
        QVERIFY(!server.out.isClosed(ada));
        QVERIFY(server.domain->bans().empty());
    }

    void newAccountsByCode()
    {
        Limits limits;
        limits.registrations = {};
        DomainHarness server(limits, {"Test", true, "room 204"});
        const ConnectionId me = server.open();
        server.say(me, protocol::Hello{1, 1, "test", {}});
        QVERIFY(server.takeOne<protocol::Welcome>(me).registrationCode);
        for (const std::optional<QByteArray> &code :
             {std::optional<QByteArray>(), std::optional<QByteArray>("room 205")}) {
            server.say(me, AuthRegister{"ada", {}, "x", code});
            server.settle();
            QCOMPARE(server.takeOne<ErrorReply>(me).code, ErrorCode::RegistrationClosed);
        }
        server.say(me, AuthRegister{"ada", {}, "x", "room 204"});
        server.settle();
        QCOMPARE(only<protocol::AuthOk>(server.take(me)).size(), size_t(1));
        // Guessing uses up what this address may ask for.
        const ConnectionId guesser = server.greeted();
        std::optional<ErrorCode> code;
        for (int i = 0; i < 10 && code != ErrorCode::RateLimited; ++i) {
            server.say(guesser, AuthRegister{"bob", {}, "x", QByteArray::number(i)});
            code = server.takeOne<ErrorReply>(guesser).code;
        }
        QCOMPARE(code, std::optional(ErrorCode::RateLimited));
        for (const LogEvent &event : server.log.events)
            QVERIFY(!event.text.contains(QLatin1StringView("room 20")));
    }

    void whoDoesNotKnowTheCodeLearnsNothing()
    {
        DomainHarness server(DomainHarness::generousLimits(), {"Test", true, "room 204"});
        const ConnectionId ada = server.greeted();
        server.say(ada, AuthRegister{"ada", {}, "x", "room 204"});
        server.settle();
        QCOMPARE(only<protocol::AuthOk>(server.take(ada)).size(), size_t(1));
        const ConnectionId stranger = server.greeted();
        server.say(stranger, AuthRegister{"ada", {}, "x", {}});
        QCOMPARE(server.takeOne<ErrorReply>(stranger).code, ErrorCode::RegistrationClosed);
        server.say(stranger, AuthRegister{"ada", {}, "x", "room 204"});
        QCOMPARE(server.takeOne<ErrorReply>(stranger).code, ErrorCode::AccountTaken);
    }

    void guessingTakesNoAccountFromTheOthers()
    {
        Limits limits = DomainHarness::generousLimits();
        limits.registrations = {0.001, 3};
        limits.registrationsPerAddress = {0.001, 2};
        DomainHarness server(limits, {"Test", true, "room 204"});
        const auto guess = [&server](const QString &address, const QByteArray &code) {
            const ConnectionId me = server.greeted(address);
            server.say(me, AuthRegister{"bob", {}, "x", code});
            server.settle();
            const std::vector<Heard> heard = server.take(me);
            return heard.empty() ? std::nullopt : DomainHarness::codeOf(heard.front());
        };
        const QString here = QStringLiteral("198.51.100.1");
        QCOMPARE(guess(here, "1"), ErrorCode::RegistrationClosed);
        QCOMPARE(guess(here, "2"), ErrorCode::RegistrationClosed);
        QCOMPARE(guess(here, "room 204"), ErrorCode::RateLimited); // a right guess is no better
        for (const char *name : {"ada", "eve", "joe"}) {           // all that may be made
            const ConnectionId me = server.greeted(QStringLiteral("203.0.113.%1").arg(int(name[0])));
            server.say(me, AuthRegister{name, {}, "x", "room 204"});
            server.settle();
            QCOMPARE(only<protocol::AuthOk>(server.take(me)).size(), size_t(1));
        }
        // From many addresses, too, no more guesses than accounts.
        QCOMPARE(guess(QStringLiteral("198.51.100.2"), "3"), ErrorCode::RegistrationClosed);
        QCOMPARE(guess(QStringLiteral("198.51.100.3"), "4"), ErrorCode::RateLimited);
    }
};

QTEST_APPLESS_MAIN(TestAdmission)
#include "tst_admission.moc"
