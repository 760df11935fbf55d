// SPDX-License-Identifier: MIT
// What a message costs in the store: batches over 500 conversations, several batches in flight, everything
// committed and synced. Prints messages/s and processor time per message (this process: store thread and
// logic thread together), and how long results took to come. Not part of the default suite: ctest -L bench -V
#include "tests/unit/server/storefixture.h"

#include "common/base/clock.h"
#include "common/base/idgenerator.h"

#include <QTestEventLoop>

#include <algorithm>
#include <functional>

#include <sys/resource.h>

using namespace miniqq;
using namespace miniqq::server;

namespace {

constexpr int conversationCount = 500;
constexpr int senderCount = 500;

double processorUs(int who)
{
    rusage usage;
    if (getrusage(who, &usage) != 0)
        return 0;
    const auto us = [](const timeval &time) { return double(time.tv_sec) * 1e6 + double(time.tv_usec); };
    return us(usage.ru_utime) + us(usage.ru_stime);
}

} // namespace

class BenchMessageStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void throughput_data();
    void throughput();
};

void BenchMessageStore::throughput_data()
{
    QTest::addColumn<int>("perBatch");
    QTest::addColumn<int>("inFlight");
    QTest::addColumn<int>("total");
    QTest::addColumn<int>("indexAfterRows");
    QTest::newRow("alone") << 1 << 1 << 2'000 << 8192;
    QTest::newRow("x 100, one at a time") << 100 << 1 << 100'000 << 8192;
    QTest::newRow("x 100, four in flight") << 100 << 4 << 200'000 << 8192;
    QTest::newRow("x 1000, two in flight") << 1000 << 2 << 200'000 << 8192;
    QTest::newRow("x 100, one at a time, commit path only") << 100 << 1 << 100'000 << 1'000'000'000;
    QTest::newRow("x 100, one at a time, index after 2000") << 100 << 1 << 100'000 << 2000;
    QTest::newRow("x 100, one at a time, index after 32768") << 100 << 1 << 100'000 << 32768;
}

void BenchMessageStore::throughput()
{
    QFETCH(const int, perBatch);
    QFETCH(const int, inFlight);
    QFETCH(const int, total);
    QFETCH(const int, indexAfterRows);

    StoreFixture f;
    f.options.indexAfterRows = indexAfterRows;
    QVERIFY(f.open());
    for (int i = 2; i <= conversationCount; ++i)
        f.store->conversations().create("d:" + QByteArray::number(i), ConversationKind::Direct, {}, {});
    f.makeConversations(2); // answered last: all are there

    const SystemClock clock;
    UuidV7Generator ids(clock);
    const QByteArray text(100, 'x');
    std::vector<qint64> sentNs(size_t(total), 0);
    std::vector<qint64> latenciesUs;
    latenciesUs.reserve(size_t(total));
    int sent = 0;
    int answered = 0;
    std::function<void()> finished;
    const auto sendBatch = [&] {
        std::vector<NewMessage> batch;
        batch.reserve(size_t(perBatch));
        const qint64 now = clock.monotonicNs();
        for (int i = 0; i < perBatch && sent < total; ++i, ++sent) {
            sentNs[size_t(sent)] = now;
            // Scattered over the conversations and senders, as a class or an office is.
            const qint64 scattered = qint64(sent) * 7919;
            batch.push_back({ConversationRow(scattered % conversationCount + 1),
                             AccountId(scattered % senderCount + 1), ids.next(), now / 1'000'000, text,
                             quint64(sent)});
        }
        f.store->messages().append(std::move(batch));
    };
    f.store->messages().setAppendHandler([&](std::vector<AppendResult> &&results) {
        const qint64 now = clock.monotonicNs();
        for (const AppendResult &result : results) {
            if (result.status != AppendResult::Stored)
                qFatal("not stored: %s", qPrintable(result.error.text));
            latenciesUs.push_back((now - sentNs[size_t(result.ticket)]) / 1000);
        }
        answered += int(results.size());
        if (answered == total)
            finished();
        while (sent < total && sent - answered < inFlight * perBatch)
            sendBatch();
    });

    const double processorBefore = processorUs(RUSAGE_SELF) - processorUs(RUSAGE_THREAD);
    const qint64 start = clock.monotonicNs();
    const StoreStatistics before = f.store->statistics();
    sendBatch();
    while (sent < inFlight * perBatch && sent < total)
        sendBatch();
    QTestEventLoop loop; // qWaitFor() would sleep between its looks
    finished = [&loop] { loop.exitLoop(); };
    loop.enterLoop(120);
    QCOMPARE(answered, total);
    const double seconds = double(clock.monotonicNs() - start) / 1e9;
    const double processor = processorUs(RUSAGE_SELF) - processorUs(RUSAGE_THREAD) - processorBefore;
    const StoreStatistics after = f.store->statistics();
    std::sort(latenciesUs.begin(), latenciesUs.end());
    const auto percentile = [&](double share) {
        return qlonglong(latenciesUs[size_t(double(latenciesUs.size() - 1) * share)]);
    };
    qInfo("%-42s %9.0f messages/s %6.2f us CPU/message %6llu commits; result after us: p50 %lld p99 %lld max "
          "%lld",
          QTest::currentDataTag(), total / seconds, processor / total,
          static_cast<unsigned long long>(after.commits - before.commits), percentile(0.5), percentile(0.99),
          percentile(1));
}

QTEST_GUILESS_MAIN(BenchMessageStore)
#include "bench_messagestore.moc"
