// SPDX-License-Identifier: MIT
#include "common/protocol/jsonstring.h"
#include "common/protocol/textrules.h"

#include <QTest>

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
            QByteArray json;
            appendJsonString(json, text);
            QCOMPARE(unescapeJson(QByteArrayView(json).sliced(1).chopped(1)), text);
        }
    }
};

QTEST_GUILESS_MAIN(TestTextRules)
#include "tst_textrules.moc"
