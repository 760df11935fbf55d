// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/address/ipv4net.h"
#include "app/lab/address/ipv4text.h"
#include "app/lab/address/ipv6text.h"
#include "common/base/result.h"

#include <array>
#include <optional>
#include <variant>

namespace miniqq::lab {

struct Ipv4Card
{
    Ipv4Reading reading;
    std::optional<Subnet4> subnet; ///< A mask was typed.
    std::optional<quint32> other;  ///< A second address was typed: in the same subnet?

    QHostAddress toHostAddress() const { return QHostAddress(reading.value); }
};

struct Ipv6Card
{
    Ipv6Reading reading;
    std::optional<int> prefix; ///< 0 to 128
};

/// The address of a network card (EUI-48), for which no route and no port exists.
struct HardwareCard
{
    std::array<quint8, 6> bytes{};

    bool isGroup() const { return bytes[0] & 1; }        ///< to many: broadcast, multicast
    bool isLocallyGiven() const { return bytes[0] & 2; } ///< not by the maker of the card
};

/// What can be said of an address from its digits alone.
struct AddressCard
{
    std::variant<Ipv4Card, Ipv6Card, HardwareCard> address;
    std::optional<quint16> port; ///< It was typed behind the address.
};

/// Reads anything that somebody may type as an address:
///   192.168.0.1, 3232235521, 0xC0A80001, C0 A8 00 01, 11000000.10101000.00000000.00000001;
///   with a mask (192.168.0.1/24, 192.168.0.1 255.255.255.0), then also with a second address;
///   an IPv6 address with a prefix length; either with a port (192.168.0.1:80, [::1]:80);
///   a hardware address (52:54:00:12:34:56).
/// A name is an error: names are resolved, not read.
Result<AddressCard> readAddress(const QString &text);

/// The card's lines: forms, class, parts, kind with its registry entry, mask arithmetic, and the notes.
Facts addressFacts(const AddressCard &card);

} // namespace miniqq::lab
