// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/chat.h"
#include "common/protocol/groupchange.h"

#include <QByteArray>

#include <string_view>
#include <vector>

namespace miniqq::protocol {

/// The word in hello and welcome. Who does not say it is not told of groups: their keys and entries would be
/// news to a client that knows none.
inline constexpr char groupsFeature[] = "groups";

/// Asks for one change of one group. Answered by group.ack once the change is in the group's log on the
/// server's disk, or by error. The same request with the same uuid may be sent again as often as needed: it
/// is done once and each time answered with the same group.ack.
struct GroupRequest
{
    QByteArray conversation; ///< empty where the group is made, or found by its code
    Uuid uuid;
    GroupChange change;
    QByteArray code; ///< GroupJoin

    void toJson(JsonWriter &out) const;

protected:
    static GroupRequest read(ObjectReader &in, GroupChange::What what);
};

/// Makes a group; the account becomes its owner, and those named are its first members.
struct GroupCreate : GroupRequest
{
    static constexpr std::string_view type = "group.create";
    static GroupCreate fromJson(ObjectReader &in) { return {read(in, GroupChange::Created)}; }
};

struct GroupInvite : GroupRequest
{
    static constexpr std::string_view type = "group.invite";
    static GroupInvite fromJson(ObjectReader &in) { return {read(in, GroupChange::Invited)}; }
};

struct GroupJoin : GroupRequest
{
    static constexpr std::string_view type = "group.join";
    static GroupJoin fromJson(ObjectReader &in) { return {read(in, GroupChange::Joined)}; }
};

struct GroupLeave : GroupRequest
{
    static constexpr std::string_view type = "group.leave";
    static GroupLeave fromJson(ObjectReader &in) { return {read(in, GroupChange::Left)}; }
};

struct GroupRemove : GroupRequest
{
    static constexpr std::string_view type = "group.remove";
    static GroupRemove fromJson(ObjectReader &in) { return {read(in, GroupChange::Removed)}; }
};

struct GroupSetRole : GroupRequest
{
    static constexpr std::string_view type = "group.role";
    static GroupSetRole fromJson(ObjectReader &in) { return {read(in, GroupChange::Role)}; }
};

struct GroupRename : GroupRequest
{
    static constexpr std::string_view type = "group.rename";
    static GroupRename fromJson(ObjectReader &in) { return {read(in, GroupChange::Renamed)}; }
};

struct GroupSetNotice : GroupRequest
{
    static constexpr std::string_view type = "group.notice";
    static GroupSetNotice fromJson(ObjectReader &in) { return {read(in, GroupChange::Notice)}; }
};

struct GroupMute : GroupRequest
{
    static constexpr std::string_view type = "group.mute";
    static GroupMute fromJson(ObjectReader &in) { return {read(in, GroupChange::Muted)}; }
};

struct GroupSetCode : GroupRequest
{
    static constexpr std::string_view type = "group.code";
    static GroupSetCode fromJson(ObjectReader &in) { return {read(in, GroupChange::Code)}; }
};

struct GroupDissolve : GroupRequest
{
    static constexpr std::string_view type = "group.dissolve";
    static GroupDissolve fromJson(ObjectReader &in) { return {read(in, GroupChange::Dissolved)}; }
};

/// The change is committed and synced to the server's disk.
struct GroupAck
{
    static constexpr std::string_view type = "group.ack";
    QByteArray conversation;
    Uuid uuid;
    qint64 seq = 0;
    qint64 time = 0;

    void toJson(JsonWriter &out) const;
    static GroupAck fromJson(ObjectReader &in);
};

/// Pushed to every session of every member, and of those whom the change sent away, except the session that
/// asked for it.
struct GroupChanged
{
    static constexpr std::string_view type = "group.changed";
    QByteArray conversation;
    ChatMessage entry; ///< its change is set

    void toJson(JsonWriter &out) const;
    static GroupChanged fromJson(ObjectReader &in);
};

/// Asks for what a group is at present. Answered by group.info; for members only.
struct GroupGet
{
    static constexpr std::string_view type = "group.get";
    QByteArray conversation;

    void toJson(JsonWriter &out) const;
    static GroupGet fromJson(ObjectReader &in);
};

struct GroupMemberInfo
{
    QByteArray account;
    GroupRole role = GroupRole::Member;
    qint64 mutedUntil = 0; ///< the server's wall clock, ms since 1970 UTC; 0: not muted

    friend bool operator==(const GroupMemberInfo &, const GroupMemberInfo &) = default;
};

struct GroupInfo
{
    static constexpr std::string_view type = "group.info";
    static constexpr int maxMembers = 1'000;
    QByteArray conversation;
    qint64 seq = 0; ///< the entry of the log up to which all this is true
    QByteArray title;
    QByteArray notice;
    qint64 mutedUntil = 0;                ///< for all who are neither owner nor admin
    std::optional<QByteArray> code;       ///< for owner and admins, if there is one
    std::vector<GroupMemberInfo> members; ///< in ascending order of their names

    void toJson(JsonWriter &out) const;
    static GroupInfo fromJson(ObjectReader &in);
};

} // namespace miniqq::protocol
