// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::protocol {

/// Length in bytes (1 to 4) of the well-formed UTF-8 sequence at the start of `bytes`, or 0 if there is none:
/// overlong forms, surrogates, values above U+10FFFF and cut sequences are refused (RFC 3629, Unicode table
/// 3-7).
int utf8SequenceLength(QByteArrayView bytes);

/// True if all of `bytes` is well-formed UTF-8.
bool isUtf8(QByteArrayView bytes);

/// Number of code points in well-formed UTF-8.
qsizetype codePoints(QByteArrayView utf8);

/// Decodes the inside of a JSON string (between the quotes) whose escapes are known to be grammatical. A lone
/// surrogate escape becomes U+FFFD.
QByteArray unescapeJson(QByteArrayView inner);

/// Appends `utf8` (well-formed) as a quoted JSON string: only what must be escaped is; everything else stays
/// UTF-8.
void appendJsonString(QByteArray &out, QByteArrayView utf8);

/// Value of four hex digits, or -1.
int hex4(const char *digits);

} // namespace miniqq::protocol
