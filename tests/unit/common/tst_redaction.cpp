// SPDX-License-Identifier: MIT
#include "common/protocol/filechunk.h"
#include "common/tap/redaction.h"
#include "common/tap/trafficlog.h"
#include "golden.h"

#include <QJsonDocument>
#include <QTest>
#include <QtEndian>

using namespace miniqq;
using namespace miniqq::tap;

namespace {

constexpr char secret[] = "hunter2";

QByteArray payloadOf(const RedactedFrame &shown)
{
    return shown.frame.mid(wire::headerSize);
}

} // namespace

class TestRedaction : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofFilesOnlyThatTheyPass()
    {
        const QByteArray frame = protocol::encodeChunkFrame({Uuid(), 65'536, "what is in somebody's file"});
        const RedactedFrame shown = redact(frame, true);
        QCOMPARE(shown.type, QByteArray("file.chunk"));
        QVERIFY(shown.redacted && shown.frame.isEmpty());
        QCOMPARE(shown.length, frame.size());
        QVERIFY(shown.text.contains(QStringLiteral("26")) && shown.text.contains(QStringLiteral("65536")));
        QVERIFY(redact(frame, false).frame.isEmpty());
    }

    void noSecretIsShown_data()
    {
        QTest::addColumn<QByteArray>("payload");
        const auto row = [](const char *name, const QByteArray &payload) { QTest::newRow(name) << payload; };
        row("password",
            R"({"type":"auth.password","id":"1","body":{"password":"hunter2","newPassword":"hunter2"}})");
        row("register", R"({"type":"auth.register","id":"1","body":{"account":"a","password":"hunter2"}})");
        row("sign in", R"({"type":"auth.signin","body":{"account":"a","password":"hunter2"}})");
        row("resume", R"({"type":"auth.resume","body":{"account":"a","token":"hunter2hunter2hunter2"}})");
        row("ok",
            R"({"type":"auth.ok","body":{"account":"a","display":"A","token":"hunter2hunter2hunter2","session":1}})");
        row("body first", R"({"body":{"password":"hunter2"},"type":"auth.signin"})");
        row("spaces", "{ \"type\" : \"auth.signin\" ,\n\"body\" : { \"password\" : \"hunter2\" } }");
        row("escaped key", R"({"type":"auth.signin","body":{"p\u0061ssword":"hunter2"}})");
        row("escaped type", R"({"type":"\u0061uth.signin","body":{"password":"hunter2"}})");
        row("escaped key, other type", R"({"type":"chat.send","body":{"t\u006Fken":"hunter2"}})");
        row("misspelt key", R"({"type":"auth.signin","body":{"account":"a","pasword":"hunter2"}})");
        row("other case", R"({"type":"chat.send","body":{"PassWord":"hunter2"}})");
        row("compound key",
            R"({"type":"chat.send","body":{"user_password":"hunter2","authToken":"hunter2"}})");
        row("as an object", R"({"type":"auth.signin","body":{"password":{"value":"hunter2"}}})");
        row("as an array", R"({"type":"auth.signin","body":{"password":["hunter2"]}})");
        row("under a harmless key", R"({"type":"auth.signin","body":{"account":{"x":"hunter2"}}})");
        row("deep", R"({"type":"chat.send","body":{"a":[{"b":{"c":[[{"password":"hunter2"}]]}}]}})");
        row("beside the body", R"({"type":"auth.signin","password":"hunter2","body":{}})");
        row("body an array", R"({"type":"auth.signin","body":["hunter2"]})");
        row("no type", R"({"body":{"account":"a","pass":"hunter2"}})");
        row("no envelope at all", R"({"user":"a","code":"hunter2"})");
        row("type no string", R"({"type":["auth.signin"],"body":{"x":"hunter2"}})");
        row("unknown sign-in type", R"({"type":"auth.login","body":{"user":"a","secretword":"hunter2"}})");
        row("unknown type", R"({"type":"login","body":{"user":"a","p":"hunter2"}})");
        row("duplicate keys", R"({"type":"auth.signin","body":{"password":"x","password":"hunter2"}})");
        row("duplicate escaped keys",
            R"({"type":"auth.signin","body":{"password":"x","p\u0061ssword":"hunter2"}})");
        row("truncated", "{\"type\":\"auth.signin\",\"body\":{\"password\":\"hunter2");
        row("truncated early", "{\"password\":\"hunter2");
        row("something behind", R"({"type":"auth.signin","body":{"password":"hunter2"}} x)");
        row("not UTF-8", QByteArray("{\"type\":\"auth.signin\",\"body\":{\"password\":\"hunter2\xff\"}}"));
        row("too deep", "{\"type\":\"auth.signin\",\"body\":{\"a\":" + QByteArray(40, '[') + "\"hunter2\"" +
                            QByteArray(40, ']') + "}}");
        row("join a group", R"({"type":"group.join","body":{"uuid":"x","code":"hunter2"}})");
        row("what a group is", R"({"type":"group.info","re":"9","body":{"title":"t","code":"hunter2"}})");
        row("a code behind its type", R"({"body":{"c\u006fde":"hunter2"},"type":"gr\u006fup.join"})");
        row("a code cut off", "{\"type\":\"group.join\",\"body\":{\"code\":\"hunter2");
        row("plain words", "password=hunter2");
        row("http", "POST /login HTTP/1.1\r\nAuthorization: hunter2\r\n\r\n");
    }
    void noSecretIsShown()
    {
        QFETCH(QByteArray, payload);
        const QByteArray frame = golden::framed(payload);
        QVERIFY(frame.contains(secret));
        const RedactedFrame shown = redact(frame, false);
        QVERIFY(shown.redacted);
        for (const QByteArray &text :
             {shown.frame, shown.type, shown.id, shown.re, shown.account, shown.text.toUtf8()})
            QVERIFY2(!text.contains(secret), text.constData());
        if (shown.frame.isEmpty()) {
            QCOMPARE(shown.length, frame.size());
            QVERIFY(!shown.text.isEmpty());
        } else {
            QVERIFY(!QJsonDocument::fromJson(payloadOf(shown)).isNull());
            QCOMPARE(qFromBigEndian<quint32>(shown.frame.constData()),
                     quint32(shown.frame.size() - wire::headerSize));
            QCOMPARE(shown.length, shown.frame.size());
        }
        for (qsizetype size = 0; size < frame.size(); ++size)
            QVERIFY(!redact(frame.first(size), false).frame.contains(secret));
    }

    void noSecretIsShownAfterSignIn_data() { noSecretIsShown_data(); }
    void noSecretIsShownAfterSignIn()
    {
        QFETCH(QByteArray, payload);
        // Only sign-in messages and keys that say so are secret by then; the rest is the account's own
        // business.
        if (QTest::currentDataTag() == QByteArray("unknown type") ||
            QTest::currentDataTag() == QByteArray("no envelope at all") ||
            QTest::currentDataTag() == QByteArray("type no string"))
            return;
        const QByteArray frame = golden::framed(payload);
        const RedactedFrame shown = redact(frame, true);
        QVERIFY(shown.redacted);
        QVERIFY(!shown.frame.contains(secret));
        for (qsizetype size = 0; size < frame.size(); ++size)
            QVERIFY(!redact(frame.first(size), true).frame.contains(secret));
    }

    void otherCodesAreShown()
    {
        for (const QByteArray &payload :
             {QByteArray(R"({"type":"error","body":{"code":"muted"}})"),
              QByteArray(R"({"type":"group.changed","body":{"change":{"what":"code"}}})")}) {
            const QByteArray frame = golden::framed(payload);
            QCOMPARE(redact(frame, true).frame, frame);
        }
    }

    void theLengthTellsNothing()
    {
        const auto frame = [](const QByteArray &password) {
            return golden::framed("{\"type\":\"auth.signin\",\"body\":{\"account\":\"a\",\"password\":\"" +
                                  password + "\"}}");
        };
        const RedactedFrame shown = redact(frame("x"), false);
        QCOMPARE(redact(frame("a much longer one"), false).frame, shown.frame);
        QCOMPARE(redact(frame("a much longer one"), false).length, shown.length);
        QCOMPARE(payloadOf(shown), R"({"type":"auth.signin","body":{"account":"a","password":"***"}})");
    }

    void everythingElseIsShownAsItIs_data()
    {
        QTest::addColumn<QByteArray>("payload");
        for (const QString &type : golden::types()) {
            if (type.startsWith(QLatin1String("auth.")) && type != QLatin1String("auth.signout"))
                continue;
            int line = 0;
            for (const QByteArray &payload : golden::payloads(type)) {
                ++line;
                if (!type.startsWith(QLatin1String("group.")) || !payload.contains("\"code\":\""))
                    QTest::addRow("%s %d", qPrintable(type), line) << payload;
            }
        }
        QTest::newRow("the word in a text") << QByteArray(
            "{\"type\":\"chat.send\",\"body\":{\"text\":\"my \\\"password\\\": hunter2, token\"}}");
    }
    void everythingElseIsShownAsItIs()
    {
        QFETCH(QByteArray, payload);
        const QByteArray frame = golden::framed(payload);
        for (const bool signedIn : {false, true}) {
            const RedactedFrame shown = redact(frame, signedIn);
            QCOMPARE(shown.frame, frame);
            QCOMPARE(shown.length, frame.size());
            QVERIFY(!shown.redacted);
        }
    }

    void headOfTheEnvelope()
    {
        const RedactedFrame shown =
            redact(golden::framed(golden::payloads(QStringLiteral("auth.ok")).front()), false);
        QCOMPARE(shown.type, "auth.ok");
        QCOMPARE(shown.id, "");
        QCOMPARE(shown.re, "2");
        QCOMPARE(shown.account, "alice");
        QVERIFY(payloadOf(shown).contains(R"("display":"Alice","token":"***","session":42)"));
    }

    void brokenFramesAfterSignIn()
    {
        const QByteArray harmless = golden::framed(R"({"type":"chat.send","body":{"text":"hi")");
        QVERIFY(redact(harmless, false).frame.isEmpty());
        QCOMPARE(redact(harmless, true).frame, harmless);
        QVERIFY(!redact(harmless, true).redacted);
    }

    void nothingSecretEntersTheLog()
    {
        const SystemClock clock;
        for (const TrafficLog::Mode mode : {TrafficLog::Mode::Headers, TrafficLog::Mode::Full}) {
            TrafficLog log(clock, Side::Server);
            log.setMode(mode);
            const ConnectionId id(1);
            log.opened(id, {}, {});
            const QByteArray frame =
                golden::framed(R"({"type":"auth.signin","body":{"account":"a","password":"hunter2"}})");
            log.bytesRead(id, frame.size());
            log.frame(id, Direction::In, frame);
            log.bytesWritten(id, 100);
            TrafficLog::Cursor cursor;
            const auto batch = log.drain(cursor);
            QCOMPARE(batch.events.size(), size_t(2)); // no counts of bytes before sign-in
            QCOMPARE(batch.events[1].frame.isEmpty(), mode == TrafficLog::Mode::Headers);
            QVERIFY(!batch.events[1].frame.contains(secret));
            QVERIFY(batch.events[1].length < frame.size());
        }
    }
};

QTEST_GUILESS_MAIN(TestRedaction)
#include "tst_redaction.moc"
