// SPDX-License-Identifier: MIT
#include "common/protocol/groupchange.h"

#include "common/protocol/jsonreader.h"
#include "common/protocol/jsonwriter.h"

#include <array>

namespace miniqq::protocol {
namespace {

constexpr std::array<QByteArrayView, 3> roleWords{"member", "admin", "owner"};
/// In the order of GroupChange::What.
constexpr std::array<QByteArrayView, 11> whatWords{"created", "invited", "joined", "left", "removed",  "role",
                                                   "renamed", "notice",  "muted",  "code", "dissolved"};

void writeMembers(JsonWriter &out, const std::vector<QByteArray> &members)
{
    out.beginArray("members");
    for (const QByteArray &member : members)
        out.stringElement(member);
    out.endArray();
}

} // namespace

QByteArray groupRoleText(GroupRole role)
{
    return roleWords[size_t(role)].toByteArray();
}

GroupRole readGroupRole(ObjectReader &in, QByteArrayView key)
{
    return GroupRole(in.oneOf(key, roleWords));
}

void GroupChange::writeFields(JsonWriter &out) const
{
    switch (what) {
    case Created:
        out.string("title", title);
        writeMembers(out, members);
        break;
    case Invited:
        writeMembers(out, members);
        break;
    case Removed:
        out.string("account", account.value_or(QByteArray()));
        break;
    case Role:
        out.string("account", account.value_or(QByteArray()));
        out.string("role", groupRoleText(role));
        break;
    case Renamed:
        out.string("title", title);
        break;
    case Notice:
        out.string("notice", notice);
        break;
    case Muted:
        if (account)
            out.string("account", *account);
        out.integer("seconds", seconds);
        break;
    case Code:
        out.boolean("open", open);
        break;
    case Joined:
    case Left:
    case Dissolved:
        break;
    }
}

GroupChange GroupChange::readFields(ObjectReader &in, What what)
{
    GroupChange m;
    m.what = what;
    switch (what) {
    case Created:
        m.title = in.displayName("title");
        if (in.has("members"))
            m.members = in.accounts("members", maxMembers);
        break;
    case Invited:
        m.members = in.accounts("members", maxMembers);
        if (!in.error() && m.members.empty())
            in.fail("members", "must not be empty");
        break;
    case Removed:
        m.account = in.account("account");
        break;
    case Role:
        m.account = in.account("account");
        m.role = readGroupRole(in, "role");
        break;
    case Renamed:
        m.title = in.displayName("title");
        break;
    case Notice:
        m.notice = in.text("notice", groupNotice);
        break;
    case Muted:
        if (in.has("account"))
            m.account = in.account("account");
        m.seconds = in.integer("seconds", 0, maxMuteSeconds);
        break;
    case Code:
        m.open = in.boolean("open");
        break;
    case Joined:
    case Left:
    case Dissolved:
        break;
    }
    return m;
}

void GroupChange::toJson(JsonWriter &out) const
{
    out.string("what", whatWords[size_t(what)]);
    writeFields(out);
}

GroupChange GroupChange::fromJson(ObjectReader &in)
{
    const What what = What(in.oneOf("what", whatWords));
    return readFields(in, what);
}

QByteArray encodeGroupChange(const GroupChange &change)
{
    JsonWriter out;
    out.beginObject();
    change.toJson(out);
    out.endObject();
    return out.take();
}

std::optional<GroupChange> decodeGroupChange(QByteArrayView json)
{
    JsonDocument document;
    if (document.parse(json))
        return std::nullopt;
    std::optional<FieldError> error;
    ObjectReader reader(document.root(), error);
    GroupChange change = GroupChange::fromJson(reader);
    return error ? std::nullopt : std::optional(std::move(change));
}

} // namespace miniqq::protocol
