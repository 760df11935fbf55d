// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;
using protocol::ChatDeliver;
using protocol::ChatSend;
using protocol::ErrorCode;
using protocol::GroupAck;
using protocol::GroupChanged;

/// What those are told who left a group, or came to it late: nothing of the time that they were not there.
class TestGroupLeavers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTitleStaysAsItWas_data();
    void theTitleStaysAsItWas();
    void whatIsToldLateIsNotForThoseWhoCameLater();
    void aChangeToldLateIsNotForThoseWhoCameLater();
};

void TestGroupLeavers::theTitleStaysAsItWas_data()
{
    QTest::addColumn<bool>("dissolved");
    QTest::newRow("removed") << false;
    QTest::newRow("dissolved") << true;
}

void TestGroupLeavers::theTitleStaysAsItWas()
{
    QFETCH(bool, dissolved);
    PeopleInGroups f;
    f.server.say(f.ada, renaming(f.group, 1, "While he was there"));
    if (dissolved)
        f.server.say(f.ada, dissolving(f.group, 2));
    else
        f.server.say(f.ada, {removing(f.group, 2, "bob"), renaming(f.group, 3, "Behind his back")});
    f.server.settle();
    QCOMPARE(f.listed(f.bob).title, "While he was there");
    QVERIFY(!f.listed(f.bob).role);
    if (dissolved)
        return;
    QCOMPARE(f.listed(f.ada).title, "Behind his back");
    f.server.say(f.ada, inviting(f.group, 4, {"bob"}));
    f.server.settle();
    QCOMPARE(f.listed(f.bob).title, "Behind his back");
}

/// Bob's message failed and was stored all the same; it is told when he tries again.
void TestGroupLeavers::whatIsToldLateIsNotForThoseWhoCameLater()
{
    PeopleInGroups f;
    const ConnectionId elsewhere = f.server.signedIn("bob");
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    f.server.say(f.bob, ChatSend{f.group, uuidOf(1), "not for Eve"}); // 2
    f.server.settle();
    QCOMPARE(f.refusal(f.bob), ErrorCode::StorageFailed);
    f.server.say(f.ada, inviting(f.group, 2, {"eve"})); // 3
    f.server.settle();
    f.server.takeAll();

    f.server.say(f.bob, ChatSend{f.group, uuidOf(1), "not for Eve"});
    f.server.settle();
    QCOMPARE(f.server.takeOne<protocol::ChatAck>(f.bob).seq, qint64(2));
    QCOMPARE(f.server.takeOne<ChatDeliver>(f.ada).message.text, "not for Eve");
    QCOMPARE(f.server.takeOne<ChatDeliver>(elsewhere).message.seq, qint64(2));
    QVERIFY(f.server.take(f.eve).empty());
}

/// A change with no effect that failed and was stored: nobody could see it when the group was read back.
void TestGroupLeavers::aChangeToldLateIsNotForThoseWhoCameLater()
{
    PeopleInGroups f;
    f.server.messages.failures = 1;
    f.server.messages.failAfterStoring = true;
    f.server.say(f.ada, renaming(f.group, 1, "Class")); // 2: what it is called
    f.server.settle();
    QCOMPARE(f.refusal(f.ada), ErrorCode::StorageFailed);
    f.server.say(f.ada, inviting(f.group, 2, {"eve"})); // 3
    f.server.settle();
    f.server.takeAll();

    f.server.say(f.ada, renaming(f.group, 1, "Class"));
    f.server.settle();
    QCOMPARE(f.server.takeOne<GroupAck>(f.ada).seq, qint64(2));
    QCOMPARE(f.server.takeOne<GroupChanged>(f.bob).entry.seq, qint64(2));
    QVERIFY(f.server.take(f.eve).empty());
}

QTEST_GUILESS_MAIN(TestGroupLeavers)
#include "tst_groupleavers.moc"
