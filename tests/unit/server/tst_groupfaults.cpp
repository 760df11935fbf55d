// SPDX-License-Identifier: MIT
#include "tests/support/faultvfs.h"
#include "tests/unit/server/groupfixture.h"

#include <QRegularExpression>

#include <sqlite3.h>

using namespace miniqq;
using namespace miniqq::server;
using miniqq::test::FaultVfs;

/// What is left of a group when the disk fails or the power goes: whatever its log says was done, and nothing
/// else.
class TestGroupFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logAndMembersAgreeAfterPowerCuts();
    void readingBackTellsWhatBecameOfAFailedChange_data();
    void readingBackTellsWhatBecameOfAFailedChange();

private:
    FaultVfs m_vfs{QByteArrayLiteral("groupfault")};
};

void TestGroupFaults::logAndMembersAgreeAfterPowerCuts()
{
    GroupFixture f(m_vfs.name());
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)});
    std::vector<GroupEdit> edits; // of each entry from the second on; messages have none
    size_t expectedResults = f.results.size();
    bool isIn = false;
    for (quint32 cuts = 0; cuts < 40; ++cuts) {
        std::vector<NewMessage> batch;
        for (int i = 0; i < 6; ++i) {
            GroupEdit edit;
            if (i % 3 != 2) {
                edit.members = {isIn ? leave(bob) : join(bob)};
                edit.title = QByteArray::number(qint64(edits.size()));
                isIn = !isIn;
                batch.push_back(f.change(group, alice, edit, *edit.title));
            } else {
                batch.push_back(f.message(group.value(), 1, "text"));
            }
            edits.push_back(edit);
        }
        // Two commits: one is acknowledged, the other under way.
        std::vector<NewMessage> second(batch.begin() + 3, batch.end());
        batch.resize(3);
        f.store->messages().append(std::move(batch));
        f.awaitResults(expectedResults + 3);
        f.store->messages().append(std::move(second));
        StoreFixture cut;
        m_vfs.cutPower(f.options.path, cut.options.path, cuts);
        expectedResults += 6;
        f.awaitResults(expectedResults);

        const auto state = cut.open();
        QVERIFY2(state, qPrintable(cut.openError));
        const ConversationRecord &record = state->conversations.back();
        QCOMPARE(record.key, "g:one");
        QVERIFY(record.lastSeq >= qint64(edits.size()) + 1 - 3); // what was acknowledged is there
        GroupRecord expected = f.expected[group];
        for (qint64 seq = 2; seq <= record.lastSeq; ++seq)
            expected.apply(edits[size_t(seq - 2)], seq);
        QVERIFY(record.group && *record.group == expected);
        PageQuery query;
        query.conversation = group;
        query.reader = alice;
        query.limit = 1000;
        const auto page = cut.page(query);
        QVERIFY(page);
        QCOMPARE(qint64(page->messages.size()), record.lastSeq);
        for (const StoredMessage &entry : page->messages) {
            if (entry.seq > 1)
                QCOMPARE(entry.details, edits[size_t(entry.seq - 2)].title.value_or(QByteArray()));
        }
    }
}

void TestGroupFaults::readingBackTellsWhatBecameOfAFailedChange_data()
{
    QTest::addColumn<int>("writes");
    QTest::addColumn<int>("syncs");
    QTest::addColumn<bool>("wasStored");
    QTest::newRow("a write fails") << 1 << 0 << false;
    QTest::newRow("a sync fails") << 0 << 1 << false;
    // Closing cannot bring the log into the database then: opening reads all that was written.
    QTest::newRow("a sync fails, and the next one") << 0 << 2 << true;
}

void TestGroupFaults::readingBackTellsWhatBecameOfAFailedChange()
{
    QFETCH(int, writes);
    QFETCH(int, syncs);
    QFETCH(bool, wasStored);
    GroupFixture f(m_vfs.name());
    const ConversationRow group = f.create("g:one", {join(alice)});
    for (int i = 0; i < 10; ++i) {
        const qint64 before = f.append(f.message(group.value(), 1, "something in the log")).seq;
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("Storing failed")));
        m_vfs.failSyncs(syncs);
        m_vfs.failWrites(SQLITE_IOERR_WRITE, writes);
        GroupEdit edit;
        edit.members = {i % 2 == 0 ? join(bob) : leave(bob)};
        const NewMessage change = f.change(group, alice, edit, "change");
        QCOMPARE(f.append(change).status, AppendResult::Failed);

        std::optional<Result<ConversationRecord, StoreError>> read;
        f.store->conversations().readGroup(group, [&read](const auto &result) { read = result; });
        QVERIFY(awaitValue(read));
        const ConversationRecord &record = **read;
        QCOMPARE(record.lastSeq, before + (wasStored ? 1 : 0));
        const AppendResult again = f.append(change);
        QCOMPARE(again.status, wasStored ? AppendResult::Duplicate : AppendResult::Stored);
        QCOMPARE(again.seq, before + 1);
        GroupRecord after = f.expected[group];
        after.apply(edit, again.seq);
        QVERIFY(*record.group == (wasStored ? after : f.expected[group]));
        f.expected[group] = after;
    }
}

QTEST_GUILESS_MAIN(TestGroupFaults)
#include "tst_groupfaults.moc"
