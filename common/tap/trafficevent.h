// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/strongid.h"
#include "common/tap/trafficsink.h"

#include <QByteArray>
#include <QString>

namespace miniqq::tap {

/// Which end of the connections this program is.
enum class Side : quint8 { Client, Server };

enum class EventKind : quint8 {
    Opened,       ///< text: nothing; the endpoints are in ConnectionFacts
    Secured,      ///< text: TLS version and cipher
    BytesRead,    ///< length: bytes the stream brought; only once the connection is signed in
    BytesWritten, ///< length: bytes the system took; only once the connection is signed in
    Frame,        ///< a whole frame
    Closed,       ///< text: the reason
    Call,         ///< a system call; type: its name, text: its arguments, frame: the bytes it moved
};

/// One thing that crossed a wire, as it is kept and shown. A value; copying shares the bytes. Nothing secret
/// is in it: see redaction.h.
struct TrafficEvent
{
    quint64 number = 0;     ///< from 1, ascending without gaps in the order of the log
    qint64 monotonicNs = 0; ///< for durations
    qint64 wallMs = 0;      ///< for people, ms since 1970 UTC
    ConnectionId connection;
    EventKind kind = EventKind::Frame;
    Direction direction = Direction::In; ///< Frame, BytesRead, BytesWritten, Call
    bool redacted = false; ///< Frame: a secret was taken out, or the bytes are kept back altogether
    qsizetype length = 0;  ///< Frame: bytes with header (of the redacted frame, where the length would tell)
                           ///< BytesRead, BytesWritten, Call: bytes moved
    QByteArray type;       ///< Frame: type of the envelope, "chat.send"; empty if it is none
    QByteArray id;         ///< Frame: the envelope's id
    QByteArray re;         ///< Frame: the id of the request it answers
    QByteArray frame;  ///< Frame: header and payload; empty in headers mode and where kept back. Call: data
    QString text;      ///< Secured, Closed, Call; Frame: why there are no bytes
    qint64 result = 0; ///< Call: what it returned
    qint64 durationNs = 0; ///< Call: how long it took; monotonicNs is when it began
    int error = 0;         ///< Call: errno, 0 if it succeeded
};

} // namespace miniqq::tap
