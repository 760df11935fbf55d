// SPDX-License-Identifier: MIT
#include "tests/unit/server/storefixture.h"

#include <QFileInfo>

using namespace miniqq;
using namespace miniqq::server;

namespace {

constexpr qint64 lobby = 1; // the conversation that every database has
constexpr int neverIdleMs = 3'600'000;

QByteArray number(int i)
{
    return QByteArray::number(i);
}

std::vector<qint64> seqs(const MessagePage &page)
{
    std::vector<qint64> all;
    for (const StoredMessage &message : page.messages)
        all.push_back(message.seq);
    return all;
}

using Seqs = std::vector<qint64>;

} // namespace

/// Order, numbers, group commits, repeated sends, pages, and what is left after a crash.
class TestMessageStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesNumbersInOrderOfArrival();
    void keepsTextAsBytes();
    void commitsInGroups();
    void capsACommit();
    void answersRepeats_data();
    void answersRepeats();
    void repeatsWithinOneBatch();
    void acceptsIdsThatDoNotAscend();
    void refusesOtherContentUnderTheSameId();
    void keepsSendersApart();
    void refusesAnUnknownConversation();
    void catchesUpAfterACrash();
    void indexesWhenTooMuchWaits();
    void indexesWhenIdle();
    void readsPages_data();
    void readsPages();
    void limitsAPageByText();
    void readsWhileWriting();
    void movesPositionsForward();
    void remembersAcrossRestarts();
    void finishesWhenStopped();
    void countsForTheStatusDisplay();
};

void TestMessageStore::givesNumbersInOrderOfArrival()
{
    StoreFixture f;
    QVERIFY(f.open());
    f.makeConversations(3);
    std::vector<NewMessage> batch;
    for (int i = 0; i < 100; ++i)
        batch.push_back(f.message(i % 3 + 1, 7, number(i)));
    const auto results = f.append(batch);
    QCOMPARE(results.size(), size_t(100));
    for (size_t i = 0; i < results.size(); ++i) {
        QCOMPARE(results[i].status, AppendResult::Stored);
        QCOMPARE(results[i].ticket, batch[i].ticket);
        QCOMPARE(results[i].timeMs, batch[i].timeMs);
        QCOMPARE(results[i].seq, qint64(i / 3 + 1));
    }
    const auto texts = f.texts(2);
    QCOMPARE(texts.size(), size_t(33));
    QCOMPARE(texts.front(), QByteArray("1"));
    QCOMPARE(texts.back(), QByteArray("97"));
}

void TestMessageStore::keepsTextAsBytes()
{
    StoreFixture f;
    QVERIFY(f.open());
    const QByteArray text = QByteArray("\xe4\xbd\xa0\xe5\xa5\xbd \xf0\x9f\x91\x8b\0 after", 19);
    const NewMessage sent = f.message(lobby, 7, text);
    QCOMPARE(f.append(sent).status, AppendResult::Stored);
    QCOMPARE(f.append(f.message(lobby, 8, QByteArray())).status, AppendResult::Stored);
    for (int round = 0; round < 2; ++round) { // from memory, then from the index
        const auto page = f.page({ConversationRow(lobby), PageQuery::After, 0, 10});
        QCOMPARE(page->messages.size(), size_t(2));
        const StoredMessage &read = page->messages[0];
        QCOMPARE(read.text, text);
        QCOMPARE(read.uuid, sent.uuid);
        QCOMPARE(read.sender, sent.sender);
        QCOMPARE(read.timeMs, sent.timeMs);
        QCOMPARE(page->messages[1].text, QByteArray());
        f.awaitIndexed();
    }
}

void TestMessageStore::commitsInGroups()
{
    StoreFixture f;
    QVERIFY(f.open());
    // All of it arrives before the event loop turns: at most the first message can have been committed alone.
    for (int i = 0; i < 1000; ++i)
        f.store->messages().append({f.message(lobby, 7, number(i))});
    f.awaitResults(1000);
    const quint64 commits = f.store->statistics().commits;
    QVERIFY2(commits < 200, number(int(commits)).constData());
    QVERIFY(f.resultBatches <= int(commits));
    const auto texts = f.texts(lobby);
    QCOMPARE(texts.size(), size_t(1000));
    for (int i = 0; i < 1000; ++i) {
        QCOMPARE(texts[size_t(i)], number(i));
        QCOMPARE(f.results[size_t(i)].seq, qint64(i + 1));
    }
}

