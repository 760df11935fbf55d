// SPDX-License-Identifier: MIT
#include "server/domain/pages.h"
#include "server/domain/peoplenews.h"
#include "tests/support/domainharness.h"

#include <QSet>
#include <QTest>

#include <algorithm>
#include <set>
#include <utility>

using namespace miniqq;
using namespace miniqq::testing;
using protocol::DirectoryChanged;
using protocol::Presence;
using protocol::PresenceChanged;
using protocol::PresenceSet;
using protocol::PresenceState;

namespace {

QByteArray nameOf(int number)
{
    return "user" + QByteArray::number(10'000 + number);
}

/// A server on which `count` accounts are signed in, once each.
struct Crowd
{
    explicit Crowd(int count)
        : server(DomainHarness::generousLimits(), {"Test", true}, stateOf(count))
    {
        for (int i = 1; i <= count; ++i) {
            server.accounts.accounts[nameOf(i)] = {AccountId(i), nameOf(i), nameOf(i), "v1:x", 0, 0};
            members.push_back(server.greeted());
            server.say(members.back(), protocol::AuthSignIn{nameOf(i), "x"});
        }
        server.settle();
        server.passQuietTime();
        server.takeAll();
    }

    static server::ServerState stateOf(int count)
    {
        server::ServerState state;
        for (int i = 1; i <= count; ++i)
            state.accounts.push_back({AccountId(i), nameOf(i), nameOf(i), "v1:x", 0, 0});
        return state;
    }

    DomainHarness server;
    std::vector<ConnectionId> members;
};

} // namespace

/// What it costs to tell many people of many.
class TestPeopleCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void intervalGrows();
    void gathersLongerInACrowd();
    void framesDoNotMultiply();
    void splitByNumber();
    void splitByBytes();
};

void TestPeopleCrowd::intervalGrows()
{
    using server::PeopleNews;
    QCOMPARE(PeopleNews::intervalNs(0), 100'000'000);
    QCOMPARE(PeopleNews::intervalNs(1'000), 100'000'000);
    QCOMPARE(PeopleNews::intervalNs(2'000), 200'000'000);
    QCOMPARE(PeopleNews::intervalNs(10'000), 1'000'000'000);
    QCOMPARE(PeopleNews::intervalNs(100'000), 10'000'000'000);
}

void TestPeopleCrowd::gathersLongerInACrowd()
{
    Crowd crowd(1'500);
    DomainHarness &server = crowd.server;
    server.say(crowd.members[0], PresenceSet{Presence::Busy});
    server.say(crowd.members[1], PresenceSet{Presence::Busy});
    server.takeAll();
    server.passMs(149);
    QVERIFY(server.take(crowd.members[2]).empty());
    server.passMs(1);
    QCOMPARE(server.takeOne<PresenceChanged>(crowd.members[2]).people.at(0).account, nameOf(2));
}

void TestPeopleCrowd::framesDoNotMultiply()
{
    constexpr int people = 1'100;
    Crowd crowd(people);
    DomainHarness &server = crowd.server;
    const auto framesSince = [&server](size_t before) {
        return std::count_if(server.out.events.begin() + std::ptrdiff_t(before), server.out.events.end(),
                             [](const auto &event) { return event.kind == RecordingOutbound::Event::Frame; });
    };
    size_t before = server.out.events.size();
    server.say(crowd.members[0], PresenceSet{Presence::Away});
    QCOMPARE(framesSince(before), people); // the first after a quiet time
    before = server.out.events.size();
    for (const ConnectionId member : crowd.members)
        server.say(member, PresenceSet{Presence::Busy}); // a turn for each
    server.passQuietTime();
    QCOMPARE(framesSince(before), people * 3); // not people * people

    // Encoded once: everybody's frame is the same bytes, not a copy of them.
    QSet<const char *> bytes;
    for (size_t i = before; i < server.out.events.size(); ++i)
        bytes.insert(server.out.events[i].frame.constData());
    QCOMPARE(bytes.size(), 3);

    std::set<QByteArray> told;
    const auto heard = only<PresenceChanged>(server.take(crowd.members.back()));
    for (const PresenceChanged &each : heard) {
        for (const PresenceState &person : each.people)
            told.insert(person.account);
    }
    QCOMPARE(heard.size(), size_t(4));
    QCOMPARE(told.size(), size_t(people));
}

void TestPeopleCrowd::splitByNumber()
{
    const auto sizes = [](int count) {
        const std::vector<PresenceState> people(size_t(count), {"ada", Presence::Online, 0});
        std::vector<size_t> found;
        protocol::JsonDocument scratch;
        for (const QByteArray &frame : server::encodeInParts<PresenceChanged>(std::span(people))) {
            const auto in = protocol::decodeFromServer(QByteArrayView(frame).sliced(4), scratch);
            found.push_back(in ? std::get<PresenceChanged>(in->message).people.size() : 0);
        }
        return found;
    };
    QCOMPARE(sizes(0), std::vector<size_t>());
    QCOMPARE(sizes(1), std::vector<size_t>{1});
    QCOMPARE(sizes(500), std::vector<size_t>{500});
    QCOMPARE(sizes(501), (std::vector<size_t>{500, 1}));
    QCOMPARE(sizes(1'500), (std::vector<size_t>{500, 500, 500}));
}

void TestPeopleCrowd::splitByBytes()
{
    std::vector<protocol::Person> people;
    for (int i = 0; i < 100; ++i)
        people.push_back({nameOf(i), QByteArray(i % 7, 'x') + 'x', Presence::Online, i});
    constexpr qsizetype limit = 1'000;
    std::vector<protocol::Person> found;
    protocol::JsonDocument scratch;
    const auto frames = server::encodeInParts<DirectoryChanged>(std::span(std::as_const(people)), limit);
    for (const QByteArray &frame : frames) {
        QVERIFY(frame.size() - 4 <= limit);
        const auto in = protocol::decodeFromServer(QByteArrayView(frame).sliced(4), scratch);
        QVERIFY(in);
        const auto &part = std::get<DirectoryChanged>(in->message).people;
        found.insert(found.end(), part.begin(), part.end());
    }
    QCOMPARE(found, people); // all of them, in order, none twice
    QVERIFY(frames.size() < 30);
    QCOMPARE(server::encodeInParts<DirectoryChanged>(std::span(std::as_const(people)), 2).size(),
             people.size());
}

QTEST_APPLESS_MAIN(TestPeopleCrowd)
#include "tst_peoplecrowd.moc"
