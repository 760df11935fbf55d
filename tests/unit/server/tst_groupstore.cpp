// SPDX-License-Identifier: MIT
#include "tests/unit/server/groupfixture.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace miniqq;
using namespace miniqq::server;

class TestGroupStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGroupIsMadeInOneCommit();
    void changesAndMessagesKeepTheirOrder();
    void onlyTheOwnTimeIsRead();
    void readingIsTheSameWhereverTheEntriesAre();
    void theSameUuidIsDoneOnce();
    void onlyRepeatedStoresNothing();
    void aRuleOfTheDatabaseUndoesOneChangeAlone();
    void aRuleThatEndsTheTransactionEndsItForAll();
    void recordsAreWhatTheTablesSay();
    void survivesACrash();
    void anOlderDatabaseGetsGroups();
    void anOlderDatabaseGetsTheTitlesOfThoseWhoLeft();
};

void TestGroupStore::aGroupIsMadeInOneCommit()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner), join(bob)});
    QVERIFY(!group.isNull());
    f.close();
    const auto state = f.open();
    QVERIFY(state);
    const ConversationRecord &record = state->conversations.back();
    QCOMPARE(record.key, "g:one");
    QCOMPARE(record.kind, ConversationKind::Group);
    QCOMPARE(record.lastSeq, qint64(1));
    QVERIFY(record.members.empty());
    QVERIFY(record.group && *record.group == f.expected[group]);
    QCOMPARE(record.group->title, "title");
    QCOMPARE(record.group->find(alice)->role, StoredRole::Owner);
    QCOMPARE(record.group->find(bob)->joinedSeq, qint64(1));
}

void TestGroupStore::changesAndMessagesKeepTheirOrder()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice)});
    GroupEdit rename;
    rename.title = "new";
    std::vector<NewMessage> batch{f.message(group.value(), 1, "before"),
                                  f.change(group, alice, rename, "renamed"),
                                  f.message(group.value(), 1, "after")};
    const auto results = f.append(batch);
    for (size_t i = 0; i < results.size(); ++i)
        QCOMPARE(results[i].seq, qint64(i) + 2);
    PageQuery query;
    query.conversation = group;
    query.reader = alice;
    query.limit = 10;
    const auto page = f.page(query);
    QVERIFY(page);
    QCOMPARE(page->messages[0].details, "made g:one");
    QCOMPARE(page->messages[1].text, "before");
    QVERIFY(page->messages[1].details.isEmpty());
    QCOMPARE(page->messages[2].details, "renamed");
    QVERIFY(page->messages[2].text.isEmpty());
    QCOMPARE(page->messages[3].text, "after");
}

void TestGroupStore::onlyTheOwnTimeIsRead()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice)}); // 1
    const auto say = [&](const char *text) { f.append(f.message(group.value(), 1, text)); };
    const auto with = [](const Member &member) {
        GroupEdit edit;
        edit.members = {member};
        return edit;
    };
    say("2");
    f.make(group, alice, with(join(bob)), "3");
    say("4");
    say("5");
    f.make(group, bob, with(leave(bob)), "6");
    say("7");
    f.make(group, alice, with(join(bob)), "8");
    f.make(group, alice, with({bob, Member::Remove, StoredRole::Member, 0}), "9");
    say("10");
    f.awaitIndexed();
    say("11");
    f.make(group, alice, with(join(bob)), "12");
    say("13");
    QCOMPARE(f.read(group, alice), "1,2,3,4,5,6,7,8,9,10,11,12,13");
    QCOMPARE(f.read(group, bob), "3,4,5,6,8,9,12,13");
    QCOMPARE(f.read(group, carol), "");
    QCOMPARE(f.read(group, AccountId(99)), "");
    GroupEdit dissolve;
    dissolve.dissolve = true;
    f.make(group, alice, dissolve, "14");
    say("15"); // nobody can; but were it there, nobody could read it
    QCOMPARE(f.read(group, bob), "3,4,5,6,8,9,12,13,14");
    QCOMPARE(f.read(group, alice), "1,2,3,4,5,6,7,8,9,10,11,12,13,14");
}

/// The same group, with the border between index and tail behind each of its entries.
void TestGroupStore::readingIsTheSameWhereverTheEntriesAre()
{
    for (int border = 0; border <= 9; ++border) {
        GroupFixture f;
        const ConversationRow group = f.create("g:one", {join(alice)});
        for (int i = 0; i < 8; ++i) {
            if (i == border)
                f.awaitIndexed();
            GroupEdit edit; // comes with 2, 6 and goes with 4, 8
            edit.members = {i % 4 == 0 ? join(bob) : leave(bob)};
            if (i % 2 == 0)
                f.make(group, alice, edit, "change");
            else
                f.append(f.message(group.value(), 1, "text"));
        }
        if (border == 8)
            f.awaitIndexed();
        QCOMPARE(f.read(group, bob), "2,3,4,6,7,8");
        QCOMPARE(f.read(group, alice), "1,2,3,4,5,6,7,8,9");
    }
}

