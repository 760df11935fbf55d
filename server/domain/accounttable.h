// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/people.h"
#include "server/store/records.h"

#include <QHash>
#include <QSet>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace miniqq::server {

/// An account as the logic thread holds it.
struct Account
{
    AccountId id;
    QByteArray name; ///< canonical
    QByteArray display;
    QByteArray passwordHash;
    int credentials = 0;     ///< how often the password was changed since the start
    qint64 lastSeenMs = 0;   ///< as others may know it: does not move while its owner is invisible
    QByteArray avatarSha256; ///< of the picture shown with it; empty: none
    protocol::Presence chosen = protocol::Presence::Online; ///< how its owner wants to be seen
    protocol::Presence shown = protocol::Presence::Offline; ///< how others see them at present

    /// What is told of a person's presence.
    struct Seen
    {
        protocol::Presence presence = protocol::Presence::Offline;
        qint64 lastSeenMs = 0; ///< 0 unless Offline

        friend bool operator==(const Seen &, const Seen &) = default;
    };
    Seen seen() const { return {shown, shown == protocol::Presence::Offline ? lastSeenMs : 0}; }
    std::optional<Seen> told; ///< what all who are signed in know; none if not all know the same

    protocol::Person person() const { return {name, display, shown, lastSeenMs, avatarSha256}; }
};

/// All accounts. Pointers stay valid: accounts are never removed.
class AccountTable
{
public:
    /// The account, or the one that was there already.
    Account *add(const AccountRecord &record);
    Account *find(const QByteArray &name) const { return m_byName.value(name); }
    Account *find(AccountId id) const;
    /// Whether `name` or one that looks like it is taken.
    bool isTaken(const QByteArray &name) const;
    int count() const { return int(m_byId.size()); }

    /// The accounts behind `after` (all if empty) in the order of their names, at most `max`.
    std::vector<Account *> behind(const QByteArray &after, int max) const;

private:
    std::map<AccountId, std::unique_ptr<Account>> m_byId;
    QHash<QByteArray, Account *> m_byName;
    std::map<QByteArray, Account *> m_inOrder;
    QSet<QByteArray> m_skeletons;
};

} // namespace miniqq::server
