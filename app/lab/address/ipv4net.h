// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QString>

namespace miniqq::lab {

/// A class of the addressing before 1993 (RFC 791), told by the leading bits: 0, 10, 110, 1110, 1111.
enum class AddressClass { A, B, C, D, E };

/// The classful reading of an address. D and E have no network and host part.
struct ClassfulView
{
    AddressClass addressClass = AddressClass::A;
    const char *leadingBits = "";
    int networkBits = 0;    ///< With the leading bits: 8, 16, 24; 0 for D and E.
    quint32 network = 0;    ///< The address with its host part cleared.
    quint32 host = 0;       ///< The host part as a number.
    quint32 networks = 0;   ///< How many networks the class has, as the tutorials count them.
    quint32 hostsEach = 0;  ///< How many hosts fit into each.
    const char *range = ""; ///< By the bits alone: "128.0.0.0 - 191.255.255.255".
};

ClassfulView classfulView(quint32 address);
char classLetter(AddressClass addressClass);
/// What the tutorials print about the class and where they are mistaken; empty if they are right.
QString tutorialNote(AddressClass addressClass);

/// A network of addresses that share their first bits (CIDR, RFC 4632).
struct Subnet4
{
    quint32 address = 0; ///< The one it was made from.
    int prefix = 32;     ///< 0 to 32

    quint32 mask() const { return prefix == 0 ? 0 : ~quint32(0) << (32 - prefix); }
    quint32 network() const { return address & mask(); }
    quint32 lastAddress() const { return network() | ~mask(); }
    /// The broadcast address; /31 (RFC 3021) and /32 have none, lastAddress() is a host there.
    bool hasBroadcast() const { return prefix <= 30; }
    quint32 firstHost() const { return hasBroadcast() ? network() + 1 : network(); }
    quint32 lastHost() const { return hasBroadcast() ? lastAddress() - 1 : lastAddress(); }
    quint64 hostCount() const;
    bool contains(quint32 other) const { return (other & mask()) == network(); }
    quint32 hostPart() const { return address & ~mask(); }
};

/// Reads "24", "/24" or "255.255.255.0" into the number of one bits. Masks with a hole and inverted masks
/// (0.0.0.255) are refused with the reason.
Result<int> readMask(const QString &text);

} // namespace miniqq::lab
