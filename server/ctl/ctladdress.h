// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::server {

/// What an operator means by an address: a whole IPv4 address, or the network that an IPv6 address counts
/// with (addressBucket()). That network's own name, which `bans` prints, means itself. Empty if `text` is
/// nothing of this: what C libraries make of "192.168.1" or "010.0.0.1" is rarely what somebody meant.
QByteArray addressOf(const QByteArray &text);

} // namespace miniqq::server
