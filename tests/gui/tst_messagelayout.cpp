// SPDX-License-Identifier: MIT
#include "app/ui/chat/heightindex.h"
#include "app/ui/chat/messagelayout.h"
#include "app/ui/chat/messagetext.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace miniqq;
using namespace miniqq::client;
using namespace Qt::Literals::StringLiterals;

namespace {

MessageRow rowOf(const QString &text, bool own = false)
{
    MessageRow row;
    row.from = "bob";
    row.name = u"Bob"_s;
    row.text = text;
    row.own = own;
    row.timeMs = QDateTime(QDate(2026, 3, 4), QTime(9, 41)).toMSecsSinceEpoch();
    return row;
}

} // namespace

class TestMessageLayout : public QObject
{
    Q_OBJECT

private:
    MessageMetrics m_metrics;

    MessageLayout lay(const MessageRow &row, int width = 600, const MessageSurroundings &around = {}) const
    {
        return layOutMessage(row, around, width, m_metrics);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFont font(u"Noto Sans"_s);
        font.setPixelSize(13);
        QApplication::setFont(font);
        m_metrics = MessageMetrics::from(ui::Theme::light());
    }

    void geometry_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("lines");
        QTest::addColumn<bool>("timeOnLastLine");
        const QString word = u"word "_s;
        QTest::newRow("short") << u"hello"_s << 1 << true;
        QTest::newRow("one character") << u"k"_s << 1 << true;
        QTest::newRow("Chinese") << u"早！今天的网络课你预习了吗？"_s << 1 << true;
        QTest::newRow("three lines") << u"a\nb\nc"_s << 3 << true;
        QTest::newRow("CR LF is one break") << u"a\r\nb"_s << 2 << true;
        QTest::newRow("trailing break") << u"a\n"_s << 2 << true;
        QTest::newRow("emoji in a sentence") << u"good 👍 morning"_s << 1 << true;
        QTest::newRow("right to left") << u"שלום לכולם"_s << 1 << false;
        QTest::newRow("blank") << u" "_s << 1 << true;
        QTest::newRow("four emoji are text") << u"👍👍👍👍"_s << 1 << true;
    }
    void geometry()
    {
        QFETCH(QString, text);
        QFETCH(int, lines);
        QFETCH(bool, timeOnLastLine);
        for (const bool own : {false, true}) {
            const MessageLayout l = lay(rowOf(text, own));
            QCOMPARE(l.lines->lineCount(), lines);
            QCOMPARE(l.timeOnLastLine, timeOnLastLine);
            QCOMPARE(l.isBigEmoji, false);
            QCOMPARE(l.text.height(), lines * m_metrics.lineHeight);
            const qreal meta = timeOnLastLine ? 0 : m_metrics.metaHeight;
            QCOMPARE(l.bubble.height(), lines * m_metrics.lineHeight + meta + 2 * bubble::paddingY);
            QCOMPARE(l.bubble.top(), bubble::groupGap);
            QCOMPARE(l.height, int(l.bubble.bottom()));
            QVERIFY(l.bubble.contains(l.text));
            QVERIFY(l.bubble.contains(l.time));
            if (own) {
                QCOMPARE(l.bubble.right(), 600 - bubble::sidePadding);
                QVERIFY(l.bubble.contains(l.tick));
                QVERIFY(l.avatar.isEmpty());
                QVERIFY(l.tick.left() >= l.time.right());
            } else {
                QCOMPARE(l.bubble.left(), 56.0);
                QVERIFY(l.tick.isEmpty());
                QCOMPARE(l.avatar, QRectF(16, l.bubble.bottom() - 32, 32, 32));
            }
        }
    }

    void timeTakesItsOwnLineOnlyWithoutRoom()
    {
        bool beside = false;
        bool below = false;
        QString text = u"w"_s;
        for (int i = 0; i < 400 && !below; ++i, text += u'i') {
            const MessageLayout l = lay(rowOf(text, true), 400);
            if (l.lines->lineCount() > 1)
                break;
            const qreal end = l.text.left() + l.lines->lineAt(0).naturalTextWidth();
            if (l.timeOnLastLine) {
                QVERIFY2(!below, "the time went back beside a longer line");
                QVERIFY(l.time.left() >= end + bubble::metaGap - 0.5);
                beside = true;
            } else {
                QVERIFY(l.time.top() >= l.text.bottom() - 0.5);
                below = true;
            }
        }
        QVERIFY(beside);
        QVERIFY(below);
    }

    /// The server has it no more: said in words, by whom ever it is, without a mark of how far it came.
    void whatTheServerLost()
    {
        for (const bool own : {false, true}) {
            MessageRow row = rowOf(u"hello"_s, own);
            row.state = MessageState::Kind::Read;
            row.lost = true;
            MessageSurroundings around;
            around.lost = lostText();
            const MessageLayout l = lay(row, 600, around);
            QVERIFY(l.timeText.contains(lostText()));
            QVERIFY(l.tick.isEmpty());
            QVERIFY(l.bubble.contains(l.time));
            QCOMPARE(tickOf(row), ui::TickState::None);
            QVERIFY(spokenText(row).contains(lostText()));
            const MessageLayout narrow = lay(row, 160, around);
            QVERIFY(narrow.bubble.contains(narrow.time));
            row.lost = false;
            QVERIFY(!lay(row, 600, around).timeText.contains(lostText()));
            QVERIFY(!spokenText(row).contains(lostText()));
        }
    }

    void widthIsBounded_data()
    {
        QTest::addColumn<int>("pane");
        QTest::addColumn<qreal>("widest");
        QTest::newRow("narrow pane: three quarters") << 400 << 300.0;
        QTest::newRow("wide pane: 560") << 1200 << 560.0;
        QTest::newRow("absurdly narrow") << 120 << 64.0;
    }
    void widthIsBounded()
    {
        QFETCH(int, pane);
        QFETCH(qreal, widest);
        for (const QString &text :
             {QString(3000, u'x'), u"two words "_s.repeated(300), QString(2000, QChar(0x4E2D))}) {
            const MessageLayout l = lay(rowOf(text), pane);
            QVERIFY2(l.bubble.width() <= widest, qPrintable(QString::number(l.bubble.width())));
            QVERIFY(l.lines->lineCount() > 3);
            for (int i = 0; i < l.lines->lineCount(); ++i)
                QVERIFY(l.lines->lineAt(i).naturalTextWidth() <= l.text.width() + 1);
        }
    }

    void grouping()
    {
        MessageRow row = rowOf(u"hi"_s);
        using C = MessageLayout::Corner;
        MessageLayout l = lay(row);
        QCOMPARE(l.radii[C::TopLeft], 14.0);
        QCOMPARE(l.radii[C::BottomLeft], 5.0);
        QCOMPARE(l.radii[C::TopRight], 14.0);
        QCOMPARE(l.radii[C::BottomRight], 14.0);
        row.firstInGroup = false;
        row.lastInGroup = false;
        l = lay(row);
        QCOMPARE(l.bubble.top(), bubble::joinedGap);
        QCOMPARE(l.radii[C::TopLeft], 5.0);
        QVERIFY(l.avatar.isEmpty());
        row.own = true;
        l = lay(row);
        QCOMPARE(l.radii[C::TopRight], 5.0);
        QCOMPARE(l.radii[C::BottomRight], 5.0);
        QCOMPARE(l.radii[C::TopLeft], 14.0);
    }

    void namesOnlyInTheFirstBubbleOfOthers()
    {
        MessageSurroundings around;
        around.showName = true;
        MessageRow row = rowOf(u"hi"_s);
        const MessageLayout named = lay(row, 600, around);
        QCOMPARE(named.nameText, u"Bob"_s);
        QVERIFY(named.name.bottom() <= named.text.top());
        QCOMPARE(named.height, lay(row).height + int(m_metrics.nameHeight));
        row.firstInGroup = false;
        QVERIFY(lay(row, 600, around).name.isEmpty());
        row.firstInGroup = true;
        row.own = true;
        QVERIFY(lay(row, 600, around).name.isEmpty());
        row.own = false;
        row.name = QString(500, u'N');
        const MessageLayout longName = lay(row, 400, around);
        QVERIFY(longName.bubble.contains(longName.name));
        QVERIFY(longName.nameText.endsWith(u'…'));
    }

    void separatorsStandAbove()
    {
        MessageSurroundings around;
        around.day = u"Today"_s;
        around.unread = u"New messages"_s;
        const MessageLayout l = lay(rowOf(u"hi"_s), 600, around);
        QCOMPARE(l.dayPill.center().x(), 300.0);
        QVERIFY(l.dayPill.bottom() < l.unreadLine.top());
        QVERIFY(l.unreadLine.bottom() < l.bubble.top());
        QVERIFY(l.unreadLine.contains(l.unreadWords));
    }

    void bigEmoji_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("count");
        QTest::newRow("one") << u"👍"_s << 1;
        QTest::newRow("three") << u"👍🎉😭"_s << 3;
        QTest::newRow("with blanks around") << u" 👍\n"_s << 1;
        QTest::newRow("family") << u"👨‍👩‍👧‍👦"_s << 1;
        QTest::newRow("skin tone") << u"👋🏽"_s << 1;
        QTest::newRow("flag") << u"🇨🇳"_s << 1;
        QTest::newRow("keycap") << u"1️⃣"_s << 1;
        QTest::newRow("heart as picture") << u"❤️"_s << 1;
        QTest::newRow("four") << u"👍👍👍👍"_s << 0;
        QTest::newRow("with a word") << u"ok 👍"_s << 0;
        QTest::newRow("digits") << u"123"_s << 0;
        QTest::newRow("copyright") << u"©"_s << 0;
        QTest::newRow("nothing") << u""_s << 0;
    }
    void bigEmoji()
    {
        QFETCH(QString, text);
        QFETCH(int, count);
        QCOMPARE(countEmojiOnly(text), count);
        const MessageLayout l = lay(rowOf(text));
        QCOMPARE(l.isBigEmoji, count > 0);
        QCOMPARE(l.text.height(), count > 0 ? m_metrics.emojiLine : m_metrics.lineHeight);
    }

    // Among words emoji are drawn larger than the text, on the same line height.
    void emojiAmongWords()
    {
        const QString text = u"ok 👍🏽👨‍👩‍👧 好 👋 x"_s;
        const QList<TextRun> runs = findEmoji(text);
        QCOMPARE(runs.size(), 2);
        QCOMPARE(text.sliced(runs[0].start, runs[0].length), u"👍🏽👨‍👩‍👧"_s);
        QCOMPARE(text.sliced(runs[1].start, runs[1].length), u"👋"_s);
        QVERIFY(findEmoji(u"没有 none © 1"_s).isEmpty());

        const MessageLayout l = lay(rowOf(text));
        QCOMPARE(l.lines->formats().size(), 2);
        QVERIFY(l.lines->formats().first().format.font().pixelSize() > QFontInfo(m_metrics.text).pixelSize());
        QCOMPARE(l.text.height(), l.lines->lineCount() * m_metrics.lineHeight);
    }

    // Measuring a coloured emoji is slow: a message of nothing else must not hold up the window.
    void thousandsOfEmojiAreLaidOutAtOnce()
    {
        QVERIFY(!hasManyEmoji(u"😀"_s.repeated(100), 100));
        QVERIFY(hasManyEmoji(u"😀"_s.repeated(101), 100));
        QVERIFY(!hasManyEmoji(QString(4000, QChar(0x4E2D)), 100));
        QElapsedTimer timer;
        timer.start();
        const MessageLayout l = lay(rowOf(u"😀"_s.repeated(4000)));
        QVERIFY2(timer.elapsed() < 300, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(l.text.height(), l.lines->lineCount() * m_metrics.lineHeight);
    }

    void failedSaysSoInsteadOfTheTime()
    {
        MessageRow row = rowOf(u"hi"_s, true);
        row.state = MessageState::Kind::Failed;
        MessageSurroundings around;
        around.retry = u"not sent · retry"_s;
        QCOMPARE(lay(row, 600, around).timeText, around.retry);
    }

    // Foreign text may hold anything: heights stay what they are, and every position stays where it is.
    void hostileText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << u"<b>x</b><img src=http://a.example/x.png>"_s;
        QTest::newRow("entities") << u"&lt;&amp;&#0;"_s;
        QTest::newRow("stacked marks") << QString(u'a' + QString(300, QChar(0x0301)));
        QTest::newRow("override") << u"a \u202Etxt.exe\u202C b"_s;
        QTest::newRow("unclosed isolates") << QString(100, QChar(0x2067));
        QTest::newRow("controls") << u"\x1b[31mred\x07\x7f\x01"_s;
        QTest::newRow("lone surrogates") << QString(QChar(0xD83D)) + u"x"_s + QChar(0xDE00);
        QTest::newRow("paragraph separators") << u"a\u2029b\u2028c"_s;
        QTest::newRow("wide scripts") << u"﷽ 𒐫 ꧅"_s;
        QTest::newRow("nul") << (u"a"_s + QChar::Null + u"b"_s);
    }
    void hostileText()
    {
        QFETCH(QString, text);
        const QString shown = displayText(text);
        QCOMPARE(shown.size(), text.size());
        for (const QChar ch : shown) {
            QVERIFY(ch == u'\t' || ch.category() != QChar::Other_Control);
            QVERIFY(ch.unicode() < 0x202A || ch.unicode() > 0x202E);
        }
        const MessageLayout l = lay(rowOf(text));
        QCOMPARE(l.text.height(), l.lines->lineCount() * m_metrics.lineHeight);
        QCOMPARE(l.lines->text(), shown);
        QVERIFY(l.bubble.right() <= 600);
        const QString line = singleLine(text);
        for (const QChar ch : line)
            QVERIFY(ch.category() != QChar::Other_Control &&
                    !(ch.unicode() >= 0x2066 && ch.unicode() <= 0x2069));
    }

    void linkUnderThePointer()
    {
        const MessageLayout l = lay(rowOf(u"see http://a.example end"_s));
        const QTextLine line = l.lines->lineAt(0);
        const qreal y = l.text.center().y();
        const auto at = [&](int position) {
            return QPointF(l.text.left() + line.cursorToX(position) + 2, y);
        };
        QVERIFY(!l.linkAt(at(1)));
        QVERIFY(l.linkAt(at(6)));
        QVERIFY(l.linkAt(at(19)));
        QVERIFY(!l.linkAt(at(21)));
        QVERIFY(!l.linkAt(l.time.center()));
        QCOMPARE(l.positionAt(at(2) - QPointF(2, 0)), qsizetype(2));
        QCOMPARE(l.positionAt({0, 0}), qsizetype(-1));
        QCOMPARE(l.positionAt({-50, y}, true), qsizetype(0));
    }

    // Against the plainest thing that can be right: a list that is summed anew each time.
    void heightIndexAgreesWithASum()
    {
        QRandomGenerator random(7);
        HeightIndex index;
        index.reset(5, 40);
        QList<int> plain(5, 40);
        for (int step = 0; step < 2000; ++step) {
            const int count = int(plain.size());
            switch (random.bounded(4)) {
            case 0: {
                const int at = random.bounded(count + 1);
                const int more = random.bounded(4);
                index.insert(at, more);
                plain.insert(at, more, 40);
                break;
            }
            case 1:
                if (count > 3) {
                    const int at = random.bounded(count - 2);
                    index.remove(at, 2);
                    plain.remove(at, 2);
                }
                break;
            default:
                if (count > 0) {
                    const int row = random.bounded(count);
                    plain[row] = 1 + random.bounded(300);
                    index.setMeasured(row, plain[row]);
                    QVERIFY(index.isMeasured(row));
                }
            }
            QCOMPARE(index.count(), int(plain.size()));
            qint64 sum = 0;
            for (int row = 0; row < plain.size(); ++row) {
                QCOMPARE(index.offsetOf(row), sum);
                QCOMPARE(index.rowAt(sum), row);
                sum += plain[row];
                QCOMPARE(index.rowAt(sum - 1), row);
            }
            QCOMPARE(index.total(), sum);
        }
    }
};

QTEST_MAIN(TestMessageLayout)
#include "tst_messagelayout.moc"
