// SPDX-License-Identifier: MIT
#include "common/protocol/codec.h"
#include "golden.h"

#include <QTest>

using namespace miniqq;
using namespace miniqq::protocol;

namespace {

enum class From { Client, Server };

QStringList typesOf(From side)
{
    QStringList names;
    if (side == From::Client)
        golden::appendTypes<ClientMessage>(names);
    else
        golden::appendTypes<ServerMessage>(names);
    return names;
}

/// The error of a payload; code BadFrame and an empty type stand for "none".
std::optional<DecodeError> errorOf(QByteArrayView payload, From side)
{
    JsonDocument scratch;
    if (side == From::Client) {
        const auto result = decodeFromClient(payload, scratch);
        return result ? std::nullopt : std::optional(result.error());
    }
    const auto result = decodeFromServer(payload, scratch);
    return result ? std::nullopt : std::optional(result.error());
}

QByteArray reencoded(QByteArrayView payload, From side)
{
    JsonDocument scratch;
    if (side == From::Client) {
        const auto in = decodeFromClient(payload, scratch);
        return in ? encodeFrame(in->message, in->id, in->re) : "refused: " + in.error().reply.message;
    }
    const auto in = decodeFromServer(payload, scratch);
    return in ? encodeFrame(in->message, in->id, in->re) : "refused: " + in.error().reply.message;
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeHasAGoldenFile()
    {
        QStringList known = typesOf(From::Client) + typesOf(From::Server);
        known.removeDuplicates();
        known.sort();
        QCOMPARE(golden::types(), known);
    }

    void roundTrip_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<int>("side");
        for (const From side : {From::Client, From::Server}) {
            for (const QString &type : typesOf(side)) {
                int line = 0;
                for (const QByteArray &payload : golden::payloads(type))
                    QTest::addRow("%s %s %d", side == From::Client ? "client" : "server", qPrintable(type),
                                  ++line)
                        << payload << int(side);
            }
        }
    }
    void roundTrip()
    {
        QFETCH(QByteArray, payload);
        QFETCH(int, side);
        QCOMPARE(reencoded(payload, From(side)), golden::framed(payload));
    }

    void whatOnlyOneSideSaysIsUnknownToTheOther()
    {
        const QStringList client = typesOf(From::Client);
        for (const QString &type : typesOf(From::Server)) {
            if (client.contains(type))
                continue;
            const auto error = errorOf(golden::payloads(type).front(), From::Client);
            QVERIFY(error);
            QCOMPARE(error->reply.code, ErrorCode::UnknownType);
            QCOMPARE(error->type, type.toUtf8());
        }
    }

