// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/domainharness.h"

#include <QTest>

namespace miniqq::testing {

using Names = std::vector<QByteArray>;

template<class T>
T asking(const QByteArray &group, int uuid, const protocol::GroupChange &change)
{
    return T{{group, uuidOf(uuid), change, {}}};
}

inline protocol::GroupInvite inviting(const QByteArray &group, int uuid, std::vector<QByteArray> members)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Invited;
    change.members = std::move(members);
    return asking<protocol::GroupInvite>(group, uuid, change);
}

inline protocol::GroupRemove removing(const QByteArray &group, int uuid, const QByteArray &account)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Removed;
    change.account = account;
    return asking<protocol::GroupRemove>(group, uuid, change);
}

inline protocol::GroupRename renaming(const QByteArray &group, int uuid, const QByteArray &title)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Renamed;
    change.title = title;
    return asking<protocol::GroupRename>(group, uuid, change);
}

/// Without `account`: all who are neither owner nor admin.
inline protocol::GroupMute muting(const QByteArray &group, int uuid, std::optional<QByteArray> account,
                                  qint64 seconds)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Muted;
    change.account = std::move(account);
    change.seconds = seconds;
    return asking<protocol::GroupMute>(group, uuid, change);
}

inline protocol::GroupLeave leaving(const QByteArray &group, int uuid)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Left;
    return asking<protocol::GroupLeave>(group, uuid, change);
}

inline protocol::GroupSetCode opening(const QByteArray &group, int uuid, bool open)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Code;
    change.open = open;
    return asking<protocol::GroupSetCode>(group, uuid, change);
}

inline protocol::GroupSetRole promoting(const QByteArray &group, int uuid, const QByteArray &account)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Role;
    change.account = account;
    change.role = protocol::GroupRole::Admin;
    return asking<protocol::GroupSetRole>(group, uuid, change);
}

inline protocol::GroupDissolve dissolving(const QByteArray &group, int uuid)
{
    protocol::GroupChange change;
    change.what = protocol::GroupChange::Dissolved;
    return asking<protocol::GroupDissolve>(group, uuid, change);
}

inline protocol::GroupCreate creating(int uuid, std::vector<QByteArray> members)
{
    protocol::GroupChange change;
    change.title = "Class";
    change.members = std::move(members);
    return asking<protocol::GroupCreate>({}, uuid, change);
}

/// Ada's group with Bob in it, and Eve outside; everything so far was taken.
struct PeopleInGroups
{
    explicit PeopleInGroups(const Limits &limits = DomainHarness::generousLimits())
        : server(limits)
        , ada(server.signedIn("ada"))
        , bob(server.signedIn("bob"))
        , eve(server.signedIn("eve"))
    {
        server.takeAll();
        server.say(ada, creating(1'000, {"bob"}));
        server.settle();
        group = server.takeOne<protocol::GroupAck>(ada).conversation;
        server.takeAll();
    }

    std::optional<protocol::ErrorCode> refusal(ConnectionId connection)
    {
        const std::vector<Heard> heard = server.take(connection);
        return heard.size() == 1 ? DomainHarness::codeOf(heard.front()) : std::nullopt;
    }
    /// The group as it stands in the list of whoever asks.
    protocol::ConversationInfo listed(ConnectionId connection)
    {
        server.takeAll();
        server.say(connection, protocol::ConversationGet());
        server.settle();
        for (const auto &info : server.takeOne<protocol::ConversationPage>(connection).conversations) {
            if (info.conversation == group)
                return info;
        }
        return {};
    }
    std::vector<QByteArray> members()
    {
        std::vector<QByteArray> names;
        server.say(ada, protocol::GroupGet{group});
        for (const auto &member : server.takeOne<protocol::GroupInfo>(ada).members)
            names.push_back(member.account);
        return names;
    }

    DomainHarness server;
    ConnectionId ada;
    ConnectionId bob;
    ConnectionId eve;
    QByteArray group;
};

} // namespace miniqq::testing
