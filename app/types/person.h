// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/people.h"

#include <QByteArray>
#include <QString>

namespace miniqq::client {

using protocol::Presence;

/// An account as the directory shows it.
struct Person
{
    QByteArray account;
    QString display; ///< Never empty: the account name if the person chose none.
    Presence presence = Presence::Offline;
    qint64 lastSeenMs = 0; ///< 0: never, or hidden.

    friend bool operator==(const Person &, const Person &) = default;
};

} // namespace miniqq::client
