// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

/// What the fuzzers try. Each aborts if a promise is broken, whatever the bytes.
namespace miniqq::fuzz {

/// A stream, cut into pieces by its first byte, gives the same frames as in one piece, within the limits.
void frameDecoder(QByteArrayView input);

/// A payload is read, refused or written again without loss, and nothing secret gets through redaction.
void envelope(QByteArrayView input);

/// A sequence of requests, in every state, of several people, among stores that fail and answer late: each is
/// answered, and nobody is told what is not theirs (Witness).
void serverSession(QByteArrayView input);

/// A configuration file is taken as a whole or refused with a word that says where.
void serverConfig(QByteArrayView input);
/// A line of a recording is refused, or read and written without loss.
void recording(QByteArrayView input);
/// A lesson's file is refused with its name, or is one.
void lesson(QByteArrayView input);

/// Whatever a message says, it is shown as text, within its bubble, and only allowed links can be opened.
/// Wants a QGuiApplication.
void messageText(QByteArrayView input);

/// A messenger whose server says whatever it likes: it ends the connection or goes on, keeps what its user
/// wrote until it is acknowledged, and starts again from its own disk. Wants a QCoreApplication.
void clientSession(QByteArrayView input);

/// Whatever a file is called, the name made of it is one safe path component, and is left as it is the next
/// time.
void fileName(QByteArrayView input);

/// A picture, behind a byte that says what it has to be: refused with a reason, or within the caps; and only
/// what is there is read.
void image(QByteArrayView input);

/// Pieces of a file, each behind two bytes with its length: what is taken of them is one row without holes.
void chunks(QByteArrayView input);

} // namespace miniqq::fuzz
