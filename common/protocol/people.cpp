// SPDX-License-Identifier: MIT
#include "common/protocol/people.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

Presence readPresence(ObjectReader &in, QByteArrayView key)
{
    return Presence(in.oneOf(key, {"offline", "online", "away", "busy"}));
}

void writePerson(JsonWriter &out, const Person &person)
{
    out.string("account", person.account);
    out.string("display", person.display);
    out.string("presence", presenceText(person.presence));
    out.integer("lastSeen", person.lastSeen);
}

Person readPerson(ObjectReader &in)
{
    Person person;
    person.account = in.account("account");
    person.display = in.displayName("display");
    person.presence = readPresence(in, "presence");
    person.lastSeen = in.integer("lastSeen");
    return person;
}

} // namespace

QByteArray presenceText(Presence presence)
{
    switch (presence) {
    case Presence::Offline:
        break;
    case Presence::Online:
        return QByteArrayLiteral("online");
    case Presence::Away:
        return QByteArrayLiteral("away");
    case Presence::Busy:
        return QByteArrayLiteral("busy");
    case Presence::Invisible:
        return QByteArrayLiteral("invisible");
    }
    return QByteArrayLiteral("offline");
}

void DirectoryGet::toJson(JsonWriter &out) const
{
    if (after)
        out.string("after", *after);
}

DirectoryGet DirectoryGet::fromJson(ObjectReader &in)
{
    DirectoryGet m;
    if (in.has("after"))
        m.after = in.account("after");
    return m;
}

void DirectoryPage::toJson(JsonWriter &out) const
{
    out.beginArray("people");
    for (const Person &person : people) {
        out.beginObject();
        writePerson(out, person);
        out.endObject();
    }
    out.endArray();
    out.boolean("more", more);
}

DirectoryPage DirectoryPage::fromJson(ObjectReader &in)
{
    DirectoryPage m;
    in.objects("people", maxPeople, [&m](ObjectReader &inner) { m.people.push_back(readPerson(inner)); });
    m.more = in.boolean("more");
    return m;
}

void DirectoryChanged::toJson(JsonWriter &out) const
{
    writePerson(out, person);
}

DirectoryChanged DirectoryChanged::fromJson(ObjectReader &in)
{
    return {readPerson(in)};
}

void PresenceSet::toJson(JsonWriter &out) const
{
    out.string("state", presenceText(state));
}

PresenceSet PresenceSet::fromJson(ObjectReader &in)
{
    return {Presence(1 + in.oneOf("state", {"online", "away", "busy", "invisible"}))};
}

void PresenceChanged::toJson(JsonWriter &out) const
{
    out.string("account", account);
    out.string("state", presenceText(state));
    if (state == Presence::Offline)
        out.integer("lastSeen", lastSeen);
}

PresenceChanged PresenceChanged::fromJson(ObjectReader &in)
{
    PresenceChanged m;
    m.account = in.account("account");
    m.state = readPresence(in, "state");
    m.lastSeen = in.optionalInteger("lastSeen").value_or(0);
    return m;
}

} // namespace miniqq::protocol
