// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QString>

namespace miniqq::lab {

/// How an IPv4 address was written.
enum class Ipv4Form {
    Dotted,       ///< 192.168.0.1
    Integer,      ///< 3232235521
    Hex,          ///< 0xC0A80001
    HexBytes,     ///< C0 A8 00 01, c0:a8:00:01, C0A80001
    Binary,       ///< 0b and 32 digits, or the 32 digits
    BinaryGroups, ///< 11000000.10101000.00000000.00000001
};

struct Ipv4Reading
{
    quint32 value = 0; ///< The most significant byte is the first group.
    Ipv4Form form = Ipv4Form::Dotted;
};

/// Reads an address in any form of Ipv4Form, and nothing else. The forms that old programs take besides
/// (inet_aton: fewer than four groups, octal and hexadecimal groups) are refused, because they mean different
/// addresses to different programs; the error says which one they would mean.
Result<Ipv4Reading> readIpv4(const QString &text);

/// Whether somebody who typed this meant an IPv4 address, well written or not.
bool looksLikeIpv4(const QString &text);

/// What the C function inet_aton makes of the text; an error if it takes it for no address either.
Result<quint32> readLikeInetAton(const QString &text);

/// "dotted", "integer", ...: stable, for exports and tests.
const char *ipv4FormCode(Ipv4Form form);

QString dottedText(quint32 address); ///< "192.168.0.1"
QString hexText(quint32 address);    ///< "C0 A8 00 01"
QString binaryText(quint32 address); ///< "11000000.10101000.00000000.00000001"

} // namespace miniqq::lab
