// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace miniqq::server {

/// What counts as one address where addresses are limited: an IPv4 address, or the /64 of an IPv6 address,
/// because one host has all of it (RFC 4291, 2.5.4). Link-local addresses (fe80::/10) count in full: a whole
/// LAN shares their one /64. `numeric` as in Endpoint::address.
QByteArray addressBucket(const QString &numeric);

} // namespace miniqq::server
