// SPDX-License-Identifier: MIT
#include "common/protocol/logline.h"

#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

QByteArray LogLine::toJson() const
{
    JsonWriter out;
    out.beginObject();
    out.string("time", time);
    out.string("level", level);
    out.string("category", category);
    if (!account.isEmpty())
        out.string("account", account);
    if (!peer.isEmpty())
        out.string("peer", peer);
    out.string("text", text);
    out.endObject();
    return out.take() + '\n';
}

} // namespace miniqq::protocol
