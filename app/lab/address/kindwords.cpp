// SPDX-License-Identifier: MIT
#include "app/lab/address/kindwords.h"

#include "app/lab/address/addresswords.h"
#include "common/net/addresses.h"

namespace miniqq::lab {

Delivery deliveryOf(const QHostAddress &address)
{
    switch (net::classify(address)) {
    case net::AddressKind::Multicast:
        return Delivery::Multicast;
    case net::AddressKind::Broadcast:
        return Delivery::Broadcast;
    default:
        return Delivery::Unicast;
    }
}

const char *deliveryCode(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Unicast:
        return "unicast";
    case Delivery::Multicast:
        return "multicast";
    case Delivery::Broadcast:
        return "broadcast";
    }
    Q_UNREACHABLE();
}

QString addressKindText(const QHostAddress &address)
{
    if (const net::SpecialBlock *block = net::specialBlock(address))
        return purposeText(block->purpose);
    switch (net::classify(address)) {
    case net::AddressKind::Global:
        return AddressWords::tr("global: reachable from the Internet, if no firewall forbids it");
    case net::AddressKind::Invalid:
        return AddressWords::tr("not an address");
    default:
        return AddressWords::tr("reserved: not given out");
    }
}

QString purposeText(net::BlockPurpose purpose)
{
    using enum net::BlockPurpose;
    switch (purpose) {
    case ThisHost:
        return AddressWords::tr(
            "unspecified: to bind to it means every address of this machine; nobody has it");
    case ThisNetwork:
        return AddressWords::tr("\"this network\": only a source address while a machine learns its own");
    case Loopback:
        return AddressWords::tr("loopback: this machine itself; what is sent there never leaves it");
    case Private:
        return AddressWords::tr(
            "private: for local networks, behind a router; the Internet does not route it");
    case UniqueLocal:
        return AddressWords::tr("unique local: IPv6's private addresses; the Internet does not route them");
    case LinkLocal:
        return AddressWords::tr("link-local: reaches this cable or Wi-Fi only, no router passes it on");
    case SharedSpace:
        return AddressWords::tr(
            "carrier-grade NAT: shared by the customers of a provider; not reachable from outside");
    case Documentation:
        return AddressWords::tr("documentation: for books and manuals, never used by a machine");
    case Benchmarking:
        return AddressWords::tr("benchmarking: for measuring devices in a laboratory");
    case Protocol:
        return AddressWords::tr("set aside for single protocols");
    case Relay:
        return AddressWords::tr("global: a service that many machines offer under one address");
    case Translation:
        return AddressWords::tr("carries an IPv4 address through IPv6");
    case DiscardOnly:
        return AddressWords::tr("discard only: whatever is sent there is thrown away");
    case SiteLocal:
        return AddressWords::tr("site-local: given up in 2004, unique local addresses took its place");
    case Multicast:
        return AddressWords::tr("multicast: a group; whoever has joined it receives");
    case LimitedBroadcast:
        return AddressWords::tr("broadcast: everybody on this network; no router passes it on");
    case FutureUse:
        return AddressWords::tr("reserved for future use; systems refuse to send there");
    }
    Q_UNREACHABLE();
}

QString scopeText(Ipv6Scope scope)
{
    switch (scope) {
    case Ipv6Scope::InterfaceLocal:
        return AddressWords::tr("this interface only");
    case Ipv6Scope::LinkLocal:
        return AddressWords::tr("this link only");
    case Ipv6Scope::RealmLocal:
        return AddressWords::tr("this realm (a network technology's own area)");
    case Ipv6Scope::AdminLocal:
        return AddressWords::tr("an area an administrator has drawn");
    case Ipv6Scope::SiteLocal:
        return AddressWords::tr("this site");
    case Ipv6Scope::OrganizationLocal:
        return AddressWords::tr("this organisation");
    case Ipv6Scope::Global:
        return AddressWords::tr("global");
    case Ipv6Scope::Unassigned:
        return AddressWords::tr("not assigned");
    }
    Q_UNREACHABLE();
}

QString deliveryText(Delivery delivery)
{
    switch (delivery) {
    case Delivery::Unicast:
        return AddressWords::tr("unicast: one to one");
    case Delivery::Multicast:
        return AddressWords::tr("multicast: one to those who joined");
    case Delivery::Broadcast:
        return AddressWords::tr("broadcast: one to all on the network");
    }
    Q_UNREACHABLE();
}

} // namespace miniqq::lab
