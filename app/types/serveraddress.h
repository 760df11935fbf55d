// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QString>

namespace miniqq::client {

/// Where a server is, as the user named it.
struct ServerAddress
{
    static constexpr quint16 defaultPort = 6477;

    QString host; ///< Name or numeric address, without brackets.
    quint16 port = defaultPort;
    bool tls = true; ///< false only where the user asked for an unprotected connection.

    bool isNull() const { return host.isEmpty(); }
    /// "example.lan:6477", "[fe80::1%eth0]:6477"; "plain:" before it if unprotected. parse() reads it back.
    QString toText() const;
    /// Reads "host", "host:port", "[v6]:port" or a bare IPv6 address, each optionally after "plain:". The
    /// error is in English; windows only need to know that there is one.
    static Result<ServerAddress> parse(const QString &text);

    friend bool operator==(const ServerAddress &, const ServerAddress &) = default;
};

} // namespace miniqq::client
