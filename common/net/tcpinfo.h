// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <optional>

namespace miniqq::net {

/// The kernel's state of a connection (RFC 9293, 3.3.2).
enum class TcpState {
    Established = 1,
    SynSent,
    SynReceived,
    FinWait1,
    FinWait2,
    TimeWait,
    Closed,
    CloseWait,
    LastAck,
    Listen,
    Closing
};

/// What the kernel knows about one TCP connection (Linux: TCP_INFO, see tcp(7)). A snapshot.
struct TcpInfo
{
    TcpState state = TcpState::Closed;
    quint32 rttUs = 0;            ///< Smoothed round trip time, microseconds.
    quint32 rttVarianceUs = 0;    ///< Mean deviation of the round trip time, microseconds.
    quint32 congestionWindow = 0; ///< In segments.
    quint32 sendMss = 0;          ///< Largest segment sent, bytes.
    quint32 unacked = 0;          ///< Segments sent and not yet acknowledged.
    quint32 totalRetransmits = 0; ///< Segments sent again since the connection opened.
    quint32 retransmitTimeoutUs = 0;
};

/// nullopt if `fd` is not a TCP socket or the system does not tell.
std::optional<TcpInfo> readTcpInfo(int fd);

/// Bytes written to the socket and not yet acknowledged by the other side's kernel (Linux: SIOCOUTQ).
std::optional<qsizetype> queuedInKernel(int fd);

/// "ESTABLISHED", "SYN-SENT", ... as RFC 9293 spells them.
const char *tcpStateName(TcpState state);

} // namespace miniqq::net
