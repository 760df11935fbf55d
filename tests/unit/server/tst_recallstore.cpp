// SPDX-License-Identifier: MIT
#include "tests/support/faultvfs.h"
#include "tests/unit/server/groupfixture.h"

using namespace miniqq;
using namespace miniqq::server;
using miniqq::test::FaultVfs;
using Refusal = AppendResult::Refusal;

namespace {

constexpr char gone[] = "gone";
constexpr qint64 lobby = 1;

/// A store in which messages are taken back.
class RecallFixture : public GroupFixture
{
public:
    using GroupFixture::GroupFixture;

    NewMessage recall(ConversationRow conversation, AccountId sender, Recall what)
    {
        NewMessage entry = message(conversation.value(), sender.value(), {});
        what.gone = gone;
        EntryExtra extra;
        extra.details = "recalls " + QByteArray::number(what.seq);
        extra.recall = std::move(what);
        entry.extra = std::make_shared<const EntryExtra>(std::move(extra));
        return entry;
    }
    NewMessage recall(AccountId sender, qint64 seq)
    {
        return recall(ConversationRow(lobby), sender, Recall{seq, {}, 0, false, {}, {}});
    }
    /// What the lobby has: texts, or in brackets what there is instead.
    QByteArray log()
    {
        QByteArrayList all;
        const auto page = this->page({ConversationRow(lobby), PageQuery::After, 0, 1000});
        if (!page)
            qFatal("%s", qPrintable(page.error().text));
        for (const StoredMessage &entry : page->messages)
            all << QByteArray(entry.text.isEmpty() ? QByteArray('[' + entry.details + ']')
                                                   : QByteArray(entry.text + entry.details));
        return all.join(' ');
    }
};

} // namespace

/// Taking a message back: in one transaction its text goes and the log says so.
class TestRecallStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theTextIsGone_data();
    void theTextIsGone();
    void theSameUuidIsDoneOnce();
    void whatIsRefused();
    void groupsAskWhoWasThere();
    void nothingOfItIsLeftInTheFile();
    void allOrNothingAfterPowerCuts();
};

void TestRecallStore::theTextIsGone_data()
{
    QTest::addColumn<bool>("indexed");
    QTest::newRow("from the tail") << false;
    QTest::newRow("from the index") << true;
}

void TestRecallStore::theTextIsGone()
{
    QFETCH(bool, indexed);
    RecallFixture f;
    f.append({f.message(lobby, 1, "one"), f.message(lobby, 2, "two"), f.message(lobby, 1, "three")});
    if (indexed)
        f.awaitIndexed();
    const AppendResult done = f.append(f.recall(bob, 2));
    QCOMPARE(done.status, AppendResult::Stored);
    QCOMPARE(done.seq, qint64(4));
    QCOMPARE(f.log(), "one [gone] three [recalls 2]");
    f.awaitIndexed();
    QCOMPARE(f.log(), "one [gone] three [recalls 2]");
    f.close();
    QVERIFY(f.open());
    QCOMPARE(f.log(), "one [gone] three [recalls 2]");
    // Said and taken back in one commit.
    const auto both = f.append({f.message(lobby, 1, "five"), f.recall(alice, 5)});
    QCOMPARE(both[1].status, AppendResult::Stored);
    QCOMPARE(f.log(), "one [gone] three [recalls 2] [gone] [recalls 5]");
}

void TestRecallStore::theSameUuidIsDoneOnce()
{
    RecallFixture f;
    const NewMessage said = f.message(lobby, 1, "one");
    f.append(said);
    const NewMessage asked = f.recall(alice, 1);
    const AppendResult first = f.append(asked);
    const AppendResult again = f.append(asked);
    QCOMPARE(again.status, AppendResult::Duplicate);
    QVERIFY(!again.isOver);
    QVERIFY(again.seq == first.seq && again.timeMs == first.timeMs);
    const AppendResult other = f.append(f.recall(alice, 1)); // another wish for the same
    QCOMPARE(other.status, AppendResult::Duplicate);
    QVERIFY(other.isOver);
    QVERIFY(other.seq == first.seq && other.timeMs == first.timeMs);

    const AppendResult saidAgain = f.append(said); // its text is not known any more
    QCOMPARE(saidAgain.status, AppendResult::Duplicate);
    QVERIFY(saidAgain.isOver);
    QCOMPARE(saidAgain.seq, qint64(1));
    NewMessage conflict = f.recall(alice, 2);
    conflict.uuid = asked.uuid;
    QCOMPARE(f.append(conflict).status, AppendResult::Conflict);
    conflict.uuid = said.uuid;
    QCOMPARE(f.append(conflict).status, AppendResult::Conflict);
    NewMessage text = f.message(lobby, 1, "text");
    text.uuid = asked.uuid;
    QCOMPARE(f.append(text).status, AppendResult::Conflict);
    QCOMPARE(f.log(), "[gone] [recalls 1]");
}

