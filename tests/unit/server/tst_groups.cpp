// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatAck;
using protocol::ChatDeliver;
using protocol::ChatSend;
using protocol::ErrorCode;
using protocol::GroupAck;
using protocol::GroupChange;
using protocol::GroupChanged;

/// What becomes of a change of a group until everybody knows it, and what waits for it. Who may do what is
/// tested from outside (tests/blackbox).
class TestGroups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsToldBeforeItIsOnDisk();
    void messagesWaitForAChange();
    void theRemovedDoNotSpeakBehindTheirRemoval();
    void whatOneSessionAsksForKeepsItsOrder();
    void leavingDoesNotOvertakeWhatWasSaid();
    void aCodeThatIsBeingClosedOpensNothing();
    void changesAreJudgedOneAfterTheOther();
    void otherConversationsDoNotWait();
    void aFailedChangeChangesNothing();
    void aChangeThatFailedAndWasStored();
    void aGroupThatFailedAndWasStored();
    void aGroupThatCannotBeReadBack();
    void onlySoManyChangesWait();
    void aFullGroupCountsThoseOnTheirWay();
    void shuttingDownWaitsForChanges();
    void aSessionWithoutGroupsHearsNothing();
    void everybodyIsToldAtOnce();
    void aGroupAsLargeAsItMayBe();
};

void TestGroups::nobodyIsToldBeforeItIsOnDisk()
{
    PeopleInGroups f;
    f.server.say(f.ada, inviting(f.group, 1, {"eve"}), "7");
    f.server.passSeconds(2);
    QVERIFY(f.server.take(f.ada).empty() && f.server.take(f.bob).empty() && f.server.take(f.eve).empty());
    QCOMPARE(f.members(), (Names{"ada", "bob"}));
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.ada);
    QCOMPARE(heard.size(), size_t(1));
    QCOMPARE(heard.front().re, "7");
    QCOMPARE(std::get<GroupAck>(heard.front().message).seq, qint64(2));
    for (const ConnectionId other : {f.bob, f.eve}) {
        const auto told = f.server.takeOne<GroupChanged>(other);
        QCOMPARE(told.conversation, f.group);
        QCOMPARE(told.entry.seq, qint64(2));
        QCOMPARE(told.entry.from, "ada");
        QVERIFY(told.entry.change->members == Names{"eve"});
    }
    QCOMPARE(f.members(), (Names{"ada", "bob", "eve"}));
}

void TestGroups::messagesWaitForAChange()
{
    PeopleInGroups f;
    f.server.say(f.bob, ChatSend{f.group, uuidOf(1), "before"});
    f.server.say(f.ada, inviting(f.group, 2, {"eve"}));
    f.server.say(f.bob, ChatSend{f.group, uuidOf(3), "behind"});
    f.server.say(f.bob, ChatSend{"lobby", uuidOf(4), "and in order"});
    QCOMPARE(f.server.domain->counts().messagesWaiting, 4);
    f.server.settle();
    QCOMPARE(f.server.domain->counts().messagesWaiting, 0);
    const std::vector<ChatAck> acks = only<ChatAck>(f.server.take(f.bob));
    QCOMPARE(acks.size(), size_t(3));
    QCOMPARE(acks[0].seq, qint64(2));
    QCOMPARE(acks[1].seq, qint64(4));
    QCOMPARE(acks[2].conversation, "lobby");
    const std::vector<ChatDeliver> delivered = only<ChatDeliver>(f.server.take(f.eve));
    QCOMPARE(delivered.size(), size_t(2)); // what was said before she came was not said to her
    QCOMPARE(delivered[0].message.text, "behind");
}

void TestGroups::theRemovedDoNotSpeakBehindTheirRemoval()
{
    PeopleInGroups f;
    f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "one more thing"});
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.bob);
    QCOMPARE(only<GroupChanged>(heard).size(), size_t(1));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::NoConversation);
    QVERIFY(only<ChatDeliver>(f.server.take(f.ada)).empty());
    f.server.say(f.ada, ChatSend{f.group, uuidOf(3), "they are gone"});
    f.server.settle();
    QVERIFY(f.server.take(f.bob).empty());
}

