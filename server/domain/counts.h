// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"
#include "common/protocol/errorcode.h"
#include "server/domain/limithits.h"

#include <QByteArray>

#include <array>

namespace miniqq::server {

/// What happened since the start, for the status display. Limits show up in both arrays.
struct Counters
{
    std::array<quint64, 64> refusals{}; ///< error replies and byes, by protocol::ErrorCode
    LimitHits limitHits{};              ///< limits that the domain keeps
    quint64 messagesStored = 0;
    quint64 duplicates = 0;
    quint64 registrations = 0;
    quint64 signIns = 0;

    void hit(LimitHit limit) { ++limitHits[size_t(limit)]; }
    quint64 &refused(protocol::ErrorCode code) { return refusals[size_t(code)]; }
    quint64 refused(protocol::ErrorCode code) const { return refusals[size_t(code)]; }
};

/// A snapshot.
struct DomainCounts
{
    int connections = 0;
    int signedIn = 0;       ///< sessions
    int accountsOnline = 0; ///< accounts with a session
    int accounts = 0;
    int conversations = 0;
    int messagesWaiting = 0; ///< accepted, not on disk yet
    double messagesPerSecond = 0;
    Counters since;
};

/// One connection, as the server's window lists it.
struct SessionInfo
{
    ConnectionId connection;
    Endpoint peer;
    QByteArray account; ///< empty until signed in
    QByteArray display;
    qint64 sinceMs = 0; ///< wall clock at which it was opened
};

} // namespace miniqq::server
