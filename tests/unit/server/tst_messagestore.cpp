// SPDX-License-Identifier: MIT
#include "tests/unit/server/storefixture.h"

#include <QFileInfo>
#include <QThread>

#include <atomic>

using namespace miniqq;
using namespace miniqq::server;

namespace {

constexpr qint64 lobby = 1; // the conversation that every database has
constexpr int neverIdleMs = 3'600'000;

QByteArray number(int i)
{
    return QByteArray::number(i);
}

} // namespace

/// Order, numbers, group commits, repeated sends, positions and restarts.
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
    void movesPositionsForward();
    void remembersAcrossRestarts();
    void finishesWhenStopped();
    void countsForTheStatusDisplay();
    void answersInTheThreadThatOpens();
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
    NewMessage withDetails = original;
    withDetails.extra = std::make_shared<const EntryExtra>(EntryExtra{"{\"replyTo\":1}", std::nullopt});
    NewMessage detailed = f.message(lobby, 7, "detailed");
    detailed.extra = withDetails.extra;
    QCOMPARE(f.append(detailed).status, AppendResult::Stored);
    NewMessage otherDetails = detailed;
    otherDetails.extra = std::make_shared<const EntryExtra>(EntryExtra{"{\"replyTo\":2}", std::nullopt});
    NewMessage withoutDetails = detailed;
    withoutDetails.extra = nullptr;
    for (int round = 0; round < 2; ++round) {
        QCOMPARE(f.append(withDetails).status, AppendResult::Conflict);
        QCOMPARE(f.append(detailed).status, AppendResult::Duplicate);
        QCOMPARE(f.append(otherDetails).status, AppendResult::Conflict);
        QCOMPARE(f.append(withoutDetails).status, AppendResult::Conflict);
        QCOMPARE(f.append(otherText).status, AppendResult::Conflict);
        QCOMPARE(f.append(otherConversation).status, AppendResult::Conflict);
        f.awaitIndexed();
    }
    QCOMPARE(f.texts(lobby), (std::vector<QByteArray>{"original", "detailed"}));
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
    QCOMPARE(s.messageCommits, quint64(1)); // the other one found only a repeated message
    QCOMPARE(s.messages, quint64(2));
    QCOMPARE(s.duplicates, quint64(1));
    QCOMPARE(s.failures, quint64(0));
    QVERIFY(s.lastCommitUs > 0 && s.lastCommitUs <= s.maxCommitUs);
    QTRY_VERIFY(f.store->statistics().databaseBytes > 10'000);
}

void TestMessageStore::answersInTheThreadThatOpens()
{
    StoreFixture f; // made here, used there
    f.store = std::make_unique<ServerStore>(f.options);
    QThread logic;
    QObject worker;
    worker.moveToThread(&logic);
    logic.start();
    std::atomic<QThread *> openedIn = nullptr;
    std::atomic<QThread *> answeredIn = nullptr;
    QMetaObject::invokeMethod(&worker, [&] {
        f.store->messages().setAppendHandler([&](auto &&) { answeredIn = QThread::currentThread(); });
        f.store->open([&](Result<ServerState, StoreError> &&state) {
            openedIn = QThread::currentThread();
            if (state)
                f.store->messages().append({f.message(lobby, 7, "hello")});
        });
    });
    QTRY_VERIFY(answeredIn);
    QMetaObject::invokeMethod(
        &worker, [&f] { f.close(); }, Qt::BlockingQueuedConnection);
    logic.quit();
    QVERIFY(logic.wait());
    QCOMPARE(openedIn.load(), &logic);
    QCOMPARE(answeredIn.load(), &logic);
}

QTEST_GUILESS_MAIN(TestMessageStore)
#include "tst_messagestore.moc"
