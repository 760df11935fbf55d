// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "common/net/addresses.h"

#include <QHostAddress>
#include <QList>
#include <QString>

namespace miniqq::lab {

struct InterfaceAddress
{
    QHostAddress address;
    int prefix = -1;        ///< Length of the mask; -1 if the system does not tell.
    QHostAddress broadcast; ///< As the system tells; null for IPv6.

    QHostAddress mask() const; ///< IPv4 only; null otherwise.
    bool contains(const QHostAddress &other) const;
    friend bool operator==(const InterfaceAddress &, const InterfaceAddress &) = default;
};

/// A network card, or what the system treats as one.
struct Interface
{
    int index = 0;
    QString name;
    QString hardwareAddress; ///< "52:54:00:12:34:56"; empty if it has none
    int mtu = 0;             ///< Bytes; 0 if unknown.
    net::InterfaceKind kind = net::InterfaceKind::Other;
    bool up = false;      ///< switched on
    bool running = false; ///< and with a cable, a Wi-Fi, ... at the other end
    bool canMulticast = false;
    QList<InterfaceAddress> addresses;

    friend bool operator==(const Interface &, const Interface &) = default;
};

/// All interfaces of this machine, in the system's order. Asks the system each time.
QList<Interface> interfaces();

/// The address of `list` that is this one; nullptr if the machine does not have it.
const Interface *ownerOf(const QHostAddress &address, const QList<Interface> &list);

Facts interfaceFacts(const Interface &interface);

} // namespace miniqq::lab
