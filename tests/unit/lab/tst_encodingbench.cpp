// SPDX-License-Identifier: MIT
#include "app/lab/core/encodingbench.h"

#include <QTest>

#include <algorithm>

using namespace miniqq::lab;

namespace {

const QByteArray cutBytes = QByteArray::fromHex("c4e3bac3c2"); // 你好 and half of 吗, in GBK

BenchInput gbkInput(const QByteArray &bytes, const QByteArray &carried = {})
{
    return {bytes, carried, Encoding::Gbk, QStringLiteral("read 1")};
}

BenchRow rowOf(const std::vector<BenchRow> &rows, Encoding encoding)
{
    return *std::find_if(rows.begin(), rows.end(), [encoding](const BenchRow &row) {
        return row.encoding == encoding && !row.incremental;
    });
}

QStringList chips(const BenchRow &row)
{
    QStringList texts;
    for (const BenchCell &cell : row.cells)
        texts.append(cell.marked ? u'[' + cell.text + u']' : cell.text);
    return texts;
}

} // namespace

class TestEncodingBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void halfACharacter()
    {
        const std::vector<BenchRow> rows = benchRows(gbkInput(cutBytes));
        QCOMPARE(rows.size(), 7U);
        QCOMPARE(chips(rows[0]).join(u' '), QStringLiteral("c4 e3 ba c3 [c2]"));
        QCOMPARE(rows[0].verdictText, QStringLiteral("read 1"));

        const BenchRow gbk = rowOf(rows, Encoding::Gbk);
        QCOMPARE(chips(gbk).join(u' '), QStringLiteral("你 好 [c2 ?]"));
        QCOMPARE(gbk.verdict, Verdict::Incomplete);
        QCOMPARE(gbk.verdictText, QStringLiteral("incomplete: half a character at the end"));
        QCOMPARE(gbk.error,
                 QStringLiteral(
                     "'gbk' codec can't decode byte 0xc2 in position 4: incomplete multibyte sequence"));
        QCOMPARE(gbk.text, QStringLiteral("你好\ufffd"));
        QCOMPARE(rowOf(rows, Encoding::Gb18030).verdict, Verdict::Incomplete);

        const BenchRow utf8 = rowOf(rows, Encoding::Utf8);
        QCOMPARE(chips(utf8).join(u' '), QStringLiteral("[\ufffd] [\ufffd] [\ufffd] [c2 ?]"));
        QCOMPARE(utf8.verdictText, QStringLiteral("not UTF-8"));
        QCOMPARE(
            utf8.error,
            QStringLiteral("'utf-8' codec can't decode byte 0xc4 in position 0: invalid continuation byte"));

        const BenchRow latin = rowOf(rows, Encoding::Latin1);
        QCOMPARE(chips(latin).join(u' '), QStringLiteral("Ä ã º Ã Â"));
        QCOMPARE(latin.verdict, Verdict::Wrong);
        QCOMPARE(latin.verdictText, QStringLiteral("decodes, but to the wrong characters"));
        QVERIFY(latin.error.isEmpty());

        const BenchRow utf16 = rowOf(rows, Encoding::Utf16);
        QCOMPARE(chips(utf16).join(u' '), QStringLiteral("U+E3C4 쎺 [c2 ?]"));
        QCOMPARE(utf16.verdict, Verdict::Wrong);
        QCOMPARE(utf16.verdictText, QStringLiteral("wrong characters, the last one cut"));
        QCOMPARE(utf16.error,
                 QStringLiteral("'utf-16-le' codec can't decode byte 0xc2 in position 4: truncated data"));

        QVERIFY(rows[6].incremental);
        QCOMPARE(chips(rows[6]).join(u' '), QStringLiteral("你 好 waits for 1 byte(s)…"));
        QCOMPARE(rows[6].verdict, Verdict::Waits);
        QCOMPARE(rows[6].verdictText, QStringLiteral("correct: keeps c2 for the next time"));
    }

    void cellsCoverTheBytes()
    {
        const QByteArray bytes = QByteArray::fromHex("c4e3ff8130bac3810000d8f09f9880c2");
        for (const BenchRow &row : benchRows(gbkInput(bytes))) {
            qsizetype at = 0;
            for (const BenchCell &cell : row.cells) {
                QCOMPARE(cell.begin, at);
                QVERIFY(cell.end > cell.begin);
                QVERIFY(!cell.explained.isEmpty());
                at = cell.end;
            }
            QCOMPARE(at, bytes.size());
        }
    }

    void theSecondReadGoesOn()
    {
        const QByteArray kept = carriedAfter(Encoding::Gbk, {}, cutBytes);
        QCOMPARE(kept, "\xc2");
        const std::vector<BenchRow> rows = benchRows(gbkInput("\xf0", kept));
        QCOMPARE(chips(rows[6]).join(u' '), QStringLiteral("吗"));
        QCOMPARE(rows[6].cells[0].begin, -1);
        QCOMPARE(rows[6].cells[0].end, 1);
        QCOMPARE(rows[6].verdict, Verdict::Correct);
        // Who forgot the first half cannot read the second.
        QCOMPARE(chips(rowOf(rows, Encoding::Gbk)).join(u' '), QStringLiteral("[f0 ?]"));
        QCOMPARE(rowOf(rows, Encoding::Latin1).verdict, Verdict::Wrong);
        QVERIFY(carriedAfter(Encoding::Gbk, kept, "\xf0").isEmpty());

        // Without it he reads something else, and nobody notices.
        const std::vector<BenchRow> shifted = benchRows(gbkInput(QByteArray::fromHex("f0bac3c4"), kept));
        QCOMPARE(rowOf(shifted, Encoding::Gbk).verdict, Verdict::Wrong);
        QCOMPARE(shifted[6].verdict, Verdict::Waits);
    }

    void verdicts_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<Encoding>("origin");
        QTest::addColumn<Encoding>("row");
        QTest::addColumn<Verdict>("verdict");
        const QByteArray utf8 = QStringLiteral("你好").toUtf8();
        QTest::newRow("ascii is ascii")
            << QByteArray("hi") << Encoding::Utf8 << Encoding::Gbk << Verdict::Correct;
        QTest::newRow("ascii in pairs")
            << QByteArray("hi") << Encoding::Utf8 << Encoding::Utf16 << Verdict::Wrong;
        QTest::newRow("whole") << utf8 << Encoding::Utf8 << Encoding::Utf8 << Verdict::Correct;
        QTest::newRow("as gbk") << utf8 << Encoding::Utf8 << Encoding::Gbk << Verdict::Wrong;
        QTest::newRow("as gbk, cut") << QStringLiteral("你好吗").toUtf8() << Encoding::Utf8 << Encoding::Gbk
                                     << Verdict::Wrong;
        QTest::newRow("broken origin")
            << QByteArray("\xff\xff") << Encoding::Gbk << Encoding::Latin1 << Verdict::Decodes;
        QTest::newRow("empty") << QByteArray() << Encoding::Gbk << Encoding::Utf8 << Verdict::Correct;
    }
    void verdicts()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(Encoding, origin);
        QFETCH(Encoding, row);
        QTEST(rowOf(benchRows({bytes, {}, origin}), row).verdict, "verdict");
    }

    void withoutAnOrigin()
    {
        const std::vector<BenchRow> rows = benchRows({cutBytes});
        QCOMPARE(rowOf(rows, Encoding::Latin1).verdict, Verdict::Decodes);
        QCOMPARE(rowOf(rows, Encoding::Gbk).verdict, Verdict::Incomplete);
        QCOMPARE(rowOf(rows, Encoding::Utf16).verdictText,
                 QStringLiteral("incomplete: one odd byte at the end"));
        QCOMPARE(chips(rows[0]).join(u' '), QStringLiteral("c4 e3 ba c3 c2"));
    }

    void explainsWhatWasLost()
    {
        const QByteArray lost = QStringLiteral("\ufffd\ufffd").toUtf8();
        const std::vector<BenchRow> rows = benchRows({lost, {}, Encoding::Utf8});
        QCOMPARE(chips(rowOf(rows, Encoding::Gbk)).join(u' '), QStringLiteral("锟 斤 拷"));
        QVERIFY(rowOf(rows, Encoding::Gbk).hint.contains(QStringLiteral("U+FFFD")));
        QVERIFY(rowOf(rows, Encoding::Utf8).hint.isEmpty());
    }

    void showsWhatCannotBeSeen_data()
    {
        QTest::addColumn<QString>("visible");
        const auto row = [](const char *text, const char *visible) {
            QTest::newRow(text) << QString::fromUtf8(visible);
        };
        row("a", "a");
        row(" ", "␣");
        row("\n", "\\n");
        row("\x7f", "\\x7f");
        row("\u0085", "\\x85");
        row("\u0301", "U+0301");
        row("\u200b", "U+200B");
        row("\ue3c4", "U+E3C4");
        row("\U0010ffff", "U+10FFFF");
        row("😀", "😀");
    }
    void showsWhatCannotBeSeen()
    {
        QTEST(visibleCharacter(QString::fromUtf8(QTest::currentDataTag())), "visible");
    }

    void isBounded()
    {
        const std::vector<BenchRow> rows = benchRows({QByteArray(1'000'000, '\xff')});
        for (const BenchRow &row : rows)
            QVERIFY(qsizetype(row.cells.size()) <= benchBytes);
        QCOMPARE(qsizetype(rows[0].cells.size()), benchBytes);
    }

    void isSpoken()
    {
        const std::vector<BenchRow> rows = benchRows(gbkInput(cutBytes));
        QCOMPARE(rows[1].spoken(),
                 QStringLiteral("GBK: 你 好 c2 ?. incomplete: half a character at the end"));
        QCOMPARE(rows[1].cells[2].explained,
                 QStringLiteral("byte 4: c2 only begins a character (incomplete multibyte sequence)"));
        QCOMPARE(rows[1].cells[1].explained, QStringLiteral("bytes 2 to 3: ba c3 is 好"));
    }
};

QTEST_GUILESS_MAIN(TestEncodingBench)
#include "tst_encodingbench.moc"
