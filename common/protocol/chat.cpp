// SPDX-License-Identifier: MIT
#include "common/protocol/chat.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

namespace {

ChatMessage readHead(ObjectReader &in)
{
    ChatMessage m;
    m.seq = in.integer("seq", 1);
    m.from = in.account("from");
    m.uuid = in.uuid("uuid");
    m.time = in.integer("time");
    return m;
}

} // namespace

bool operator==(const ChatMessage &a, const ChatMessage &b)
{
    const bool sameChange = a.change && b.change ? *a.change == *b.change : a.change == b.change;
    const bool sameFile =
        a.attachment && b.attachment ? *a.attachment == *b.attachment : a.attachment == b.attachment;
    const bool sameLinks = a.links && b.links ? *a.links == *b.links : a.links == b.links;
    return a.seq == b.seq && a.from == b.from && a.uuid == b.uuid && a.time == b.time && a.text == b.text &&
           sameChange && sameFile && sameLinks && a.recalls == b.recalls && a.isRecalled == b.isRecalled;
}

void writeChatMessage(JsonWriter &out, const ChatMessage &message)
{
    out.integer("seq", message.seq);
    out.string("from", message.from);
    out.uuid("uuid", message.uuid);
    out.integer("time", message.time);
    if (message.change) {
        out.beginObject("change");
        message.change->toJson(out);
        out.endObject();
    } else if (message.recalls > 0) {
        out.integer("recalls", message.recalls);
    } else if (message.isRecalled) {
        out.boolean("recalled", true);
    } else {
        out.string("text", message.text);
        if (message.attachment) {
            out.beginObject("file");
            writeAttachment(out, *message.attachment);
            out.endObject();
        }
        if (message.links)
            writeLinks(out, *message.links);
    }
}

ChatMessage readChatMessage(ObjectReader &in)
{
    ChatMessage m = readHead(in);
    m.text = in.text("text", messageText);
    if (in.has("file")) {
        in.object("file", [&m](ObjectReader &inner) {
            m.attachment = std::make_shared<const Attachment>(readAttachment(inner));
        });
    }
    m.links = readLinks(in);
    return m;
}

ChatMessage readGroupEntry(ObjectReader &in)
{
    ChatMessage m = readHead(in);
    in.object("change", [&m](ObjectReader &inner) {
        m.change = std::make_shared<const GroupChange>(GroupChange::fromJson(inner));
    });
    return m;
}

ChatMessage readRecallEntry(ObjectReader &in)
{
    ChatMessage m = readHead(in);
    m.recalls = in.integer("recalls", 1);
    return m;
}

ChatMessage readEntry(ObjectReader &in)
{
    if (in.has("text"))
        return readChatMessage(in);
    if (in.has("change"))
        return readGroupEntry(in);
    if (in.has("recalls"))
        return readRecallEntry(in);
    if (!in.has("recalled"))
        return readChatMessage(in); // which misses the text
    ChatMessage m = readHead(in);
    m.isRecalled = in.boolean("recalled");
    if (!in.error() && !m.isRecalled)
        in.fail("recalled", "must be true");
    return m;
}

void ChatSend::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.uuid("uuid", uuid);
    out.string("text", text);
    if (!file.isNull())
        out.uuid("file", file);
    if (links)
        writeLinks(out, *links);
}

ChatSend ChatSend::fromJson(ObjectReader &in)
{
    ChatSend m;
    m.conversation = in.conversation("conv");
    m.uuid = in.uuid("uuid");
    m.text = in.text("text", messageText);
    // This is read for every message, and most are nothing but a text.
    constexpr int plainMembers = 3;
    if (in.size() > plainMembers) {
        if (in.has("file"))
            m.file = in.uuid("file");
        m.links = readLinks(in);
    }
    return m;
}

void ChatAck::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.uuid("uuid", uuid);
    out.integer("seq", seq);
    out.integer("time", time);
}

ChatAck ChatAck::fromJson(ObjectReader &in)
{
    ChatAck m;
    m.conversation = in.conversation("conv");
    m.uuid = in.uuid("uuid");
    m.seq = in.integer("seq", 1);
    m.time = in.integer("time");
    return m;
}

void ChatDeliver::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    writeChatMessage(out, message);
}

ChatDeliver ChatDeliver::fromJson(ObjectReader &in)
{
    ChatDeliver m;
    m.conversation = in.conversation("conv");
    m.message = readChatMessage(in);
    return m;
}

void HistoryGet::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    if (before)
        out.integer("before", *before);
    if (after)
        out.integer("after", *after);
    out.integer("limit", limit);
}

HistoryGet HistoryGet::fromJson(ObjectReader &in)
{
    HistoryGet m;
    m.conversation = in.conversation("conv");
    m.before = in.optionalInteger("before", 1);
    m.after = in.optionalInteger("after", 0);
    if (m.before && m.after)
        in.fail("after", "must not be given together with before");
    m.limit = int(in.optionalInteger("limit", 1, 1 << 30).value_or(m.limit));
    return m;
}

void HistoryPage::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.beginArray("messages");
    for (const ChatMessage &message : messages) {
        out.beginObject();
        writeChatMessage(out, message);
        out.endObject();
    }
    out.endArray();
    out.boolean("more", more);
}

HistoryPage HistoryPage::fromJson(ObjectReader &in)
{
    HistoryPage m;
    m.conversation = in.conversation("conv");
    in.objects("messages", maxMessages,
               [&m](ObjectReader &inner) { m.messages.push_back(readEntry(inner)); });
    m.more = in.boolean("more");
    return m;
}

} // namespace miniqq::protocol
