// SPDX-License-Identifier: MIT
#include "common/protocol/groups.h"

#include "common/protocol/conversationid.h"
#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

namespace miniqq::protocol {
namespace {

QByteArray readGroupKey(ObjectReader &in)
{
    QByteArray key = in.conversation("conv");
    if (!in.error() && conversationKind(key) != ConversationKind::Group)
        in.fail("conv", "must be the key of a group");
    return key;
}

} // namespace

void GroupRequest::toJson(JsonWriter &out) const
{
    if (change.what == GroupChange::Joined)
        out.string("code", code);
    else if (change.what != GroupChange::Created)
        out.string("conv", conversation);
    out.uuid("uuid", uuid);
    change.writeFields(out);
}

GroupRequest GroupRequest::read(ObjectReader &in, GroupChange::What what)
{
    GroupRequest m;
    if (what == GroupChange::Joined)
        m.code = in.text("code", groupCode);
    else if (what != GroupChange::Created)
        m.conversation = readGroupKey(in);
    m.uuid = in.uuid("uuid");
    m.change = GroupChange::readFields(in, what);
    return m;
}

void GroupAck::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.uuid("uuid", uuid);
    out.integer("seq", seq);
    out.integer("time", time);
}

GroupAck GroupAck::fromJson(ObjectReader &in)
{
    GroupAck m;
    m.conversation = readGroupKey(in);
    m.uuid = in.uuid("uuid");
    m.seq = in.integer("seq", 1);
    m.time = in.integer("time");
    return m;
}

void GroupChanged::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    writeChatMessage(out, entry);
}

GroupChanged GroupChanged::fromJson(ObjectReader &in)
{
    GroupChanged m;
    m.conversation = readGroupKey(in);
    m.entry = readGroupEntry(in);
    return m;
}

void GroupGet::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
}

GroupGet GroupGet::fromJson(ObjectReader &in)
{
    return {readGroupKey(in)};
}

void GroupInfo::toJson(JsonWriter &out) const
{
    out.string("conv", conversation);
    out.integer("seq", seq);
    out.string("title", title);
    out.string("notice", notice);
    out.integer("mutedUntil", mutedUntil);
    if (code)
        out.string("code", *code);
    out.beginArray("members");
    for (const GroupMemberInfo &member : members) {
        out.beginObject();
        out.string("account", member.account);
        out.string("role", groupRoleText(member.role));
        out.integer("mutedUntil", member.mutedUntil);
        out.endObject();
    }
    out.endArray();
}

GroupInfo GroupInfo::fromJson(ObjectReader &in)
{
    GroupInfo m;
    m.conversation = readGroupKey(in);
    m.seq = in.integer("seq", 1);
    m.title = in.displayName("title");
    m.notice = in.text("notice", groupNotice);
    m.mutedUntil = in.integer("mutedUntil");
    m.code = in.optionalText("code", groupCode);
    in.objects("members", maxMembers, [&m](ObjectReader &inner) {
        m.members.push_back(
            {inner.account("account"), readGroupRole(inner, "role"), inner.integer("mutedUntil")});
    });
    return m;
}

} // namespace miniqq::protocol