void TestMessageStore::capsACommit()
{
    StoreFixture f;
    f.options.maxMessagesPerCommit = 10;
    QVERIFY(f.open());
    std::vector<NewMessage> batch;
    for (int i = 0; i < 95; ++i)
        batch.push_back(f.message(lobby, 7, number(i)));
    const auto results = f.append(batch);
    QCOMPARE(f.store->statistics().commits, quint64(10));
    for (size_t i = 0; i < results.size(); ++i)
        QCOMPARE(results[i].seq, qint64(i + 1));
}

void TestMessageStore::answersRepeats_data()
{
    QTest::addColumn<bool>("indexed");
    QTest::addColumn<bool>("reopened");
    QTest::newRow("in memory") << false << false;
    QTest::newRow("indexed") << true << false;
    QTest::newRow("indexed and reopened") << true << true;
}

void TestMessageStore::answersRepeats()
{
    QFETCH(const bool, indexed);
    QFETCH(const bool, reopened);
    StoreFixture f;
    f.options.idleMs = indexed ? 1 : neverIdleMs;
    QVERIFY(f.open());
    std::vector<NewMessage> batch;
    for (int i = 0; i < 20; ++i)
        batch.push_back(f.message(lobby, i % 2 + 7, number(i)));
    const auto first = f.append(batch);
    if (indexed)
        f.awaitIndexed();
    if (reopened) {
        f.close();
        QVERIFY(f.open());
    }
    for (NewMessage &message : batch) {
        message.timeMs += 5000;
        message.ticket += 1000;
    }
    const auto second = f.append(batch);
    for (size_t i = 0; i < second.size(); ++i) {
        QCOMPARE(second[i].status, AppendResult::Duplicate);
        QCOMPARE(second[i].seq, first[i].seq);
        QCOMPARE(second[i].timeMs, first[i].timeMs);
        QCOMPARE(second[i].ticket, batch[i].ticket);
    }
    QCOMPARE(f.append(f.message(lobby, 7, "next")).seq, qint64(21));
    QCOMPARE(f.texts(lobby).size(), size_t(21));
}

void TestMessageStore::repeatsWithinOneBatch()
{
    StoreFixture f;
    QVERIFY(f.open());
    const NewMessage once = f.message(lobby, 7, "once");
    NewMessage conflicting = once;
    conflicting.text = "other";
    const auto results = f.append({once, once, conflicting, f.message(lobby, 7, "next")});
    QCOMPARE(results[0].status, AppendResult::Stored);
    QCOMPARE(results[1].status, AppendResult::Duplicate);
    QCOMPARE(results[1].seq, results[0].seq);
    QCOMPARE(results[2].status, AppendResult::Conflict);
    QCOMPARE(results[3].seq, qint64(2));
}

void TestMessageStore::acceptsIdsThatDoNotAscend()
{
    StoreFixture f;
    f.options.idleMs = neverIdleMs;
    QVERIFY(f.open());
    std::vector<NewMessage> batch;
    for (int i = 0; i < 200; ++i) {
        Uuid id;
        for (size_t byte = 0; byte < id.bytes.size(); ++byte)
            id.bytes[byte] = quint8(size_t(i) * 151 + byte * 89); // all over the range, as version 4 is
        batch.push_back(f.message(lobby, 7, number(i), id));
    }
    batch.push_back(f.message(lobby, 7, "null id", Uuid()));
    for (const AppendResult &result : f.append(batch))
        QCOMPARE(result.status, AppendResult::Stored);
    for (const AppendResult &result : f.append(batch))
        QCOMPARE(result.status, AppendResult::Duplicate);
    f.close();
    QVERIFY(f.open());
    for (const AppendResult &result : f.append(batch))
        QCOMPARE(result.status, AppendResult::Duplicate);
    QCOMPARE(f.texts(lobby).size(), batch.size());
}

