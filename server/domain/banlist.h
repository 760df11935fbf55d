// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/records.h"

#include <QHash>

#include <vector>

namespace miniqq::server {

/// Whom the operator does not let in, as the logic thread holds it.
class BanList
{
public:
    void add(const BanRecord &ban);
    /// False if there was none.
    bool remove(BanRecord::Kind kind, const QByteArray &subject);
    /// The ban on this canonical account name, or null.
    const BanRecord *account(const QByteArray &name) const { return find(m_accounts, name); }
    /// The ban on where this numeric address belongs to, or null.
    const BanRecord *address(const QString &numeric) const;
    std::vector<BanRecord> all() const; ///< Accounts first, each kind in the order of the subjects.

private:
    using Bans = QHash<QByteArray, BanRecord>;
    static const BanRecord *find(const Bans &bans, const QByteArray &subject);

    Bans m_accounts;
    Bans m_addresses;
};

/// What a banned person is told.
QByteArray banWords(const BanRecord &ban);

} // namespace miniqq::server
