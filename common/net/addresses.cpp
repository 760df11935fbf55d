// SPDX-License-Identifier: MIT
#include "common/net/addresses.h"

#include <QNetworkInterface>

#include <algorithm>
#include <array>
#include <string_view>

namespace miniqq::net {
namespace {

struct Block4
{
    quint32 prefix;
    int bits;
    AddressKind kind;
};

constexpr quint32 ip(quint32 a, quint32 b, quint32 c, quint32 d)
{
    return a << 24 | b << 16 | c << 8 | d;
}

/// The IANA IPv4 Special-Purpose Address Registry (RFC 6890), as far as it matters here; the first match
/// counts.
constexpr std::array blocks4 = {
    Block4{ip(0, 0, 0, 0), 32, AddressKind::Unspecified},
    Block4{ip(0, 0, 0, 0), 8, AddressKind::Reserved},
    Block4{ip(127, 0, 0, 0), 8, AddressKind::Loopback},
    Block4{ip(10, 0, 0, 0), 8, AddressKind::Private},
    Block4{ip(172, 16, 0, 0), 12, AddressKind::Private},
    Block4{ip(192, 168, 0, 0), 16, AddressKind::Private},
    Block4{ip(169, 254, 0, 0), 16, AddressKind::LinkLocal},
    Block4{ip(100, 64, 0, 0), 10, AddressKind::CarrierNat},
    Block4{ip(192, 0, 0, 0), 24, AddressKind::Reserved},
    Block4{ip(192, 0, 2, 0), 24, AddressKind::Reserved},
    Block4{ip(198, 18, 0, 0), 15, AddressKind::Reserved},
    Block4{ip(198, 51, 100, 0), 24, AddressKind::Reserved},
    Block4{ip(203, 0, 113, 0), 24, AddressKind::Reserved},
    Block4{ip(224, 0, 0, 0), 4, AddressKind::Multicast},
    Block4{ip(255, 255, 255, 255), 32, AddressKind::Broadcast},
    Block4{ip(240, 0, 0, 0), 4, AddressKind::Reserved},
};

AddressKind classify4(quint32 address)
{
    for (const Block4 &block : blocks4) {
        if ((address ^ block.prefix) >> (32 - block.bits) == 0)
            return block.kind;
    }
    return AddressKind::Global;
}

AddressKind classify6(const Q_IPV6ADDR &bytes)
{
    const bool zeroFirst15 = std::all_of(bytes.c, bytes.c + 15, [](quint8 byte) { return byte == 0; });
    if (zeroFirst15 && bytes[15] == 0)
        return AddressKind::Unspecified;
    if (zeroFirst15 && bytes[15] == 1)
        return AddressKind::Loopback;
    if (bytes[0] == 0xff)
        return AddressKind::Multicast;
    if (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80)
        return AddressKind::LinkLocal;
    if ((bytes[0] & 0xfe) == 0xfc)
        return AddressKind::UniqueLocal;
    if (bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0x0d && bytes[3] == 0xb8)
        return AddressKind::Reserved; // documentation, RFC 3849
    // Only 2000::/3 has been given out for use on the Internet (RFC 4291, 2.4; IANA).
    return (bytes[0] & 0xe0) == 0x20 ? AddressKind::Global : AddressKind::Reserved;
}

InterfaceKind kindOf(const QNetworkInterface &interface)
{
    if (interface.flags() & QNetworkInterface::IsLoopBack)
        return InterfaceKind::Loopback;
    const InterfaceKind byName = interfaceKindFromName(interface.name());
    if (byName == InterfaceKind::Virtual)
        return byName; // bridges and container links call themselves Ethernet
    switch (interface.type()) {
    case QNetworkInterface::Ethernet:
        return InterfaceKind::Ethernet;
    case QNetworkInterface::Wifi:
        return InterfaceKind::WiFi;
    case QNetworkInterface::Loopback:
        return InterfaceKind::Loopback;
    case QNetworkInterface::Virtual:
        return InterfaceKind::Virtual;
    default:
        return byName;
    }
}

/// Smaller is more useful to tell others.
int rank(const LocalAddress &local)
{
    int value = 0;
    switch (local.interfaceKind) {
    case InterfaceKind::Ethernet:
        value = 0;
        break;
    case InterfaceKind::WiFi:
        value = 10;
        break;
    case InterfaceKind::Other:
        value = 20;
        break;
    case InterfaceKind::Virtual:
        value = 30;
        break;
    case InterfaceKind::Loopback:
        value = 40;
        break;
    }
    if (local.kind == AddressKind::LinkLocal)
        value += 4;
    if (local.temporary)
        value += 2;
    if (local.address.contains(u':'))
        value += 1;
    return value;
}

} // namespace

AddressKind classify(const QHostAddress &address)
{
    bool isV4 = false;
    const quint32 v4 = address.toIPv4Address(&isV4); // true for IPv4-mapped IPv6, too
    if (isV4)
        return classify4(v4);
    if (address.protocol() == QAbstractSocket::IPv6Protocol)
        return classify6(address.toIPv6Address());
    return AddressKind::Invalid;
}

AddressKind classify(const QString &numericAddress)
{
    return classify(QHostAddress(numericAddress));
}

const char *addressKindCode(AddressKind kind)
{
    switch (kind) {
    case AddressKind::Unspecified:
        return "unspecified";
    case AddressKind::Loopback:
        return "loopback";
    case AddressKind::Private:
        return "private";
    case AddressKind::UniqueLocal:
        return "unique_local";
    case AddressKind::LinkLocal:
        return "link_local";
    case AddressKind::CarrierNat:
        return "carrier_nat";
    case AddressKind::Multicast:
        return "multicast";
    case AddressKind::Broadcast:
        return "broadcast";
    case AddressKind::Reserved:
        return "reserved";
    case AddressKind::Global:
        return "global";
    case AddressKind::Invalid:
        return "invalid";
    }
    Q_UNREACHABLE();
}

InterfaceKind interfaceKindFromName(const QString &name)
{
    struct Prefix
    {
        std::string_view text;
        InterfaceKind kind;
    };
    static constexpr std::array prefixes = {
        Prefix{"lo", InterfaceKind::Loopback},   Prefix{"docker", InterfaceKind::Virtual},
        Prefix{"veth", InterfaceKind::Virtual},  Prefix{"virbr", InterfaceKind::Virtual},
        Prefix{"vmnet", InterfaceKind::Virtual}, Prefix{"vnet", InterfaceKind::Virtual},
        Prefix{"vbox", InterfaceKind::Virtual},  Prefix{"br-", InterfaceKind::Virtual},
        Prefix{"tun", InterfaceKind::Virtual},   Prefix{"tap", InterfaceKind::Virtual},
        Prefix{"wg", InterfaceKind::Virtual},    Prefix{"utun", InterfaceKind::Virtual},
        Prefix{"wl", InterfaceKind::WiFi},       Prefix{"eth", InterfaceKind::Ethernet},
        Prefix{"en", InterfaceKind::Ethernet},
    };
    for (const Prefix &prefix : prefixes) {
        if (name.startsWith(QLatin1String(prefix.text.data(), qsizetype(prefix.text.size()))))
            return prefix.kind;
    }
    return InterfaceKind::Other;
}

QList<LocalAddress> localAddresses()
{
    QList<LocalAddress> list;
    const QList<QNetworkInterface> interfaces = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &interface : interfaces) {
        if (!(interface.flags() & QNetworkInterface::IsUp) ||
            !(interface.flags() & QNetworkInterface::IsRunning))
            continue;
        const QList<QNetworkAddressEntry> entries = interface.addressEntries();
        for (const QNetworkAddressEntry &entry : entries)
            list.append({entry.ip().toString(), interface.name(), kindOf(interface), classify(entry.ip()),
                         entry.isTemporary()});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const LocalAddress &a, const LocalAddress &b) { return rank(a) < rank(b); });
    return list;
}

} // namespace miniqq::net
