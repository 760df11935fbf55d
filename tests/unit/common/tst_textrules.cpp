// SPDX-License-Identifier: MIT
#include "common/protocol/jsonstring.h"
#include "common/protocol/jsonwriter.h"
#include "common/protocol/textrules.h"

#include <QTest>

#include <algorithm>

using namespace miniqq::protocol;

class TestTextRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void messages_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("allowed");
        const auto row = [](const char *what, const QByteArray &text, bool allowed) {
            QTest::newRow(what) << text << allowed;
        };
        row("empty", "", false);
        row("spaces", " \t\n", false);
        row("ideographic space", "\u3000", false);
        row("one letter", "a", true);
        row("lines", "a\nb\r\n\tc", true);
        row("escape sequences", "\x1b[31mred", true);
        row("3999", QByteArray(3'999, 'a'), true);
        row("4000", QByteArray(4'000, 'a'), true);
        row("4001", QByteArray(4'001, 'a'), false);
        row("4000 of three bytes", QByteArray("你").repeated(4'000), true);
        row("4000 of four bytes", QByteArray("👋").repeated(4'000), true);
        row("4001 of four bytes", QByteArray("👋").repeated(4'001), false);
    }
    void messages()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, allowed);
        QCOMPARE(violation(text, messageText).isEmpty(), allowed);
    }

    void wordsOfViolations()
    {
        constexpr TextRule rule{2, 3, 5, true, true};
        QCOMPARE(violation("a", rule), "must have at least 2 characters");
        QCOMPARE(violation("abcd", rule), "must have at most 3 characters, has 4");
        QCOMPARE(violation("你好", rule), "must have at most 5 bytes of UTF-8, has 6");
        QCOMPARE(violation("a\n", rule), "must not contain control characters");
        QCOMPARE(violation("a\x7f", rule), "must not contain control characters");
        QCOMPARE(violation("a\xc2\x9f", rule), "must not contain control characters");
        QCOMPARE(violation("a\xc2\xa0", rule), "");
        QCOMPARE(violation("  ", rule), "");
        QCOMPARE(violation("", messageText), "must not be empty");
        QCOMPARE(violation(" ", messageText), "must not be blank");
    }

    void limitsOfEveryRule()
    {
        for (const TextRule &rule : {messageText, password, displayName, accountName, conversationKey,
                                     identifier, token, typeName, word, programName, explanation}) {
            QVERIFY(violation(QByteArray(rule.maxCodePoints, 'x'), rule).isEmpty());
            QVERIFY(!violation(QByteArray(rule.maxCodePoints + 1, 'x'), rule).isEmpty());
            QCOMPARE(violation(QByteArray(rule.minCodePoints, 'x'), rule), "");
            if (rule.minCodePoints > 0)
                QVERIFY(!violation(QByteArray(rule.minCodePoints - 1, 'x'), rule).isEmpty());
            QVERIFY(rule.maxBytes >= rule.maxCodePoints);
        }
    }

    void utf8()
    {
        QVERIFY(isUtf8("a你👋"));
        QVERIFY(!isUtf8("\xc0\x80"));
        QVERIFY(!isUtf8("\xed\xa0\x80"));
        QVERIFY(!isUtf8("\xf4\x90\x80\x80"));
        QCOMPARE(codePoints("a你👋"), 3);
        QCOMPARE(utf8SequenceLength("👋x"), 4);
        QCOMPARE(utf8SequenceLength(""), 0);
    }

    void everyCodePointSurvivesEscaping()
    {
        for (uint c = 0; c <= 0x10ffff; c += c < 0x3000 ? 1 : 251) {
            if (c >= 0xd800 && c <= 0xdfff)
                continue;
            const char32_t point = c;
            const QByteArray text = QString::fromUcs4(&point, 1).toUtf8();
            QVERIFY(isUtf8(text));
            JsonWriter json;
            json.stringElement(text);
            QCOMPARE(unescapeJson(QByteArrayView(json.take()).sliced(1).chopped(1)), text);
            QCOMPARE(codePoint(text), point);
        }
    }

    void runsEndWhereTheyMust()
    {
        // Every byte at every place among eight, behind bytes at both ends of what is plain.
        for (int value = 0; value < 256; ++value) {
            const bool isEscaped = value < 0x20 || value == '"' || value == '\\' || value == 0x7f;
            for (qsizetype at = 0; at < 20; ++at) {
                for (const char filler : {' ', '~', '!', '[', ']', '#'}) {
                    QByteArray text(20, filler);
                    text[at] = char(value);
                    QCOMPARE(plainLength(text), isEscaped || value > 0x7f ? at : text.size());
                    QCOMPARE(unescapedLength(text), isEscaped ? at : text.size());
                }
                QByteArray text(20, '\xff');
                text[at] = char(value);
                QCOMPARE(unescapedLength(text), isEscaped ? at : text.size());
            }
        }
        QCOMPARE(plainLength({}), 0);
        QCOMPARE(unescapedLength({}), 0);
    }

    void blankIsWhatQStringThinks()
    {
        constexpr TextRule rule{0, 100, 400, false, false};
        for (uint c = 0; c <= 0x10ffff; ++c) {
            if (c >= 0xd800 && c <= 0xdfff)
                continue;
            const char32_t point = c;
            const QByteArray text = QString::fromUcs4(&point, 1).toUtf8();
            const QString decoded = QString::fromUtf8(text); // nothing for a byte order mark
            const bool isSpace =
                std::all_of(decoded.begin(), decoded.end(), [](QChar unit) { return unit.isSpace(); });
            if (violation(text, rule).isEmpty() == isSpace)
                QFAIL(qPrintable(QString::number(c, 16)));
        }
        QVERIFY(!violation("\ufeff \u3000", rule).isEmpty());
        QVERIFY(violation(" \ufeff", rule).isEmpty());
        QVERIFY(violation("\ufeff\ufeff", rule).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestTextRules)
#include "tst_textrules.moc"
