// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"
#include "common/base/uuid.h"
#include "common/net/sockets.h"
#include "common/net/tlscontext.h"
#include "server/net/connectionstatus.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <variant>
#include <vector>

/// What an I/O worker is told, in batches, by other threads. Connections that are gone are ignored.
namespace miniqq::server {

/// A connection was accepted and now belongs to this worker.
struct AdoptConnection
{
    ConnectionId connection;
    net::Descriptor descriptor;
    Endpoint peer;
    Endpoint local;
    bool trusted = false;
};

struct SendFrame
{
    ConnectionId to;
    QByteArray frame;
};

struct SendToMany
{
    std::vector<ConnectionId> to;
    QByteArray frame;
};

/// A piece of a file: goes when nothing else waits.
struct SendChunk
{
    ConnectionId to;
    Uuid transfer;
    QByteArray frame;
};

/// Pieces of this transfer that still wait are not wanted any more.
struct DropChunks
{
    ConnectionId to;
    Uuid transfer;
};

struct MarkSignedIn
{
    ConnectionId connection;
    QByteArray account;
    bool mayUpload = false;
};

/// Ends it after everything queued and `lastFrame` are written.
struct CloseConnection
{
    ConnectionId connection;
    QByteArray lastFrame;
    QString reason;
};

/// Ends it without a word, to make room.
struct EvictConnection
{
    ConnectionId connection;
};

/// Key and certificate for connections to come; those there are keep theirs.
struct UseTls
{
    net::TlsContext tls;
};

/// Ends all, each with `lastFrame`, and takes no others; `drained` is called in the worker's thread when none
/// is left, at the latest after `graceMs` plus a moment.
struct DrainConnections
{
    QByteArray lastFrame;
    int graceMs = 0;
    std::function<void()> drained;
};

/// `then` is called in the worker's thread with one entry per connection, unordered.
struct ReportConnections
{
    std::function<void(std::vector<ConnectionStatus> &&)> then;
};

using WorkerCommand =
    std::variant<AdoptConnection, SendFrame, SendToMany, MarkSignedIn, CloseConnection, EvictConnection,
                 UseTls, DrainConnections, ReportConnections, SendChunk, DropChunks>;

} // namespace miniqq::server
