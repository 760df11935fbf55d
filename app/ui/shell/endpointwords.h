// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectionstate.h"

#include <QCoreApplication>
#include <QString>

namespace miniqq::client {

/// What an address and a state of the connection are called, in the user's language.
class EndpointWords
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::client::EndpointWords)

public:
    /// "private", "loopback", ... by the address alone; empty for an empty address.
    static QString kind(const QString &address);
    static bool isLoopback(const QString &address);
    static QString state(ConnectionState state);
};

} // namespace miniqq::client
