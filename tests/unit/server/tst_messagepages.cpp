// SPDX-License-Identifier: MIT
#include "tests/unit/server/storefixture.h"

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

/// Pages of history, from memory and from the index, at every edge; and the index that follows, also after a
/// crash.
class TestMessagePages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsPages_data();
    void readsPages();
    void limitsAPageByText();
    void readsWhileWriting();
    void catchesUpAfterACrash();
    void indexesWhenIdle();
    void indexesWhenTooMuchWaits();
};

void TestMessagePages::readsPages_data()
{
    QTest::addColumn<int>("indexed"); // of ten messages
    for (const int indexed : {0, 4, 10})
        QTest::addRow("%d indexed", indexed) << indexed;
}

void TestMessagePages::readsPages()
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

void TestMessagePages::limitsAPageByText()
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

void TestMessagePages::readsWhileWriting()
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

void TestMessagePages::catchesUpAfterACrash()
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

void TestMessagePages::indexesWhenTooMuchWaits()
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

void TestMessagePages::indexesWhenIdle()
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

QTEST_GUILESS_MAIN(TestMessagePages)
#include "tst_messagepages.moc"
