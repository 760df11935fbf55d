// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"

#include <QString>

#include <optional>
#include <vector>

/// What the server tells about itself: plain values, copied out of the threads that know, once or twice a
/// second. Nothing here is secret.
namespace miniqq::server {

struct ConnectionStatus
{
    ConnectionId id;
    QString account; ///< Empty until signed in.
    QString display; ///< As its owner wrote it: foreign text.
    Endpoint peer;
    Endpoint local;
    QString tlsVersion; ///< "TLSv1.3"; empty on a plain connection and during the handshake.
    QString cipher;
    bool encrypted = false;
    qint64 sinceMs = 0; ///< When it was accepted, ms since 1970 UTC.
    qint64 idleMs = 0;  ///< Since the last byte received.
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
    quint64 framesIn = 0;
    quint64 framesOut = 0;
    quint64 messagesIn = 0;       ///< chat.send
    quint64 messagesOut = 0;      ///< chat.deliver
    std::optional<quint32> rttUs; ///< The kernel's smoothed round trip time, where it tells.
    qsizetype queueBytes = 0;     ///< Queued here, not yet taken by the kernel.
};

struct ServerStatus
{
    std::vector<Endpoint> listening; ///< Empty while not listening.
    bool plain = false;              ///< The operator asked for unprotected connections.
    QString fingerprint;             ///< SHA-256 of the server's certificate, "AB:CD:..."; empty if plain.
    QString name;                    ///< What the operator calls this server.
    QString dataDir;
    qint64 startedMs = 0; ///< ms since 1970 UTC; 0 before the start.
    qint64 uptimeMs = 0;

    std::vector<ConnectionStatus> connections; ///< In ascending order of their ids.
    int signedIn = 0;                          ///< Connections with an account.
    int accounts = 0;                          ///< Accounts that exist.
    quint64 refused = 0;                       ///< Connections that limits did not let in.
    bool acceptPaused = false;                 ///< Out of descriptors or memory; goes on by itself.

    quint64 messages = 0; ///< Stored since the start.
    double messagesPerSecond = 0;
    qint64 storeBytes = 0;
    qint64 lastCommitUs = 0; ///< Duration of the newest group commit, sync included.
    qint64 maxCommitUs = 0;
    quint64 storeFailures = 0; ///< Messages refused because the disk failed or was full.
};

} // namespace miniqq::server
