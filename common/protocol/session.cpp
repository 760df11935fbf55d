// SPDX-License-Identifier: MIT
#include "common/protocol/session.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

constexpr int maxFeatures = 32;
constexpr qint64 maxMilliseconds = 24LL * 3600 * 1000;

void writeFeatures(JsonWriter &out, const std::vector<QByteArray> &features)
{
    out.beginArray("features");
    for (const QByteArray &feature : features)
        out.stringElement(feature);
    out.endArray();
}

Limits readLimits(ObjectReader &in)
{
    constexpr qint64 max = 1 << 30;
    Limits l;
    l.frame = int(in.integer("frame", 1024, max));
    l.text = int(in.integer("text", 1, max));
    l.textBytes = int(in.integer("textBytes", 1, max));
    l.historyPage = int(in.integer("historyPage", 1, max));
    l.messagesPerSecond = int(in.integer("messagesPerSecond", 1, max));
    l.messageBurst = int(in.integer("messageBurst", 1, max));
    l.sessions = int(in.integer("sessions", 1, max));
    l.pingAfterMs = int(in.integer("pingAfterMs", 1, max));
    l.deadAfterMs = int(in.integer("deadAfterMs", 1, max));
    l.groupMembers = int(in.optionalInteger("groupMembers", 1, max).value_or(0));
    l.groups = int(in.optionalInteger("groups", 1, max).value_or(0));
    l.groupTitle = int(in.optionalInteger("groupTitle", 1, max).value_or(0));
    l.groupNotice = int(in.optionalInteger("groupNotice", 1, max).value_or(0));
    l.mentions = int(in.optionalInteger("mentions", 1, max).value_or(0));
    l.recallMs = int(in.optionalInteger("recallMs", 1, max).value_or(0));
    l.fileBytes = in.optionalInteger("fileBytes", 1).value_or(0);
    l.chunk = int(in.optionalInteger("chunk", 1, max).value_or(0));
    l.fileWindow = int(in.optionalInteger("fileWindow", 1, max).value_or(0));
    l.transfers = int(in.optionalInteger("transfers", 1, max).value_or(0));
    l.transfersWaiting = int(in.optionalInteger("transfersWaiting", 0, max).value_or(0));
    l.avatarBytes = int(in.optionalInteger("avatarBytes", 1, max).value_or(0));
    l.avatarSide = int(in.optionalInteger("avatarSide", 1, max).value_or(0));
    return l;
}

ErrorCode readCode(ObjectReader &in, QByteArrayView key)
{
    // A word that a newer server knows and we do not is still a refusal.
    return errorCodeFromText(in.text(key, word)).value_or(ErrorCode::BadField);
}

} // namespace

void Hello::toJson(JsonWriter &out) const
{
    out.beginArray("protocol");
    out.integerElement(protocolMin);
    out.integerElement(protocolMax);
    out.endArray();
    out.string("client", client);
    if (!features.empty())
        writeFeatures(out, features);
}

Hello Hello::fromJson(ObjectReader &in)
{
    Hello m;
    const std::vector<qint64> range = in.integers("protocol", 2, 1, 1 << 16);
    if (!in.error() && (range.size() != 2 || range[0] > range[1]))
        in.fail("protocol", "must be [lowest, highest]");
    if (!in.error()) {
        m.protocolMin = int(range[0]);
        m.protocolMax = int(range[1]);
    }
    m.client = in.text("client", programName);
    if (in.has("features"))
        m.features = in.texts("features", maxFeatures, word);
    return m;
}

void Welcome::toJson(JsonWriter &out) const
{
    out.integer("protocol", protocol);
    out.string("server", server);
    out.string("name", name);
    writeFeatures(out, features);
    out.boolean("registration", registration);
    if (registrationCode)
        out.boolean("registrationCode", true);
    out.integer("time", time);
    if (log)
        out.uuid("log", *log);
    out.beginObject("limits");
    out.integer("frame", limits.frame);
    out.integer("text", limits.text);
    out.integer("textBytes", limits.textBytes);
    out.integer("historyPage", limits.historyPage);
    out.integer("messagesPerSecond", limits.messagesPerSecond);
    out.integer("messageBurst", limits.messageBurst);
    out.integer("sessions", limits.sessions);
    out.integer("pingAfterMs", limits.pingAfterMs);
    out.integer("deadAfterMs", limits.deadAfterMs);
    if (limits.groupMembers > 0) {
        out.integer("groupMembers", limits.groupMembers);
        out.integer("groups", limits.groups);
        out.integer("groupTitle", limits.groupTitle);
        out.integer("groupNotice", limits.groupNotice);
    }
    if (limits.mentions > 0)
        out.integer("mentions", limits.mentions);
    if (limits.recallMs > 0)
        out.integer("recallMs", limits.recallMs);
    if (limits.fileBytes > 0) {
        out.integer("fileBytes", limits.fileBytes);
        out.integer("chunk", limits.chunk);
        out.integer("fileWindow", limits.fileWindow);
        out.integer("transfers", limits.transfers);
        out.integer("transfersWaiting", limits.transfersWaiting);
        out.integer("avatarBytes", limits.avatarBytes);
        out.integer("avatarSide", limits.avatarSide);
    }
    out.endObject();
}

Welcome Welcome::fromJson(ObjectReader &in)
{
    Welcome m;
    m.protocol = int(in.integer("protocol", 1, 1 << 16));
    m.server = in.text("server", programName);
    m.name = in.text("name", programName);
    m.features = in.texts("features", maxFeatures, word);
    m.registration = in.boolean("registration");
    m.registrationCode = in.optionalBoolean("registrationCode").value_or(false);
    m.time = in.integer("time");
    if (in.has("log"))
        m.log = in.uuid("log");
    in.object("limits", [&m](ObjectReader &inner) { m.limits = readLimits(inner); });
    return m;
}

void ErrorReply::toJson(JsonWriter &out) const
{
    out.string("code", errorCodeText(code));
    out.string("message", message);
    if (field)
        out.string("field", *field);
    if (retryAfterMs)
        out.integer("retryAfterMs", *retryAfterMs);
}

ErrorReply ErrorReply::fromJson(ObjectReader &in)
{
    ErrorReply m;
    m.code = readCode(in, "code");
    m.message = in.text("message", explanation);
    m.field = in.optionalText("field", explanation);
    m.retryAfterMs = in.optionalInteger("retryAfterMs", 0, maxMilliseconds);
    return m;
}

void ServerNotice::toJson(JsonWriter &out) const
{
    out.string("text", text);
    out.integer("time", time);
}

ServerNotice ServerNotice::fromJson(ObjectReader &in)
{
    ServerNotice m;
    m.text = in.text("text", noticeText);
    m.time = in.integer("time");
    return m;
}

void Bye::toJson(JsonWriter &out) const
{
    out.string("reason", errorCodeText(reason));
    out.string("message", message);
    out.boolean("reconnect", reconnect);
    if (afterMs)
        out.integer("afterMs", *afterMs);
}

Bye Bye::fromJson(ObjectReader &in)
{
    Bye m;
    m.reason = readCode(in, "reason");
    m.message = in.text("message", explanation);
    m.reconnect = in.boolean("reconnect");
    m.afterMs = in.optionalInteger("afterMs", 0, maxMilliseconds);
    return m;
}

} // namespace miniqq::protocol
