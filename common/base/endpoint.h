// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq {

/// One end of a TCP connection as it is shown and compared: the numeric address and the port. IPv4-mapped
/// IPv6 addresses
/// (::ffff:a.b.c.d) never get in here; common/net writes them as IPv4 where a descriptor is accepted or
/// opened.
struct Endpoint
{
    QString
        address; ///< Numeric, without brackets; a link-local IPv6 address keeps its scope: "fe80::1%eth0".
    quint16 port = 0;

    bool isNull() const { return address.isEmpty(); }

    /// "192.0.2.7:7777", "[2001:db8::7]:7777"; empty if there is no address.
    QString toText() const
    {
        if (address.isEmpty())
            return QString();
        const bool v6 = address.contains(QLatin1Char(':'));
        const QString host = v6 ? QString(QLatin1Char('[') + address + QLatin1Char(']')) : address;
        return host + QLatin1Char(':') + QString::number(port);
    }

    friend bool operator==(const Endpoint &, const Endpoint &) = default;
};

} // namespace miniqq
