// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

namespace miniqq::client {

/// By what a server is known again.
struct ServerPin
{
    enum class Of {
        Key,         ///< the public key, whatever certificate it comes in
        Certificate, ///< written by a messenger that remembered certificates; becomes Key when it matches
        Unreadable,  ///< something is written down, and it cannot be read: nobody is to be trusted
    };
    Of of = Of::Key;
    QString fingerprint; ///< SHA-256, "AB:CD:..."; empty: the server is unknown, or Unreadable.

    friend bool operator==(const ServerPin &, const ServerPin &) = default;
};

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::ServerPin)
