// SPDX-License-Identifier: MIT
#include "app/lab/address/addresswords.h"
#include "app/lab/address/routes.h"
#include "common/base/errornames.h"
#include "common/net/sockets.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

const Interface *named(const QString &name, const QList<Interface> &list)
{
    const auto at = std::find_if(list.begin(), list.end(),
                                 [&name](const Interface &interface) { return interface.name == name; });
    return at == list.end() ? nullptr : &*at;
}

/// The interface's own address for a destination: the one in whose subnet the next hop is, else the first of
/// the same family.
QHostAddress sourceOn(const Interface &interface, const QHostAddress &nextHop)
{
    QHostAddress first;
    for (const InterfaceAddress &entry : interface.addresses) {
        if (entry.contains(nextHop))
            return entry.address;
        if (first.isNull() && entry.address.protocol() == nextHop.protocol())
            first = entry.address;
    }
    return first;
}

const Interface *loopbackOf(const QList<Interface> &list)
{
    const auto at = std::find_if(list.begin(), list.end(), [](const Interface &interface) {
        return interface.kind == net::InterfaceKind::Loopback;
    });
    return at == list.end() ? nullptr : &*at;
}

/// Whether the address is the broadcast address of a network of this machine; then the interface.
const Interface *broadcastOf(const QHostAddress &address, const QList<Interface> &list)
{
    for (const Interface &interface : list) {
        for (const InterfaceAddress &entry : interface.addresses) {
            if (!entry.broadcast.isNull() && entry.broadcast == address)
                return &interface;
        }
    }
    return nullptr;
}

void goBy(RouteDecision &decision, const Route *route, const QList<Interface> &list)
{
    if (!route)
        return;
    decision.matchedPrefix = route->prefix;
    decision.interfaceName = route->interfaceName;
    decision.gateway = route->gateway;
    if (const Interface *interface = named(route->interfaceName, list))
        decision.source =
            sourceOn(*interface, route->gateway.isNull() ? decision.destination : route->gateway);
}

} // namespace

RouteDecision decideRoute(const QHostAddress &destination, const QList<Interface> &list,
                          const QList<Route> &routes)
{
    RouteDecision decision;
    decision.destination = destination;
    const net::AddressKind kind = net::classify(destination);
    const Interface *owner = ownerOf(destination, list);
    if (kind == net::AddressKind::Unspecified || kind == net::AddressKind::Invalid) {
        decision.reason = RouteReason::NoDestination;
        return decision;
    }
    if (kind == net::AddressKind::Loopback || owner) {
        decision.reason =
            kind == net::AddressKind::Loopback ? RouteReason::Loopback : RouteReason::OwnAddress;
        // Even for the address of a network card the packet takes the loopback interface.
        const Interface *loopback = loopbackOf(list);
        decision.interfaceName = loopback ? loopback->name : owner ? owner->name : QString();
        decision.source = owner ? destination : loopback ? sourceOn(*loopback, destination) : QHostAddress();
        return decision;
    }
    const Route *route = bestRoute(routes, destination);
    if (const Interface *interface = broadcastOf(destination, list)) {
        decision.reason = RouteReason::Broadcast;
        decision.interfaceName = interface->name;
        decision.source = sourceOn(*interface, destination);
        return decision;
    }
    if (kind == net::AddressKind::Broadcast || kind == net::AddressKind::Multicast) {
        decision.reason =
            kind == net::AddressKind::Broadcast ? RouteReason::Broadcast : RouteReason::Multicast;
        goBy(decision, route, list);
        decision.gateway = QHostAddress(); // nobody passes these on by the default route
        return decision;
    }
    if (!route)
        return decision;
    if (route->reject) {
        decision.reason = RouteReason::Rejected;
        decision.matchedPrefix = route->prefix;
        return decision;
    }
    goBy(decision, route, list);
    decision.reason = route->gateway.isNull() ? RouteReason::SameSubnet : RouteReason::Gateway;
    return decision;
}

const char *routeReasonCode(RouteReason reason)
{
    switch (reason) {
    case RouteReason::Loopback:
        return "loopback";
    case RouteReason::OwnAddress:
        return "own_address";
    case RouteReason::SameSubnet:
        return "same_subnet";
    case RouteReason::Gateway:
        return "gateway";
    case RouteReason::Broadcast:
        return "broadcast";
    case RouteReason::Multicast:
        return "multicast";
    case RouteReason::Rejected:
        return "rejected";
    case RouteReason::NoRoute:
        return "no_route";
    case RouteReason::NoDestination:
        return "no_destination";
    }
    Q_UNREACHABLE();
}

