// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/interfaces.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>

namespace miniqq::lab {

/// A line of the kernel's main routing table.
struct Route
{
    QHostAddress destination;
    int prefix = 0;
    QHostAddress gateway; ///< Null: the destination is on the link itself.
    QString interfaceName;
    quint32 metric = 0;  ///< Of two that fit equally well the smaller wins.
    bool reject = false; ///< Packets are refused on purpose.

    bool isDefault() const { return prefix == 0; }
    bool fits(const QHostAddress &address) const;
    friend bool operator==(const Route &, const Route &) = default;
};

/// /proc/net/route and /proc/net/ipv6_route. Lines that do not make sense are left out; so are routes that
/// are down, those of the machine's own addresses and those of groups.
QList<Route> parseRoutes4(const QByteArray &text);
QList<Route> parseRoutes6(const QByteArray &text);
/// This machine's, of both families; empty where the system keeps them elsewhere.
QList<Route> systemRoutes();

/// The route that the kernel takes: the longest prefix, then the smallest metric; nullptr if none fits.
const Route *bestRoute(const QList<Route> &routes, const QHostAddress &destination);

/// Why a packet goes where it goes.
enum class RouteReason {
    Loopback,      ///< 127/8, ::1
    OwnAddress,    ///< an address of this machine: it does not leave it either
    SameSubnet,    ///< a neighbour: directly
    Gateway,       ///< elsewhere: by a gateway
    Broadcast,     ///< everybody on the link
    Multicast,     ///< a group
    Rejected,      ///< the table refuses it
    NoRoute,       ///< the table does not know the way
    NoDestination, ///< 0.0.0.0, ::
};

/// What the tables say, by rule. The kernel's own answer is RouteProbe's; both are shown side by side.
struct RouteDecision
{
    QHostAddress destination;
    RouteReason reason = RouteReason::NoRoute;
    QString interfaceName;
    QHostAddress gateway; ///< Null: none is needed.
    QHostAddress source;  ///< The own address that others will see; null if there is none.
    int matchedPrefix = -1;
};

RouteDecision decideRoute(const QHostAddress &destination, const QList<Interface> &interfaces,
                          const QList<Route> &routes);
const char *routeReasonCode(RouteReason reason); ///< "loopback", "own_address", "same_subnet", "gateway", ...

/// The gateways of the routes to everywhere, best first.
QList<QHostAddress> defaultGateways(const QList<Route> &routes);

/// The kernel's decision: the local address of a UDP socket connected to the destination. Nothing is sent.
struct KernelChoice
{
    QHostAddress source;
    int error = 0; ///< errno of connect(); 0 if there is a source
};
KernelChoice askKernel(const QHostAddress &destination);

Facts routeFacts(const RouteDecision &decision, const KernelChoice &kernel,
                 const QList<Interface> &interfaces);

} // namespace miniqq::lab
