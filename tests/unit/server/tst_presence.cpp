// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

#include <array>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ErrorCode;
using protocol::Presence;
using protocol::PresenceChanged;
using protocol::PresenceSet;
using protocol::TypingChanged;
using protocol::TypingSet;

namespace {

const QByteArray adaBob = "d:ada:bob";

protocol::Person personOf(const protocol::DirectoryPage &page, const QByteArray &account)
{
    for (const protocol::Person &person : page.people) {
        if (person.account == account)
            return person;
    }
    return {};
}

/// The one state that `connection` was told of.
protocol::PresenceState stateTold(DomainHarness &server, ConnectionId connection)
{
    const auto told = server.takeOne<PresenceChanged>(connection);
    if (told.people.size() == 1)
        return told.people.front();
    QTest::qFail("not one state", __FILE__, __LINE__);
    return {};
}

} // namespace

/// Who is seen how, the directory, and typing hints.
class TestPresence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlineWhileThereIsASession();
    void toldOnChangeOnly();
    void invisibleLooksOffline();
    void invisibleSurvivesABrokenLink();
    void newLinkBeforeTheOldOneDies();
    void tooFastIsCoalesced();
    void directoryPages();
    void typingGoesToTheOthers();
    void typingLapses();
    void typingEndsWithTheSession();
    void typingTooFast();
    void typingInALargeLobby();
    void invisibleTypesUnseen();
};

void TestPresence::onlineWhileThereIsASession()
{
    DomainHarness server;
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    const ConnectionId ada = server.signedIn("ada");
    QCOMPARE(only<PresenceChanged>(server.take(bob)).at(0).people.at(0).state, Presence::Online);
    const ConnectionId adaPhone = server.signedIn("ada");
    QVERIFY(server.take(bob).empty());
    server.close(ada);
    QVERIFY(server.take(bob).empty());
    server.clock.advanceMs(5'000);
    server.say(adaPhone, protocol::Leave());
    const auto gone = stateTold(server, bob);
    QCOMPARE(gone.account, QByteArray("ada"));
    QCOMPARE(gone.state, Presence::Offline);
    QCOMPARE(gone.lastSeen, server.clock.wallMs());
    QCOMPARE(server.accounts.lastSeen[AccountId(2)], server.clock.wallMs());
    QVERIFY(server.out.isClosed(adaPhone));
}

void TestPresence::toldOnChangeOnly()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, PresenceSet{Presence::Busy});
    for (const ConnectionId each : {ada, bob}) // the sender too
        QCOMPARE(stateTold(server, each).state, Presence::Busy);
    server.say(ada, PresenceSet{Presence::Busy});
    QVERIFY(server.take(bob).empty());
    server.say(ada, {PresenceSet{Presence::Away}, PresenceSet{Presence::Busy}});
    QVERIFY(server.take(bob).empty());
}

void TestPresence::invisibleLooksOffline()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.clock.advanceMs(1'000);
    const qint64 hidden = server.clock.wallMs();
    server.say(ada, PresenceSet{Presence::Invisible});
    const auto told = stateTold(server, bob);
    QCOMPARE(told.state, Presence::Offline);
    QCOMPARE(told.lastSeen, hidden);

    server.clock.advanceMs(60'000);
    const ConnectionId adaPhone = server.signedIn("ada");
    server.close(adaPhone);
    server.close(ada);
    QVERIFY(server.take(bob).empty());
    server.say(bob, protocol::DirectoryGet());
    const auto person = personOf(server.takeOne<protocol::DirectoryPage>(bob), "ada");
    QCOMPARE(person.presence, Presence::Offline);
    QCOMPARE(person.lastSeen, hidden); // nor does this move
    QCOMPARE(server.accounts.lastSeen[AccountId(1)], hidden);
}

void TestPresence::invisibleSurvivesABrokenLink()
{
    DomainHarness server;
    ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, PresenceSet{Presence::Invisible});
    server.close(ada);
    server.takeAll();
    ada = server.signedIn("ada");
    QVERIFY(server.take(bob).empty());
    server.say(ada, PresenceSet{Presence::Online});
    QCOMPARE(stateTold(server, bob).state, Presence::Online);
}

void TestPresence::newLinkBeforeTheOldOneDies()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId next = server.greeted();
    server.say(next, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle(); // signed in before the old link is known to be dead
    server.takeAll();
    server.close(ada);
    QVERIFY(server.take(bob).empty());
}

