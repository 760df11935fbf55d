// SPDX-License-Identifier: MIT
#include "common/net/addresses.h"

#include "common/net/specialblocks.h"

#include <QNetworkInterface>

#include <algorithm>
#include <array>
#include <string_view>

namespace miniqq::net {
namespace {

AddressKind kindOf(const SpecialBlock &block)
{
    switch (block.purpose) {
    case BlockPurpose::ThisHost:
        return AddressKind::Unspecified;
    case BlockPurpose::Loopback:
        return AddressKind::Loopback;
    case BlockPurpose::Private:
        return AddressKind::Private;
    case BlockPurpose::UniqueLocal:
        return AddressKind::UniqueLocal;
    case BlockPurpose::LinkLocal:
        return AddressKind::LinkLocal;
    case BlockPurpose::SharedSpace:
        return AddressKind::CarrierNat;
    case BlockPurpose::Multicast:
        return AddressKind::Multicast;
    case BlockPurpose::LimitedBroadcast:
        return AddressKind::Broadcast;
    default:
        return block.global ? AddressKind::Global : AddressKind::Reserved;
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
    if (const SpecialBlock *block = specialBlock(address))
        return kindOf(*block);
    bool isV4 = false;
    address.toIPv4Address(&isV4); // true for IPv4-mapped IPv6, too
    if (isV4)
        return AddressKind::Global;
    if (address.protocol() != QAbstractSocket::IPv6Protocol)
        return AddressKind::Invalid;
    // Only 2000::/3 has been given out for use on the Internet (RFC 4291, 2.4; IANA).
    return (address.toIPv6Address()[0] & 0xe0) == 0x20 ? AddressKind::Global : AddressKind::Reserved;
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

InterfaceKind interfaceKind(const QNetworkInterface &interface)
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
            list.append({entry.ip().toString(), interface.name(), interfaceKind(interface),
                         classify(entry.ip()), entry.isTemporary()});
    }
    std::stable_sort(list.begin(), list.end(),
                     [](const LocalAddress &a, const LocalAddress &b) { return rank(a) < rank(b); });
    return list;
}

} // namespace miniqq::net
