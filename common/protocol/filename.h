// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::protocol {

/// What a file system takes as the name of one file, in bytes.
inline constexpr int maxFileNameBytes = 255;

/// Makes of what somebody calls a file a name that can be shown and under which it can be saved on any
/// system: one path component that leads nowhere else. Never fails, whatever the bytes, and a name it has
/// made it leaves as it is.
///
/// - Only what follows the last '/' or '\' counts; ':' and the other signs that Windows forbids, and signs
/// that
///   merely look like separators, become '_'.
/// - Control characters and invisible ones go, those that change the writing direction above all: the last
///   extension is the real one and is seen as the last. Runs of white space become one space, piles of
///   combining marks four.
/// - No dot or space at either end (hidden files; names that Windows shortens), no device name (CON, LPT1).
/// - At most `maxBytes` (16 or more) bytes of UTF-8 in normalisation form C, cut between characters and
/// before
///   the extension. "file" if nothing is left.
QByteArray safeFileName(QByteArrayView name, int maxBytes = maxFileNameBytes);

} // namespace miniqq::protocol
