// SPDX-License-Identifier: MIT
#include "common/protocol/messagelinks.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

qsizetype sizeOf(const MessageLinks &links)
{
    constexpr qsizetype perName = 32; // quotes and a comma written, a list's element kept
    qsizetype size = sizeof(MessageLinks);
    for (const QByteArray &account : links.mentions)
        size += account.size() + perName;
    return size;
}

void writeLinks(JsonWriter &out, const MessageLinks &links)
{
    if (links.replyTo > 0)
        out.integer("replyTo", links.replyTo);
    if (!links.mentions.empty()) {
        out.beginArray("mentions");
        for (const QByteArray &account : links.mentions)
            out.stringElement(account);
        out.endArray();
    }
    if (links.mentionsAll)
        out.boolean("mentionsAll", true);
}

std::shared_ptr<const MessageLinks> readLinks(ObjectReader &in)
{
    MessageLinks links;
    links.replyTo = in.optionalInteger("replyTo", 1).value_or(0);
    if (in.has("mentions"))
        links.mentions = in.accounts("mentions", MessageLinks::maxMentions);
    links.mentionsAll = in.optionalBoolean("mentionsAll").value_or(false);
    if (links == MessageLinks())
        return nullptr;
    return std::make_shared<const MessageLinks>(std::move(links));
}

} // namespace miniqq::protocol