void TestGroupStore::theSameUuidIsDoneOnce()
{
    GroupFixture f;
    GroupEdit edit;
    edit.newKey = "g:one";
    edit.title = "title";
    edit.members = {join(alice)};
    const NewMessage first = f.change({}, alice, edit, "made");
    const AppendResult made = f.append(first);
    GroupEdit otherKey = edit; // as whoever tries again has it
    otherKey.newKey = "g:two";
    NewMessage again = f.change({}, alice, otherKey, "made");
    again.uuid = first.uuid;
    const AppendResult repeated = f.append(again);
    QCOMPARE(repeated.status, AppendResult::Duplicate);
    QCOMPARE(repeated.group, made.group);
    QCOMPARE(repeated.seq, qint64(1));
    QCOMPARE(repeated.timeMs, made.timeMs);

    NewMessage other = f.change({}, alice, edit, "made otherwise");
    other.uuid = first.uuid;
    QCOMPARE(f.append(other).status, AppendResult::Conflict);
    NewMessage said = f.message(made.group.value(), 1, "said");
    said.uuid = first.uuid;
    QCOMPARE(f.append(said).status, AppendResult::Conflict);
    const NewMessage text = f.message(made.group.value(), 1, "text");
    QCOMPARE(f.append(text).status, AppendResult::Stored);
    NewMessage done = f.change(made.group, alice, edit, "text");
    done.uuid = text.uuid;
    QCOMPARE(f.append(done).status, AppendResult::Conflict);
    QCOMPARE(f.read(made.group, alice), "1,2");
}

void TestGroupStore::onlyRepeatedStoresNothing()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice)});
    NewMessage text = f.message(group.value(), 1, "text");
    text.onlyRepeated = true;
    QCOMPARE(f.append(text).status, AppendResult::NotStored);
    text.onlyRepeated = false;
    QCOMPARE(f.append(text).status, AppendResult::Stored);
    text.onlyRepeated = true;
    QCOMPARE(f.append(text).status, AppendResult::Duplicate);
    text.text = "other";
    QCOMPARE(f.append(text).status, AppendResult::Conflict);
    QCOMPARE(f.read(group, alice), "1,2");
}

void TestGroupStore::aRuleOfTheDatabaseUndoesOneChangeAlone()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice)});
    GroupEdit impossible; // there is no such account
    impossible.title = "half";
    impossible.members = {join(bob), join(AccountId(99))};
    const auto results =
        f.append({f.message(group.value(), 1, "before"), f.change(group, alice, impossible, "impossible"),
                  f.message(group.value(), 1, "after")});
    QCOMPARE(results[0].status, AppendResult::Stored);
    QCOMPARE(results[1].status, AppendResult::Failed);
    QCOMPARE(results[2].status, AppendResult::Stored);
    QCOMPARE(results[2].seq, qint64(3));
    std::optional<Result<ConversationRecord, StoreError>> record;
    f.store->conversations().readGroup(group, [&record](const auto &read) { record = read; });
    QVERIFY(awaitValue(record));
    QVERIFY(*(*record)->group == f.expected[group]);
    QCOMPARE((*record)->lastSeq, qint64(3));
}

/// SQLite may roll a transaction back by itself, as for want of memory: nothing of it may be acknowledged.
void TestGroupStore::aRuleThatEndsTheTransactionEndsItForAll()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice)});
    f.exec("CREATE TRIGGER t BEFORE INSERT ON group_members WHEN NEW.account = 3"
           " BEGIN SELECT RAISE(ROLLBACK, 'the end of it all'); END");
    GroupEdit edit;
    edit.members = {join(bob), join(carol)};
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("the end of it all")));
    const std::vector<NewMessage> batch{f.message(group.value(), 1, "before"),
                                        f.change(group, alice, edit, "change"),
                                        f.message(group.value(), 1, "after")};
    for (const AppendResult &result : f.append(batch))
        QCOMPARE(result.status, AppendResult::Failed);
    QCOMPARE(f.read(group, alice), "1");
    f.exec("DROP TRIGGER t");
    const auto again = f.append(batch);
    for (size_t i = 0; i < again.size(); ++i) {
        QCOMPARE(again[i].status, AppendResult::Stored);
        QCOMPARE(again[i].seq, qint64(i) + 2);
    }
    QCOMPARE(f.read(group, alice), "1,2,3,4");
}

