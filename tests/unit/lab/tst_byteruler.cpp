// SPDX-License-Identifier: MIT
#include "app/lab/core/rulerwords.h"
#include "app/lab/core/textcodec.h"

#include <QTest>

#include <ctime>

using namespace miniqq::lab;

namespace {

const QByteArray question = QByteArray::fromHex("c4e3bac3c2f0"); // 你好吗 in GBK

void sendText(ByteRuler &ruler, const QByteArray &bytes)
{
    ruler.addMessage(bytes, charactersOf(Encoding::Gbk, bytes));
}

/// 你好吗 sent at once and read by recv(5), each read decoded by itself or not.
ByteRuler halfACharacter(bool incremental)
{
    ByteRuler ruler;
    sendText(ruler, question);
    TextPieces pieces(Encoding::Gbk, incremental);
    pieces.read(ruler, question.first(5), 5);
    pieces.read(ruler, question.sliced(5), 5);
    return ruler;
}

QStringList pieceLabels(const ByteRuler &ruler)
{
    QStringList labels;
    for (const ByteRuler::Piece &piece : ruler.pieces())
        labels.append(pieceLabel(ruler, piece));
    return labels;
}

} // namespace

class TestByteRuler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halfACharacterIsCut()
    {
        const ByteRuler ruler = halfACharacter(false);
        QCOMPARE(ruler.end(), 6);
        QCOMPARE(ruler.messages().size(), 1U);
        QCOMPARE(ruler.messages()[0].characters.size(), 3U);
        QCOMPARE(ruler.messages()[0].characters[2].text, QStringLiteral("吗"));
        QCOMPARE(ruler.reads().size(), 2U);
        QCOMPARE(readLabel(ruler.reads()[0], false), QStringLiteral("read 1: recv(5) → 5"));
        QCOMPARE(readLabel(ruler.reads()[1], true), QStringLiteral("→ 1"));
        QCOMPARE(pieceLabels(ruler), QStringList({QStringLiteral("你"), QStringLiteral("好"),
                                                  QStringLiteral("½ 吗"), QStringLiteral("f0")}));
        QCOMPARE(ruler.pieces()[2].kind, ByteRuler::PieceKind::Half);
        QCOMPARE(ruler.pieces()[2].range, (ByteRange{4, 5}));
        const std::vector<ByteRuler::Cut> cuts = ruler.cuts({0, ruler.end()});
        QCOMPARE(cuts.size(), 1U);
        QCOMPARE(cuts[0].offset, 5);
        QCOMPARE(cuts[0].read, 1);
        QCOMPARE(cuts[0].character, QStringLiteral("吗"));
        QCOMPARE(cutSentence(cuts[0]), QStringLiteral("The cut at byte 5 goes right through “吗”"));
        QCOMPARE(ruler.leftover().length(), 0);
    }

    void anIncrementalDecoderWaits()
    {
        ByteRuler ruler;
        sendText(ruler, question);
        TextPieces pieces(Encoding::Gbk, true);
        pieces.read(ruler, question.first(5), 5);
        QCOMPARE(pieceLabels(ruler), QStringList({QStringLiteral("你"), QStringLiteral("好")}));
        QCOMPARE(ruler.leftover(), (ByteRange{4, 5}));
        QVERIFY(byteSentence(ruler, 4).contains(QStringLiteral("waits for the rest")));
        QVERIFY(byteSentence(ruler, 5).contains(QStringLiteral("not read yet")));
        pieces.read(ruler, question.sliced(5), 5);
        QCOMPARE(pieceLabels(ruler).last(), QStringLiteral("吗"));
        QCOMPARE(ruler.pieces().back().range, (ByteRange{4, 6}));
        QCOMPARE(ruler.leftover().length(), 0);
        QVERIFY(ruler.cutAt(5)->healed); // the cut is still there, it only does no harm
        QVERIFY(!halfACharacter(false).cutAt(5)->healed);
    }

    void theEndLeavesNothingToWaitFor()
    {
        ByteRuler ruler;
        TextPieces pieces(Encoding::Gbk, true);
        pieces.read(ruler, question.first(5));
        QCOMPARE(ruler.leftover().length(), 1);
        pieces.read(ruler, {}, 5);
        QCOMPARE(ruler.leftover().length(), 0);
        QCOMPARE(ruler.pieces().back().kind, ByteRuler::PieceKind::Half);
        QCOMPARE(readLabel(ruler.reads().back(), true), QStringLiteral("→ 0"));
        QVERIFY(ruler.cuts({0, ruler.end()}).empty()); // nobody said what was sent
    }

    void theEndMayComeFirst()
    {
        ByteRuler ruler;
        ruler.addRead({}, 1024);
        QCOMPARE(ruler.reads().size(), 1U);
        QVERIFY(!ruler.isEmpty());
        QCOMPARE(ruler.end(), 0);
        QVERIFY(ruler.cuts({0, 0}).empty());
    }

    void messagesStickTogether()
    {
        ByteRuler ruler;
        ruler.addMessage("one");
        ruler.addMessage("two");
        ruler.addMessage("three");
        ruler.addRead("onetwo", 1024);
        QCOMPARE(ruler.messagesIn(ruler.reads()[0]), 2);
        QVERIFY(ruler.cuts({0, ruler.end()}).empty());
        QVERIFY(byteSentence(ruler, 4).contains(QStringLiteral("message 2 (3 byte(s))")));
        QVERIFY(byteSentence(ruler, 4).contains(QStringLiteral("parts of 2 message(s)")));
        ruler.addRead("th", 2);
        QCOMPARE(ruler.messagesIn(ruler.reads()[1]), 1);
        const auto cut = ruler.cutAt(8);
        QVERIFY(cut);
        QCOMPARE(cut->message, 3);
        QVERIFY(cut->character.isEmpty());
        QCOMPARE(cutSentence(*cut), QStringLiteral("The cut at byte 8 divides message 3"));
    }

    void aCutBetweenCharactersIsInTheMessageOnly()
    {
        ByteRuler ruler;
        sendText(ruler, question);
        ruler.addRead(question.first(4), 4);
        QVERIFY(ruler.cutAt(4));
        QVERIFY(ruler.cutAt(4)->character.isEmpty());
        QVERIFY(ruler.cutAt(4)->between);
        QVERIFY(!ruler.cutAt(3));
    }

    void readsMayBeToldFirst()
    {
        ByteRuler ruler;
        ruler.addRead("he", 2);
        ruler.addRead("llo", 1024);
        QVERIFY(ruler.cuts({0, 5}).empty());
        ruler.addMessage("hello");
        QCOMPARE(ruler.cuts({0, 5}).size(), 1U);
        QCOMPARE(ruler.cutAt(2)->read, 1);
    }

    void walksFromCutToCut()
    {
        ByteRuler ruler;
        for (int i = 0; i < 10; ++i)
            ruler.addMessage("0123456789");
        for (int i = 0; i < 25; ++i)
            ruler.addRead(QByteArray(4, 'x'), 4); // cuts at 4 8 12 16, not at 20, ...
        QCOMPARE(ruler.cuts({0, 100}).size(), 20U);
        QCOMPARE(ruler.cuts({8, 16}).size(), 3U);
        QCOMPARE(ruler.cuts({0, 100}, 7).size(), 7U);
        QCOMPARE(ruler.nextCut(0)->offset, 4);
        QCOMPARE(ruler.nextCut(4)->offset, 8);
        QCOMPARE(ruler.nextCut(16)->offset, 24);
        QVERIFY(!ruler.nextCut(96));
        QCOMPARE(ruler.previousCut(24)->offset, 16);
        QCOMPARE(ruler.previousCut(25)->offset, 24);
        QVERIFY(!ruler.previousCut(4));
    }

    void framesHaveHeaders()
    {
        ByteRuler ruler;
        ruler.addMessage(QByteArray("\0\0\0\5hello", 9), {}, QStringLiteral("chat.send"));
        ruler.addRead(QByteArray("\0\0\0\5he", 6), 6);
        QCOMPARE(ruler.leftover(), (ByteRange{0, 6}));
        ruler.addRead("llo", 1024);
        ruler.addPiece(9, ByteRuler::PieceKind::Whole, QStringLiteral("chat.send"), 4);
        QCOMPARE(ruler.pieces()[0].header, 4);
        QCOMPARE(ruler.leftover().length(), 0);
        QVERIFY(byteSentence(ruler, 8).contains(QStringLiteral("decoded as chat.send")));
        QVERIFY(byteSentence(ruler, 0).startsWith(QStringLiteral("byte 0: 00")));
    }

    void takesNoNonsense()
    {
        ByteRuler ruler;
        ruler.addMessage({});
        ruler.addPiece(3, ByteRuler::PieceKind::Whole, QStringLiteral("nothing was read"));
        QVERIFY(ruler.isEmpty());
        QVERIFY(ruler.pieces().empty());
        QCOMPARE(rulerSummary(ruler), QStringLiteral("No bytes yet."));
        ruler.addMessage("abc", {{2, QStringLiteral("x")}, {-5, {}}, {9, QStringLiteral("y")}});
        QCOMPARE(ruler.messages()[0].characters.size(), 1U);
        ruler.addMessage("abc", {{2, QStringLiteral("x")}, {9, QStringLiteral("y")}, {1, {}}});
        QCOMPARE(ruler.messages()[1].characters.size(), 2U);
        QCOMPARE(ruler.messages()[1].characters[1].length, 1);
        ruler.addRead("ab", -1);
        ruler.addPiece(-1, ByteRuler::PieceKind::Whole, {});
        ruler.addPiece(5, ByteRuler::PieceKind::Whole, {}, 77);
        QCOMPARE(ruler.pieces()[0].range, (ByteRange{0, 2}));
        QCOMPARE(ruler.pieces()[0].header, 2);
        QVERIFY(!ruler.byteAt(-1));
        QVERIFY(!ruler.byteAt(6));
        QVERIFY(!ruler.readAt(2));
        QCOMPARE(byteSentence(ruler, 99), QStringLiteral("byte 99 · not read yet"));
    }

    void knowsItsBytes()
    {
        ByteRuler ruler;
        ruler.addMessage("abcdef");
        ruler.addRead("abc", 3);
        QCOMPARE(ruler.byteAt(1), quint8('b'));
        QCOMPARE(ruler.byteAt(5), quint8('f')); // sent, not read yet
        QCOMPARE(ruler.bytesOf({2, 6}, 3), "cde");
        QVERIFY(ruler.bytesOf({6, 9}, 3).isEmpty());
    }

    void dropsTheOldest()
    {
        ByteRuler ruler(ByteRuler::Limits{.items = 30, .keptBytes = 1 << 20, .span = 1 << 20});
        for (int i = 0; i < 1000; ++i) {
            ruler.addMessage("0123456789");
            ruler.addRead("0123456789", 1024);
            ruler.addPiece(10, ByteRuler::PieceKind::Whole, QStringLiteral("x"));
            QVERIFY(ruler.itemCount() <= 30);
        }
        QCOMPARE(ruler.end(), 10'000);
        QCOMPARE(ruler.begin(), 9'900);
        QCOMPARE(ruler.dropped().messages, 990);
        QCOMPARE(ruler.dropped().reads, 990);
        QCOMPARE(ruler.dropped().pieces, 990);
        QCOMPARE(ruler.messages().front().number, 991);
        QCOMPARE(ruler.keptBytes(), 2 * 100);
        QVERIFY(!ruler.byteAt(9'899));
        QVERIFY(droppedSentence(ruler).contains(QStringLiteral("9900")));
        ruler.clear();
        QCOMPARE(ruler.begin(), 0);
        QCOMPARE(ruler.keptBytes(), 0);
        QVERIFY(droppedSentence(ruler).isEmpty());
    }

    void aFloodIsBounded_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("large reads") << 65'536;
        QTest::newRow("one more than is kept of one") << (4 << 20) / 8 + 1;
    }
    void aFloodIsBounded()
    {
        QFETCH(int, size);
        ByteRuler ruler;
        const QByteArray bytes(size, 'x');
        for (int i = 0; i < 300; ++i) {
            ruler.addMessage(bytes);
            ruler.addRead(bytes, size);
        }
        QVERIFY(ruler.keptBytes() <= 4 << 20);
        QCOMPARE(ruler.end(), 300LL * size);
        QVERIFY(ruler.begin() > 0);
        QVERIFY(!ruler.reads().empty());
    }

    void unreadMessagesAreBounded()
    {
        ByteRuler ruler(ByteRuler::Limits{.items = 10, .keptBytes = 1 << 20, .span = 1 << 20});
        for (int i = 0; i < 100; ++i)
            ruler.addMessage("0123456789");
        QCOMPARE(ruler.begin(), 900);
        ruler.addRead("0123456789", 10); // of what is no longer shown
        QCOMPARE(ruler.reads().size(), 0U);
        QCOMPARE(ruler.dropped().reads, 1);
        QCOMPARE(ruler.leftover().length(), 0);
    }

    void aLongSpanIsBounded()
    {
        ByteRuler ruler(ByteRuler::Limits{.items = 100, .keptBytes = 1000, .span = 500});
        ruler.addMessage(QByteArray(700, 'x'));
        QCOMPARE(ruler.begin(), 200);
        QCOMPARE(ruler.messages().size(), 1U);
        QVERIFY(ruler.keptBytes() <= 1000);
    }

    void tenThousandEventsASecond()
    {
        ByteRuler ruler;
        TextPieces pieces(Encoding::Gbk, true);
        const std::clock_t begin = std::clock(); // of this process: others may keep the machine busy
        for (int i = 0; i < 10'000; ++i) {
            sendText(ruler, question);
            pieces.read(ruler, question, 1024);
        }
        const double seconds = double(std::clock() - begin) / CLOCKS_PER_SEC;
        qInfo("10 000 messages, reads and their characters: %.0f ms", seconds * 1000);
        QVERIFY(seconds < 1);
        QVERIFY(ruler.itemCount() <= 20'000);
    }
};

QTEST_GUILESS_MAIN(TestByteRuler)
#include "tst_byteruler.moc"
