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

/// The character that one sequence of utf8SequenceLength() stands for.
char32_t codePoint(QByteArrayView sequence);

/// How many bytes at the start of `bytes` stand for themselves in a JSON string: neither '"' nor '\\' nor a
/// control character (C0 or DEL).
qsizetype unescapedLength(QByteArrayView bytes);
/// The same, and ASCII.
qsizetype plainLength(QByteArrayView bytes);

/// Decodes the inside of a JSON string (between the quotes) whose escapes are known to be grammatical. A lone
/// surrogate escape becomes U+FFFD.
QByteArray unescapeJson(QByteArrayView inner);

/// Value of four hex digits, or -1.
int hex4(const char *digits);

} // namespace miniqq::protocol
