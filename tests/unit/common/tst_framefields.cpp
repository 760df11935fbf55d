// SPDX-License-Identifier: MIT
#include "common/tap/framefields.h"
#include "golden.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::tap;

namespace {

/// Every field as "explanation = value [bytes]", indented by depth.
void describe(const std::vector<FrameField> &fields, const QByteArray &frame, int depth, QByteArray &out)
{
    for (const FrameField &field : fields) {
        out += QByteArray(depth * 2, ' ') + field.name.toUtf8() + '|' + field.explanation + '|' +
               field.value.toUtf8() + '|' +
               frame.mid(field.begin, field.end - field.begin).toPercentEncoding("\"{}:,[]") + '\n';
        describe(field.children, frame, depth + 1, out);
    }
}

void checkNesting(const std::vector<FrameField> &fields, qsizetype begin, qsizetype end)
{
    qsizetype at = begin;
    for (const FrameField &field : fields) {
        QVERIFY(at <= field.begin && field.begin <= field.valueBegin);
        QVERIFY(field.valueBegin < field.valueEnd && field.valueEnd == field.end && field.end <= end);
        at = field.end;
        checkNesting(field.children, field.valueBegin, field.end);
    }
}

} // namespace

class TestFrameFields : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyByteOfAMessage()
    {
        const QByteArray frame = golden::framed(
            R"({"type":"history.page","x":1,"body":{"messages":[{"seq":7,"text":"a\n"}],"more":true}})");
        QByteArray text;
        describe(frameFields(frame), frame, 0, text);
        QCOMPARE(text, R"(length|frame.length|86|%00%00%00V
payload|frame.payload||{"type":"history.page","x":1,"body":{"messages":[{"seq":7,"text":"a%5Cn"}],"more":true}}
  type|envelope.type|history.page|"type":"history.page"
  x||1|"x":1
  body|envelope.body||"body":{"messages":[{"seq":7,"text":"a%5Cn"}],"more":true}
    messages|history.page.messages||"messages":[{"seq":7,"text":"a%5Cn"}]
      [0]|history.page.messages||{"seq":7,"text":"a%5Cn"}
        seq|history.page.messages.seq|7|"seq":7
        text|history.page.messages.text|a
|"text":"a%5Cn"
    more|history.page.more|true|"more":true
)");
    }

    void valuesApartFromKeys()
    {
        const QByteArray frame = golden::framed(R"({"type" : "ping"})");
        const FrameField type = frameFields(frame)[1].children[0];
        QCOMPARE(frame.mid(type.valueBegin, type.valueEnd - type.valueBegin), R"("ping")");
    }

    void goldenMessagesNest()
    {
        for (const QString &type : golden::types()) {
            for (const QByteArray &payload : golden::payloads(type)) {
                const QByteArray frame = golden::framed(payload);
                const std::vector<FrameField> fields = frameFields(frame);
                QCOMPARE(fields.size(), size_t(2));
                QVERIFY(!fields[1].children.empty());
                checkNesting(fields, 0, frame.size());
            }
        }
    }

    void unknownTypesHaveNoExplanation()
    {
        const QByteArray frame = golden::framed(R"({"type":"x","body":{"a":{"b":1}}})");
        const FrameField body = frameFields(frame)[1].children[1];
        QCOMPARE(body.explanation, "envelope.body");
        QCOMPARE(body.children[0].explanation, "");
        QCOMPARE(body.children[0].children[0].explanation, "");
        QCOMPARE(body.children[0].children[0].value, QStringLiteral("1"));
    }

    void whatIsNoEnvelope()
    {
        QVERIFY(frameFields({}).empty());
        const auto cut = frameFields(QByteArray("\0\0", 2));
        QCOMPARE(cut.size(), size_t(1));
        QCOMPARE(cut[0].end, 2);
        QCOMPARE(cut[0].value, QString());
        const auto broken = frameFields(golden::framed("{\"type\":"));
        QCOMPARE(broken.size(), size_t(2));
        QVERIFY(broken[1].children.empty());
        QCOMPARE(broken[1].begin, 4);
        QCOMPARE(broken[1].end, 12);
    }

    void fieldUnderAByte()
    {
        const QByteArray frame = golden::framed(R"({"type":"ping","body":{"a":[5,6]}})");
        const auto fields = frameFields(frame);
        QCOMPARE(fieldAt(fields, 0), (std::vector<int>{0}));
        QCOMPARE(fieldAt(fields, 4), (std::vector<int>{1}));
        QCOMPARE(fieldAt(fields, frame.indexOf("ping")), (std::vector<int>{1, 0}));
        QCOMPARE(fieldAt(fields, frame.indexOf('6')), (std::vector<int>{1, 1, 0, 1}));
        QCOMPARE(fieldAt(fields, frame.size()), (std::vector<int>{}));
    }
};

QTEST_GUILESS_MAIN(TestFrameFields)
#include "tst_framefields.moc"
