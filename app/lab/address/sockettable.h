// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/address/ports.h"
#include "common/base/endpoint.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>

namespace miniqq::lab {

/// The states of a TCP socket with the numbers of the Linux kernel (RFC 9293, 3.3.2). UDP uses Established
/// for a connected socket and Close for any other.
enum class TcpState {
    Established = 1,
    SynSent,
    SynReceived,
    FinWait1,
    FinWait2,
    TimeWait,
    Close,
    CloseWait,
    LastAck,
    Listen,
    Closing,
    NewSynReceived,
};

/// A socket as the kernel lists it.
struct SocketRow
{
    IpProtocol protocol = IpProtocol::Tcp;
    bool isV6 = false;
    Endpoint local;
    Endpoint peer; ///< 0.0.0.0:0 or [::]:0 where there is none yet
    TcpState state = TcpState::Close;
    quint32 sendQueue = 0;    ///< Bytes written and not acknowledged by the other end.
    quint32 receiveQueue = 0; ///< Bytes arrived and not read; of a listener: connections not accepted.
    qint64 timerMs = -1;      ///< Until the kernel's timer fires, when the table was read; -1: none runs. In
                         ///< TIME_WAIT it is the time until the port is free.
    quint32 userId = 0;
    quint64 inode = 0; ///< 0: no program holds it (any more), as in TIME_WAIT

    bool hasPeer() const { return peer.port != 0; }
};

/// /proc/net/tcp, tcp6, udp and udp6. Lines that do not make sense are left out. IPv4-mapped addresses become
/// IPv4. `ticksPerSecond` is what the kernel counts timers in (USER_HZ).
QList<SocketRow> parseSockets(const QByteArray &text, IpProtocol protocol, bool isV6,
                              int ticksPerSecond = 100);

/// All sockets of this machine that it shows us: listeners first, then by port.
QList<SocketRow> systemSockets();

/// The program that holds a socket.
struct SocketOwner
{
    qint64 processId = 0;
    QString name;
};

/// Who holds which socket, by inode: all processes whose descriptors we may see (as a rule those of our own
/// user).
QHash<quint64, SocketOwner> socketOwners();
/// The inodes of the sockets of this very process; cheap.
QSet<quint64> ownSocketInodes();

const char *tcpStateName(TcpState state); ///< "ESTABLISHED", "TIME_WAIT", ... as everybody writes them
/// What the state means, in the user's language.
QString tcpStateText(TcpState state, IpProtocol protocol);

} // namespace miniqq::lab