void TestMessageStore::refusesOtherContentUnderTheSameId()
{
    StoreFixture f;
    QVERIFY(f.open());
    f.makeConversations(2);
    const NewMessage original = f.message(lobby, 7, "original");
    QCOMPARE(f.append(original).status, AppendResult::Stored);
    NewMessage otherText = original;
    otherText.text = "originaL";
    NewMessage otherConversation = original;
    otherConversation.conversation = ConversationRow(2);
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(f.append(otherText).status, AppendResult::Conflict);
        QCOMPARE(f.append(otherConversation).status, AppendResult::Conflict);
        f.awaitIndexed();
    }
    QCOMPARE(f.texts(lobby), std::vector<QByteArray>{"original"});
    QCOMPARE(f.texts(2).size(), size_t(0));
}

void TestMessageStore::keepsSendersApart()
{
    StoreFixture f;
    QVERIFY(f.open());
    const NewMessage mine = f.message(lobby, 7, "same");
    NewMessage theirs = mine;
    theirs.sender = AccountId(8);
    QCOMPARE(f.append(mine).seq, qint64(1));
    QCOMPARE(f.append(theirs).status, AppendResult::Stored);
}

void TestMessageStore::refusesAnUnknownConversation()
{
    StoreFixture f;
    QVERIFY(f.open());
    const auto results =
        f.append({f.message(lobby, 7, "1"), f.message(99, 7, "nowhere"), f.message(lobby, 7, "2")});
    QCOMPARE(results[0].status, AppendResult::Stored);
    QCOMPARE(results[1].status, AppendResult::Failed);
    QVERIFY(!results[1].error.text.isEmpty() && !results[1].error.storageFull);
    QCOMPARE(results[2].seq, qint64(2));
}

void TestMessageStore::catchesUpAfterACrash()
{
    StoreFixture f;
    f.options.idleMs = neverIdleMs;
    QVERIFY(f.open());
    f.makeConversations(5);
    std::vector<NewMessage> batch;
    for (int i = 0; i < 500; ++i)
        batch.push_back(f.message(i % 5 + 1, i % 3 + 7, number(i)));
    f.append(batch);
    QCOMPARE(f.store->statistics().unindexedMessages, qint64(500));

    StoreFixture crashed;
    f.copyTo(crashed);
    const auto state = crashed.open();
    QVERIFY2(state, qPrintable(crashed.openError));
    QCOMPARE(state->conversations[0].lastSeq, qint64(100));
    QCOMPARE(state->conversations[0].lastTimeMs, batch[495].timeMs);
    QCOMPARE(crashed.store->statistics().unindexedMessages, qint64(0));
    for (qint64 conversation = 1; conversation <= 5; ++conversation)
        QCOMPARE(crashed.texts(conversation), f.texts(conversation));
    for (const AppendResult &result : crashed.append(batch))
        QCOMPARE(result.status, AppendResult::Duplicate);
    crashed.uuids = f.uuids;
    QCOMPARE(crashed.append(crashed.message(lobby, 7, "next")).seq, qint64(101));
}

void TestMessageStore::indexesWhenTooMuchWaits()
{
    StoreFixture f;
    f.options.idleMs = neverIdleMs;
    f.options.indexAfterRows = 50;
    QVERIFY(f.open());
    f.append(f.message(lobby, 7, "one"));
    QCOMPARE(f.store->statistics().unindexedMessages, qint64(1));
    std::vector<NewMessage> batch;
    for (int i = 0; i < 49; ++i)
        batch.push_back(f.message(lobby, 7, number(i)));
    f.append(batch);
    f.awaitIndexed();
    QCOMPARE(f.texts(lobby).size(), size_t(50));
}

void TestMessageStore::indexesWhenIdle()
{
    StoreFixture f;
    f.options.idleMs = 1;
    QVERIFY(f.open());
    for (int i = 0; i < 3; ++i) {
        f.append(f.message(lobby, 7, number(i)));
        f.awaitIndexed();
    }
    QCOMPARE(f.texts(lobby).size(), size_t(3));
}

void TestMessageStore::readsPages_data()
{
    QTest::addColumn<int>("indexed"); // of ten messages
    for (const int indexed : {0, 4, 10})
        QTest::addRow("%d indexed", indexed) << indexed;
}

