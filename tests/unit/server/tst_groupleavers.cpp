// SPDX-License-Identifier: MIT
#include "tests/unit/server/peopleingroups.h"

using namespace miniqq;
using namespace miniqq::testing;

/// What those are told who left a group, or came to it late: nothing of the time that they were not there.
class TestGroupLeavers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTitleStaysAsItWas_data();
    void theTitleStaysAsItWas();
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

QTEST_GUILESS_MAIN(TestGroupLeavers)
#include "tst_groupleavers.moc"
