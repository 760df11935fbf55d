// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::wire {

/// A frame on the wire:
///
///     byte 0..3   length of the payload, unsigned, big-endian (network byte order)
///     byte 4..    payload, exactly that many bytes
///
/// A payload that starts with '{' is a JSON envelope (UTF-8). PROTOCOL.md is the contract for outsiders.
inline constexpr qsizetype headerSize = 4;

/// Nothing shorter than "{}" can be an envelope.
inline constexpr quint32 minPayload = 2;

/// Largest payload accepted from a peer that has not signed in; keeps strangers from making us hold memory.
inline constexpr quint32 maxPayloadBeforeSignIn = 8 * 1024;
/// Largest payload a client may send once signed in.
inline constexpr quint32 maxPayloadToServer = 64 * 1024;
/// Largest payload a server may send: a page of history or of the directory.
inline constexpr quint32 maxPayloadToClient = 256 * 1024;

/// Appends header and payload to `out`. The payload must not be larger than the receiver's limit.
void appendFrame(QByteArray &out, QByteArrayView payload);

/// Writes the length of `payloadSize` into the first four bytes at `header`.
void writeHeader(char *header, quint32 payloadSize);

} // namespace miniqq::wire
