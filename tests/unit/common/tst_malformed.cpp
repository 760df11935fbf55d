// SPDX-License-Identifier: MIT
// Rows A22 to A24 of what strangers send, generated: every field of every type missing, of every wrong type,
// too long and out of range.
#include "common/protocol/codec.h"
#include "golden.h"

#include <QSet>
#include <QTest>

using namespace miniqq;
using namespace miniqq::protocol;

namespace {

/// Fields that may be left out.
const QSet<QByteArray> &optionalFields()
{
    static const QSet<QByteArray> fields{
        "hello.features",
        "auth.register.display",
        "auth.register.code",
        "welcome.registrationCode",
        "welcome.log",
        "directory.get.after",
        "conversation.get.after",
        "history.get.before",
        "history.get.after",
        "history.get.limit",
        "receipt.set.received",
        "receipt.set.read",
        "receipt.changed.received",
        "receipt.changed.read",
        "presence.changed.people.lastSeen",
        "error.field",
        "error.retryAfterMs",
        "bye.afterMs",
        "conversation.page.conversations.last",
        "conversation.page.conversations.peerReceived",
        "conversation.page.conversations.peerRead",
        "conversation.page.conversations.role",
        "welcome.limits.fileBytes",
        "welcome.limits.chunk",
        "welcome.limits.fileWindow",
        "welcome.limits.transfers",
        "welcome.limits.transfersWaiting",
        "welcome.limits.avatarBytes",
        "welcome.limits.avatarSide",
        "file.get.offset",
        "avatar.set.file",
        "avatar.ack.sha256",
        "file.begin.format",
        "file.begin.width",
        "file.begin.height",
        "file.stored.transfer",
        "file.stored.format",
        "file.stored.width",
        "file.stored.height",
        "welcome.limits.groupMembers",
        "welcome.limits.groups",
        "welcome.limits.groupTitle",
        "welcome.limits.groupNotice",
        "welcome.limits.mentions",
        "welcome.limits.recallMs",
        "chat.send.file",
        "chat.send.replyTo",
        "chat.send.mentions",
        "chat.send.mentionsAll",
        "chat.deliver.file",
        "chat.deliver.file.format",
        "chat.deliver.file.width",
        "chat.deliver.file.height",
        "chat.deliver.replyTo",
        "chat.deliver.mentions",
        "chat.deliver.mentionsAll",
        "group.create.members",
        "group.mute.account",
        "group.info.code",
        "session.end.session",
    };
    return fields;
}

struct Field
{
    QByteArray key;  // "chat.send.text": type and keys, for tables
    QByteArray path; // "messages[0].seq": what an error reply has to name
    JsonValue value;
};

void collect(const JsonValue &object, const QByteArray &key, const QByteArray &path, std::vector<Field> &out)
{
    for (auto member = object.firstChild(); member; member = member->nextSibling()) {
        const QByteArray name = member->key();
        out.push_back({key + '.' + name, path + name, *member});
        if (member->isObject())
            collect(*member, key + '.' + name, path + name + '.', out);
        if (member->isArray() && member->firstChild() && member->firstChild()->isObject())
            collect(*member->firstChild(), key + '.' + name, path + name + "[0].", out);
    }
}

QByteArray spliced(const QByteArray &payload, qsizetype begin, qsizetype end, const QByteArray &with)
{
    return payload.first(begin) + with + payload.sliced(end);
}

std::vector<QByteArray> wrongValues(const JsonValue &value)
{
    const QByteArray longText = '"' + QByteArray(20'000, 'a') + '"';
    using Type = JsonDocument::Type;
    switch (value.type()) {
    case Type::String:
        return {"null", "7", "true", "[]", "{}", longText, R"("\ud800")", R"("\u0000")"};
    case Type::Number:
        return {"null", "\"7\"", "true", "[]", "{}", "1.0", "1e3", "1e999", "-0", "-1", "9007199254740992"};
    case Type::True:
    case Type::False:
        return {"null", "0", "\"true\"", "[]", "{}"};
    case Type::Array:
        return {"null", "7", "\"a\"", "true", "{}"};
    case Type::Object:
        return {"null", "7", "\"a\"", "true", "[]"};
    case Type::Null:
        break;
    }
    return {};
}

std::optional<ErrorReply> refusal(const QByteArray &payload, bool client)
{
    JsonDocument scratch;
    if (client) {
        const auto in = decodeFromClient(payload, scratch);
        return in ? std::nullopt : std::optional(in.error().reply);
    }
    const auto in = decodeFromServer(payload, scratch);
    return in ? std::nullopt : std::optional(in.error().reply);
}

} // namespace

class TestMalformed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fields_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<bool>("client");
        for (const bool client : {true, false}) {
            QStringList types;
            if (client)
                golden::appendTypes<ClientMessage>(types);
            else
                golden::appendTypes<ServerMessage>(types);
            for (const QString &type : types)
                QTest::addRow("%s from %s", qPrintable(type), client ? "client" : "server")
                    << golden::payloads(type).front() << client;
        }
    }
    void fields()
    {
        QFETCH(QByteArray, payload);
        QFETCH(bool, client);
        JsonDocument document;
        QVERIFY(!document.parse(payload));
        std::vector<Field> fields;
        collect(*document.root().member("body"), peekType(payload), {}, fields);

        for (const Field &field : fields) {
            const qsizetype keyStart = field.value.memberBegin() + 1;
            const auto missing = refusal(spliced(payload, keyStart, keyStart, "x"), client);
            QCOMPARE(bool(missing), !optionalFields().contains(field.key));
            if (missing) {
                QCOMPARE(missing->code, ErrorCode::BadField);
                QCOMPARE(missing->field, field.path);
                QCOMPARE(missing->message, field.path + " missing");
            }
            for (const QByteArray &wrong : wrongValues(field.value)) {
                const auto reply =
                    refusal(spliced(payload, field.value.begin(), field.value.end(), wrong), client);
                QVERIFY2(reply, QByteArray(field.key + " took " + wrong.left(40)).constData());
                QCOMPARE(reply->code, ErrorCode::BadField);
                QCOMPARE(reply->field, field.path);
            }
        }
    }

    void everyOptionalFieldExists()
    {
        QSet<QByteArray> seen;
        for (const QString &type : golden::types()) {
            for (const QByteArray &payload : golden::payloads(type)) {
                JsonDocument document;
                QVERIFY(!document.parse(payload));
                std::vector<Field> fields;
                collect(*document.root().member("body"), type.toUtf8(), {}, fields);
                for (const Field &field : fields)
                    seen.insert(field.key);
            }
        }
        for (const QByteArray &key : optionalFields())
            QVERIFY2(seen.contains(key), key.constData());
    }
};

QTEST_GUILESS_MAIN(TestMalformed)
#include "tst_malformed.moc"
