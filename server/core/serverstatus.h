// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "server/domain/limithits.h"
#include "server/net/connectionstatus.h"

#include <QString>

#include <vector>

/// What the server tells about itself: plain values, copied out of the threads that know, once or twice a
/// second. Nothing here is secret.
namespace miniqq::server {

struct ServerStatus
{
    std::vector<Endpoint> listening; ///< Empty while not listening.
    bool plain = false;              ///< The operator asked for unprotected connections.
    QString fingerprint;             ///< SHA-256 of the server's public key, "AB:CD:..."; empty if plain.
    QString name;                    ///< What the operator calls this server.
    QString dataDir;
    qint64 startedMs = 0; ///< ms since 1970 UTC; 0 before the start.
    qint64 uptimeMs = 0;

    std::vector<ConnectionStatus> connections; ///< In ascending order of their ids.
    int signedIn = 0;                          ///< Connections with an account.
    int accounts = 0;                          ///< Accounts that exist.
    quint64 refused = 0;                       ///< Connections that limits did not let in.
    bool acceptPaused = false;                 ///< Out of descriptors or memory; goes on by itself.

    std::vector<LimitReport> limits; ///< What bounds what, and how often it did since the start.

    quint64 messages = 0; ///< Stored since the start.
    double messagesPerSecond = 0;
    qint64 storeBytes = 0;
    qint64 lastCommitUs = 0; ///< Duration of the newest group commit, sync included.
    qint64 maxCommitUs = 0;
    quint64 storeFailures = 0; ///< Messages refused because the disk failed or was full.
};

} // namespace miniqq::server