KernelChoice askKernel(const QHostAddress &destination)
{
    // Any port will do: a datagram socket only writes down where it would send to.
    const net::SocketAddress to = net::socketAddressFrom(destination, 9);
    if (to.size == 0)
        return {QHostAddress(), EAFNOSUPPORT};
    const net::Descriptor socket(::socket(to.family(), SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket.isValid())
        return {QHostAddress(), errno};
    const int on = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_BROADCAST, &on, sizeof on); // or broadcasts have no way at all
    if (::connect(socket.get(), to.get(), to.size) != 0)
        return {QHostAddress(), errno};
    return {QHostAddress(net::localEndpoint(socket.get()).address), 0};
}

namespace {

QString reasonText(const RouteDecision &decision)
{
    const QString to = decision.destination.toString();
    switch (decision.reason) {
    case RouteReason::Loopback:
        return AddressWords::tr("%1 is a loopback address: the packet never leaves this machine.").arg(to);
    case RouteReason::OwnAddress:
        return AddressWords::tr("%1 is an address of this machine: the packet takes the loopback interface "
                                "and never leaves it.")
            .arg(to);
    case RouteReason::SameSubnet:
        return AddressWords::
            tr("%1 is in the same subnet (the first %2 bits agree): it is sent directly, without a gateway.")
                .arg(to, QString::number(decision.matchedPrefix));
    case RouteReason::Gateway:
        return decision.matchedPrefix == 0
                   ? AddressWords::tr(
                         "%1 is in no subnet of this machine: it goes to the default gateway %2.")
                         .arg(to, decision.gateway.toString())
                   : AddressWords::tr(
                         "%1 is in no subnet of this machine; a route of %3 bits sends it to the gateway %2.")
                         .arg(to, decision.gateway.toString(), QString::number(decision.matchedPrefix));
    case RouteReason::Broadcast:
        return AddressWords::tr(
                   "%1 is a broadcast address: everybody on the link hears it, no router passes it on.")
            .arg(to);
    case RouteReason::Multicast:
        return AddressWords::tr("%1 is a group: it is sent out of one interface, the members hear it.")
            .arg(to);
    case RouteReason::Rejected:
        return AddressWords::tr("A route refuses %1 on purpose: sending fails at once.").arg(to);
    case RouteReason::NoRoute:
        return AddressWords::tr(
                   "%1 is in no subnet of this machine, and there is no gateway: no way leads there.")
            .arg(to);
    case RouteReason::NoDestination:
        return AddressWords::tr(
                   "%1 stands for no machine: one binds to it. Linux takes it for this machine when one "
                   "sends there, other systems refuse.")
            .arg(to);
    }
    Q_UNREACHABLE();
}

} // namespace

Facts routeFacts(const RouteDecision &decision, const KernelChoice &kernel, const QList<Interface> &list)
{
    Facts facts;
    facts.push_back({"destination", AddressWords::tr("Destination"), decision.destination.toString()});
    facts.push_back({"reason", AddressWords::tr("Decision"),
                     QString::fromLatin1(routeReasonCode(decision.reason)), reasonText(decision)});
    if (!decision.interfaceName.isEmpty()) {
        const Interface *interface = named(decision.interfaceName, list);
        facts.push_back({"interface", AddressWords::tr("Leaves by"), decision.interfaceName});
        if (interface && !interface->hardwareAddress.isEmpty())
            facts.push_back(
                {"hardware_address", AddressWords::tr("Hardware address (MAC)"), interface->hardwareAddress});
    }
    if (!decision.gateway.isNull())
        facts.push_back({"gateway", AddressWords::tr("Gateway"), decision.gateway.toString()});
    if (!decision.source.isNull())
        facts.push_back({"table_source", AddressWords::tr("Source address by the table (derived)"),
                         decision.source.toString()});
    if (kernel.error == 0) {
        facts.push_back({"source", AddressWords::tr("Source address by the kernel (observed)"),
                         kernel.source.toString()});
    } else {
        facts.push_back(
            {"error", AddressWords::tr("The kernel says (observed)"),
             QString::fromLatin1(errnoName(kernel.error)),
             QString(QString::fromLatin1(errnoName(kernel.error)) % u": "_s % net::errnoText(kernel.error))});
    }
    return facts;
}

} // namespace miniqq::lab
