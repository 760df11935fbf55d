// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/grouprecords.h"

#include <QHash>

#include <utility>

namespace miniqq::server {

/// In how many groups each account is, and who brought it there. What it chose itself and what others chose
/// for it are counted apart, so that nobody can use up what belongs to another.
class GroupCounts
{
public:
    /// `by` more groups (or fewer) in which `account` is, brought there by `inviter`; null: by itself.
    void add(AccountId account, AccountId inviter, int by)
    {
        addTo(m_byInviter, {account, inviter}, by);
        if (!inviter.isNull())
            addTo(m_brought, account, by);
    }

    int chosen(AccountId account) const { return m_byInviter.value({account, AccountId()}); }
    int brought(AccountId account) const { return m_brought.value(account); }
    int broughtBy(AccountId account, AccountId inviter) const
    {
        return m_byInviter.value({account, inviter});
    }

private:
    template<class Key>
    static void addTo(QHash<Key, int> &counts, const Key &key, int by)
    {
        int &count = counts[key];
        count += by;
        if (count == 0)
            counts.remove(key);
    }

    QHash<std::pair<AccountId, AccountId>, int> m_byInviter;
    QHash<AccountId, int> m_brought;
};

} // namespace miniqq::server
