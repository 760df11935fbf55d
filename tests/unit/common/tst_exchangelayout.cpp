// SPDX-License-Identifier: MIT
#include "common/ui/exchange/sequencelayout.h"
#include "common/ui/format.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 ms = 1'000'000;

ExchangeItem frame(qint64 connection, const QString &person, tap::Direction direction, const QString &type,
                   qint64 ns)
{
    ExchangeItem item;
    item.ns = ns;
    item.connection = connection;
    item.direction = direction;
    item.type = type;
    item.length = 100;
    item.messageClass = type.startsWith(u"file"_s) ? MessageClass::File : MessageClass::Chat;
    item.from = direction == tap::Direction::In ? person : u"server"_s;
    item.to = direction == tap::Direction::In ? u"server"_s : person;
    return item;
}

QStringList labels(const SequenceLayout &layout)
{
    QStringList result;
    for (const SequenceLayout::Lane &lane : layout.lanes())
        result.append(lane.label);
    return result;
}

} // namespace

class tst_ExchangeLayout : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serverStandsSecond();
    void clientHasTwoLanes();
    void laneTakesTheNewestName();
    void laneLeavesWithItsLastArrow();
    void silenceIsFolded();
    void chunksAreOneArrow();
    void oldRowsLeave();
    void findsArrowsByPosition();
    void findsTheAnswer();
    void formats();
};

void tst_ExchangeLayout::serverStandsSecond()
{
    SequenceLayout layout(tap::Side::Server);
    QVERIFY(layout.lanes().empty());
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"hello"_s, 0));
    layout.append(frame(2, u"alice"_s, tap::Direction::Out, u"chat.deliver"_s, ms));
    QCOMPARE(labels(layout), QStringList({u"bob"_s, u"server"_s, u"alice"_s}));
    QVERIFY(layout.arrows()[0].toOwn);
    QVERIFY(!layout.arrows()[1].toOwn);
}

void tst_ExchangeLayout::clientHasTwoLanes()
{
    SequenceLayout layout(tap::Side::Client);
    ExchangeItem item = frame(1, u"me"_s, tap::Direction::Out, u"chat.send"_s, 0);
    item.from = u"me"_s;
    item.to = u"server"_s;
    layout.append(item);
    item.connection = 2; // reconnected: still the same server
    layout.append(item);
    QCOMPARE(labels(layout), QStringList({u"me"_s, u"server"_s}));
    QCOMPARE(layout.lanes().at(1).uses, 2);
}

void tst_ExchangeLayout::laneTakesTheNewestName()
{
    SequenceLayout layout(tap::Side::Server);
    layout.append(frame(1, u"192.168.1.9:49822"_s, tap::Direction::In, u"hello"_s, 0));
    layout.append(frame(1, u"bob"_s, tap::Direction::Out, u"auth.ok"_s, ms));
    QCOMPARE(labels(layout), QStringList({u"bob"_s, u"server"_s}));
}

void tst_ExchangeLayout::laneLeavesWithItsLastArrow()
{
    SequenceLayout layout(tap::Side::Server);
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"a"_s, 0));
    layout.append(frame(2, u"alice"_s, tap::Direction::In, u"a"_s, 0));
    layout.dropOldest(1);
    QCOMPARE(labels(layout), QStringList({u"alice"_s, u"server"_s}));
}

void tst_ExchangeLayout::silenceIsFolded()
{
    SequenceLayout layout(tap::Side::Server);
    layout.setMetrics({30, 20});
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"a"_s, 0));
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"b"_s, 500 * ms));
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"c"_s, 1001 * ms));
    QCOMPARE(layout.arrows()[1].silenceBefore, 0);
    QCOMPARE(layout.arrows()[2].silenceBefore, 501 * ms);
    QCOMPARE(layout.height(), 3 * 30 + 20);
    QCOMPARE(layout.topOf(2), 60);
}

void tst_ExchangeLayout::chunksAreOneArrow()
{
    SequenceLayout layout(tap::Side::Server);
    for (int i = 0; i < 42; ++i)
        layout.append(frame(1, u"bob"_s, tap::Direction::In, u"file.chunk"_s, 0));
    layout.append(frame(2, u"alice"_s, tap::Direction::In, u"file.chunk"_s, 0)); // someone else's
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"file.chunk"_s, 0));   // no longer in a row
    QCOMPARE(layout.arrows().size(), size_t(3));
    QCOMPARE(layout.arrows()[0].count, 42);
    QCOMPARE(layout.arrows()[0].bytes, 4200);
    QCOMPARE(layout.rowCount(), 44);
    QCOMPARE(layout.arrowOfRow(41), 0);
    QCOMPARE(layout.arrowOfRow(42), 1);
    QCOMPARE(layout.firstRowOf(1), 42);
}

