// SPDX-License-Identifier: MIT
#include "server/net/addresskey.h"

#include <QHostAddress>

#include <algorithm>

namespace miniqq::server {

AddressKey AddressKey::of(const QString &numeric)
{
    constexpr qsizetype networkBytes = 8;
    AddressKey key;
    const QHostAddress address(numeric);
    key.m_loopback = address.isLoopback();
    const Q_IPV6ADDR bytes = address.toIPv6Address(); // IPv4 as ::ffff:a.b.c.d
    const bool whole = address.protocol() == QAbstractSocket::IPv4Protocol || address.isLinkLocal();
    std::copy_n(bytes.c, whole ? qsizetype(16) : networkBytes, key.m_bytes.begin());
    return key;
}

} // namespace miniqq::server
