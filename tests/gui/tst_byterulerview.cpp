// SPDX-License-Identifier: MIT
#include "app/lab/core/rulerwords.h"
#include "app/lab/ui/byterulercard.h"
#include "common/ui/thememanager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <ctime>
#include <memory>

using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray question = QByteArray::fromHex("c4e3bac3c2f0"); // 你好吗 in GBK

struct Fixture
{
    explicit Fixture(const ByteRuler::Limits &limits = ByteRuler::Limits())
        : ruler(limits)
    {
        view.resize(600, 260);
        view.setRuler(&ruler);
        view.show();
    }

    /// 你好吗, read by recv(5).
    void cutQuestion()
    {
        ruler.addMessage(question, charactersOf(Encoding::Gbk, question));
        TextPieces pieces(Encoding::Gbk, false);
        pieces.read(ruler, question.first(5), 5);
        pieces.read(ruler, question.sliced(5), 5);
        shown();
    }

    /// `count` messages of ten bytes, read by fours.
    void manyMessages(int count)
    {
        for (int i = 0; i < count; ++i)
            ruler.addMessage("0123456789");
        for (int i = 0; i < count * 10 / 4; ++i)
            ruler.addRead("abcd", 4);
        shown();
    }

    /// As after a call of rulerChanged() and its delay.
    void shown()
    {
        view.rulerChanged();
        QTRY_VERIFY(view.accessibleDescription().contains(rulerSummary(ruler)));
    }

    QPoint byte(qint64 offset) const
    {
        return {int(view.scale().x(offset) + view.scale().perByte() / 2), 60};
    }

    ByteRuler ruler;
    ByteRulerView view;
};

} // namespace

