// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"
#include "common/base/uuid.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace miniqq::server {

/// What the domain tells the I/O workers. Called on the logic thread only. Calls are gathered; flush() hands
/// all of them over, one batch and one wake-up per worker. Per connection the order of calls is kept. Ids of
/// connections that are gone are ignored: the domain may not have heard of it yet.
class Outbound
{
public:
    virtual ~Outbound() = default;

    /// Writes a whole frame, length header included (protocol::encodeFrame).
    virtual void send(ConnectionId to, const QByteArray &frame) = 0;
    /// The same frame to many; its bytes are shared, not copied.
    virtual void send(std::span<const ConnectionId> to, const QByteArray &frame) = 0;
    /// A piece of a file, header included: goes when nothing else waits, and everything else overtakes it.
    /// Pieces keep their order among themselves.
    virtual void sendChunk(ConnectionId to, const Uuid &transfer, const QByteArray &frame) = 0;
    /// A transfer is over: its pieces that still wait are forgotten. One that has begun to go goes whole.
    virtual void dropChunks(ConnectionId to, const Uuid &transfer) = 0;
    /// The connection is signed in as `account` (canonical name): it leaves the pool of those who must hurry,
    /// and may send frames of up to Limits::frameBytes from here on, and, if it `mayUpload`, pieces of files.
    virtual void signedIn(ConnectionId connection, const QByteArray &account, bool mayUpload) = 0;
    /// Writes what is waiting, then `lastFrame` (may be empty), and closes. Nothing that arrives afterwards
    /// is handed to the domain but the ConnectionClosed. `reason` is for the log.
    virtual void close(ConnectionId connection, const QByteArray &lastFrame, const QString &reason) = 0;
    /// Ends the logic turn. The domain calls it itself, at the end of everything it does.
    virtual void flush() = 0;
};

} // namespace miniqq::server
