// SPDX-License-Identifier: MIT
#include "common/protocol/people.h"

#include "common/protocol/attachment.h"
#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

const char noPeople[] = "must have at least 1 element";

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
    if (!person.avatar.isEmpty())
        writeSha256(out, "avatar", person.avatar);
}

Person readPerson(ObjectReader &in)
{
    Person person;
    person.account = in.account("account");
    person.display = in.displayName("display");
    person.presence = readPresence(in, "presence");
    person.lastSeen = in.integer("lastSeen");
    person.avatar = readOptionalSha256(in, "avatar").value_or(QByteArray());
    return person;
}

void writePeople(JsonWriter &out, const std::vector<Person> &people)
{
    out.beginArray("people");
    for (const Person &person : people) {
        out.beginObject();
        writePerson(out, person);
        out.endObject();
    }
    out.endArray();
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
    writePeople(out, people);
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
    writePeople(out, people);
}

DirectoryChanged DirectoryChanged::fromJson(ObjectReader &in)
{
    DirectoryChanged m;
    in.objects("people", maxPeople, [&m](ObjectReader &inner) { m.people.push_back(readPerson(inner)); });
    if (m.people.empty())
        in.fail("people", noPeople);
    return m;
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
    out.beginArray("people");
    for (const PresenceState &person : people) {
        out.beginObject();
        out.string("account", person.account);
        out.string("state", presenceText(person.state));
        if (person.state == Presence::Offline)
            out.integer("lastSeen", person.lastSeen);
        out.endObject();
    }
    out.endArray();
}

PresenceChanged PresenceChanged::fromJson(ObjectReader &in)
{
    PresenceChanged m;
    in.objects("people", maxPeople, [&m](ObjectReader &inner) {
        PresenceState person;
        person.account = inner.account("account");
        person.state = readPresence(inner, "state");
        person.lastSeen = inner.optionalInteger("lastSeen").value_or(0);
        m.people.push_back(std::move(person));
    });
    if (m.people.empty())
        in.fail("people", noPeople);
    return m;
}

} // namespace miniqq::protocol
