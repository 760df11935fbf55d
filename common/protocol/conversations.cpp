// SPDX-License-Identifier: MIT
#include "common/protocol/conversations.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

void writeConversation(JsonWriter &out, const ConversationInfo &info)
{
    out.string("conv", info.conversation);
    out.integer("lastSeq", info.lastSeq);
    out.integer("received", info.mine.received);
    out.integer("read", info.mine.read);
    if (conversationKind(info.conversation) == ConversationKind::Direct) {
        out.integer("peerReceived", info.peer.received);
        out.integer("peerRead", info.peer.read);
    }
    if (conversationKind(info.conversation) == ConversationKind::Group) {
        out.string("title", info.title);
        if (info.role)
            out.string("role", groupRoleText(*info.role));
    }
    if (info.last) {
        out.beginObject("last");
        writeChatMessage(out, *info.last);
        out.endObject();
    }
}

ConversationInfo readConversation(ObjectReader &in)
{
    ConversationInfo info;
    info.conversation = in.conversation("conv");
    info.lastSeq = in.integer("lastSeq");
    info.mine = {in.integer("received"), in.integer("read")};
    info.peer = {in.optionalInteger("peerReceived").value_or(0), in.optionalInteger("peerRead").value_or(0)};
    in.optionalObject("last", [&info](ObjectReader &inner) { info.last = readEntry(inner); });
    if (!in.error() && conversationKind(info.conversation) == ConversationKind::Group) {
        info.title = in.displayName("title");
        if (in.has("role"))
            info.role = readGroupRole(in, "role");
    }
    return info;
}

} // namespace

void ConversationGet::toJson(JsonWriter &out) const
{
    if (after)
        out.string("after", *after);
}

ConversationGet ConversationGet::fromJson(ObjectReader &in)
{
    ConversationGet m;
    if (in.has("after"))
        m.after = in.conversation("after");
    return m;
}

void ConversationPage::toJson(JsonWriter &out) const
{
    out.beginArray("conversations");
    for (const ConversationInfo &info : conversations) {
        out.beginObject();
        writeConversation(out, info);
        out.endObject();
    }
    out.endArray();
    out.boolean("more", more);
}

ConversationPage ConversationPage::fromJson(ObjectReader &in)
{
    ConversationPage m;
    in.objects("conversations", maxConversations,
               [&m](ObjectReader &inner) { m.conversations.push_back(readConversation(inner)); });
    m.more = in.boolean("more");
    return m;
}

} // namespace miniqq::protocol
