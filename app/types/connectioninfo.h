// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/connectionstate.h"
#include "app/types/serveraddress.h"
#include "common/base/endpoint.h"

#include <QString>

#include <optional>

namespace miniqq::client {

/// The own connection as the Network view shows it. All of it is observed: events of this program or counters
/// of the kernel.
struct ConnectionInfo
{
    ConnectionState state = ConnectionState::Offline;
    ServerAddress server;
    Endpoint local;
    Endpoint peer;
    QString tlsVersion; ///< "TLSv1.3"; empty: unprotected.
    QString cipher;
    QString fingerprint; ///< SHA-256 of the server's public key, "AB:CD:...".
    QString serverName;  ///< What the operator calls the server; foreign text.
    QString serverProgram;
    qint64 sinceMs = 0;                ///< Wall clock of the connection's start, for display; 0: none.
    qint64 forMs = 0;                  ///< How long there is a connection, whatever the wall clock does.
    std::optional<qint64> pingRttUs;   ///< Between a ping and its pong; nullopt: not yet measured.
    std::optional<qint64> kernelRttUs; ///< TCP_INFO, where the system tells.
    std::optional<qint64> kernelRetransmits; ///< Segments sent again, TCP_INFO.
    std::optional<qint64> kernelWindow;      ///< Congestion window in segments, TCP_INFO.
    std::optional<qint64> kernelUnacked;     ///< Segments sent and not acknowledged yet, TCP_INFO.
    QString kernelState;                     ///< "ESTABLISHED", ..., TCP_INFO; empty where it is not told.
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    qint64 nextTryInMs = 0; ///< WaitingToReconnect: until the next try.

    bool isEncrypted() const { return !tlsVersion.isEmpty(); }
    friend bool operator==(const ConnectionInfo &, const ConnectionInfo &) = default;
};

} // namespace miniqq::client

Q_DECLARE_METATYPE(miniqq::client::ConnectionInfo)
