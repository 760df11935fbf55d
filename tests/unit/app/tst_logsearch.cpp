// SPDX-License-Identifier: MIT
#include "app/core/logsearch.h"
#include "common/base/idgenerator.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>

using namespace miniqq;
using namespace miniqq::client;
using namespace miniqq::protocol;
using namespace Qt::Literals::StringLiterals;

/// Up to where two histories are one.
class TestLogSearch : public QObject
{
    Q_OBJECT

    SystemClock m_clock;
    UuidV7Generator m_ids{m_clock};

private Q_SLOTS:
    /// Against looking at every single message.
    void searchFindsTheLastOneInCommon_data()
    {
        QTest::addColumn<int>("stored");
        QTest::addColumn<int>("common");
        QTest::addColumn<int>("end");
        QTest::addColumn<int>("holes"); // per cent
        for (const int holes : {0, 50, 97}) {
            for (const auto &[stored, common, end] : {std::array{0, 0, 0},
                                                      {1, 0, 1},
                                                      {1, 1, 1},
                                                      {5, 3, 3},
                                                      {5, 3, 5},
                                                      {5, 3, 9},
                                                      {100, 0, 100},
                                                      {101, 1, 400},
                                                      {5'000, 4'990, 5'010},
                                                      {5'000, 4'000, 6'000},
                                                      {5'000, 3, 6'000},
                                                      {5'000, 0, 6'000},
                                                      {5'000, 2'500, 2'500},
                                                      {5'000, 5'000, 9'000},
                                                      {300, 200, 250}})
                QTest::addRow("%d of %d, end %d, holes %d", common, stored, end, holes)
                    << stored << common << end << holes;
        }
    }
    void searchFindsTheLastOneInCommon()
    {
        QFETCH(int, stored);
        QFETCH(int, common);
        QFETCH(int, end);
        QFETCH(int, holes);
        QRandomGenerator random(7);
        MessageList rows;
        std::vector<ChatMessage> log;
        qint64 expected = 0;
        qint64 differs = end + 1;
        for (int seq = 1; seq <= std::max(stored, end); ++seq) {
            const Uuid uuid = m_ids.next();
            if (seq <= end)
                log.push_back({seq, "bob", seq <= common ? uuid : m_ids.next(), seq, "text"});
            if (seq <= stored && int(random.bounded(100)) >= holes) {
                rows.append({"lobby", seq, "bob", uuid, seq, u"text"_s, {}});
                expected = seq <= common ? seq : expected;
                differs = seq > common ? std::min<qint64>(differs, seq) : differs;
            }
        }
        LogSearch search(end);
        int asked = 0;
        for (int step = 0; !search.isDone(); ++step) {
            QVERIFY(step < 200);
            MessageList next;
            for (const Message &row : rows) {
                if (row.seq < search.below())
                    next.append(row);
            }
            next = next.sliced(std::max(qsizetype(0), next.size() - LogSearch::pageSize));
            const auto top = search.top(next);
            if (!top)
                continue;
            ++asked;
            const auto last = log.begin() + *top;
            const auto first = last - std::min<qint64>(*top, LogSearch::pageSize);
            QVERIFY(search.take(next, {first, last}));
        }
        QCOMPARE(search.agreed(), expected);
        QCOMPARE(search.place(), differs - 1);
        QVERIFY2(asked <= 20, qPrintable(QString::number(asked)));
    }

    /// What was sent again may get the place it had; that does not make the two histories one.
    void theSameMessageAgainIsNotTheSameHistory()
    {
        const Uuid again = m_ids.next();
        const MessageList rows{{"lobby", 1, "bob", m_ids.next(), 10, u"lost"_s, {}},
                               {"lobby", 2, "bob", again, 20, u"again"_s, {}}};
        LogSearch search(2);
        const auto top = search.top(rows);
        QCOMPARE(top, std::optional<qint64>(2));
        QVERIFY(search.take(rows, {{1, "carol", m_ids.next(), 30, "new"}, {2, "bob", again, 40, "again"}}));
        QVERIFY(search.isDone());
        QCOMPARE(search.agreed(), 0);
        LogSearch holed(3);
        QVERIFY(holed.top(rows));
        QVERIFY(!holed.take(rows, {{1, "carol", m_ids.next(), 30, "new"}}));
    }
};

QTEST_GUILESS_MAIN(TestLogSearch)
#include "tst_logsearch.moc"
