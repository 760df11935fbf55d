// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::net {

/// Why a channel ended. The text of closeReasonCode() is what logs, exports and windows know it by: never
/// rename one.
enum class CloseReason {
    PeerClosed,    ///< the other side ended the stream in good order
    Reset,         ///< the connection broke (reset, broken pipe, unreachable)
    ProtocolError, ///< the peer broke the protocol: frame length, malformed envelope, wrong state
    Timeout,       ///< no sign of life, a deadline passed, or the kernel gave up (ETIMEDOUT)
    SlowConsumer,  ///< does not take what is sent to it
    TlsFailed,     ///< no handshake, or a broken TLS record
    Kicked,        ///< a person with the right to do so ended it
    Replaced,      ///< a newer session of the same user took its place
    Refused,       ///< limits or bans: not let in
    Shutdown,      ///< this program is ending
    LocalClosed,   ///< this side is done with it (sign-out, window closed)
};

/// "peer_closed", "slow_consumer", ...
const char *closeReasonCode(CloseReason reason);

} // namespace miniqq::net
