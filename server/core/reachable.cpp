// SPDX-License-Identifier: MIT
#include "server/core/reachable.h"

#include "common/net/addresses.h"

namespace miniqq::server {
namespace {

ReachableAddress::Reach reachOf(net::AddressKind kind)
{
    switch (kind) {
    case net::AddressKind::Loopback:
        return ReachableAddress::Reach::ThisComputer;
    case net::AddressKind::LinkLocal:
        return ReachableAddress::Reach::LinkLocal;
    case net::AddressKind::Private:
    case net::AddressKind::UniqueLocal:
        return ReachableAddress::Reach::Private;
    case net::AddressKind::CarrierNat:
        return ReachableAddress::Reach::CarrierNat;
    case net::AddressKind::Global:
        return ReachableAddress::Reach::Global;
    default:
        return ReachableAddress::Reach::Other;
    }
}

ReachableAddress::Through throughOf(net::InterfaceKind kind)
{
    switch (kind) {
    case net::InterfaceKind::Ethernet:
        return ReachableAddress::Through::Ethernet;
    case net::InterfaceKind::WiFi:
        return ReachableAddress::Through::WiFi;
    case net::InterfaceKind::Loopback:
        return ReachableAddress::Through::Loopback;
    case net::InterfaceKind::Virtual:
        return ReachableAddress::Through::Virtual;
    case net::InterfaceKind::Other:
        break;
    }
    return ReachableAddress::Through::Other;
}

bool isIpv6(const QString &address)
{
    return address.contains(QLatin1Char(':'));
}

/// Whether a socket bound to `bound` answers at `address`. "::" takes IPv4 too: it is a dual-stack socket.
bool answers(const QString &bound, const QString &address)
{
    if (bound == QLatin1String("::"))
        return true;
    if (bound == QLatin1String("0.0.0.0"))
        return !isIpv6(address);
    return bound == address;
}

} // namespace

std::vector<ReachableAddress> reachableAddresses(const std::vector<Endpoint> &listening)
{
    std::vector<ReachableAddress> list;
    const QList<net::LocalAddress> own = net::localAddresses();
    for (const Endpoint &socket : listening) {
        const size_t before = list.size();
        for (const net::LocalAddress &local : own) {
            if (local.temporary || !answers(socket.address, local.address))
                continue;
            list.push_back({{local.address, socket.port},
                            reachOf(local.kind),
                            throughOf(local.interfaceKind),
                            local.interfaceName});
        }
        if (list.size() == before) // bound to an address no interface has any more: tell it all the same
            list.push_back({socket, reachOf(net::classify(socket.address)), {}, {}});
    }
    return list;
}

} // namespace miniqq::server
