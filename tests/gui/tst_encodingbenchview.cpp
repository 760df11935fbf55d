// SPDX-License-Identifier: MIT
#include "app/lab/ui/encodingbenchcard.h"
#include "common/ui/thememanager.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

#include <memory>

using namespace miniqq::lab;
using namespace miniqq::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray cutBytes = QByteArray::fromHex("c4e3bac3c2"); // 你好 and half of 吗, in GBK
constexpr int bytesRow = 0;
constexpr int gbkRow = 1;
constexpr int incrementalRow = 6;

struct Fixture
{
    explicit Fixture(const BenchInput &input = {cutBytes, {}, Encoding::Gbk, u"read 1"_s})
    {
        view.resize(600, 260);
        view.setInput(input);
        view.show();
    }

    QColor fillOf(int row, int cell)
    {
        const QRect rect = view.cellRect(row, cell);
        return view.viewport()->grab().toImage().pixelColor(rect.left() + rect.width() / 2, rect.top() + 2);
    }

    EncodingBenchView view;
};

ByteRange rangeOf(const QSignalSpy &spy)
{
    return spy.last().at(0).value<ByteRange>();
}

} // namespace

class tst_EncodingBenchView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_themes = std::make_unique<ThemeManager>(*qApp); }
    void cleanupTestCase() { m_themes.reset(); }

    void theSameBytesAgainChangeNothing()
    {
        Fixture f;
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.cellRect(gbkRow, 1).center());
        f.view.setMarked({2, 4});
        const int row = f.view.currentRow();
        QCOMPARE(row, gbkRow);
        QSignalSpy changed(&f.view, &EncodingBenchView::rowsChanged);
        f.view.setInput(BenchInput(f.view.input()));
        QCOMPARE(changed.size(), 0);
        QCOMPARE(f.view.currentRow(), row);
        QCOMPARE(f.view.marked(), (ByteRange{2, 4}));
        BenchInput other = f.view.input();
        other.bytes += "x";
        f.view.setInput(other);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(f.view.currentRow(), -1);
    }

    void boxesWhatIsBroken()
    {
        Fixture f;
        const Theme &theme = themeOf(&f.view);
        QCOMPARE(f.fillOf(gbkRow, 0), theme.tileFill());
        QCOMPARE(f.fillOf(gbkRow, 2), theme.errSoft);
        QCOMPARE(f.fillOf(bytesRow, 4), theme.errSoft);
        QCOMPARE(f.fillOf(incrementalRow, 2), theme.tileFill()); // it only waits
    }

    void chipsStandApart()
    {
        Fixture f;
        for (int row = 0; row < int(f.view.rows().size()); ++row) {
            int right = 0;
            for (int cell = 0; cell < int(f.view.rows()[size_t(row)].cells.size()); ++cell) {
                const QRect rect = f.view.cellRect(row, cell);
                QVERIFY(rect.width() >= rect.height());
                QVERIFY(rect.left() > right);
                right = rect.right();
            }
        }
    }

    void marksTheSameBytesInAllRows()
    {
        Fixture f;
        const Theme &theme = themeOf(&f.view);
        f.view.setMarked({2, 3}); // one byte of 好
        QCOMPARE(f.fillOf(bytesRow, 2), theme.hexSel);
        QCOMPARE(f.fillOf(bytesRow, 3), theme.tileFill());
        QCOMPARE(f.fillOf(gbkRow, 1), theme.hexSel);
        QCOMPARE(f.fillOf(gbkRow, 0), theme.tileFill());
        QCOMPARE(f.fillOf(incrementalRow, 1), theme.hexSel);
        f.view.setMarked({});
        QCOMPARE(f.fillOf(gbkRow, 1), theme.tileFill());
    }

    void carriedBytesAreNotMarkedByNothing()
    {
        Fixture f({"\xf0", "\xc2", Encoding::Gbk});
        QCOMPARE(f.view.rows()[incrementalRow].cells[0].begin, -1);
        QCOMPARE(f.fillOf(incrementalRow, 0), themeOf(&f.view).tileFill());
    }

    void hoverTellsTheBytes()
    {
        Fixture f;
        QSignalSpy hovered(&f.view, &EncodingBenchView::bytesHovered);
        QTest::mouseMove(f.view.viewport(), f.view.cellRect(gbkRow, 1).center());
        QTRY_COMPARE(hovered.size(), 1);
        QCOMPARE(rangeOf(hovered), (ByteRange{2, 4}));
        QTest::mouseMove(f.view.viewport(), {2, 40});
        QTRY_COMPARE(hovered.size(), 2);
        QCOMPARE(rangeOf(hovered).length(), 0);
    }

    void keyboardWalks()
    {
        Fixture f;
        QVERIFY(f.view.accessibleDescription().contains(u"not UTF-8"_s)); // all rows, to begin with
        QSignalSpy chosen(&f.view, &EncodingBenchView::cellChosen);
        QTest::keyClick(&f.view, Qt::Key_Down);
        QCOMPARE(f.view.currentRow(), bytesRow);
        QTest::keyClick(&f.view, Qt::Key_Down);
        QTest::keyClick(&f.view, Qt::Key_End);
        QCOMPARE(f.view.currentRow(), gbkRow);
        QCOMPARE(f.view.currentCell(), 2);
        QCOMPARE(rangeOf(chosen), (ByteRange{4, 5}));
        const QString said = f.view.accessibleDescription();
        QVERIFY(said.startsWith(u"byte 4: c2 only begins a character"_s));
        QVERIFY(said.contains(u"incomplete: half a character at the end"_s));
        QVERIFY(said.contains(u"'gbk' codec can't decode byte 0xc2 in position 4"_s));
        QTest::keyClick(&f.view, Qt::Key_Right);
        QCOMPARE(f.view.currentCell(), 2);
        QTest::keyClick(&f.view, Qt::Key_Home);
        QTest::keyClick(&f.view, Qt::Key_Left);
        QCOMPARE(f.view.currentCell(), 0);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&f.view, Qt::Key_Down);
        QCOMPARE(f.view.currentRow(), incrementalRow);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(&f.view, Qt::Key_Up);
        QCOMPARE(f.view.currentRow(), bytesRow);
    }

    void toolTipsTellTheRest()
    {
        Fixture f;
        const auto toolTipAt = [&f](const QPoint &point) {
            QHelpEvent event(QEvent::ToolTip, point, f.view.viewport()->mapToGlobal(point));
            QCoreApplication::sendEvent(f.view.viewport(), &event);
            return QToolTip::text();
        };
        QVERIFY(toolTipAt(f.view.cellRect(gbkRow, 1).center()).contains(u"ba c3 is 好"_s));
        const int row = f.view.cellRect(gbkRow, 0).center().y();
        const QString verdict = toolTipAt({f.view.viewport()->width() - 10, row});
        QVERIFY(verdict.contains(u"half a character"_s));
        QVERIFY(verdict.contains(u"UnicodeDecodeError: 'gbk' codec can't decode byte 0xc2"_s));
        QToolTip::hideText();
    }

    void copiesTextAndBytes()
    {
        Fixture f;
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.cellRect(gbkRow, 0).center());
        QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"你好\ufffd"_s);
        QTest::mouseClick(f.view.viewport(), Qt::LeftButton, {}, f.view.cellRect(bytesRow, 0).center());
        QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"c4 e3 ba c3 c2"_s);
    }

    void nothingToDecode()
    {
        Fixture f(BenchInput{});
        for (const int key : {Qt::Key_Right, Qt::Key_End, Qt::Key_Home, Qt::Key_Left, Qt::Key_Down})
            QTest::keyClick(&f.view, Qt::Key(key));
        QCOMPARE(f.view.currentCell(), -1);
        QTest::keyClick(&f.view, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(!f.view.grab().isNull());
    }

    void longRowsScroll()
    {
        Fixture f({QByteArray(10'000, '\xff'), {}, Encoding::Gbk});
        QScrollBar *bar = f.view.horizontalScrollBar();
        QVERIFY(bar->maximum() > 0);
        QTest::keyClick(&f.view, Qt::Key_Down);
        QTest::keyClick(&f.view, Qt::Key_End);
        QCOMPARE(f.view.currentCell(), int(benchBytes) - 1);
        const QRect last = f.view.cellRect(bytesRow, int(benchBytes) - 1);
        QVERIFY(bar->value() > 0);
        QVERIFY(last.left() > 64 && last.right() < f.view.viewport()->width());
        QTest::keyClick(&f.view, Qt::Key_Home);
        QCOMPARE(bar->value(), 0);
        f.view.setInput({cutBytes});
        QCOMPARE(bar->maximum(), 0);
        QCOMPARE(f.view.currentRow(), -1);
    }

    void cardSaysHowMany()
    {
        EncodingBenchCard card;
        card.setInput({cutBytes, {}, Encoding::Gbk});
        QStringList texts;
        for (const QLabel *label : card.findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"the same 5 byte(s), read in 6 ways"_s));
        card.setInput({QByteArray(5000, 'x')});
        texts.clear();
        for (const QLabel *label : card.findChildren<QLabel *>())
            texts.append(label->text());
        QVERIFY(texts.contains(u"the first 4096 of 5000 bytes, read in 6 ways"_s));
    }

    void cardExplainsWhatWasLost()
    {
        EncodingBenchCard card;
        const auto hinted = [&card] {
            const auto labels = card.findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
                return !label->isHidden() && label->text().contains(u"U+FFFD"_s);
            });
        };
        card.setInput({cutBytes, {}, Encoding::Gbk});
        QVERIFY(!hinted());
        card.setInput({u"\ufffd\ufffd"_s.toUtf8(), {}, Encoding::Utf8});
        QVERIFY(hinted());
    }

private:
    std::unique_ptr<ThemeManager> m_themes;
};

QTEST_MAIN(tst_EncodingBenchView)
#include "tst_encodingbenchview.moc"
