// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"
#include "common/net/peerchannel.h"
#include "server/net/budget.h"
#include "server/net/connectionstatus.h"

#include <QList>

#include <functional>
#include <memory>

namespace miniqq::server {

/// A piece of a file that waits until nothing else does.
struct WaitingChunk
{
    Uuid transfer;
    QByteArray frame;
};

/// What an I/O worker knows about one of its connections.
struct WorkerConnection
{
    std::unique_ptr<net::PeerChannel> channel;
    QByteArray account;         ///< Canonical name once signed in.
    QString reason;             ///< Why the domain ended it, if it did.
    qint64 acceptedNs = 0;      ///< Monotonic.
    qint64 acceptedMs = 0;      ///< Wall clock.
    qint64 pingedNs = 0;        ///< When the last ping was sent.
    quint64 messagesIn = 0;     ///< chat.send
    quint64 messagesOut = 0;    ///< chat.deliver
    Budget frames;              ///< Limits::framesPerConnection
    Budget bytes;               ///< Limits::bytesPerConnection
    Budget fileBytes;           ///< Limits::fileBytesPerConnection
    QList<WaitingChunk> chunks; ///< Everything else may overtake them.
    qint64 chunkBytes = 0;      ///< in `chunks`
    bool mayUpload = false;
    bool trusted = false;
    bool announced = false; ///< The domain was told that it is open.
    bool spoke = false;     ///< A whole frame has arrived.
    bool signedIn = false;
    bool throttled = false; ///< Reading pauses until the budgets are refilled.
    bool congested = false; ///< Reading pauses until the peer has taken what waits for it.
};

/// The values an operator sees.
ConnectionStatus statusOf(const WorkerConnection &connection, qint64 nowNs);

struct ConnectionIdHash
{
    size_t operator()(ConnectionId id) const { return std::hash<qint64>()(id.value()); }
};

} // namespace miniqq::server
