// SPDX-License-Identifier: MIT
#include "tests/support/domainharness.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::DirectoryChanged;
using protocol::Presence;
using protocol::PresenceChanged;
using protocol::PresenceSet;
using protocol::PresenceState;

namespace {

/// How `page` and what came after it make a client see `account`.
Presence seenBy(const std::vector<Heard> &heard, const QByteArray &account)
{
    Presence seen = Presence::Offline;
    for (const Heard &each : heard) {
        if (const auto *page = std::get_if<protocol::DirectoryPage>(&each.message)) {
            for (const protocol::Person &person : page->people)
                seen = person.account == account ? person.presence : seen;
        } else if (const auto *changed = std::get_if<PresenceChanged>(&each.message)) {
            for (const PresenceState &person : changed->people)
                seen = person.account == account ? person.state : seen;
        }
    }
    return seen;
}

} // namespace

/// How everyone is told of new people and of presence: gathered.
class TestPeopleNews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstAtOnceTheRestTogether();
    void theLatestStateOnly();
    void backToTheSameIsNotTold();
    void comingAndGoingMovesLastSeen();
    void idleAsksForNothing();
    void newPeopleAreGathered();
    void pageShowsThePresent();
    void pageBetweenThereAndBack();
    void signedInWhileChangesWait();
    void invisibleWhileGathered();
    void nobodyThere();
};

void TestPeopleNews::firstAtOnceTheRestTogether()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.takeAll();
    server.say(ada, PresenceSet{Presence::Busy});
    QCOMPARE(server.takeOne<PresenceChanged>(eve).people,
             (std::vector<PresenceState>{{"ada", Presence::Busy, 0}}));
    server.say(bob, PresenceSet{Presence::Away});
    server.passMs(40);
    server.close(ada);
    const qint64 gone = server.clock.wallMs();
    server.passMs(59);
    QVERIFY(server.take(eve).empty());
    server.passMs(1);
    QCOMPARE(server.takeOne<PresenceChanged>(eve).people,
             (std::vector<PresenceState>{{"ada", Presence::Offline, gone}, {"bob", Presence::Away, 0}}));
    // Another turn comes first: it need not wait for the alarm.
    server.say(bob, PresenceSet{Presence::Busy});
    QVERIFY(server.take(eve).empty());
    server.clock.advanceMs(100);
    server.say(eve, protocol::Ping());
    QCOMPARE(only<PresenceChanged>(server.take(eve)).size(), size_t(1));
}

void TestPeopleNews::theLatestStateOnly()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    for (int i = 0; i < 100; ++i)
        server.say(ada, PresenceSet{i % 2 ? Presence::Busy : Presence::Away});
    QCOMPARE(server.takeOne<PresenceChanged>(bob).people.at(0).state, Presence::Away);
    server.passQuietTime();
    QCOMPARE(server.takeOne<PresenceChanged>(bob).people,
             (std::vector<PresenceState>{{"ada", Presence::Busy, 0}}));
}

void TestPeopleNews::backToTheSameIsNotTold()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(bob, PresenceSet{Presence::Away});
    server.takeAll();
    server.say(ada, PresenceSet{Presence::Busy});
    server.say(bob, PresenceSet{Presence::Online});
    server.say(ada, PresenceSet{Presence::Online});
    server.passQuietTime();
    QCOMPARE(server.takeOne<PresenceChanged>(bob).people,
             (std::vector<PresenceState>{{"bob", Presence::Online, 0}}));

    server.say(bob, PresenceSet{Presence::Busy});
    server.takeAll();
    server.close(ada); // and back, before anybody heard of it
    server.settle();
    const ConnectionId next = server.greeted();
    server.say(next, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    server.passQuietTime();
    QVERIFY(server.take(bob).empty());
}

void TestPeopleNews::comingAndGoingMovesLastSeen()
{
    DomainHarness server;
    server.close(server.signedIn("ada"));
    const ConnectionId bob = server.signedIn("bob");
    server.passSeconds(60);
    server.say(bob, PresenceSet{Presence::Busy}); // the first, so that what follows waits
    server.takeAll();
    const ConnectionId ada = server.greeted();
    server.say(ada, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    server.passMs(10);
    server.close(ada);
    const qint64 gone = server.clock.wallMs();
    server.passQuietTime();
    QCOMPARE(server.takeOne<PresenceChanged>(bob).people,
             (std::vector<PresenceState>{{"ada", Presence::Offline, gone}}));
    QCOMPARE(server.accounts.lastSeen[AccountId(1)], gone);
}

void TestPeopleNews::idleAsksForNothing()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.passSeconds(3);
    server.say(ada, PresenceSet{Presence::Busy}); // told at once
    QVERIFY(!server.alarm.atNs);
    server.say(ada, PresenceSet{Presence::Away});
    QCOMPARE(server.alarm.atNs.value_or(0), server.clock.monotonicNs() + 100'000'000);
    server.clock.advanceMs(99);
    server.takeAll();
    server.domain->wake(); // too early: asks again
    QVERIFY(server.take(ada).empty());
    QCOMPARE(server.alarm.atNs.value_or(0), server.clock.monotonicNs() + 1'000'000);
    server.passSeconds(3);
    QVERIFY(!server.alarm.atNs);
    const int flushes = server.out.flushes;
    server.passMs(60'000);
    QCOMPARE(server.out.flushes, flushes);
}

void TestPeopleNews::newPeopleAreGathered()
{
    DomainHarness server;
    const ConnectionId bob = server.signedIn("bob");
    server.takeAll();
    std::vector<ConnectionId> guests;
    for (const char *name : {"ada", "carol", "dan"}) {
        guests.push_back(server.greeted());
        server.say(guests.back(), protocol::AuthRegister{name, "Display", "secret"});
    }
    server.settle();
    server.passQuietTime();
    const std::vector<Heard> heard = server.take(bob);
    QCOMPARE(heard.size(), size_t(3)); // the first at once; the others, their presence and that of the first
    QCOMPARE(only<DirectoryChanged>(heard).size(), size_t(2));
    QCOMPARE(std::get<DirectoryChanged>(heard[0].message).people.size(), size_t(1));
    QCOMPARE(
        std::get<DirectoryChanged>(heard[1].message).people,
        (std::vector<protocol::Person>{{"carol", "Display", Presence::Online, server.clock.wallMs() - 200},
                                       {"dan", "Display", Presence::Online, server.clock.wallMs() - 200}}));
    QCOMPARE(std::get<PresenceChanged>(heard[2].message).people,
             (std::vector<PresenceState>{{"ada", Presence::Online, 0}}));
}

void TestPeopleNews::pageShowsThePresent()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, PresenceSet{Presence::Busy});
    server.say(ada, PresenceSet{Presence::Away});
    server.takeAll();
    server.say(bob, protocol::DirectoryGet());
    std::vector<Heard> heard = server.take(bob);
    QCOMPARE(seenBy(heard, "ada"), Presence::Away); // before everyone was told
    server.passQuietTime();
    const std::vector<Heard> later = server.take(bob);
    for (const PresenceChanged &told : only<PresenceChanged>(later)) {
        for (const PresenceState &person : told.people)
            QVERIFY(person.account != "ada" || person.state == Presence::Away); // never Busy again
    }
}

