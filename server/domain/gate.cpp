// SPDX-License-Identifier: MIT
#include "server/domain/gate.h"

namespace miniqq::server::gate {

GateRule ruleOf(const protocol::ClientMessage &message)
{
    return std::visit([](const auto &m) { return ruleOf(m); }, message);
}

Verdict judge(GateRule::From from, Phase phase)
{
    switch (from) {
    case From::Opening:
        return phase == Phase::New ? Verdict::Allowed : Verdict::AlreadySignedIn;
    case From::Greeted:
        return phase == Phase::New ? Verdict::NotSignedIn : Verdict::Allowed;
    case From::SigningIn:
        if (phase == Phase::New)
            return Verdict::NotSignedIn;
        return phase == Phase::Greeted ? Verdict::Allowed : Verdict::AlreadySignedIn;
    case From::SignedIn:
        break;
    }
    return phase == Phase::SignedIn ? Verdict::Allowed : Verdict::NotSignedIn;
}

} // namespace miniqq::server::gate
