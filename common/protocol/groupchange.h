// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <optional>
#include <vector>

namespace miniqq::protocol {

class JsonWriter;
class ObjectReader;

/// What a member may do; each may do what those before it may. The numbers are those of the server's store.
enum class GroupRole : quint8 { Member = 0, Admin = 1, Owner = 2 };

/// "member", "admin", "owner".
QByteArray groupRoleText(GroupRole role);
GroupRole readGroupRole(ObjectReader &in, QByteArrayView key);

/// What was done to a group: stands in its log in place of a text. It says what was asked for and nothing
/// that follows from it, so whoever asks again with the same uuid asks for the same bytes.
struct GroupChange
{
    enum What : quint8 {
        Created,   ///< title, members
        Invited,   ///< members
        Joined,    ///< with the code
        Left,      ///< on one's own
        Removed,   ///< account
        Role,      ///< account, role; to make somebody owner hands the group over
        Renamed,   ///< title
        Notice,    ///< notice; empty takes it away
        Muted,     ///< account (none: all who are neither owner nor admin), seconds; 0 ends it
        Code,      ///< open: a new code was made; else nobody can join by code any more
        Dissolved, ///< the last entry
    };
    static constexpr int maxMembers = 100;                      ///< invited at once
    static constexpr qint64 maxMuteSeconds = 30LL * 24 * 3'600; ///< a month
    static constexpr int maxTitleCodePoints = 40, maxNoticeCodePoints = 1'000;

    What what = Created;
    QByteArray title;
    std::vector<QByteArray> members; ///< those who came, canonical; whoever brought them is not among them
    std::optional<QByteArray> account;
    GroupRole role = GroupRole::Member;
    QByteArray notice;
    qint64 seconds = 0;
    bool open = false;

    /// The fields of this kind of change, without its name.
    void writeFields(JsonWriter &out) const;
    static GroupChange readFields(ObjectReader &in, What what);
    /// With its name, as `what`.
    void toJson(JsonWriter &out) const;
    static GroupChange fromJson(ObjectReader &in);

    friend bool operator==(const GroupChange &, const GroupChange &) = default;
};

/// A change as one JSON object, for a store to keep; the same change gives the same bytes.
QByteArray encodeGroupChange(const GroupChange &change);
/// Nothing if `json` is none.
std::optional<GroupChange> decodeGroupChange(QByteArrayView json);

} // namespace miniqq::protocol
