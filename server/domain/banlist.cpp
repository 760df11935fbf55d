// SPDX-License-Identifier: MIT
#include "server/domain/banlist.h"

#include "server/domain/addressbucket.h"

#include <algorithm>

namespace miniqq::server {

void BanList::add(const BanRecord &ban)
{
    (ban.kind == BanRecord::Kind::Account ? m_accounts : m_addresses).insert(ban.subject, ban);
}

bool BanList::remove(BanRecord::Kind kind, const QByteArray &subject)
{
    return (kind == BanRecord::Kind::Account ? m_accounts : m_addresses).remove(subject);
}

const BanRecord *BanList::address(const QString &numeric) const
{
    return m_addresses.isEmpty() ? nullptr : find(m_addresses, addressBucket(numeric));
}

std::vector<BanRecord> BanList::all() const
{
    std::vector<BanRecord> bans;
    for (const Bans &some : {m_accounts, m_addresses})
        bans.insert(bans.end(), some.begin(), some.end());
    std::sort(bans.begin(), bans.end(), [](const BanRecord &a, const BanRecord &b) {
        return std::pair(a.kind, a.subject) < std::pair(b.kind, b.subject);
    });
    return bans;
}

const BanRecord *BanList::find(const Bans &bans, const QByteArray &subject)
{
    const auto found = bans.constFind(subject);
    return found == bans.cend() ? nullptr : &*found;
}

QByteArray banWords(const BanRecord &ban)
{
    return ban.reason.isEmpty() ? QByteArrayLiteral("The server's operator does not let you in.")
                                : ban.reason;
}

} // namespace miniqq::server