void TestMessageStore::readsPages()
{
    QFETCH(const int, indexed);
    StoreFixture f;
    f.options.idleMs = neverIdleMs;
    QVERIFY(f.open());
    f.makeConversations(2);
    for (int i = 1; i <= 10; ++i) {
        f.append({f.message(lobby, 7, number(i)), f.message(2, 7, "other conversation")});
        if (i == indexed) {
            f.close(); // indexes all
            QVERIFY(f.open());
        }
    }
    QCOMPARE(f.store->statistics().unindexedMessages, qint64(2 * (10 - indexed)));

    struct Case
    {
        PageQuery::Direction direction;
        qint64 seq;
        int limit;
        Seqs expected;
        bool more;
    };
    const Case cases[] = {
        {PageQuery::After, 0, 3, {1, 2, 3}, true},
        {PageQuery::After, 3, 3, {4, 5, 6}, true},
        {PageQuery::After, 7, 3, {8, 9, 10}, false},
        {PageQuery::After, 9, 3, {10}, false},
        {PageQuery::After, 10, 3, {}, false},
        {PageQuery::After, 1'000'000, 3, {}, false},
        {PageQuery::After, -5, 2, {1, 2}, true},
        {PageQuery::After, 0, 10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, false},
        {PageQuery::After, 0, 9, {1, 2, 3, 4, 5, 6, 7, 8, 9}, true},
        {PageQuery::After, 0, 1'000'000'000, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, false},
        {PageQuery::After, 4, 0, {5}, true},
        {PageQuery::After, 4, -3, {5}, true},
        {PageQuery::Before, 0, 3, {8, 9, 10}, true},
        {PageQuery::Before, 11, 3, {8, 9, 10}, true},
        {PageQuery::Before, 8, 3, {5, 6, 7}, true},
        {PageQuery::Before, 6, 3, {3, 4, 5}, true},
        {PageQuery::Before, 4, 3, {1, 2, 3}, false},
        {PageQuery::Before, 2, 3, {1}, false},
        {PageQuery::Before, 1, 3, {}, false},
        {PageQuery::Before, 0, 10, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, false},
    };
    for (const Case &c : cases) {
        const auto page = f.page({ConversationRow(lobby), c.direction, c.seq, c.limit});
        QVERIFY(page);
        const QByteArray which =
            "direction " + number(c.direction) + " seq " + number(int(c.seq)) + " limit " + number(c.limit);
        QVERIFY2(seqs(*page) == c.expected, which.constData());
        QVERIFY2(page->more == c.more, which.constData());
        for (const StoredMessage &message : page->messages)
            QCOMPARE(message.text, number(int(message.seq)));
    }
    const auto unknown = f.page({ConversationRow(99), PageQuery::After, 0, 3});
    QVERIFY(unknown && unknown->messages.empty() && !unknown->more);
}

void TestMessageStore::limitsAPageByText()
{
    StoreFixture f;
    QVERIFY(f.open());
    for (int i = 0; i < 5; ++i)
        f.append(f.message(lobby, 7, QByteArray(100, 'x')));
    const auto page = [&f](qint64 bytes, PageQuery::Direction direction) {
        return f.page({ConversationRow(lobby), direction, 0, 10, bytes});
    };
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(seqs(*page(250, PageQuery::After)), (Seqs{1, 2}));
        QVERIFY(page(250, PageQuery::After)->more);
        QCOMPARE(seqs(*page(300, PageQuery::Before)), (Seqs{3, 4, 5}));
        QCOMPARE(seqs(*page(1, PageQuery::After)), (Seqs{1}));
        QCOMPARE(seqs(*page(500, PageQuery::After)).size(), size_t(5));
        QVERIFY(!page(500, PageQuery::After)->more);
        f.awaitIndexed();
    }
}

void TestMessageStore::readsWhileWriting()
{
    StoreFixture f;
    f.options.indexAfterRows = 100;
    QVERIFY(f.open());
    int answers = 0;
    for (int i = 0; i < 300; ++i) {
        f.store->messages().append({f.message(lobby, 7, number(i))});
        f.store->messages().page({ConversationRow(lobby), PageQuery::Before, 0, 5}, [&](const auto &page) {
            ++answers;
            QVERIFY(page);
            for (size_t at = 1; at < page->messages.size(); ++at)
                QCOMPARE(page->messages[at].seq, page->messages[at - 1].seq + 1);
        });
    }
    f.awaitResults(300);
    QTRY_COMPARE(answers, 300);
    const auto last = f.page({ConversationRow(lobby), PageQuery::Before, 0, 1});
    QCOMPARE(last->messages.front().text, number(299));
}

