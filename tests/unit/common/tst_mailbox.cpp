// SPDX-License-Identifier: MIT
#include "common/base/mailbox.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>
#include <thread>

using namespace miniqq;

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void gathersIntoBatches()
    {
        std::vector<std::vector<int>> batches;
        Mailbox<int> mailbox(this, [&](std::vector<int> &&batch) { batches.push_back(std::move(batch)); });
        mailbox.post(1);
        mailbox.post(std::vector<int>{2, 3});
        mailbox.post(std::vector<int>{});
        mailbox.post(4);
        QVERIFY(batches.empty()); // never within post()
        QTRY_COMPARE(batches.size(), size_t(1));
        QCOMPARE(batches[0], (std::vector<int>{1, 2, 3, 4}));
        mailbox.post(5);
        QTRY_COMPARE(batches.size(), size_t(2));
    }

    void carriesMoveOnlyValues()
    {
        int sum = 0;
        Mailbox<std::unique_ptr<int>> mailbox(this, [&](std::vector<std::unique_ptr<int>> &&batch) {
            for (const auto &value : batch)
                sum += *value;
        });
        mailbox.post(std::make_unique<int>(3));
        std::vector<std::unique_ptr<int>> more;
        more.push_back(std::make_unique<int>(4));
        mailbox.post(std::make_unique<int>(5));
        mailbox.post(std::move(more));
        QTRY_COMPARE(sum, 12);
    }

    void handlerMayPost()
    {
        int calls = 0;
        std::unique_ptr<Mailbox<int>> mailbox;
        mailbox = std::make_unique<Mailbox<int>>(this, [&](std::vector<int> &&batch) {
            ++calls;
            if (batch.front() < 3)
                mailbox->post(batch.front() + 1);
        });
        mailbox->post(1);
        QTRY_COMPARE(calls, 3);
    }

    void deliversInTheReceiversThread()
    {
        constexpr int writers = 4;
        constexpr int each = 5'000;
        QThread thread;
        QObject receiver;
        receiver.moveToThread(&thread);
        std::atomic<int> received = 0;
        std::atomic<bool> wrongThread = false;
        std::atomic<bool> outOfOrder = false;
        std::vector<int> last(writers, -1);
        Mailbox<std::pair<int, int>> mailbox(&receiver, [&](std::vector<std::pair<int, int>> &&batch) {
            wrongThread = wrongThread || QThread::currentThread() != &thread;
            for (const auto &[writer, value] : batch) {
                outOfOrder = outOfOrder || value != last[size_t(writer)] + 1;
                last[size_t(writer)] = value;
            }
            received += int(batch.size());
        });
        thread.start();
        std::vector<std::thread> threads;
        for (int w = 0; w < writers; ++w) {
            threads.emplace_back([&mailbox, w] {
                for (int i = 0; i < each; ++i)
                    mailbox.post(std::pair(w, i));
            });
        }
        for (std::thread &writer : threads)
            writer.join();
        QTRY_COMPARE(received.load(), writers * each);
        thread.quit();
        QVERIFY(thread.wait(5'000));
        QVERIFY(!wrongThread);
        QVERIFY(!outOfOrder);
    }

    void deathDropsWhatIsPending()
    {
        int calls = 0;
        {
            Mailbox<int> mailbox(this, [&](std::vector<int> &&) { ++calls; });
            mailbox.post(1);
        }
        bool turned = false;
        Mailbox<int> next(this, [&](std::vector<int> &&) { turned = true; });
        next.post(1);
        QTRY_VERIFY(turned);
        QCOMPARE(calls, 0);
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
