// SPDX-License-Identifier: MIT
#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::protocol;

namespace {

/// Reads `json` with `read` and answers "field: text" of the first violation, or nothing.
template<class Read>
QByteArray violationIn(const QByteArray &json, Read read)
{
    JsonDocument document;
    if (document.parse(json))
        return "no JSON";
    std::optional<FieldError> error;
    ObjectReader reader(document.root(), error);
    read(reader);
    return error ? QByteArray(error->field + ": " + error->text) : QByteArray();
}

} // namespace

class TestJsonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsThere()
    {
        const QByteArray violation = violationIn(
            R"({"t":"x","n":5,"b":true,"u":"0192F4C1-7b2e-7c10-8a55-3f0e9d1b2c4d","l":[1,2],"s":["a"],
                "o":{"n":1},"os":[{"n":1},{"n":2}],"a":"Alice","d":"A b","c":"d:alice:bob","w":"two"})",
            [](ObjectReader &in) {
                QCOMPARE(in.text("t", messageText), "x");
                QCOMPARE(in.integer("n", 5, 5), 5);
                QCOMPARE(in.optionalInteger("none"), std::nullopt);
                QCOMPARE(in.boolean("b"), true);
                QCOMPARE(in.optionalBoolean("none"), std::nullopt);
                QCOMPARE(in.uuid("u").toText(), "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d");
                QCOMPARE(in.integers("l", 2), (std::vector<qint64>{1, 2}));
                QCOMPARE(in.texts("s", 1, word), (std::vector<QByteArray>{"a"}));
                int calls = 0;
                in.object("o", [&](ObjectReader &inner) { calls += int(inner.integer("n")); });
                in.optionalObject("none", [&](ObjectReader &) { calls += 100; });
                in.objects("os", 2, [&](ObjectReader &inner) { calls += int(inner.integer("n")); });
                QCOMPARE(calls, 4);
                QCOMPARE(in.account("a"), "alice");
                QCOMPARE(in.displayName("d"), "A b");
                QCOMPARE(in.conversation("c"), "d:alice:bob");
                QCOMPARE(in.oneOf("w", {"one", "two"}), 1);
                QVERIFY(in.has("t"));
                QVERIFY(!in.has("none"));
            });
        QCOMPARE(violation, "");
    }

    void namesTheFirstViolation()
    {
        const QByteArray violation = violationIn(R"({"a":1,"b":2})", [](ObjectReader &in) {
            QCOMPARE(in.text("a", messageText), "");
            QCOMPARE(in.integer("b", 7, 9), 7); // defaults from then on
            QCOMPARE(in.text("none", messageText), "");
        });
        QCOMPARE(violation, "a: must be a string");
    }

    void pathsOfInnerFields()
    {
        QCOMPARE(violationIn(R"({"os":[{"n":1},{"n":"x"}]})",
                             [](ObjectReader &in) {
                                 in.objects("os", 9, [](ObjectReader &inner) { (void)inner.integer("n"); });
                             }),
                 "os[1].n: must be an integer");
        QCOMPARE(violationIn(R"({"o":{}})",
                             [](ObjectReader &in) {
                                 in.object("o", [](ObjectReader &inner) { (void)inner.boolean("b"); });
                             }),
                 "o.b: missing");
        QCOMPARE(violationIn(
                     R"({"os":[1]})",
                     [](ObjectReader &in) { in.objects("os", 9, [](ObjectReader &) { QFAIL("called"); }); }),
                 "os: must hold objects only");
    }

    void ranges()
    {
        const auto read = [](ObjectReader &in) { (void)in.integer("n", 1, 10); };
        QCOMPARE(violationIn(R"({"n":1})", read), "");
        QCOMPARE(violationIn(R"({"n":10})", read), "");
        QCOMPARE(violationIn(R"({"n":0})", read), "n: must be from 1 to 10");
        QCOMPARE(violationIn(R"({"n":11})", read), "n: must be from 1 to 10");
        const auto any = [](ObjectReader &in) { (void)in.integer("n"); };
        QCOMPARE(violationIn(R"({"n":9007199254740991})", any), "");
        QCOMPARE(violationIn(R"({"n":9007199254740992})", any), "n: must be from 0 to 9007199254740991");
    }

    void arraysHaveAnEnd()
    {
        const auto read = [](ObjectReader &in) { (void)in.integers("l", 2); };
        QCOMPARE(violationIn(R"({"l":[1,2,3]})", read), "l: must have at most 2 elements");
        QCOMPARE(violationIn(R"({"l":{}})", read), "l: must be an array");
    }

    void uuids_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "x", "0192f4c17b2e7c108a553f0e9d1b2c4d", "{0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d}",
              "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4", "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4dd",
              "0192f4c1_7b2e-7c10-8a55-3f0e9d1b2c4d", "0192f4g1-7b2e-7c10-8a55-3f0e9d1b2c4d",
              "00000000-0000-0000-0000-000000000000"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void uuids()
    {
        QFETCH(QByteArray, text);
        QVERIFY(violationIn("{\"u\":\"" + text + "\"}", [](ObjectReader &in) {
                    QVERIFY(in.uuid("u").isNull());
                }).startsWith("u: must"));
    }

    void conversations()
    {
        const auto read = [](ObjectReader &in) { (void)in.conversation("c"); };
        QCOMPARE(violationIn(R"({"c":"lobby"})", read), "");
        for (const char *bad : {"Lobby", "d:alice", "d:bob:alice", "d:bob:bob", "d::bob", "d:a:b:c", "group"})
            QVERIFY2(!violationIn(QByteArray("{\"c\":\"") + bad + "\"}", read).isEmpty(), bad);
    }

    void escapedTextsAreTheSame()
    {
        JsonDocument document;
        const QByteArray json =
            R"({"u":"\u0030192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d","w":"tw\u006f","t":"\u0022","p":"x"})";
        QVERIFY(!document.parse(json));
        std::optional<FieldError> error;
        ObjectReader in(document.root(), error);
        QCOMPARE(in.uuid("u").toText(), "0192f4c1-7b2e-7c10-8a55-3f0e9d1b2c4d");
        QCOMPARE(in.oneOf("w", {"one", "two"}), 1);
        QCOMPARE(in.text("t", messageText), "\"");
        QByteArray storage;
        const QByteArrayView escaped = in.text("t", messageText, storage);
        QCOMPARE(escaped, "\"");
        QCOMPARE(static_cast<const void *>(escaped.data()), static_cast<const void *>(storage.constData()));
        QCOMPARE(in.text("p", messageText, storage).data() - json.constData(), json.size() - 3);
        QVERIFY(!error);
        QVERIFY(in.text("missing", messageText, storage).isEmpty());
        QCOMPARE(error->text, "missing");
    }

    void writerAndReaderAgree()
    {
        JsonWriter out;
        out.beginObject();
        const QByteArray odd = "\"\\/\b\f\n\r\t\x01\x1f\x7f你😀";
        out.string("t", odd);
        out.integer("n", std::numeric_limits<qint64>::min());
        out.beginArray("l");
        out.integerElement(1);
        out.stringElement("x");
        out.beginObject();
        out.endObject();
        out.endArray();
        out.beginObject("o");
        out.boolean("b", false);
        out.endObject();
        out.endObject();
        const QByteArray json = out.take();
        JsonDocument document;
        QVERIFY(!document.parse(json));
        QCOMPARE(document.root().member("t")->string(), odd);
        QCOMPARE(document.root().member("n")->integer(), std::numeric_limits<qint64>::min());
        QCOMPARE(document.root().member("l")->raw(), R"([1,"x",{}])");
        QCOMPARE(document.root().member("o")->raw(), R"({"b":false})");
    }

    void writerGrowsAsNeeded()
    {
        for (qsizetype size = 0; size < 3'000; size += 7) {
            const QByteArray plain(size, 'x');
            const QByteArray escaped(size, '\x1f');
            JsonWriter out(3);
            out.beginObject();
            out.string("p", plain);
            out.string("e", escaped);
            out.beginArray("l");
            for (int i = 0; i < size / 7; ++i)
                out.integerElement(i);
            out.endArray();
            out.endObject();
            const QByteArray json = out.take();
            JsonDocument document;
            QVERIFY(!document.parse(QByteArrayView(json).sliced(3)));
            QCOMPARE(document.root().member("p")->string(), plain);
            QCOMPARE(document.root().member("e")->string(), escaped);
            QCOMPARE(document.root().member("l")->size(), int(size / 7));
            QCOMPARE(json.size(), 3 + 20 + 7 * size + document.root().member("l")->raw().size());
        }
    }
};

QTEST_GUILESS_MAIN(TestJsonReader)
#include "tst_jsonreader.moc"