void TestMessageStore::movesPositionsForward()
{
    StoreFixture f;
    f.options.idleMs = 1;
    QVERIFY(f.open());
    std::optional<AccountStore::CreateResult> created;
    f.store->accounts().create({"alice", "alice", "Alice", "hash", 1}, [&](const auto &r) { created = r; });
    const AccountId alice = awaitValue(created).account.id;
    const ConversationRow row(lobby);
    f.store->messages().savePositions({{row, alice, 5, 3}, {row, alice, 4, 4}});
    f.store->messages().savePositions({{row, alice, 2, 2}, {row, AccountId(999), 1, 1}});
    f.close();
    auto state = f.open();
    QCOMPARE(state->positions.size(), size_t(1));
    QCOMPARE(state->positions[0].received, qint64(5));
    QCOMPARE(state->positions[0].read, qint64(4));
    f.store->messages().savePositions({{row, alice, 1, 1}});
    f.append(f.message(lobby, alice.value(), "rides along"));

    StoreFixture crashed;
    f.store->messages().savePositions({{row, alice, 9, 9}});
    f.append(f.message(lobby, alice.value(), "commits what is before it"));
    f.copyTo(crashed);
    state = crashed.open();
    QCOMPARE(state->positions[0].received, qint64(9));
    QCOMPARE(state->positions[0].read, qint64(9));
}

void TestMessageStore::remembersAcrossRestarts()
{
    StoreFixture f;
    auto state = f.open();
    QCOMPARE(state->conversations.size(), size_t(1));
    QCOMPARE(state->conversations[0].key, QByteArray("lobby"));
    QCOMPARE(state->conversations[0].kind, ConversationKind::Lobby);
    QCOMPARE(state->conversations[0].lastSeq, qint64(0));
    QCOMPARE(state->conversations[0].lastTimeMs, qint64(0));
    for (int run = 1; run <= 3; ++run) {
        const AppendResult result = f.append(f.message(lobby, 7, number(run)));
        QCOMPARE(result.seq, qint64(run));
        f.close();
        state = f.open();
        QCOMPARE(state->conversations[0].lastSeq, qint64(run));
        QCOMPARE(state->conversations[0].lastTimeMs, result.timeMs);
    }
    const auto mode = QFileInfo(f.options.path).permissions();
    QVERIFY(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void TestMessageStore::finishesWhenStopped()
{
    StoreFixture f;
    f.options.maxMessagesPerCommit = 7;
    QVERIFY(f.open());
    std::vector<NewMessage> batch;
    for (int i = 0; i < 50; ++i)
        batch.push_back(f.message(lobby, 7, number(i)));
    f.store->messages().append(std::move(batch));
    f.store->stop();
    f.store->stop();
    QCOMPARE(f.results.size(), size_t(0));
    f.awaitResults(50);
    f.close();
    QVERIFY(
        !QFile::exists(QString(f.options.path + u"-wal"))); // checkpointed and closed by the last connection
    QVERIFY(f.open());
    QCOMPARE(f.texts(lobby).size(), size_t(50));
}

void TestMessageStore::countsForTheStatusDisplay()
{
    StoreFixture f;
    f.options.idleMs = 1;
    QVERIFY(f.open());
    const NewMessage message = f.message(lobby, 7, QByteArray(10'000, 'x'));
    f.append({message, f.message(lobby, 7, "2")});
    f.append(message);
    f.awaitIndexed();
    const StoreStatistics s = f.store->statistics();
    QCOMPARE(s.commits, quint64(2));
    QCOMPARE(s.messages, quint64(2));
    QCOMPARE(s.duplicates, quint64(1));
    QCOMPARE(s.failures, quint64(0));
    QVERIFY(s.lastCommitUs > 0 && s.lastCommitUs <= s.maxCommitUs);
    QTRY_VERIFY(f.store->statistics().databaseBytes > 10'000);
}

QTEST_GUILESS_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
