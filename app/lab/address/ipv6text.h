// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QHostAddress>
#include <QString>

#include <array>
#include <optional>

namespace miniqq::lab {

/// The eight groups of an IPv6 address, the first one leftmost.
using Ipv6Groups = std::array<quint16, 8>;

struct Ipv6Reading
{
    Ipv6Groups groups{};
    QString zone; ///< What stood after '%': an interface name or number; empty if none.

    QHostAddress toHostAddress() const;
};

/// Reads every form of RFC 4291, 2.2 (full, "::", IPv4 at the end), with an optional zone (RFC 4007), without
/// brackets.
Result<Ipv6Reading> readIpv6(const QString &text);

/// "2001:0db8:0000:0000:0000:0000:0000:0001"
QString expandedText(const Ipv6Groups &groups);
/// The one recommended short form (RFC 5952): lower case, no leading zeros, "::" for the longest and first
/// run of at least two zero groups, IPv4-mapped addresses with their IPv4 address at the end.
QString compressedText(const Ipv6Groups &groups);

/// How far an address reaches (RFC 4007, RFC 7346).
enum class Ipv6Scope {
    InterfaceLocal,
    LinkLocal,
    RealmLocal,
    AdminLocal,
    SiteLocal,
    OrganizationLocal,
    Global,
    Unassigned
};
Ipv6Scope scopeOf(const Ipv6Groups &groups);
/// "interface_local", "link_local", ...: stable, for exports and tests.
const char *scopeCode(Ipv6Scope scope);

/// The IPv4 address that the address carries: mapped, 6to4, NAT64 (64:ff9b::/96), the client of Teredo.
std::optional<quint32> embeddedIpv4(const Ipv6Groups &groups);
/// The hardware address that the interface id was made from (EUI-64, RFC 4291 appendix A):
/// "52:54:00:12:34:56"; empty if it was not.
QString hardwareAddressInside(const Ipv6Groups &groups);

} // namespace miniqq::lab
