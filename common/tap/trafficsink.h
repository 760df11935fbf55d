// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"
#include "common/base/strongid.h"

#include <QByteArray>

namespace miniqq::tap {

/// Seen from this program: In was received, Out was sent.
enum class Direction { In, Out };

/// One call into the operating system, as it was really made. The views are valid during the report only.
struct SystemCall
{
    const char *name = "";                ///< "recv", "bind"; a literal
    Direction direction = Direction::Out; ///< In for calls that fetch something
    QByteArrayView arguments;             ///< as a programmer would write them: "7, 1024, 0"
    qint64 result = 0;                    ///< what it returned
    int error = 0;                        ///< errno, if it failed
    QByteArrayView data;                  ///< the bytes it moved
    qint64 beganNs = 0;                   ///< monotonic
};

/// Where everything that crosses a wire is reported. Called from any thread, so implementations are
/// thread-safe; they return nothing and must be quick (no blocking, no allocation per connection count):
/// watching must never become a control path. For one connection the calls come in order from one thread:
/// opened, [secured], any number of the others, closed once.
class TrafficSink
{
public:
    virtual ~TrafficSink() = default;

    virtual void opened(ConnectionId id, const Endpoint &local, const Endpoint &peer) = 0;
    /// The TLS handshake is complete, e.g. "TLSv1.3", "TLS_AES_256_GCM_SHA384".
    virtual void secured(ConnectionId id, const QString &tlsVersion, const QString &cipher) = 0;
    /// Bytes of the frame stream; with TLS these are the bytes inside of it.
    virtual void bytesRead(ConnectionId id, qsizetype bytes) = 0;
    virtual void bytesWritten(ConnectionId id, qsizetype bytes) = 0;
    /// A whole frame, header and payload, as it crosses the wire. Out is reported once the operating system
    /// took the last byte: what was queued but never sent is never shown as sent. The view is valid during
    /// the call only.
    virtual void frame(ConnectionId id, Direction direction, QByteArrayView frame) = 0;
    virtual void closed(ConnectionId id, const QString &reason) = 0;
    /// A system call that an experiment made. Unlike all others it may come before opened() (socket() and
    /// connect() precede the connection) and after closed(). Who cares for frames alone need not know.
    virtual void call(ConnectionId, const SystemCall &) {}
};

/// Nobody watches.
class NullSink final : public TrafficSink
{
public:
    void opened(ConnectionId, const Endpoint &, const Endpoint &) override {}
    void secured(ConnectionId, const QString &, const QString &) override {}
    void bytesRead(ConnectionId, qsizetype) override {}
    void bytesWritten(ConnectionId, qsizetype) override {}
    void frame(ConnectionId, Direction, QByteArrayView) override {}
    void closed(ConnectionId, const QString &) override {}
};

} // namespace miniqq::tap
