// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace miniqq::tap {

/// A frame as it may be stored and shown.
struct RedactedFrame
{
    QByteArray type; ///< as far as it is an envelope
    QByteArray id;
    QByteArray re;
    QByteArray account;   ///< auth.ok only: who is signed in now
    QByteArray frame;     ///< header and payload; empty if the bytes are kept back
    qsizetype length = 0; ///< length to show: that of `frame`, or the true one where there are no bytes
    bool redacted = false;
    QString text; ///< why there are no bytes
};

/// Takes the secrets out of a frame before anything keeps it.
///
/// - auth.* messages keep only the fields known to be harmless (protocol/secrets.h); every other value
/// becomes
///   "***". So does everything in messages of unknown type before sign-in: people who write a client send
///   their password in odd places.
/// - In every message the value of a key that names a secret (password, token, a group's code, ...), at any
///   depth and however the key is escaped, becomes "***".
/// - The frame that results is consistent: valid JSON under a header with *its* length. The true length is
/// not
///   kept, because it would tell the length of the password.
/// - What is no envelope cannot be searched for secrets. Before sign-in, and afterwards if it holds anything
///   that looks like a part of one, its bytes are kept back and only its length is shown.
/// - Of a piece of a file its bytes are kept back, too: they are large, and somebody's. Its type is
/// "file.chunk".
///
/// `signedIn`: whether the connection had been signed in before this frame.
RedactedFrame redact(QByteArrayView frame, bool signedIn);

} // namespace miniqq::tap
