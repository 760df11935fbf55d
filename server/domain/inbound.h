// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"
#include "common/protocol/messages.h"

#include <variant>
#include <vector>

/// What I/O workers tell the logic thread: values, in batches. For each connection exactly one
/// ConnectionOpened comes first and exactly one ConnectionClosed last, also where the domain itself asked for
/// the end; between them events keep the order in which the bytes arrived. Nothing is promised about the
/// order between connections.
namespace miniqq::server {

/// A peer is connected and, with TLS, its handshake is done.
struct ConnectionOpened
{
    ConnectionId connection;
    Endpoint peer;
    Endpoint local;
    bool trusted = false;   ///< this computer, unless the operator does not trust it
    bool encrypted = false; ///< TLS
};

/// One well-formed message.
struct MessageArrived
{
    ConnectionId connection;
    QByteArray id; ///< the envelope's id, for the answer's `re`; may be empty
    protocol::ClientMessage message;
};

/// A piece of a file.
struct ChunkArrived
{
    ConnectionId connection;
    Uuid transfer; ///< as it names it
    qint64 offset = 0;
    QByteArray data;
};

/// One payload that was not understood. The worker has answered it already (and ends the connection itself
/// where the code demands it); the domain only counts.
struct MessageRejected
{
    ConnectionId connection;
    protocol::ErrorCode code = protocol::ErrorCode::BadJson;
};

/// The connection is gone; nothing about it follows.
struct ConnectionClosed
{
    ConnectionId connection;
    QString reason; ///< for the log: "peer_closed", "timed_out", ...
};

using Inbound =
    std::variant<ConnectionOpened, MessageArrived, MessageRejected, ConnectionClosed, ChunkArrived>;

} // namespace miniqq::server