void TestPresence::tooFastIsCoalesced()
{
    Limits limits = DomainHarness::generousLimits();
    limits.hints = {1, 3};
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    for (int i = 0; i < 1'000; ++i)
        server.say(ada,
                   PresenceSet{std::array{Presence::Away, Presence::Busy, Presence::Online}[size_t(i % 3)]});
    QCOMPARE(stateTold(server, bob).state, Presence::Away);
    server.passQuietTime();
    QCOMPARE(stateTold(server, bob).state, Presence::Online); // the third
    server.say(ada, PresenceSet{Presence::Busy});
    server.passQuietTime();
    QVERIFY(server.take(bob).empty());
    server.passSeconds(1);
    QCOMPARE(stateTold(server, bob).state, Presence::Busy); // the last word counts
    QVERIFY(only<protocol::ErrorReply>(server.take(ada)).empty());
}

void TestPresence::directoryPages()
{
    server::ServerState state;
    for (int i = 1; i <= protocol::DirectoryPage::maxPeople + 3; ++i) {
        const QByteArray name = "user" + QByteArray::number(10'000 + i);
        state.accounts.push_back({AccountId(i), name, name, "v1:x", 0, i});
    }
    DomainHarness server(DomainHarness::generousLimits(), {"Test", true}, state);
    server.accounts.accounts["user10001"] = {AccountId(1), "user10001", "user10001", "v1:x", 0, 0};
    const ConnectionId me = server.greeted();
    server.say(me, protocol::AuthSignIn{"user10001", "x"});
    server.settle();
    server.takeAll();
    server.say(me, protocol::DirectoryGet());
    const auto first = server.takeOne<protocol::DirectoryPage>(me);
    QCOMPARE(first.people.size(), size_t(protocol::DirectoryPage::maxPeople));
    QVERIFY(first.more);
    QCOMPARE(first.people[1].lastSeen, 2);
    server.say(me, protocol::DirectoryGet{first.people.back().account});
    const auto second = server.takeOne<protocol::DirectoryPage>(me);
    QCOMPARE(second.people.size(), size_t(3));
    QVERIFY(!second.more);
}

void TestPresence::typingGoesToTheOthers()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId adaPhone = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.takeAll();
    server.say(ada, TypingSet{adaBob, true}); // also where nothing was said yet
    const auto typing = server.takeOne<TypingChanged>(bob);
    QCOMPARE(typing.account, QByteArray("ada"));
    QCOMPARE(typing.conversation, adaBob);
    QVERIFY(typing.typing);
    server.say(ada, TypingSet{adaBob, false});
    QVERIFY(!server.takeOne<TypingChanged>(bob).typing);
    server.say(ada, TypingSet{adaBob, false});
    QVERIFY(server.take(bob).empty());
    QVERIFY(server.take(eve).empty());
    server.say(ada, TypingSet{"lobby", true});
    for (const ConnectionId other : {bob, eve})
        QVERIFY(server.takeOne<TypingChanged>(other).typing);
    QVERIFY(server.take(adaPhone).empty());
    QVERIFY(server.take(ada).empty());
    QVERIFY(server.conversations.conversations.empty());
}

void TestPresence::typingLapses()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, TypingSet{adaBob, true});
    server.passSeconds(3);
    server.say(ada, TypingSet{adaBob, true}); // repeated in time
    server.passSeconds(4);
    for (const TypingChanged &told : only<TypingChanged>(server.take(bob)))
        QVERIFY(told.typing);
    server.passSeconds(1);
    QVERIFY(!server.takeOne<TypingChanged>(bob).typing);
    server.passSeconds(10);
    QVERIFY(server.take(bob).empty());
}

void TestPresence::typingEndsWithTheSession()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, TypingSet{adaBob, true});
    server.close(ada);
    server.takeAll();
    server.passSeconds(1);
    QVERIFY(!server.takeOne<TypingChanged>(bob).typing);
}

void TestPresence::typingTooFast()
{
    Limits limits = DomainHarness::generousLimits();
    limits.hints = {1, 3};
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    for (int i = 0; i < 1'000; ++i)
        server.say(ada, TypingSet{adaBob, true});
    server.say(ada, TypingSet{adaBob, false});
    QCOMPARE(only<TypingChanged>(server.take(bob)).size(), size_t(3));
    QVERIFY(server.take(ada).empty());
    server.passSeconds(1);
    QVERIFY(!server.takeOne<TypingChanged>(bob).typing); // the end is told all the same
}

void TestPresence::typingInALargeLobby()
{
    Limits limits = DomainHarness::generousLimits();
    limits.typingMembers = 2;
    DomainHarness server(limits);
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    server.say(ada, TypingSet{"lobby", true});
    (void)server.takeOne<TypingChanged>(bob);
    server.signedIn("eve");
    server.passSeconds(6);
    server.takeAll();
    server.say(ada, TypingSet{"lobby", true});
    QVERIFY(server.take(bob).empty());
    server.say(ada, TypingSet{adaBob, true});
    (void)server.takeOne<TypingChanged>(bob);
}

void TestPresence::invisibleTypesUnseen()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, PresenceSet{Presence::Invisible});
    server.takeAll();
    server.say(ada, TypingSet{adaBob, true});
    server.passSeconds(6);
    QVERIFY(server.take(bob).empty());
}

QTEST_APPLESS_MAIN(TestPresence)
#include "tst_presence.moc"
