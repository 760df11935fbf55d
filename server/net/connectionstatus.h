// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"

#include <QString>

#include <optional>

namespace miniqq::server {

/// One connection as it is shown to the operator: a copy of what its I/O worker knows.
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

} // namespace miniqq::server
