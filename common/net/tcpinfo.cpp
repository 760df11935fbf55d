// SPDX-License-Identifier: MIT
#include "common/net/tcpinfo.h"

#ifdef Q_OS_LINUX
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

namespace miniqq::net {

std::optional<TcpInfo> readTcpInfo(int fd)
{
#ifdef Q_OS_LINUX
    tcp_info raw = {};
    socklen_t size = sizeof raw;
    if (::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &raw, &size) != 0)
        return std::nullopt;
    TcpInfo info;
    info.state = TcpState(raw.tcpi_state);
    info.rttUs = raw.tcpi_rtt;
    info.rttVarianceUs = raw.tcpi_rttvar;
    info.congestionWindow = raw.tcpi_snd_cwnd;
    info.sendMss = raw.tcpi_snd_mss;
    info.unacked = raw.tcpi_unacked;
    info.totalRetransmits = raw.tcpi_total_retrans;
    info.retransmitTimeoutUs = raw.tcpi_rto;
    return info;
#else
    Q_UNUSED(fd)
    return std::nullopt;
#endif
}

std::optional<qsizetype> queuedInKernel(int fd)
{
#ifdef Q_OS_LINUX
    int bytes = 0;
    if (::ioctl(fd, SIOCOUTQ, &bytes) != 0)
        return std::nullopt;
    return bytes;
#else
    Q_UNUSED(fd)
    return std::nullopt;
#endif
}

const char *tcpStateName(TcpState state)
{
    switch (state) {
    case TcpState::Established:
        return "ESTABLISHED";
    case TcpState::SynSent:
        return "SYN-SENT";
    case TcpState::SynReceived:
        return "SYN-RECEIVED";
    case TcpState::FinWait1:
        return "FIN-WAIT-1";
    case TcpState::FinWait2:
        return "FIN-WAIT-2";
    case TcpState::TimeWait:
        return "TIME-WAIT";
    case TcpState::Closed:
        return "CLOSED";
    case TcpState::CloseWait:
        return "CLOSE-WAIT";
    case TcpState::LastAck:
        return "LAST-ACK";
    case TcpState::Listen:
        return "LISTEN";
    case TcpState::Closing:
        return "CLOSING";
    }
    return "UNKNOWN"; // a state this kernel has and we do not know
}

} // namespace miniqq::net