void TestRecallStore::whatIsRefused()
{
    RecallFixture f;
    const AppendResult said = f.append(f.message(lobby, 1, "one"));
    const auto refusal = [&f](AccountId who, const Recall &recall) {
        const AppendResult result = f.append(f.recall(ConversationRow(lobby), who, recall));
        return result.status == AppendResult::NotStored ? result.refusal : Refusal::None;
    };
    QCOMPARE(refusal(alice, {2, {}, 0, false, {}, {}}), Refusal::Unknown);
    QCOMPARE(refusal(bob, {1, {}, 0, false, {}, {}}), Refusal::Foreign);
    QCOMPARE(refusal(bob, {1, {}, 0, true, {alice}, {}}), Refusal::Foreign);
    QCOMPARE(refusal(alice, {1, {}, said.timeMs + 1, false, {}, {}}), Refusal::TooLate);
    QCOMPARE(f.log(), "one");
    QCOMPARE(refusal(bob, {1, {}, said.timeMs, true, {carol}, {}}), Refusal::None);
    QCOMPARE(f.log(), "[gone] [recalls 1]");
    QCOMPARE(refusal(bob, {2, {}, 0, false, {}, {}}),
             Refusal::Unknown); // that it was taken back is no message
    QCOMPARE(refusal(carol, {1, {}, 0, false, {}, {}}), Refusal::Foreign); // whether or not it was
}

void TestRecallStore::groupsAskWhoWasThere()
{
    RecallFixture f;
    const ConversationRow group = f.create("g:one", {join(alice, StoredRole::Owner)}); // 1
    f.append(f.message(group.value(), 1, "before"));                                   // 2
    GroupEdit edit;
    edit.members = {join(bob)};
    f.make(group, alice, edit, "joined"); // 3
    const auto asked = [&](AccountId who, qint64 seq) {
        return f.append(f.recall(group, who, {seq, who, 0, true, {}, {}}));
    };
    QCOMPARE(asked(bob, 2).refusal, Refusal::Unknown);
    QCOMPARE(asked(bob, 3).refusal, Refusal::Unknown); // a change
    QCOMPARE(asked(carol, 2).refusal, Refusal::Unknown);
    QCOMPARE(asked(alice, 2).status, AppendResult::Stored);
    QCOMPARE(f.read(group, bob), "3,4");
}

void TestRecallStore::nothingOfItIsLeftInTheFile()
{
    RecallFixture f;
    const QByteArray secret = "what should not have been said";
    f.append({f.message(lobby, 1, "one"), f.message(lobby, 1, secret), f.message(lobby, 1, "three")});
    const auto isIn = [&f](const QByteArray &text, const char *suffix) {
        QFile file(f.options.path + QLatin1String(suffix));
        return file.open(QIODevice::ReadOnly) && file.readAll().contains(text);
    };
    const auto isThere = [&isIn](const QByteArray &text) { return isIn(text, "") || isIn(text, "-wal"); };
    QVERIFY(isThere(secret));
    f.append(f.recall(alice, 2));
    // Also while the store is open, as soon as it has nothing else to do.
    QTRY_VERIFY(!isThere(secret));
    QVERIFY(isThere("three"));
    f.close();
    QVERIFY(isIn("three", ""));
    QVERIFY(!isIn(secret, ""));
}

void TestRecallStore::allOrNothingAfterPowerCuts()
{
    FaultVfs vfs("recall");
    RecallFixture f(vfs.name());
    for (qint64 said = 1, cuts = 0; cuts < 40; said += 2, ++cuts) {
        QCOMPARE(f.append(f.message(lobby, 1, "said")).seq, said);
        const bool isAcknowledged = cuts % 2 == 0;
        const size_t before = f.results.size();
        f.store->messages().append({f.recall(alice, said)});
        if (isAcknowledged)
            f.awaitResults(before + 1);
        RecallFixture cut;
        cut.close();
        vfs.cutPower(f.options.path, cut.options.path, quint32(cuts));
        f.awaitResults(before + 1);
        QVERIFY2(cut.open(), qPrintable(cut.openError));
        const auto page = cut.page({ConversationRow(lobby), PageQuery::After, said - 1, 10});
        QVERIFY(page && !page->messages.empty());
        const bool isDone = page->messages.size() == 2;
        QVERIFY(isDone || !isAcknowledged);
        QCOMPARE(page->messages.front().text, isDone ? "" : "said");
        QCOMPARE(page->messages.front().details, isDone ? gone : "");
        // Whoever did not hear of it asks again.
        NewMessage again = cut.recall(alice, said);
        again.uuid = f.recall(alice, said).uuid;
        QCOMPARE(cut.append(again).status, isDone ? AppendResult::Duplicate : AppendResult::Stored);
    }
}

QTEST_GUILESS_MAIN(TestRecallStore)
#include "tst_recallstore.moc"