void TestPeopleNews::pageBetweenThereAndBack()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    const ConnectionId eve = server.signedIn("eve");
    server.say(bob, PresenceSet{Presence::Away}); // the first, so that what follows waits
    server.takeAll();
    server.say(ada, PresenceSet{Presence::Busy});
    server.say(bob, protocol::DirectoryGet()); // shows what nobody will be told
    server.say(ada, PresenceSet{Presence::Online});
    server.passQuietTime();
    QCOMPARE(seenBy(server.take(bob), "ada"), Presence::Online);
    QCOMPARE(server.takeOne<PresenceChanged>(eve).people, // which may hear it twice
             (std::vector<PresenceState>{{"ada", Presence::Online, 0}}));
    // And all know the same again.
    server.say(ada, PresenceSet{Presence::Busy});
    server.say(ada, PresenceSet{Presence::Away});
    server.takeAll();
    server.say(ada, PresenceSet{Presence::Busy});
    server.passQuietTime();
    QVERIFY(server.take(bob).empty());
}

void TestPeopleNews::signedInWhileChangesWait()
{
    DomainHarness server;
    server.signedIn("eve");
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.close(bob);
    server.passQuietTime();
    server.say(ada, PresenceSet{Presence::Busy}); // told to those who are there
    server.say(ada, PresenceSet{Presence::Away}); // waits
    const ConnectionId late = server.greeted();
    server.say(late, protocol::AuthSignIn{"bob", server.passwordOf("bob")});
    server.settle();
    server.say(late, {PresenceSet{Presence::Busy}, protocol::DirectoryGet()});
    server.say(ada, PresenceSet{Presence::Busy}); // back to what the others know
    server.passQuietTime();
    const std::vector<Heard> heard = server.take(late);
    QCOMPARE(seenBy(heard, "ada"), Presence::Busy);
    QCOMPARE(seenBy(heard, "bob"), Presence::Busy);
    QCOMPARE(seenBy(heard, "eve"), Presence::Online);
}

void TestPeopleNews::invisibleWhileGathered()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    const ConnectionId bob = server.signedIn("bob");
    server.say(ada, PresenceSet{Presence::Invisible});
    server.passQuietTime();
    server.say(bob, PresenceSet{Presence::Away});
    server.takeAll();
    server.close(ada); // all of it unseen
    const ConnectionId next = server.greeted();
    server.say(next, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    server.passMs(10);
    server.say(bob, protocol::DirectoryGet());
    QCOMPARE(seenBy(server.take(bob), "ada"), Presence::Offline);
    server.passQuietTime();
    QVERIFY(server.take(bob).empty());

    server.say(bob, PresenceSet{Presence::Online});
    server.takeAll();
    server.say(next, PresenceSet{Presence::Busy}); // shown, and hidden before anybody was told
    server.passMs(10);
    server.say(next, PresenceSet{Presence::Invisible});
    const qint64 hidden = server.clock.wallMs();
    server.passMs(10);
    server.close(next);
    server.passQuietTime();
    QCOMPARE(server.takeOne<PresenceChanged>(bob).people,
             (std::vector<PresenceState>{{"ada", Presence::Offline, hidden}}));
}

void TestPeopleNews::nobodyThere()
{
    DomainHarness server;
    const ConnectionId ada = server.signedIn("ada");
    server.takeAll();
    server.close(ada);
    server.passQuietTime();
    QVERIFY(!server.alarm.atNs);
    const ConnectionId back = server.greeted(); // nobody was told that she went, so she is news
    server.say(back, protocol::AuthSignIn{"ada", server.passwordOf("ada")});
    server.settle();
    QCOMPARE(only<PresenceChanged>(server.take(back)).size(), size_t(1));
}

QTEST_APPLESS_MAIN(TestPeopleNews)
#include "tst_peoplenews.moc"
