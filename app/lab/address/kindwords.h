// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/ipv6text.h"
#include "common/net/specialblocks.h"

#include <QString>

namespace miniqq::lab {

/// To how many an address reaches: one, all, or those who joined.
enum class Delivery { Unicast, Multicast, Broadcast };
/// A subnet's own broadcast address cannot be told from the digits alone; only 255.255.255.255 is told here.
Delivery deliveryOf(const QHostAddress &address);
const char *deliveryCode(Delivery delivery); ///< "unicast", "multicast", "broadcast"

/// What the kinds mean, in the user's language.
QString addressKindText(const QHostAddress &address);
QString purposeText(net::BlockPurpose purpose);
QString scopeText(Ipv6Scope scope);
QString deliveryText(Delivery delivery);

} // namespace miniqq::lab
