// SPDX-License-Identifier: MIT
#include "server/net/workerconnection.h"

namespace miniqq::server {

ConnectionStatus statusOf(const WorkerConnection &connection, qint64 nowNs)
{
    const net::PeerChannel &channel = *connection.channel;
    const net::Transport &transport = channel.transport();
    ConnectionStatus status;
    status.id = channel.id();
    status.account = QString::fromUtf8(connection.account);
    status.peer = transport.peer();
    status.local = transport.local();
    status.encrypted = transport.isEncrypted();
    if (transport.isEncrypted() && channel.isReady()) {
        const net::SecurityInfo security = transport.security();
        status.tlsVersion = security.tlsVersion;
        status.cipher = security.cipher;
    }
    status.sinceMs = connection.acceptedMs;
    status.idleMs = (nowNs - channel.lastActivityNs()) / 1'000'000;
    status.bytesIn = channel.counters().bytesIn;
    status.bytesOut = channel.counters().bytesOut;
    status.framesIn = channel.counters().framesIn;
    status.framesOut = channel.counters().framesOut;
    status.messagesIn = connection.messagesIn;
    status.messagesOut = connection.messagesOut;
    if (const auto info = transport.tcpInfo(); info && info->rttUs > 0)
        status.rttUs = info->rttUs;
    status.queueBytes = channel.queuedBytes() + qsizetype(connection.chunkBytes);
    return status;
}

} // namespace miniqq::server
