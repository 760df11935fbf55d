// SPDX-License-Identifier: MIT
#include "common/net/specialblocks.h"

#include <QtEndian>

#include <algorithm>
#include <array>

namespace miniqq::net {
namespace {

struct Entry4
{
    quint32 start;
    int bits;
    SpecialBlock block;
};

struct Entry6
{
    quint64 high; ///< the first 64 bits
    quint64 low;
    int bits;
    SpecialBlock block;
};

constexpr quint32 ip(quint32 a, quint32 b, quint32 c, quint32 d)
{
    return a << 24 | b << 16 | c << 8 | d;
}

using enum BlockPurpose;

/// IANA IPv4 Special-Purpose Address Registry; the first match counts, so the narrower stand first.
constexpr std::array entries4 = {
    Entry4{ip(0, 0, 0, 0), 32, {"0.0.0.0/32", "This host on this network", "RFC 1122", ThisHost, false}},
    Entry4{ip(0, 0, 0, 0), 8, {"0.0.0.0/8", "This network", "RFC 791", ThisNetwork, false}},
    Entry4{ip(10, 0, 0, 0), 8, {"10.0.0.0/8", "Private-Use", "RFC 1918", Private, false}},
    Entry4{ip(100, 64, 0, 0), 10, {"100.64.0.0/10", "Shared Address Space", "RFC 6598", SharedSpace, false}},
    Entry4{ip(127, 0, 0, 0), 8, {"127.0.0.0/8", "Loopback", "RFC 1122", Loopback, false}},
    Entry4{ip(169, 254, 0, 0), 16, {"169.254.0.0/16", "Link Local", "RFC 3927", LinkLocal, false}},
    Entry4{ip(172, 16, 0, 0), 12, {"172.16.0.0/12", "Private-Use", "RFC 1918", Private, false}},
    Entry4{ip(192, 0, 0, 0), 24, {"192.0.0.0/24", "IETF Protocol Assignments", "RFC 6890", Protocol, false}},
    Entry4{ip(192, 0, 2, 0),
           24,
           {"192.0.2.0/24", "Documentation (TEST-NET-1)", "RFC 5737", Documentation, false}},
    Entry4{ip(192, 31, 196, 0), 24, {"192.31.196.0/24", "AS112-v4", "RFC 7535", Relay, true}},
    Entry4{ip(192, 52, 193, 0), 24, {"192.52.193.0/24", "AMT", "RFC 7450", Relay, true}},
    Entry4{ip(192, 88, 99, 0),
           24,
           {"192.88.99.0/24", "Deprecated (6to4 Relay Anycast)", "RFC 7526", Relay, true}},
    Entry4{ip(192, 168, 0, 0), 16, {"192.168.0.0/16", "Private-Use", "RFC 1918", Private, false}},
    Entry4{ip(192, 175, 48, 0),
           24,
           {"192.175.48.0/24", "Direct Delegation AS112 Service", "RFC 7534", Relay, true}},
    Entry4{ip(198, 18, 0, 0), 15, {"198.18.0.0/15", "Benchmarking", "RFC 2544", Benchmarking, false}},
    Entry4{ip(198, 51, 100, 0),
           24,
           {"198.51.100.0/24", "Documentation (TEST-NET-2)", "RFC 5737", Documentation, false}},
    Entry4{ip(203, 0, 113, 0),
           24,
           {"203.0.113.0/24", "Documentation (TEST-NET-3)", "RFC 5737", Documentation, false}},
    Entry4{ip(224, 0, 0, 0), 4, {"224.0.0.0/4", "Multicast", "RFC 5771", Multicast, false}},
    Entry4{ip(255, 255, 255, 255),
           32,
           {"255.255.255.255/32", "Limited Broadcast", "RFC 919", LimitedBroadcast, false}},
    Entry4{ip(240, 0, 0, 0), 4, {"240.0.0.0/4", "Reserved", "RFC 1112", FutureUse, false}},
};

constexpr quint64 top(quint64 a, quint64 b = 0, quint64 c = 0, quint64 d = 0)
{
    return a << 48 | b << 32 | c << 16 | d;
}

/// IANA IPv6 Special-Purpose Address Registry. Mapped addresses never get here.
constexpr std::array entries6 = {
    Entry6{0, 0, 128, {"::/128", "Unspecified Address", "RFC 4291", ThisHost, false}},
    Entry6{0, 1, 128, {"::1/128", "Loopback Address", "RFC 4291", Loopback, false}},
    Entry6{top(0x64, 0xff9b), 0, 96, {"64:ff9b::/96", "IPv4-IPv6 Translat.", "RFC 6052", Translation, true}},
    Entry6{top(0x64, 0xff9b, 1),
           0,
           48,
           {"64:ff9b:1::/48", "IPv4-IPv6 Translat.", "RFC 8215", Translation, false}},
    Entry6{top(0x100), 0, 64, {"100::/64", "Discard-Only Address Block", "RFC 6666", DiscardOnly, false}},
    Entry6{top(0x2001), 0, 32, {"2001::/32", "TEREDO", "RFC 4380", Translation, true}},
    Entry6{top(0x2001, 2), 0, 48, {"2001:2::/48", "Benchmarking", "RFC 5180", Benchmarking, false}},
    Entry6{top(0x2001, 0x20), 0, 28, {"2001:20::/28", "ORCHIDv2", "RFC 7343", Protocol, true}},
    Entry6{top(0x2001, 0xdb8), 0, 32, {"2001:db8::/32", "Documentation", "RFC 3849", Documentation, false}},
    Entry6{top(0x2001), 0, 23, {"2001::/23", "IETF Protocol Assignments", "RFC 2928", Protocol, true}},
    Entry6{top(0x2002), 0, 16, {"2002::/16", "6to4", "RFC 3056", Translation, true}},
    Entry6{top(0x3fff), 0, 20, {"3fff::/20", "Documentation", "RFC 9637", Documentation, false}},
    Entry6{top(0xfc00), 0, 7, {"fc00::/7", "Unique-Local", "RFC 4193", UniqueLocal, false}},
    Entry6{top(0xfe80), 0, 10, {"fe80::/10", "Link-Local Unicast", "RFC 4291", LinkLocal, false}},
    Entry6{top(0xfec0), 0, 10, {"fec0::/10", "Site-Local (deprecated)", "RFC 3879", SiteLocal, false}},
    Entry6{top(0xff00), 0, 8, {"ff00::/8", "Multicast", "RFC 4291", Multicast, false}},
};

bool holds(const Entry6 &entry, quint64 high, quint64 low)
{
    if (entry.bits <= 64)
        return (high ^ entry.high) >> (64 - entry.bits) == 0;
    return high == entry.high && (low ^ entry.low) >> (128 - entry.bits) == 0;
}

} // namespace

const SpecialBlock *specialBlock(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4);              // true for IPv4-mapped IPv6, too
    if (isV4 && address != QHostAddress(QHostAddress::AnyIPv6)) { // Qt takes :: for 0.0.0.0
        const auto at = std::find_if(entries4.begin(), entries4.end(), [v4](const Entry4 &entry) {
            return (v4 ^ entry.start) >> (32 - entry.bits) == 0;
        });
        return at == entries4.end() ? nullptr : &at->block;
    }
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return nullptr;
    const Q_IPV6ADDR bytes = address.toIPv6Address();
    const auto high = qFromBigEndian<quint64>(bytes.c);
    const auto low = qFromBigEndian<quint64>(bytes.c + 8);
    const auto at = std::find_if(entries6.begin(), entries6.end(),
                                 [high, low](const Entry6 &entry) { return holds(entry, high, low); });
    return at == entries6.end() ? nullptr : &at->block;
}

const char *blockPurposeCode(BlockPurpose purpose)
{
    switch (purpose) {
    case ThisHost:
        return "this_host";
    case ThisNetwork:
        return "this_network";
    case Loopback:
        return "loopback";
    case Private:
        return "private";
    case UniqueLocal:
        return "unique_local";
    case LinkLocal:
        return "link_local";
    case SharedSpace:
        return "carrier_nat";
    case Documentation:
        return "documentation";
    case Benchmarking:
        return "benchmarking";
    case Protocol:
        return "protocol";
    case Relay:
        return "relay";
    case Translation:
        return "translation";
    case DiscardOnly:
        return "discard_only";
    case SiteLocal:
        return "site_local";
    case Multicast:
        return "multicast";
    case LimitedBroadcast:
        return "broadcast";
    case FutureUse:
        return "future_use";
    }
    Q_UNREACHABLE();
}

} // namespace miniqq::net