void TestGroups::whatOneSessionAsksForKeepsItsOrder()
{
    PeopleInGroups f;
    f.server.say(f.ada, renaming(f.group, 1, "x")); // 2: all of his has to wait for it
    f.server.say(f.bob, {ChatSend{f.group, uuidOf(2), "3"}, leaving(f.group, 3), // 4
                         ChatSend{f.group, uuidOf(4), "too late"}, ChatSend{"lobby", uuidOf(5), "1"}});
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.bob);
    const std::vector<ChatAck> acks = only<ChatAck>(heard);
    QCOMPARE(acks.size(), size_t(2));
    QCOMPARE(acks[0].seq, qint64(3));
    QCOMPARE(acks[1].conversation, "lobby");
    QCOMPARE(only<GroupAck>(heard).front().seq, qint64(4));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::NoConversation);
    QCOMPARE(f.server.domain->counts().messagesWaiting, 0);
}

/// What was said waits for a conversation that has to be made first, and so does what comes behind it.
void TestGroups::leavingDoesNotOvertakeWhatWasSaid()
{
    PeopleInGroups f;
    f.server.say(f.bob, {ChatSend{"d:bob:eve", uuidOf(1), "first"}, ChatSend{f.group, uuidOf(2), "goodbye"},
                         leaving(f.group, 3)});
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.bob);
    QVERIFY(only<protocol::ErrorReply>(heard).empty());
    QCOMPARE(only<ChatAck>(heard).size(), size_t(2));
    QCOMPARE(only<GroupAck>(heard).front().seq, qint64(3));
    QCOMPARE(only<ChatDeliver>(f.server.take(f.ada)).front().message.seq, qint64(2));
}

void TestGroups::aCodeThatIsBeingClosedOpensNothing()
{
    PeopleInGroups f;
    f.server.say(f.ada, opening(f.group, 1, true));
    f.server.settle();
    f.server.takeAll();
    f.server.say(f.ada, protocol::GroupGet{f.group});
    const QByteArray code = f.server.takeOne<protocol::GroupInfo>(f.ada).code.value_or(QByteArray());
    f.server.say(f.ada, opening(f.group, 2, false));
    protocol::GroupJoin joining = asking<protocol::GroupJoin>({}, 3, {});
    joining.change.what = GroupChange::Joined;
    joining.code = code;
    f.server.say(f.eve, joining);
    f.server.settle();
    QCOMPARE(f.refusal(f.eve), ErrorCode::NoConversation);
}

void TestGroups::changesAreJudgedOneAfterTheOther()
{
    PeopleInGroups f;
    f.server.say(f.ada, {inviting(f.group, 1, {"eve"}), inviting(f.group, 2, {"eve"}),
                         removing(f.group, 3, "eve"), removing(f.group, 4, "eve")});
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.ada);
    const std::vector<GroupAck> acks = only<GroupAck>(heard);
    QCOMPARE(acks.size(), size_t(2));
    QVERIFY(acks[0].uuid == uuidOf(1) && acks[1].uuid == uuidOf(3));
    for (const auto &error : only<protocol::ErrorReply>(heard))
        QCOMPARE(error.code, ErrorCode::BadField);
    QCOMPARE(only<GroupChanged>(f.server.take(f.bob)).size(), size_t(2));
}

void TestGroups::otherConversationsDoNotWait()
{
    PeopleInGroups f;
    f.server.say(f.ada, creating(1, {"eve"}));
    f.server.settle();
    f.server.takeAll();
    f.server.messages.batches.clear();
    f.server.say(f.ada, renaming(f.group, 2, "x"));
    f.server.say(f.eve, ChatSend{"lobby", uuidOf(3), "hello"});
    QCOMPARE(f.server.messages.batches, (std::vector<size_t>{1, 1})); // handed over, not held back
}

void TestGroups::aFailedChangeChangesNothing()
{
    PeopleInGroups f;
    f.server.messages.failures = 1;
    f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.settle();
    QCOMPARE(only<protocol::ErrorReply>(f.server.take(f.ada)).front().code, ErrorCode::StorageFailed);
    QCOMPARE(only<ChatAck>(f.server.take(f.bob)).size(), size_t(1));
    QCOMPARE(f.members(), (Names{"ada", "bob"}));
    f.server.takeAll();
    f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.settle();
    (void)f.server.takeOne<GroupAck>(f.ada);
    (void)f.server.takeOne<GroupChanged>(f.bob);
    QCOMPARE(f.members(), Names{"ada"});
}

