// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <vector>

namespace miniqq::server {

/// The database key of an account; never reused, even after the account was removed.
using AccountId = StrongId<struct AccountTag>;

/// The number is stored: append only, never renumber.
enum class StoredRole : quint8 { Member = 0, Admin = 1, Owner = 2 };

/// Somebody who is in a group or was: the last time of several.
struct GroupMemberRecord
{
    StoredRole role = StoredRole::Member;
    qint64 joinedSeq = 0;      ///< the entry that brought them
    qint64 leftSeq = 0;        ///< the entry that took them away; 0: they are in it
    bool removed = false;      ///< not on their own
    qint64 mutedUntilMs = 0;   ///< 0: not muted
    AccountId broughtBy = {};  ///< null: they came by themselves
    QByteArray leftTitle = {}; ///< the group's title at that entry; empty: they are in it

    bool isIn() const { return leftSeq == 0; }
    friend bool operator==(const GroupMemberRecord &, const GroupMemberRecord &) = default;
};

/// What a change does to a group, beside being an entry of its log.
struct GroupEdit
{
    struct Member
    {
        enum What : quint8 {
            Join,   ///< with `role`, `mutedUntilMs` and `broughtBy`; is not in it
            Set,    ///< gets the first two; is in it
            Leave,  ///< is in it
            Remove, ///< the same, but not on their own
        };
        AccountId account;
        What what = Join;
        StoredRole role = StoredRole::Member;
        qint64 mutedUntilMs = 0;
        AccountId broughtBy = {}; ///< null: by themselves
    };

    QByteArray change; ///< kept as the entry; opaque
    QByteArray newKey; ///< makes a group of this key; empty: the group is there
    std::optional<QByteArray> title;
    std::optional<QByteArray> notice;
    std::optional<QByteArray> code; ///< empty: none
    std::optional<qint64> mutedUntilMs;
    std::vector<Member> members;
    bool dissolve = false; ///< everybody leaves
};

/// A group as it is, without its log.
struct GroupRecord
{
    QByteArray title;
    QByteArray notice;
    QByteArray code;         ///< empty: nobody can join by code
    qint64 mutedUntilMs = 0; ///< for those of role Member
    bool dissolved = false;
    std::map<AccountId, GroupMemberRecord> members; ///< those who left, too

    /// Does to this record what the store does on disk for the entry `seq`.
    void apply(const GroupEdit &edit, qint64 seq);
    const GroupMemberRecord *find(AccountId account) const;
    /// The title as `member` knows it.
    const QByteArray &titleFor(const GroupMemberRecord &member) const
    {
        return member.isIn() ? title : member.leftTitle;
    }

    friend bool operator==(const GroupRecord &, const GroupRecord &) = default;
};

} // namespace miniqq::server
