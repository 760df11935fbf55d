// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>

class QNetworkInterface;

namespace miniqq::net {

/// Where an address can be reached from.
enum class AddressKind {
    Unspecified, ///< 0.0.0.0, ::
    Loopback,    ///< this computer: 127.0.0.0/8, ::1
    Private,     ///< behind a router: 10/8, 172.16/12, 192.168/16 (RFC 1918)
    UniqueLocal, ///< fc00::/7 (RFC 4193)
    LinkLocal,   ///< this cable or Wi-Fi only: 169.254/16 (RFC 3927), fe80::/10
    CarrierNat,  ///< 100.64/10, shared by a provider's customers (RFC 6598)
    Multicast,   ///< 224/4, ff00::/8
    Broadcast,   ///< 255.255.255.255
    Reserved,    ///< documentation, benchmarks, future use: never seen on the Internet (RFC 6890)
    Global,      ///< reachable from the Internet, firewalls permitting
    Invalid,     ///< not an address
};

/// IPv4-mapped IPv6 addresses are judged as the IPv4 address they carry.
AddressKind classify(const QHostAddress &address);
AddressKind classify(const QString &numericAddress);
/// "loopback", "private", ...: stable, for exports and tests; windows translate by kind.
const char *addressKindCode(AddressKind kind);

enum class InterfaceKind { Ethernet, WiFi, Loopback, Virtual, Other };

struct LocalAddress
{
    QString address; ///< Numeric, with scope if link-local IPv6.
    QString interfaceName;
    InterfaceKind interfaceKind = InterfaceKind::Other;
    AddressKind kind = AddressKind::Invalid;
    bool temporary = false; ///< Will expire: do not tell it to others as "the" address of this computer.
};

/// The addresses of this computer's running interfaces: first those that others in the same network can use
/// (wired, wireless, virtual; IPv4 before IPv6), loopback last. Asks the system each time.
QList<LocalAddress> localAddresses();

/// What a name as the system gives it says of an interface that has no better description ("docker0",
/// "wlp2s0").
InterfaceKind interfaceKindFromName(const QString &name);
/// What the system and the name together say.
InterfaceKind interfaceKind(const QNetworkInterface &interface);

} // namespace miniqq::net
