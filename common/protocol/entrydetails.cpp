// SPDX-License-Identifier: MIT
#include "common/protocol/entrydetails.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

QByteArray encodeDetails(const ChatMessage &entry)
{
    if (entry.change)
        return encodeGroupChange(*entry.change);
    if (entry.recalls == 0 && !entry.isRecalled && !entry.links)
        return {};
    JsonWriter out;
    out.beginObject();
    if (entry.recalls > 0)
        out.integer("recalls", entry.recalls);
    if (entry.isRecalled)
        out.boolean("recalled", true);
    if (entry.links)
        writeLinks(out, *entry.links);
    out.endObject();
    return out.take();
}

bool decodeDetails(QByteArrayView json, ChatMessage &entry)
{
    JsonDocument document;
    if (document.parse(json))
        return false;
    std::optional<FieldError> error;
    ObjectReader in(document.root(), error);
    if (in.has("what")) {
        entry.change = std::make_shared<const GroupChange>(GroupChange::fromJson(in));
        return !error;
    }
    entry.recalls = in.optionalInteger("recalls", 1).value_or(0);
    entry.isRecalled = in.optionalBoolean("recalled").value_or(false);
    entry.links = readLinks(in);
    return !error;
}

} // namespace miniqq::protocol
