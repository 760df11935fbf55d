// SPDX-License-Identifier: MIT
#include "app/core/reconnectpolicy.h"

#include <algorithm>

namespace miniqq::client {

bool ReconnectPolicy::mayRetry(SignInFailure::Kind kind)
{
    using Kind = SignInFailure::Kind;
    switch (kind) {
    case Kind::UnknownHost: // the name service may be what is down
    case Kind::ConnectionRefused:
    case Kind::TimedOut:
    case Kind::Unreachable:
    case Kind::TlsFailed:     // broken off in the middle of the handshake
    case Kind::NotOurService: // broken off before the greeting
    case Kind::RateLimited:
    case Kind::ServerBusy:
    case Kind::ConnectionLost:
        return true;
    case Kind::None:
    case Kind::VersionMismatch:
    case Kind::BadAddress:
    case Kind::BadAccountName:
    case Kind::BadPassword:
    case Kind::TokenExpired:
    case Kind::AccountTaken:
    case Kind::RegistrationClosed:
    case Kind::CertificateChanged:
    case Kind::Kicked:
    case Kind::Replaced:
    case Kind::ServerMisbehaved:
    case Kind::StoreFailed:
        return false;
    }
    return false;
}

qint64 ReconnectPolicy::nextDelayMs(double random, qint64 notBeforeMs)
{
    constexpr int mostDoublings = 20;
    const qint64 grown = qint64(m_timing.reconnectStep) << std::min(m_tries, mostDoublings);
    const qint64 span =
        m_tries == 0 ? m_timing.reconnectFirst : std::min<qint64>(grown, m_timing.reconnectMost);
    ++m_tries;
    return std::clamp<qint64>(notBeforeMs, 0, longestWaitMs) +
           qint64(std::clamp(random, 0.0, 1.0) * double(span));
}

} // namespace miniqq::client
