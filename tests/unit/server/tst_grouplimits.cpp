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

QTEST_GUILESS_MAIN(TestGroupLimits)
#include "tst_grouplimits.moc"
