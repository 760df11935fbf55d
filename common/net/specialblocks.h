// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>

namespace miniqq::net {

/// What a block of addresses was set aside for.
enum class BlockPurpose {
    ThisHost,         ///< 0.0.0.0, ::
    ThisNetwork,      ///< 0/8
    Loopback,         ///< 127/8, ::1
    Private,          ///< RFC 1918
    UniqueLocal,      ///< fc00::/7
    LinkLocal,        ///< 169.254/16, fe80::/10
    SharedSpace,      ///< 100.64/10, carrier-grade NAT
    Documentation,    ///< for books and manuals
    Benchmarking,     ///< for measuring in laboratories
    Protocol,         ///< given out for single protocols
    Relay,            ///< anycast services and tunnels that are, or were, reachable from everywhere
    Translation,      ///< carries an IPv4 address: mapped, NAT64, 6to4, Teredo
    DiscardOnly,      ///< 100::/64
    SiteLocal,        ///< fec0::/10, given up
    Multicast,        ///< groups
    LimitedBroadcast, ///< 255.255.255.255
    FutureUse,        ///< 240/4
};

/// One entry of the IANA special-purpose address registries (RFC 6890 and its successors), with the multicast
/// blocks beside them.
struct SpecialBlock
{
    const char *prefix; ///< "192.168.0.0/16"
    const char *name;   ///< as registered, English
    const char *rfc;    ///< "RFC 1918"
    BlockPurpose purpose;
    bool global; ///< the registry's column "Globally Reachable"; true for the tunnels where it says N/A
};

/// The most specific entry that holds the address; null if it is ordinary (or not an address). IPv4-mapped
/// IPv6 addresses are judged as the IPv4 address they carry.
const SpecialBlock *specialBlock(const QHostAddress &address);

/// "documentation", "benchmarking", ...: stable, for exports and tests.
const char *blockPurposeCode(BlockPurpose purpose);

} // namespace miniqq::net
