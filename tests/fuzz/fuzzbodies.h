// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

/// What the fuzzers try. Each aborts if a promise is broken, whatever the bytes.
namespace miniqq::fuzz {

/// A stream, cut into pieces by its first byte, gives the same frames as in one piece, within the limits.
void frameDecoder(QByteArrayView input);

/// A payload is read, refused or written again without loss, and nothing secret gets through redaction.
void envelope(QByteArrayView input);

} // namespace miniqq::fuzz
