// SPDX-License-Identifier: MIT
#include "common/protocol/jsondocument.h"

#include <QTest>

using namespace miniqq::protocol;

class TestJsonDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grammar_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("accepted");
        int number = 0;
        const auto yes = [&](const QByteArray &text) { QTest::addRow("yes %d", ++number) << text << true; };
        const auto no = [&](const QByteArray &text) { QTest::addRow("no %d", ++number) << text << false; };
        const auto value = [](const QByteArray &v) { return QByteArray("{\"a\":" + v + '}'); };

        for (const char *v : {"0",
                              "-0",
                              "1",
                              "-1",
                              "10",
                              "1.5",
                              "-0.0",
                              "1e1",
                              "1E+2",
                              "1e-2",
                              "0e0",
                              "1.25e9",
                              "1e999",
                              "null",
                              "true",
                              "false",
                              "[]",
                              "{}",
                              "[[]]",
                              "[1,2,3]",
                              "[{},{}]",
                              " 1 ",
                              "\t1\r\n",
                              "\"\"",
                              "\"a\"",
                              "\"/\"",
                              "\"\\/\"",
                              "[ ]",
                              "{ }",
                              "[1 , 2]",
                              "\"\\\"\"",
                              "\"\\\\\"",
                              "\"\\b\\f\\n\\r\\t\"",
                              "\"\\u0041\"",
                              "\"\\u00e9\"",
                              "\"\\ud83d\\ude00\"",
                              "\"\\ud800\"",
                              "\"\\udc00\\ud800\"",
                              "\"\\u0000\"",
                              "\"\x7f\"",
                              "\"\xc2\x80\"",
                              "\"\xdf\xbf\"",
                              "\"\xe0\xa0\x80\"",
                              "\"\xed\x9f\xbf\"",
                              "\"\xee\x80\x80\"",
                              "\"\xef\xbf\xbf\"",
                              "\"\xf0\x90\x80\x80\"",
                              "\"\xf4\x8f\xbf\xbf\"",
                              "9007199254740993",
                              "123456789012345678901234567890"})
            yes(value(v));
        yes("{}");
        yes("{ }");
        yes("{} \t\r\n");
        yes(R"({"a":1,"b":2})");
        yes(R"({"a":{"a":{"a":1}}})");
        yes(R"({"":1})");
        yes(R"({ "a" : 1 , "b" : [ ] })");
        yes(R"({"a":1,"A":1})");
        yes(R"({"A":{"a":1},"B":{"a":1}})");

        for (const char *v : {"01",
                              "-01",
                              "00",
                              "+1",
                              ".5",
                              "1.",
                              "1.e1",
                              "1e",
                              "1e+",
                              "-",
                              "--1",
                              "0x10",
                              "1_0",
                              "NaN",
                              "Infinity",
                              "-Infinity",
                              "tru",
                              "True",
                              "TRUE",
                              "nul",
                              "nulll",
                              "truefalse",
                              "undefined",
                              "'a'",
                              "a",
                              "[",
                              "]",
                              "[1",
                              "[1,",
                              "[1,]",
                              "[,1]",
                              "[,]",
                              "[1 2]",
                              "{",
                              "{\"b\"",
                              "{\"b\":",
                              "{\"b\":1,}",
                              "{,}",
                              "{b:1}",
                              "{'b':1}",
                              "{1:1}",
                              "{\"b\" 1}",
                              "{\"b\":1 \"c\":2}",
                              "\"",
                              "\"a",
                              "\"\\\"",
                              "\"\\\\\\\"",
                              "\"\\x41\"",
                              "\"\\a\"",
                              "\"\\u\"",
                              "\"\\u004\"",
                              "\"\\u00g0\"",
                              "\"\\U0041\"",
                              "\"\n\"",
                              "\"\t\"",
                              "\"\x1f\"",
                              "\"\x80\"",
                              "\"\xc0\x80\"",
                              "\"\xc1\xbf\"",
                              "\"\xc2\"",
                              "\"\xc2\x41\"",
                              "\"\xe0\x80\x80\"",
                              "\"\xe0\x9f\xbf\"",
                              "\"\xed\xa0\x80\"",
                              "\"\xed\xbf\xbf\"",
                              "\"\xe4\xbd\"",
                              "\"\xf0\x80\x80\x80\"",
                              "\"\xf0\x8f\xbf\xbf\"",
                              "\"\xf4\x90\x80\x80\"",
                              "\"\xf5\x80\x80\x80\"",
                              "\"\xff\"",
                              "\"\xfe\"",
                              "\"\xc4\xe3\xba\xc3\"", // "hello" in GBK
                              "/* */1",
                              "1//",
                              "1 2",
                              ""})
            no(value(v));
        for (const char *text :
             {"", " ", "null", "1", "\"a\"", "[]", "[{}]", "{}}", "{}{}", "{},", "{} x", "}", " {}",
              "\xef\xbb\xbf{}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{},\"a\":1}",
              "{\"password\":1,\"p\\u0061ssword\":2}", "{\"\\ud800\":1}", "{\"\\u0000\":1}"})
            no(text);
        no(QByteArray("{\0}", 3));
        no(QByteArray("{}\0", 3));
        no(QByteArray("{\"a\":\"\0\"}", 9));
    }
    void grammar()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, accepted);
        JsonDocument document;
        const auto error = document.parse(text);
        QCOMPARE(!error, accepted);
        QCOMPARE(document.isEmpty(), !accepted);
        if (error) {
            QVERIFY(error->offset >= 0 && error->offset <= text.size());
            QVERIFY(!error->text.isEmpty());
        }
        // However it is cut, a prefix of an object is none.
        const QByteArray trimmed = text.trimmed();
        for (qsizetype size = 0; accepted && size < trimmed.size(); ++size)
            QVERIFY(document.parse(QByteArrayView(trimmed).first(size)));
    }

    void limits()
    {
        JsonDocument document;
        const auto nested = [](int depth) {
            return QByteArray("{\"a\":" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}');
        };
        QVERIFY(!document.parse(nested(16)));
        QCOMPARE(document.parse(nested(17))->text, "nested too deeply");
        QVERIFY(document.parse(nested(2'000)));
        QVERIFY(document.parse(QByteArray("{\"a\":").repeated(20'000)));

        const auto members = [](int count) {
            QByteArray text = "{";
            for (int i = 0; i < count; ++i)
                text += QByteArray(i ? "," : "") + "\"k" + QByteArray::number(i) + "\":0";
            return QByteArray(text + '}');
        };
        QVERIFY(!document.parse(members(64)));
        QCOMPARE(document.root().size(), 64);
        QCOMPARE(document.parse(members(65))->text, "too many members in one object");
        QVERIFY(document.parse(members(100'000)));

        const auto elements = [](int count) {
            return QByteArray("{\"a\":[" + QByteArray("0,").repeated(count - 1) + "0]}");
        };
        QVERIFY(!document.parse(elements(16 * 1024 - 2)));
        QCOMPARE(document.parse(elements(16 * 1024 - 1))->text, "too many values");
    }

    void offsets()
    {
        const QByteArray text = R"({ "a" : "xy" , "b":[1, {"c":true}],"\u0064":null})";
        JsonDocument document;
        QVERIFY(!document.parse(text));
        const JsonValue root = document.root();
        QCOMPARE(root.begin(), 0);
        QCOMPARE(root.end(), text.size());
        QCOMPARE(root.memberBegin(), 0);
        QCOMPARE(root.size(), 3);
        QCOMPARE(root.key(), "");

        const JsonValue a = *root.member("a");
        QCOMPARE(a.memberBegin(), 2);
        QCOMPARE(a.begin(), 8);
        QCOMPARE(a.raw(), "\"xy\"");
        QCOMPARE(*a.string(), "xy");
        QVERIFY(!a.firstChild());

        const JsonValue b = *a.nextSibling();
        QCOMPARE(b.key(), "b");
        QCOMPARE(b.raw(), R"([1, {"c":true}])");
        const JsonValue one = *b.firstChild();
        QCOMPARE(one.raw(), "1");
        QCOMPARE(one.memberBegin(), one.begin());
        QCOMPARE(one.key(), "");
        const JsonValue inner = *one.nextSibling();
        QCOMPARE(inner.raw(), R"({"c":true})");
        QCOMPARE(*inner.member("c")->boolean(), true);
        QVERIFY(!inner.nextSibling());
        QVERIFY(!inner.member("a"));

        const JsonValue d = *root.member("d");
        QCOMPARE(d.key(), "d");
        QCOMPARE(d.raw(), "null");
        QVERIFY(!d.nextSibling());
        QVERIFY(!root.member("e"));
        QVERIFY(!d.member("e"));
    }

    void strings_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("plain") << QByteArray("abc") << QByteArray("abc");
        QTest::newRow("short escapes") << QByteArray(R"(\"\\\/\b\f\n\r\t)") << QByteArray("\"\\/\b\f\n\r\t");
        QTest::newRow("unicode") << QByteArray(R"(\u4f60\u00E9)") << QByteArray("你é");
        QTest::newRow("pair") << QByteArray(R"(x\uD83D\uDE00y)") << QByteArray("x😀y");
        QTest::newRow("last code point") << QByteArray(R"(\udbff\udfff)") << QByteArray("\xf4\x8f\xbf\xbf");
        QTest::newRow("first pair") << QByteArray(R"(\ud800\udc00)") << QByteArray("\xf0\x90\x80\x80");
    }
    void strings()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, text);
        JsonDocument document;
        const QByteArray json = "{\"a\":\"" + written + "\"}";
        QVERIFY(!document.parse(json));
        QCOMPARE(document.root().member("a")->string(), text);
    }

    void noStrings()
    {
        JsonDocument document;
        for (const char *written : {R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud800x")",
                                    R"("\u0000")", R"("\ud800\u0041")", "7", "null", "[]"}) {
            const QByteArray json = QByteArray("{\"a\":") + written + '}';
            QVERIFY(!document.parse(json));
            QVERIFY2(!document.root().member("a")->string(), written);
        }
    }

    void integers_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<bool>("isInteger");
        QTest::addColumn<qint64>("value");
        QTest::newRow("0") << QByteArray("0") << true << qint64(0);
        QTest::newRow("-7") << QByteArray("-7") << true << qint64(-7);
        QTest::newRow("2^53") << QByteArray("9007199254740993") << true << qint64(9007199254740993);
        QTest::newRow("max") << QByteArray("9223372036854775807") << true
                             << std::numeric_limits<qint64>::max();
        for (const char *no :
             {"9223372036854775808", "1e999", "-0", "1.0", "1e0", "1E2", "0.0", "\"1\"", "true"})
            QTest::newRow(no) << QByteArray(no) << false << qint64(0);
    }
    void integers()
    {
        QFETCH(QByteArray, written);
        QFETCH(bool, isInteger);
        QFETCH(qint64, value);
        JsonDocument document;
        const QByteArray json = "{\"a\":" + written + '}';
        QVERIFY(!document.parse(json));
        QCOMPARE(document.root().member("a")->integer(), isInteger ? std::optional(value) : std::nullopt);
    }

    void isReusable()
    {
        JsonDocument document;
        QVERIFY(!document.parse(R"({"a":[1,2,3]})"));
        QVERIFY(document.parse("{"));
        QVERIFY(document.isEmpty());
        QVERIFY(!document.parse(R"({"b":1})"));
        QVERIFY(!document.root().member("a"));
        QCOMPARE(document.root().member("b")->integer(), 1);
    }
};

QTEST_GUILESS_MAIN(TestJsonDocument)
#include "tst_jsondocument.moc"
