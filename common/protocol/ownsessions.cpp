// SPDX-License-Identifier: MIT
#include "common/protocol/ownsessions.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {

void SessionEnd::toJson(JsonWriter &out) const
{
    if (session)
        out.integer("session", *session);
}

SessionEnd SessionEnd::fromJson(ObjectReader &in)
{
    return {in.optionalInteger("session", 1)};
}

void SessionList::toJson(JsonWriter &out) const
{
    out.beginArray("sessions");
    for (const Entry &entry : sessions) {
        out.beginObject();
        out.integer("session", entry.session);
        out.string("address", entry.address);
        out.integer("since", entry.since);
        out.integer("active", entry.active);
        out.boolean("current", entry.current);
        out.endObject();
    }
    out.endArray();
}

SessionList SessionList::fromJson(ObjectReader &in)
{
    SessionList m;
    in.objects("sessions", maxSessions, [&m](ObjectReader &inner) {
        Entry entry;
        entry.session = inner.integer("session", 1);
        entry.address = inner.text("address", programName);
        entry.since = inner.integer("since");
        entry.active = inner.integer("active");
        entry.current = inner.boolean("current");
        m.sessions.push_back(std::move(entry));
    });
    return m;
}

} // namespace miniqq::protocol
