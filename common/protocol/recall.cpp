// SPDX-License-Identifier: MIT
#include "common/protocol/recall.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

void ChatRecall::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.uuid("uuid", uuid);
    out.integer("seq", seq);
}

ChatRecall ChatRecall::fromJson(ObjectReader &in)
{
    ChatRecall m;
    m.conversation = in.conversation("conv");
    m.uuid = in.uuid("uuid");
    m.seq = in.integer("seq", 1);
    return m;
}

void ChatRecalled::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    writeChatMessage(out, entry);
}

ChatRecalled ChatRecalled::fromJson(ObjectReader &in)
{
    ChatRecalled m;
    m.conversation = in.conversation("conv");
    m.entry = readRecallEntry(in);
    return m;
}

ChatMessage inWordsOnly(ChatMessage message)
{
    if (message.recalls > 0)
        message.text = QByteArrayLiteral("(took a message back)");
    else if (message.isRecalled)
        message.text = QByteArrayLiteral("(This message was taken back.)");
    message.recalls = 0;
    message.isRecalled = false;
    return message;
}

} // namespace miniqq::protocol
