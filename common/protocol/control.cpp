// SPDX-License-Identifier: MIT
#include "common/protocol/control.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"
#include "common/wire/frame.h"

namespace miniqq::protocol {
namespace {

constexpr TextRule argument{0, 4096, 4096, true, false};
constexpr TextRule output{0, 1 << 25, 1 << 25, true, false};

QByteArray frameOf(JsonWriter &writer)
{
    writer.endObject();
    QByteArray frame = writer.take();
    wire::writeHeader(frame.data(), quint32(frame.size() - wire::headerSize));
    return frame;
}

template<class T>
Result<T> decode(QByteArrayView payload, T (*read)(ObjectReader &))
{
    JsonDocument document;
    if (const auto wrong = document.parse(payload))
        return Error{QString::fromUtf8(wrong->text)};
    std::optional<FieldError> error;
    ObjectReader in(document.root(), error);
    T value = read(in);
    if (error)
        return Error{QString::fromUtf8(error->field + ' ' + error->text)};
    return value;
}

} // namespace

QByteArray encodeControl(const ControlRequest &request)
{
    JsonWriter out(wire::headerSize);
    out.beginObject();
    out.string("command", request.command);
    out.beginArray("arguments");
    for (const QByteArray &each : request.arguments)
        out.stringElement(each);
    out.endArray();
    if (request.reason)
        out.string("reason", *request.reason);
    out.boolean("json", request.json);
    out.boolean("flag", request.flag);
    return frameOf(out);
}

QByteArray encodeControl(const ControlReply &reply)
{
    JsonWriter out(wire::headerSize);
    out.beginObject();
    out.boolean("ok", reply.ok);
    out.string("output", reply.output);
    return frameOf(out);
}

Result<ControlRequest> decodeControlRequest(QByteArrayView payload)
{
    return decode<ControlRequest>(payload, [](ObjectReader &in) {
        ControlRequest request;
        request.command = in.text("command", word);
        request.arguments = in.texts("arguments", ControlRequest::maxArguments, argument);
        request.reason = in.optionalText("reason", explanation);
        request.json = in.boolean("json");
        request.flag = in.boolean("flag");
        return request;
    });
}

Result<ControlReply> decodeControlReply(QByteArrayView payload)
{
    return decode<ControlReply>(payload, [](ObjectReader &in) {
        ControlReply reply;
        reply.ok = in.boolean("ok");
        reply.output = in.text("output", output);
        return reply;
    });
}

QByteArray controlJson(const ControlStatus &status)
{
    JsonWriter out;
    out.beginObject();
    out.string("server", status.server);
    out.string("name", status.name);
    out.beginArray("listening");
    for (const QByteArray &endpoint : status.listening)
        out.stringElement(endpoint);
    out.endArray();
    out.boolean("plain", status.plain);
    if (!status.fingerprint.isEmpty())
        out.string("fingerprint", status.fingerprint);
    out.integer("process", status.process);
    out.integer("uptimeMs", status.uptimeMs);
    out.integer("connections", status.connections);
    out.integer("signedIn", status.signedIn);
    out.integer("accounts", status.accounts);
    out.integer("messages", qint64(status.messages));
    out.integer("messagesPerMinute", status.messagesPerMinute);
    out.integer("storeBytes", status.storeBytes);
    out.integer("lastCommitUs", status.lastCommitUs);
    out.integer("maxCommitUs", status.maxCommitUs);
    out.integer("storeFailures", qint64(status.storeFailures));
    out.integer("refusedConnections", qint64(status.refusedConnections));
    out.beginArray("limits");
    for (const LimitUse &limit : status.limits) {
        out.beginObject();
        out.string("name", limit.name);
        out.string("value", limit.value);
        out.integer("hits", qint64(limit.hits));
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray controlJson(const std::vector<ControlSession> &sessions)
{
    JsonWriter out;
    out.beginObject();
    out.beginArray("sessions");
    for (const ControlSession &session : sessions) {
        out.beginObject();
        out.integer("connection", session.connection);
        if (!session.account.isEmpty())
            out.string("account", session.account);
        out.string("address", session.address);
        out.integer("since", session.sinceMs);
        out.integer("idleMs", session.idleMs);
        out.integer("bytesIn", qint64(session.bytesIn));
        out.integer("bytesOut", qint64(session.bytesOut));
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray controlJson(const std::vector<ControlBan> &bans)
{
    JsonWriter out;
    out.beginObject();
    out.beginArray("bans");
    for (const ControlBan &ban : bans) {
        out.beginObject();
        out.string(ban.isAddress ? "address" : "account", ban.subject);
        out.string("reason", ban.reason);
        out.integer("since", ban.sinceMs);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return out.take();
}

QByteArray controlJson(const ControlHoldings &holdings)
{
    JsonWriter out;
    out.beginObject();
    if (!holdings.file.isEmpty())
        out.string("file", holdings.file);
    out.integer("accounts", holdings.accounts);
    out.integer("conversations", holdings.conversations);
    out.integer("messages", holdings.messages);
    out.integer("files", holdings.files);
    if (!holdings.notes.isEmpty())
        out.string("notes", holdings.notes);
    out.endObject();
    return out.take();
}

QByteArray controlJson(QByteArrayView key, qint64 count)
{
    JsonWriter out;
    out.beginObject();
    out.integer(key, count);
    out.endObject();
    return out.take();
}

QByteArray controlJson(QByteArrayView key, QByteArrayView text)
{
    JsonWriter out;
    out.beginObject();
    out.string(key, text);
    out.endObject();
    return out.take();
}

} // namespace miniqq::protocol
