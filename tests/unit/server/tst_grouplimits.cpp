// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatSend;
using protocol::ErrorCode;

/// What one account can ask of groups, and what it cannot take from others.
class TestGroupLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoMayNotSpeakTakesNothingFromTheGroup_data();
    void whoMayNotSpeakTakesNothingFromTheGroup();
    void peopleNamedAreCounted();
    void strangersCannotFillMyGroups();
    void groupsThatAreOverDoNotCount();
    void changesWaitForNobodyForever();
};

void TestGroupLimits::whoMayNotSpeakTakesNothingFromTheGroup_data()
{
    QTest::addColumn<bool>("muted");
    QTest::newRow("removed") << false;
    QTest::newRow("muted") << true;
}

void TestGroupLimits::whoMayNotSpeakTakesNothingFromTheGroup()
{
    QFETCH(bool, muted);
    Limits limits = DomainHarness::generousLimits();
    limits.groupMessages = {0.01, 2};
    PeopleInGroups f(limits);
    if (muted)
        f.server.say(f.ada, muting(f.group, 1, "bob", 60));
    else
        f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.settle();
    f.server.takeAll();
    for (int i = 2; i < 20; ++i)
        f.server.say(f.bob, ChatSend{f.group, uuidOf(i), "let me"});
    f.server.settle();
    const auto refusals = only<protocol::ErrorReply>(f.server.take(f.bob));
    QCOMPARE(refusals.size(), size_t(18));
    for (const auto &refusal : refusals)
        QCOMPARE(refusal.code, muted ? ErrorCode::Muted : ErrorCode::NoConversation);
    for (int i = 20; i < 23; ++i)
        f.server.say(f.ada, ChatSend{f.group, uuidOf(i), "we talk"});
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.ada);
    QCOMPARE(only<ChatAck>(heard).size(), size_t(2));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::RateLimited);
}

void TestGroupLimits::peopleNamedAreCounted()
{
    Limits limits = DomainHarness::generousLimits();
    limits.groupPeople = {0.5, 6};
    PeopleInGroups f(limits);                  // herself and Bob: 2
    f.server.say(f.ada, creating(1, {"eve"})); // 4
    f.server.say(f.ada, renaming(f.group, 2, "names nobody"));
    f.server.say(f.ada, inviting(f.group, 3, {"eve", "nobody"})); // 6, refused though it is
    f.server.settle();
    QCOMPARE(only<protocol::GroupAck>(f.server.take(f.ada)).size(), size_t(2));
    f.server.say(f.ada, creating(4, {"bob"}));
    const auto refusal = f.server.takeOne<protocol::ErrorReply>(f.ada);
    QCOMPARE(refusal.code, ErrorCode::RateLimited);
    QCOMPARE(refusal.retryAfterMs, std::optional<qint64>(4'000));
    f.server.say(f.eve, creating(5, {"bob"})); // nobody else pays for her
    f.server.passMs(4'000);
    f.server.say(f.ada, creating(4, {"bob"}));
    f.server.settle();
    (void)f.server.takeOne<protocol::GroupAck>(f.ada);
    f.server.passSeconds(20);
    std::vector<QByteArray> many(7, "x"); // more than ever at once: it takes all there is
    f.server.say(f.ada, creating(6, many));
    f.server.settle();
    const auto all = only<protocol::ErrorReply>(f.server.take(f.ada));
    QCOMPARE(all.front().code, ErrorCode::BadField); // there is no account x
}

void TestGroupLimits::strangersCannotFillMyGroups()
{
    Limits limits = DomainHarness::generousLimits();
    limits.groupsPerAccount = 3;
    limits.groupsBroughtInto = 3;
    limits.groupsPerInviter = 2;
    PeopleInGroups f(limits); // Ada brought Bob into one
    const auto answer = [&f](ConnectionId who, const protocol::ClientMessage &asked) {
        f.server.takeAll();
        f.server.say(who, asked);
        f.server.settle();
        return f.refusal(who);
    };
    QCOMPARE(answer(f.eve, creating(1, {"bob"})), std::nullopt);
    QCOMPARE(answer(f.eve, creating(2, {"bob"})), std::nullopt);
    QCOMPARE(answer(f.eve, creating(3, {"bob"})), ErrorCode::LimitReached); // a third one of hers
    QCOMPARE(answer(f.ada, creating(4, {"bob"})), ErrorCode::LimitReached); // a fourth one of his
    for (int i = 5; i < 8; ++i)
        QCOMPARE(answer(f.bob, creating(i, {})), std::nullopt); // what he chooses is his
    QCOMPARE(answer(f.bob, creating(8, {})), ErrorCode::LimitReached);
    QCOMPARE(answer(f.bob, leaving(f.group, 9)), std::nullopt);
    QCOMPARE(answer(f.eve, creating(10, {"bob"})), ErrorCode::LimitReached);
    QCOMPARE(answer(f.ada, creating(11, {"bob"})), std::nullopt);
}

void TestGroupLimits::groupsThatAreOverDoNotCount()
{
    Limits limits = DomainHarness::generousLimits();
    limits.groupsPerAccount = 2;
    PeopleInGroups f(limits);
    for (int i = 0; i < 5; ++i) {
        f.server.say(f.ada, creating(10 + i, {"bob"}));
        f.server.settle();
        f.server.say(f.ada, dissolving(f.server.takeOne<protocol::GroupAck>(f.ada).conversation, 20 + i));
        f.server.settle();
        (void)f.server.takeOne<protocol::GroupAck>(f.ada);
    }
}

void TestGroupLimits::changesWaitForNobodyForever()
{
    Limits limits = DomainHarness::generousLimits();
    limits.pendingMessages = 2;
    PeopleInGroups f(limits);
    for (int i = 1; i <= 3; ++i)
        f.server.say(f.ada, creating(i, {}));
    QCOMPARE(f.refusal(f.ada), ErrorCode::ServerBusy);
    f.server.settle();
    QCOMPARE(only<protocol::GroupAck>(f.server.take(f.ada)).size(), size_t(2));
}

QTEST_GUILESS_MAIN(TestGroupLimits)
#include "tst_grouplimits.moc"
