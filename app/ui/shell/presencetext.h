// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/person.h"

#include <QCoreApplication>
#include <QDateTime>

namespace miniqq::client {

/// Presence in the user's language.
class PresenceText
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::client::PresenceText)

public:
    /// "online", "away", "busy", "last here at 09:52"; `lastSeen` may be invalid.
    static QString of(Presence presence, const QDateTime &lastSeen);
};

} // namespace miniqq::client
