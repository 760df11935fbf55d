// SPDX-License-Identifier: MIT
#include "common/net/closereason.h"

namespace miniqq::net {

const char *closeReasonCode(CloseReason reason)
{
    switch (reason) {
    case CloseReason::PeerClosed:
        return "peer_closed";
    case CloseReason::Reset:
        return "reset";
    case CloseReason::ProtocolError:
        return "protocol_error";
    case CloseReason::Timeout:
        return "timeout";
    case CloseReason::SlowConsumer:
        return "slow_consumer";
    case CloseReason::TlsFailed:
        return "tls_failed";
    case CloseReason::Kicked:
        return "kicked";
    case CloseReason::Replaced:
        return "replaced";
    case CloseReason::Refused:
        return "refused";
    case CloseReason::Shutdown:
        return "shutdown";
    case CloseReason::LocalClosed:
        return "local_closed";
    }
    Q_UNREACHABLE();
}

} // namespace miniqq::net