class tst_ByteRulerView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }

    void scaleFits()
    {
        RulerScale scale;
        scale.setRoom(64, 500);
        scale.setContent({0, 5});
        scale.fit();
        QCOMPARE(scale.perByte(), RulerScale::widestByte); // a few bytes are not blown up
        scale.setContent({0, 10});
        scale.fit();
        QCOMPARE(scale.perByte(), 50.0);
        QCOMPARE(scale.x(0), 64.0);
        QCOMPARE(scale.x(10), 564.0);
        QCOMPARE(scale.maxScroll(), 0);
        scale.setContent({0, 1000});
        scale.fit();
        QCOMPARE(scale.perByte(), RulerScale::narrowestFit);
        QCOMPARE(scale.maxScroll(), 7500);
        scale.setContent({0, 0});
        scale.fit();
        QCOMPARE(scale.offsetAt(100), -1);
        QCOMPARE(scale.visible().length(), 0);
    }

    void scaleFindsBytes()
    {
        RulerScale scale;
        scale.setRoom(64, 500);
        scale.setContent({100, 1100}); // the first hundred were dropped
        scale.fit();
        scale.setScroll(80);
        for (const qint64 offset : {110, 111, 150, 171})
            QCOMPARE(scale.offsetAt(scale.x(offset) + 1), offset);
        QCOMPARE(scale.offsetAt(63), -1); // that is where the names stand
        QCOMPARE(scale.visible(), (ByteRange{110, 173}));
        QCOMPARE(scale.scrollTo(120), 80);
        QCOMPARE(scale.scrollTo(105), 40);
        QCOMPARE(scale.scrollTo(1099), scale.maxScroll());
    }

    void scaleZoomsAroundAPoint()
    {
        RulerScale scale;
        scale.setRoom(64, 500);
        scale.setContent({0, 1000});
        scale.fit();
        scale.setScroll(3000);
        const qint64 offset = scale.offsetAt(300);
        scale.zoom(2, 300);
        QCOMPARE(scale.perByte(), 16.0);
        QCOMPARE(scale.offsetAt(300), offset);
        for (int i = 0; i < 50; ++i)
            scale.zoom(0.5, 300);
        QCOMPARE(scale.maxScroll(), 0); // not further than all of it
        for (int i = 0; i < 50; ++i)
            scale.zoom(2, 300);
        QCOMPARE(scale.perByte(), RulerScale::widestByte);
    }

    void scaleCountsInTens()
    {
        RulerScale scale;
        scale.setRoom(0, 800);
        scale.setContent({0, 10});
        scale.fit();
        QCOMPARE(scale.step(40), 1);
        scale.setContent({0, 100'000});
        scale.fit(); // 8 px each
        QCOMPARE(scale.step(40), 5);
        QCOMPARE(scale.step(41), 10);
        QCOMPARE(scale.step(161), 50);
    }

    void scaleHasRoomForAnyStream()
    {
        RulerScale scale;
        scale.setRoom(64, 500);
        scale.setContent({0, qint64(256) << 20});
        for (int i = 0; i < 50; ++i)
            scale.zoom(2, 300);
        QVERIFY(scale.maxScroll() > 0);
        QVERIFY(scale.maxScroll() <= 1'000'000'000);
    }

    void showsTheCutInWords()
    {
        Fixture f;
        f.cutQuestion();
        QCOMPARE(f.view.sentences(), QStringList(u"The cut at byte 5 goes right through “吗”"_s));
        QVERIFY(f.view.accessibleDescription().contains(u"6 byte(s)"_s));
        QVERIFY(f.view.accessibleDescription().contains(u"1 cut(s)"_s));
    }

    void paintsTheCut()
    {
        Fixture f;
        f.cutQuestion();
        const QImage picture = f.view.viewport()->grab().toImage();
        const Theme &theme = themeOf(&f.view);
        const auto colourIn = [&](int track, qreal offset) {
            // Next to the left edge of a byte and below the words.
            const int height = (f.view.viewport()->height() - 60) / 3;
            const int x = int(f.view.scale().x(0) + offset * f.view.scale().perByte());
            for (int y = 20 + track * height; y < 20 + (track + 1) * height; ++y) {
                const QColor colour = picture.pixelColor(x, y);
                if (colour == theme.trackMsg || colour == theme.trackRead || colour == theme.trackFrame)
                    return colour;
            }
            return QColor();
        };
        QCOMPARE(colourIn(0, 0.2), theme.trackMsg);
        QCOMPARE(colourIn(1, 0.2), theme.trackRead);
        QCOMPARE(colourIn(2, 0.2), theme.trackFrame);
        QVERIFY(!colourIn(2, 4.2).isValid()); // half a character is no character
        bool dashed = false;
        for (int y = 0; y < picture.height(); ++y)
            dashed = dashed || picture.pixelColor(int(f.view.scale().x(5)), y) == theme.err;
        QVERIFY(dashed);
    }

    void emptyIsSaid()
    {
        Fixture f;
        QCOMPARE(f.view.accessibleDescription(), u"No bytes yet."_s);
        QTest::keyClick(&f.view, Qt::Key_Right);
        QTest::keyClick(&f.view, Qt::Key_End);
        QCOMPARE(f.view.currentByte(), -1);
        f.view.setCurrentByte(7);
        QCOMPARE(f.view.currentByte(), -1);
        f.view.setRuler(nullptr);
        QTest::keyClick(&f.view, Qt::Key_Right);
        QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(f.view.sentences().isEmpty());
        QVERIFY(!f.view.grab().isNull());
    }

    void keyboardWalks()
    {
        Fixture f;
        f.cutQuestion();
        QSignalSpy walked(&f.view, &ByteRulerView::currentByteChanged);
        QTest::keyClick(&f.view, Qt::Key_Right);
        QCOMPARE(f.view.currentByte(), 0);
        QTest::keyClick(&f.view, Qt::Key_Right);
        QCOMPARE(f.view.currentByte(), 1);
        QVERIFY(f.view.accessibleDescription().startsWith(u"byte 1: e3"_s));
        QTest::keyClick(&f.view, Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(f.view.currentByte(), 5);
        QVERIFY(f.view.accessibleDescription().contains(u"right through “吗”"_s));
        QTest::keyClick(&f.view, Qt::Key_Right, Qt::ControlModifier); // there is no other cut
        QCOMPARE(f.view.currentByte(), 5);
        QTest::keyClick(&f.view, Qt::Key_Home);
        QCOMPARE(f.view.currentByte(), 0);
        QTest::keyClick(&f.view, Qt::Key_Left);
        QCOMPARE(f.view.currentByte(), 0);
        QTest::keyClick(&f.view, Qt::Key_End);
        QCOMPARE(f.view.currentByte(), 5);
        QCOMPARE(walked.last().at(0).toLongLong(), 5);
    }

    void copiesTheCharacter()
    {
        Fixture f;
        f.cutQuestion();
        f.view.setCurrentByte(3);
        QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"ba c3"_s);
    }

    void zoomsAndFits()
    {
        Fixture f;
        f.manyMessages(20);
        QVERIFY(f.view.isFitted());
        const qreal before = f.view.scale().perByte();
        QTest::keyClick(&f.view, Qt::Key_Plus);
        QVERIFY(f.view.scale().perByte() > before);
        QVERIFY(!f.view.isFitted());
        QTest::keyClick(&f.view, Qt::Key_Minus);
        QTest::keyClick(&f.view, Qt::Key_Minus);
        QVERIFY(f.view.scale().perByte() < before);
        QTest::keyClick(&f.view, Qt::Key_0);
        QCOMPARE(f.view.scale().perByte(), before);
        QVERIFY(f.view.isFitted());
    }

    void hoverTellsTheByte()
    {
        Fixture f;
        f.cutQuestion();
        QSignalSpy hovered(&f.view, &ByteRulerView::byteHovered);
        QTest::mouseMove(f.view.viewport(), f.byte(4));
        QTRY_COMPARE(hovered.size(), 1);
        QCOMPARE(hovered.last().at(0).toLongLong(), 4);
        QCOMPARE(f.view.marked(), (ByteRange{4, 5}));
        QTest::mouseMove(f.view.viewport(), {2, 60});
        QTRY_COMPARE(hovered.last().at(0).toLongLong(), -1);
        QCOMPARE(f.view.marked().length(), 0);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.byte(2));
        QCOMPARE(f.view.currentByte(), 2);
    }

    void followsTheEnd()
    {
        Fixture f;
        f.manyMessages(100);
        QScrollBar *bar = f.view.horizontalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QCOMPARE(bar->value(), bar->maximum());
        f.manyMessages(100);
        QCOMPARE(bar->value(), bar->maximum());
        bar->setValue(40);
        QVERIFY(!f.view.isFollowing());
        f.manyMessages(100);
        QCOMPARE(bar->value(), 40);
        bar->setValue(bar->maximum());
        f.manyMessages(100);
        QCOMPARE(bar->value(), bar->maximum());
    }

    void standsStillWhenTheOldestGo()
    {
        Fixture f(ByteRuler::Limits{.items = 700, .keptBytes = 1 << 20, .span = 1 << 20});
        f.manyMessages(200);
        f.view.horizontalScrollBar()->setValue(f.view.horizontalScrollBar()->maximum() - 1000);
        const QPoint middle(300, 60);
        const qint64 offset = f.view.scale().offsetAt(middle.x());
        f.manyMessages(20);
        QVERIFY(f.ruler.begin() > 0);
        QVERIFY(offset > f.ruler.begin());
        QCOMPARE(f.view.scale().offsetAt(middle.x()), offset);
    }

    void theCurrentByteMayBeDropped()
    {
        Fixture f(ByteRuler::Limits{.items = 70, .keptBytes = 1 << 20, .span = 1 << 20});
        f.manyMessages(10);
        f.view.setCurrentByte(0);
        f.manyMessages(100);
        QVERIFY(f.ruler.begin() > 0);
        QCOMPARE(f.view.currentByte(), f.ruler.begin());
    }

    void manyEventsAreOnePicture()
    {
        Fixture f;
        // Processor time of this process: others may keep the machine busy.
        const auto msSince = [](std::clock_t begin) {
            return 1000.0 * double(std::clock() - begin) / CLOCKS_PER_SEC;
        };
        std::clock_t begin = std::clock();
        for (int i = 0; i < 10'000; ++i) {
            f.ruler.addMessage("0123456789");
            f.ruler.addRead("0123456789", 1024);
            f.view.rulerChanged();
        }
        const double added = msSince(begin);
        f.shown();
        for (int i = 0; i < 60; ++i)
            QTest::keyClick(&f.view, Qt::Key_Minus);
        QCOMPARE(f.view.horizontalScrollBar()->maximum(), 0); // all of it in view
        begin = std::clock();
        QVERIFY(!f.view.viewport()->grab().isNull());
        const double painted = msSince(begin);
        qInfo("10 000 messages and reads: added in %.0f ms, all painted in %.0f ms", added, painted);
        QVERIFY(added < 1000);
        QVERIFY(painted < 200);
    }

    void cardNamesTheDirection()
    {
        ByteRuler ruler;
        ByteRulerCard card;
        card.setRuler(&ruler);
        QCOMPARE(card.title(), u"Byte ruler"_s);
        card.setEnds(u"server"_s, u"client"_s);
        QCOMPARE(card.title(), u"Byte ruler · server → client"_s);
        ruler.addMessage("hello");
        card.rulerChanged();
        QTRY_VERIFY(card.view()->accessibleDescription().contains(u"5 byte(s)"_s));
        card.setRuler(nullptr);
    }

private:
    std::unique_ptr<ThemeManager> m_themes;
};

QTEST_MAIN(tst_ByteRulerView)
#include "tst_byterulerview.moc"