/// What memory makes of a change and what the tables make of it are the same, whatever the changes.
void TestGroupStore::recordsAreWhatTheTablesSay()
{
    GroupFixture f;
    QRandomGenerator random(7);
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)});
    for (int i = 0; i < 200; ++i) {
        GroupEdit edit;
        for (const AccountId account : {alice, bob, carol}) {
            const GroupMemberRecord *member = f.expected[group].find(account);
            const bool isIn = member && member->isIn();
            const int dice = int(random.bounded(6));
            const StoredRole role = StoredRole(random.bounded(3));
            if (!isIn && dice < 3)
                edit.members.push_back({account, Member::Join, role, qint64(random.bounded(2)) * 77,
                                        AccountId(random.bounded(3))});
            else if (isIn && dice < 3)
                edit.members.push_back({account, Member::What(dice + 1), role, qint64(random.bounded(99))});
        }
        if (random.bounded(4) == 0)
            edit.title = "title " + QByteArray::number(i);
        if (random.bounded(4) == 0)
            edit.notice = random.bounded(2) ? "notice" : "";
        if (random.bounded(4) == 0)
            edit.code = random.bounded(2) ? QByteArray("code" + QByteArray::number(i)) : QByteArray();
        if (random.bounded(4) == 0)
            edit.mutedUntilMs = i;
        edit.dissolve = i == 199;
        QCOMPARE(f.make(group, alice, edit, "change").status, AppendResult::Stored);
        if (i % 20 != 19)
            continue;
        std::optional<Result<ConversationRecord, StoreError>> record;
        f.store->conversations().readGroup(group, [&record](const auto &read) { record = read; });
        QVERIFY(awaitValue(record));
        QVERIFY(*(*record)->group == f.expected[group]);
    }
    f.close();
    const auto state = f.open();
    QVERIFY(state && groupsIn(*state) == f.expected);
}

/// Whatever moment the power goes at, what was acknowledged is there, members and entry alike.
void TestGroupStore::survivesACrash()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)});
    for (int i = 0; i < 6; ++i) {
        GroupEdit edit;
        edit.members = {i % 2 == 0 ? join(bob) : leave(bob)};
        if (i == 3)
            edit.title = "new";
        QCOMPARE(f.make(group, alice, edit, "change").status, AppendResult::Stored);
        StoreFixture copy;
        f.copyTo(copy);
        const auto state = copy.open();
        QVERIFY2(state, qPrintable(copy.openError));
        QVERIFY(groupsIn(*state) == f.expected);
        QCOMPARE(state->conversations.back().lastSeq, qint64(i) + 2);
    }
}

void TestGroupStore::anOlderDatabaseGetsGroups()
{
    GroupFixture f;
    f.append(f.message(1, 1, "said before there were groups"));
    f.close();
    f.exec("DROP TABLE attachments; DROP TABLE avatars; DROP TABLE files; DROP TABLE bans;"
           "DROP TABLE group_members; DROP TABLE groups; DROP TABLE log_details;"
           "DROP TABLE recalls; DROP TABLE log_name; PRAGMA user_version = 2");
    const auto state = f.open();
    QVERIFY2(state, qPrintable(f.openError));
    QCOMPARE(state->accounts.size(), size_t(3));
    QCOMPARE(f.texts(1), std::vector<QByteArray>{"said before there were groups"});
    QVERIFY(!f.create("g:one", {join(alice)}).isNull());
    QVERIFY(QFile::exists(QString(f.options.path + QStringLiteral(".v2.bak"))));
}

void TestGroupStore::anOlderDatabaseGetsTheTitlesOfThoseWhoLeft()
{
    GroupFixture f;
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner), join(bob), join(carol)});
    const auto entry = [](const QByteArray &json, std::optional<QByteArray> title,
                          std::vector<Member> members) {
        GroupEdit edit;
        edit.change = json;
        edit.title = std::move(title);
        edit.members = std::move(members);
        return edit;
    };
    for (const GroupEdit &edit : {entry(R"({"what":"created","title":"first"})", "first", {}),
                                  entry(R"({"what":"left"})", {}, {leave(bob)}),
                                  entry(R"({"what":"renamed","title":"\u7f51络"})", "网络", {}),
                                  entry(R"({"what":"left"})", {}, {leave(carol)}),
                                  entry(R"({"what":"renamed","title":"last"})", "last", {})})
        QCOMPARE(f.make(group, alice, edit, edit.change).status, AppendResult::Stored);
    QCOMPARE(f.expected[group].find(bob)->leftTitle, "first");
    QCOMPARE(f.expected[group].find(carol)->leftTitle, "网络");
    f.close();
    f.exec(
        "DROP TABLE attachments; DROP TABLE avatars; DROP TABLE files;"
        "DROP TABLE recalls; ALTER TABLE log_details RENAME TO group_changes;"
        "ALTER TABLE group_changes RENAME COLUMN details TO change;"
        "ALTER TABLE group_members DROP COLUMN left_title; ALTER TABLE group_members DROP COLUMN brought_by;"
        "DROP TABLE bans; DROP TABLE log_name; PRAGMA user_version = 3");
    const auto state = f.open();
    QVERIFY2(state, qPrintable(f.openError));
    QVERIFY(groupsIn(*state) == f.expected);
}

QTEST_GUILESS_MAIN(TestGroupStore)
#include "tst_groupstore.moc"