void TestGroups::aChangeThatFailedAndWasStored()
{
    PeopleInGroups f;
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.settle();
    // It is true all the same: both are told, and he does not speak any more.
    const std::vector<Heard> asked = f.server.take(f.ada);
    QCOMPARE(only<protocol::ErrorReply>(asked).front().code, ErrorCode::StorageFailed);
    QCOMPARE(only<GroupChanged>(asked).size(), size_t(1));
    const std::vector<Heard> heard = f.server.take(f.bob);
    QCOMPARE(only<GroupChanged>(heard).size(), size_t(1));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::NoConversation);
    QCOMPARE(f.members(), Names{"ada"});

    f.server.say(f.ada, removing(f.group, 1, "bob"));
    f.server.settle();
    QCOMPARE(f.server.takeOne<GroupAck>(f.ada).seq, qint64(2));
    QVERIFY(f.server.take(f.bob).empty()); // once is enough
}

void TestGroups::aGroupThatFailedAndWasStored()
{
    PeopleInGroups f;
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    f.server.say(f.ada, creating(1, {"eve"}));
    f.server.settle();
    QCOMPARE(f.refusal(f.ada), ErrorCode::StorageFailed);
    QVERIFY(f.server.take(f.eve).empty());
    f.server.say(f.ada, creating(1, {"eve"}));
    f.server.say(f.ada, creating(1, {"eve"}));
    f.server.settle();
    const std::vector<GroupAck> acks = only<GroupAck>(f.server.take(f.ada));
    QCOMPARE(acks.size(), size_t(2));
    QCOMPARE(acks[0].conversation, acks[1].conversation);
    const auto told = f.server.takeOne<GroupChanged>(f.eve);
    QCOMPARE(told.conversation, acks[0].conversation);
    QCOMPARE(told.entry.change->what, GroupChange::Created);
    f.server.say(f.eve, ChatSend{told.conversation, uuidOf(2), "hello"});
    f.server.settle();
    QCOMPARE(f.server.takeOne<ChatAck>(f.eve).seq, qint64(2));
    (void)f.server.takeOne<ChatDeliver>(f.ada);
}

void TestGroups::aGroupThatCannotBeReadBack()
{
    PeopleInGroups f;
    f.server.messages.failures = 1;
    f.server.conversations.failures = 2;
    f.server.say(f.ada, renaming(f.group, 1, "x"));
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.settle();
    QCOMPARE(f.refusal(f.ada), ErrorCode::StorageFailed);
    QCOMPARE(f.refusal(f.bob), ErrorCode::StorageFailed); // an answer, though nobody knows the group
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.passSeconds(1);
    f.server.settle(); // fails again
    QCOMPARE(f.refusal(f.bob), ErrorCode::StorageFailed);
    f.server.say(f.bob, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.passSeconds(1);
    f.server.settle();
    QCOMPARE(f.server.takeOne<ChatAck>(f.bob).seq, qint64(2));
}

void TestGroups::onlySoManyChangesWait()
{
    Limits limits = DomainHarness::generousLimits();
    limits.waitingGroupChanges = 3;
    PeopleInGroups f(limits);
    std::vector<protocol::ClientMessage> changes;
    for (int i = 0; i < 5; ++i) // one is on its way, three wait, and the last is one too many
        changes.push_back(renaming(f.group, i, "x"));
    f.server.say(f.ada, changes);
    QCOMPARE(f.refusal(f.ada), ErrorCode::ServerBusy);
    f.server.settle();
    QCOMPARE(only<GroupAck>(f.server.take(f.ada)).size(), size_t(4));
}

void TestGroups::aFullGroupCountsThoseOnTheirWay()
{
    Limits limits = DomainHarness::generousLimits();
    limits.groupsPerAccount = 2;
    PeopleInGroups f(limits);
    f.server.say(f.eve, creating(1, {}));
    f.server.say(f.eve, creating(2, {}));
    f.server.say(f.eve, creating(3, {})); // none of them is on disk yet
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.eve);
    QCOMPARE(only<GroupAck>(heard).size(), size_t(2));
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::LimitReached);
}

