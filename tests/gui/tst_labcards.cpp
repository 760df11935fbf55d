// SPDX-License-Identifier: MIT
// Steps, 5-tuples, and the bytes that are marked in all views at once.
#include "app/lab/ui/byterulerview.h"
#include "app/lab/ui/encodingbenchview.h"
#include "app/lab/ui/hoverlink.h"
#include "app/lab/ui/stepstrip.h"
#include "app/lab/ui/tuplecards.h"
#include "common/ui/exchange/hexview.h"
#include "common/ui/thememanager.h"

#include "labcalls.h"

#include <QListView>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace miniqq;
using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace miniqq::test;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Fixture
{
    Fixture()
    {
        log.setMode(tap::TrafficLog::Mode::Full);
        playHalfACharacter(experiment, calls);
        experiment.drain();
    }

    PutClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    Experiment experiment{log};
    LabCalls calls{log, clock};
};

} // namespace

class tst_LabCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }

    void stepsLightUp()
    {
        Fixture f;
        StepStrip strip(f.experiment, 1);
        strip.resize(strip.sizeHint());
        strip.show();
        QCOMPARE(strip.steps().size(), 5U);
        QCOMPARE(strip.accessibleName(), u"Steps of the client 1: 4 of 5"_s);
        QVERIFY(strip.accessibleDescription().contains(u"Step 3: send (send), not yet"_s));
        const QImage before = strip.grab().toImage();
        f.calls.call(f.experiment, 1, 0, "send", "13, 2, 0", 2, "hi");
        f.experiment.drain();
        QCOMPARE(strip.accessibleName(), u"Steps of the client 1: 5 of 5"_s);
        QVERIFY(strip.grab().toImage() != before);
        QCOMPARE(StepStrip(f.experiment, 0).steps().size(), 7U);
    }

    void aStepLeadsToItsCall()
    {
        Fixture f;
        StepStrip strip(f.experiment, 0);
        strip.resize(strip.sizeHint());
        strip.show();
        QSignalSpy chosen(&strip, &StepStrip::stepChosen);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {strip.width() - 30, 14}); // the last one: close
        QCOMPARE(chosen.size(), 1);
        QVERIFY(chosen.last().at(0).toULongLong() > 0);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {2, 14});
        QCOMPARE(chosen.size(), 1);
    }

    void endsThatGoLeaveAnEmptyStrip()
    {
        Fixture f;
        StepStrip strip(f.experiment, 2);
        strip.show();
        f.experiment.reset();
        QVERIFY(strip.steps().empty());
        QVERIFY(!strip.grab().isNull());
    }

    void aListenersCardHoldsItsChildren()
    {
        Fixture f;
        TupleCards cards(f.experiment);
        cards.resize(600, 500);
        cards.show();
        const QAbstractItemModel *rows = cards.list()->model();
        QVERIFY(rows->rowCount() >= 5);
        // The listener and what it accepted lie on one ground, without a gap.
        const QRect head = cards.list()->visualRect(rows->index(0, 0));
        const QRect child = cards.list()->visualRect(rows->index(1, 0));
        const QImage image = cards.list()->viewport()->grab().toImage();
        const Theme &theme = themeOf(&cards);
        const int x = head.right() - 20;
        QCOMPARE(image.pixelColor(x, head.bottom()), theme.raised);
        QCOMPARE(image.pixelColor(x, child.top()), theme.raised);
        const QRect last = cards.list()->visualRect(rows->index(2, 0));
        QCOMPARE(image.pixelColor(x, last.bottom() - 4), theme.line); // its lower edge
    }

    void withoutSocketsItSaysSo()
    {
        Fixture f;
        TupleCards cards(f.experiment);
        cards.show();
        QVERIFY(cards.list()->isVisible());
        f.experiment.clear();
        QVERIFY(!cards.list()->isVisible());
    }

    void aHoveredByteIsMarkedEverywhere()
    {
        Fixture f;
        const LabStream *stream = f.experiment.streams().streams().front().get();
        QWidget window;
        window.resize(600, 620);
        ByteRulerView ruler(&window);
        ruler.setGeometry(0, 0, 600, 220);
        ruler.setRuler(&stream->ruler);
        EncodingBenchView bench(&window);
        bench.setGeometry(0, 220, 600, 260);
        bench.setInput({QByteArray::fromHex("c2f0"), {}, Encoding::Gbk});
        HexView hex(&window);
        hex.setGeometry(0, 480, 600, 140);
        hex.setBytes(QByteArray::fromHex("c4e3bac3c2f0"), 0);
        window.show();
        HoverLink link;
        link.setRuler(&ruler);
        link.setBench(&bench);
        link.setBenchAt(4); // 吗 alone
        link.setHex(&hex);
        QSignalSpy marked(&link, &HoverLink::marked);

        // In the ruler: byte 4.
        const int y = ruler.viewport()->height() / 2;
        QTest::mouseMove(ruler.viewport(), QPoint(int(ruler.scale().x(4)) + 4, y));
        QTRY_COMPARE(marked.size(), 1);
        QCOMPARE(bench.marked(), (ByteRange{0, 1}));
        QCOMPARE(hex.hoveredBegin(), 4);
        QCOMPARE(hex.hoveredEnd(), 5);

        // In the bench: the whole character.
        QTest::mouseMove(bench.viewport(), bench.cellRect(1, 0).center());
        QTRY_COMPARE(ruler.marked(), (ByteRange{4, 6}));
        QCOMPARE(hex.hoveredEnd(), 6);

        // In the hex view: what the bench does not have is not marked there.
        Q_EMIT hex.byteHovered(1);
        QCOMPARE(ruler.marked(), (ByteRange{1, 2}));
        QVERIFY(bench.marked().end <= 0);
        Q_EMIT hex.byteHovered(-1);
        QCOMPARE(ruler.marked().length(), 0);
        QCOMPARE(bench.marked().length(), 0);

        // By keyboard.
        QTest::keyClick(&hex, Qt::Key_Right);
        QCOMPARE(ruler.marked(), (ByteRange{1, 2}));
        link.setHexAt(-1); // bytes of something else
        QTest::keyClick(&hex, Qt::Key_Right);
        QCOMPARE(ruler.marked(), (ByteRange{1, 2}));
    }

    void aViewThatGoesIsForgotten()
    {
        Fixture f;
        const LabStream *stream = f.experiment.streams().streams().front().get();
        ByteRulerView ruler;
        ruler.setRuler(&stream->ruler);
        HoverLink link;
        link.setRuler(&ruler);
        auto hex = std::make_unique<HexView>();
        hex->setBytes("abc", 0);
        link.setHex(hex.get());
        hex.reset();
        Q_EMIT ruler.byteHovered(1);
        QCOMPARE(ruler.marked(), (ByteRange{1, 2}));
    }

private:
    std::unique_ptr<ThemeManager> m_themes;
};

QTEST_MAIN(tst_LabCards)
#include "tst_labcards.moc"