void tst_ExchangeLayout::oldRowsLeave()
{
    SequenceLayout layout(tap::Side::Server);
    layout.setMetrics({30, 20});
    for (int i = 0; i < 3; ++i)
        layout.append(frame(1, u"bob"_s, tap::Direction::In, u"file.chunk"_s, 0));
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"a"_s, 0));
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"b"_s, 0));
    QCOMPARE(layout.dropOldest(2), 0); // the arrow still stands for the third chunk
    QCOMPARE(layout.rowCount(), 3);
    QCOMPARE(layout.arrowOfRow(0), 0);
    QCOMPARE(layout.dropOldest(1), 30);
    QCOMPARE(layout.arrows().front().item.type, u"a"_s);
    QCOMPARE(layout.topOf(1), 30);
    QCOMPARE(layout.height(), 60);
    layout.append(frame(1, u"bob"_s, tap::Direction::In, u"c"_s, 0));
    QCOMPARE(layout.arrowOfRow(2), 2);
    QCOMPARE(layout.dropOldest(10), 90);
    QCOMPARE(layout.height(), 0);
    QVERIFY(layout.lanes().empty());
}

void tst_ExchangeLayout::findsArrowsByPosition()
{
    SequenceLayout layout(tap::Side::Server);
    layout.setMetrics({30, 20});
    QVERIFY(!layout.arrowAt(0));
    for (int i = 0; i < 5; ++i)
        layout.append(frame(1, u"bob"_s, tap::Direction::In, u"a"_s, i * 600 * ms));
    layout.dropOldest(1);
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(layout.arrowAt(layout.topOf(i)).value(), i);
        QCOMPARE(layout.arrowAt(layout.topOf(i) + layout.arrows()[size_t(i)].height - 1).value(), i);
    }
    QVERIFY(!layout.arrowAt(-1));
    QVERIFY(!layout.arrowAt(layout.height()));
}

void tst_ExchangeLayout::findsTheAnswer()
{
    SequenceLayout layout(tap::Side::Server);
    const auto add = [&layout](qint64 connection, tap::Direction direction, const QString &id,
                               const QString &re) {
        ExchangeItem item = frame(connection, u"x"_s, direction, u"t"_s, 0);
        item.id = id;
        item.re = re;
        layout.append(item);
    };
    add(1, tap::Direction::In, u"7"_s, {});
    add(2, tap::Direction::Out, {}, u"7"_s); // another connection's 7
    add(1, tap::Direction::Out, {}, u"7"_s);
    add(1, tap::Direction::In, {}, {});
    QCOMPARE(layout.partnerOf(0).value_or(-1), 2);
    QCOMPARE(layout.partnerOf(2).value_or(-1), 0);
    QVERIFY(!layout.partnerOf(1));
    QVERIFY(!layout.partnerOf(3));
}

void tst_ExchangeLayout::formats()
{
    QCOMPARE(formatBytes(0), u"0 B"_s);
    QCOMPARE(formatBytes(1023), u"1023 B"_s);
    QCOMPARE(formatBytes(1024), u"1.0 KB"_s);
    QCOMPARE(formatBytes(18'842), u"18.4 KB"_s);
    QCOMPARE(formatBytes(640 * 1024), u"640 KB"_s);
    QCOMPARE(formatBytes(qint64(5) << 30), u"5.0 GB"_s);
    QCOMPARE(formatClockDuration(963'999), u"00:16:03"_s);
    QCOMPARE(formatClockDuration(-5), u"00:00:00"_s);
    QCOMPARE(formatDuration(800'000), u"0.8 ms"_s);
    QCOMPARE(formatDuration(14'200'000), u"14 ms"_s);
    QCOMPARE(formatDuration(2'500'000'000), u"2.5 s"_s);
}

QTEST_GUILESS_MAIN(tst_ExchangeLayout)
#include "tst_exchangelayout.moc"