void TestGroups::shuttingDownWaitsForChanges()
{
    PeopleInGroups f;
    f.server.say(f.ada, {renaming(f.group, 1, "x"), renaming(f.group, 2, "y")});
    bool down = false;
    f.server.domain->shutDown(QStringLiteral("bye"), [&down] { down = true; });
    QVERIFY(!down);
    f.server.settle();
    QVERIFY(down);
    QCOMPARE(only<GroupAck>(f.server.take(f.ada)).size(), size_t(2));
}

void TestGroups::aSessionWithoutGroupsHearsNothing()
{
    PeopleInGroups f;
    const ConnectionId old = f.server.open();
    f.server.say(old, protocol::Hello{1, 1, "old", {"trace"}});
    QVERIFY(f.server.takeOne<protocol::Welcome>(old).features.empty());
    f.server.say(old, protocol::AuthSignIn{"bob", DomainHarness::passwordOf("bob")});
    f.server.settle();
    f.server.takeAll();
    f.server.say(f.ada, renaming(f.group, 1, "x"));
    f.server.say(f.ada, ChatSend{f.group, uuidOf(2), "hello"});
    f.server.settle();
    f.server.say(f.bob, protocol::ReceiptSet{f.group, {3, 3}});
    f.server.say(f.ada, protocol::TypingSet{f.group, true});
    QVERIFY(f.server.take(old).empty());
    QCOMPARE(f.server.take(f.bob).size(), size_t(3));
}

/// However many there are, what is told to them is handed over as one.
void TestGroups::everybodyIsToldAtOnce()
{
    PeopleInGroups f;
    const ConnectionId eveToo = f.server.signedIn("eve");
    f.server.say(f.ada, inviting(f.group, 1, {"eve"}));
    f.server.settle();
    f.server.takeAll();
    const auto calls = [&f](const protocol::ClientMessage &message) {
        const int before = f.server.out.calls;
        f.server.say(f.ada, message);
        f.server.settle();
        return f.server.out.calls - before;
    };
    QCOMPARE(calls(ChatSend{f.group, uuidOf(2), "hello"}), 2); // and the acknowledgement
    QCOMPARE(calls(renaming(f.group, 3, "x")), 2);
    QCOMPARE(calls(protocol::TypingSet{f.group, true}), 1);
    QCOMPARE(calls(protocol::ReceiptSet{f.group, {3, 3}}), 0);
    for (const ConnectionId other : {f.bob, f.eve, eveToo})
        QCOMPARE(f.server.take(other).size(), size_t(3));
}

void TestGroups::aGroupAsLargeAsItMayBe()
{
    PeopleInGroups f;
    const int most = DomainHarness::generousLimits().groupMembers;
    std::vector<Names> hundreds(1);
    for (int i = 2; i <= most; ++i) { // ada and bob are two of them; so one is too many
        const QByteArray name = "member" + QByteArray::number(i);
        f.server.close(f.server.signedIn(name));
        if (hundreds.back().size() == size_t(GroupChange::maxMembers))
            hundreds.emplace_back();
        hundreds.back().push_back(name);
    }
    const QByteArray tooMany = hundreds.back().back();
    hundreds.back().pop_back();
    f.server.takeAll();
    int uuid = 0;
    for (const Names &hundred : hundreds)
        f.server.say(f.ada, inviting(f.group, ++uuid, hundred));
    f.server.say(f.ada, inviting(f.group, ++uuid, {tooMany}));
    f.server.settle();
    const std::vector<Heard> heard = f.server.take(f.ada);
    QCOMPARE(only<GroupAck>(heard).size(), hundreds.size());
    QCOMPARE(only<protocol::ErrorReply>(heard).front().code, ErrorCode::LimitReached);
    QCOMPARE(int(f.members().size()), most);
    f.server.say(f.ada, protocol::HistoryGet{f.group, std::nullopt, 0, 100});
    f.server.settle();
    QCOMPARE(f.server.takeOne<protocol::HistoryPage>(f.ada).messages.size(), hundreds.size() + 1);
}

QTEST_GUILESS_MAIN(TestGroups)
#include "tst_groups.moc"