    void envelopes_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, const QByteArray &payload, const char *code,
                            const char *field = "") {
            QTest::newRow(name) << payload << QByteArray(code) << QByteArray(field);
        };
        row("ok", R"({"type":"ping"})", "");
        row("unknown members", R"({"x":[1],"type":"ping","body":{"y":null}})", "");
        row("empty", "", "bad_json");
        row("no JSON", "hello", "bad_json");
        row("chunk", QByteArray("\x01\x00\x00", 3), "bad_frame");
        row("array", "[1]", "bad_json");
        row("two documents", R"({"type":"ping"}{"type":"ping"})", "bad_json");
        row("no type", R"({"body":{}})", "bad_field", "type");
        row("type a number", R"({"type":1})", "bad_field", "type");
        row("type empty", R"({"type":""})", "bad_field", "type");
        row("type too long", R"({"type":")" + QByteArray(41, 'a') + R"("})", "bad_field", "type");
        row("type unknown", R"({"type":"nonsense","id":"3"})", "unknown_type");
        row("id a number", R"({"type":"ping","id":3})", "bad_field", "id");
        row("id empty", R"({"type":"ping","id":""})", "bad_field", "id");
        row("id too long", R"({"type":"ping","id":")" + QByteArray(65, 'a') + R"("})", "bad_field", "id");
        row("re an object", R"({"type":"ping","re":{}})", "bad_field", "re");
        row("body null", R"({"type":"ping","body":null})", "bad_field", "body");
        row("body an array", R"({"type":"ping","body":[]})", "bad_field", "body");
        row("too deep", R"({"type":"ping","body":{"a":)" + QByteArray(15, '[') + QByteArray(15, ']') + "}}",
            "bad_json");
        row("just not too deep",
            R"({"type":"ping","body":{"a":)" + QByteArray(14, '[') + QByteArray(14, ']') + "}}", "");
        row("both ends of a page", R"({"type":"history.get","body":{"conv":"lobby","before":9,"after":1}})",
            "bad_field", "after");
        row("versions reversed", R"({"type":"hello","body":{"protocol":[2,1],"client":"x"}})", "bad_field",
            "protocol");
        row("one version", R"({"type":"hello","body":{"protocol":[1],"client":"x"}})", "bad_field",
            "protocol");
        row("three versions", R"({"type":"hello","body":{"protocol":[1,1,1],"client":"x"}})", "bad_field",
            "protocol");
        row("33 features",
            R"({"type":"hello","body":{"protocol":[1,1],"client":"x","features":[)" +
                QByteArray(R"("f",)").repeated(32) + R"("f"]}})",
            "bad_field", "features");
        row("state offline", R"({"type":"presence.set","body":{"state":"offline"}})", "bad_field", "state");
        row("half a surrogate pair", R"({"type":"auth.signin","body":{"account":"a","password":"\ud800"}})",
            "bad_field", "password");
        row("U+0000", R"({"type":"auth.signin","body":{"account":"a","password":"\u0000"}})", "bad_field",
            "password");
        row("nil uuid",
            R"({"type":"chat.send","body":{"conv":"lobby","uuid":"00000000-0000-0000-0000-000000000000","text":"x"}})",
            "bad_field", "uuid");
    }
    void envelopes()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, field);
        const auto error = errorOf(payload, From::Client);
        QCOMPARE(error ? errorCodeText(error->reply.code) : QByteArray(), code);
        QCOMPARE(error ? error->reply.field.value_or(QByteArray()) : QByteArray(), field);
    }

    void listsOfPeople_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("person");
        QTest::newRow("presence") << QByteArray("presence.changed")
                                  << QByteArray(R"({"account":"a","state":"busy"})");
        QTest::newRow("directory") << QByteArray("directory.changed")
                                   << QByteArray(
                                          R"({"account":"a","display":"A","presence":"busy","lastSeen":0})");
    }
    void listsOfPeople() // of 1 to 500
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, person);
        const auto refusedField = [&](int count) {
            QByteArray list = QByteArray(person + ',').repeated(count);
            list.chop(count > 0 ? 1 : 0);
            QByteArray payload = R"({"type":"TYPE","body":{"people":[LIST]}})";
            payload.replace("TYPE", type).replace("LIST", list);
            const auto error = errorOf(payload, From::Server);
            return error ? error->reply.field.value_or("none") : QByteArray();
        };
        QCOMPARE(refusedField(0), "people");
        QCOMPARE(refusedField(1), "");
        QCOMPARE(refusedField(500), "");
        QCOMPARE(refusedField(501), "people");
    }

    void refusalsNameTheRequest()
    {
        const auto error = errorOf(R"({"type":"chat.send","id":"77","body":{}})", From::Client);
        QVERIFY(error);
        QCOMPARE(error->type, "chat.send");
        QCOMPARE(error->id, "77");
        QCOMPARE(error->reply.message, "conv missing");
    }

    void anErrorWordOfTheFutureIsStillARefusal()
    {
        JsonDocument scratch;
        const auto in =
            decodeFromServer(R"({"type":"error","body":{"code":"too_funny","message":"ha"}})", scratch);
        QVERIFY(in);
        QCOMPARE(std::get<ErrorReply>(in->message).message, "ha");
    }

    void namesBecomeCanonical()
    {
        JsonDocument scratch;
        const auto in =
            decodeFromClient(R"({"type":"auth.signin","body":{"account":"Alice","password":"x"}})", scratch);
        QVERIFY(in);
        QCOMPARE(std::get<AuthSignIn>(in->message).account, "alice");
    }

    void peekedType()
    {
        QCOMPARE(peekType(R"({"body":{"type":"no"},"type":"ping"})"), "ping");
        QCOMPARE(peekType("{"), "");
        QCOMPARE(peekType("{}"), "");
    }

    void errorWords()
    {
        for (int i = 0; i <= int(ErrorCode::Banned); ++i)
            QCOMPARE(errorCodeFromText(errorCodeText(ErrorCode(i))), ErrorCode(i));
        QVERIFY(!errorCodeFromText("nonsense"));
        QVERIFY(endsConnection(ErrorCode::BadJson));
        QVERIFY(!endsConnection(ErrorCode::BadField));
        QVERIFY(mayReconnect(ErrorCode::ShuttingDown));
        QVERIFY(!mayReconnect(ErrorCode::Kicked));
    }
};

QTEST_GUILESS_MAIN(TestCodec)
#include "tst_codec.moc"
