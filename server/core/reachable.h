// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"

#include <QString>

#include <vector>

namespace miniqq::server {

/// One way in: an address of this computer at which the server answers, and who can use it.
struct ReachableAddress
{
    /// Who can reach it; windows have a word for each.
    enum class Reach { ThisComputer, LinkLocal, Private, CarrierNat, Global, Other };
    enum class Through { Ethernet, WiFi, Loopback, Virtual, Other };

    Endpoint endpoint;
    Reach reach = Reach::Other;
    Through through = Through::Other;
    QString interfaceName; ///< e.g. "wlp2s0"
};

/// The addresses that lead to what is listened on: one each for a socket bound to one address, all of the
/// computer's for one bound to 0.0.0.0 or ::. Those of use to others first. Asks the system each time.
std::vector<ReachableAddress> reachableAddresses(const std::vector<Endpoint> &listening);

} // namespace miniqq::server
