// SPDX-License-Identifier: MIT
#include "common/protocol/jsonstring.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>

namespace miniqq::protocol {
namespace {

constexpr quint64 everyByte(quint8 value)
{
    return value * 0x0101'0101'0101'0101ULL;
}

/// How far nothing needs an escape, and with `asciiOnly` nothing is beyond ASCII. Looks at eight bytes at a
/// time, where the lowest top bit in `found` belongs to the first byte that ends the run: a borrow into the
/// next byte comes from such a one only.
template<bool asciiOnly>
qsizetype runLength(QByteArrayView bytes)
{
    constexpr quint64 topBits = everyByte(0x80);
    const auto isZero = [](quint64 eight) { return eight - everyByte(1); }; // of bytes without their top bits
    qsizetype at = 0;
    for (; bytes.size() - at >= 8; at += 8) {
        const auto eight = qFromLittleEndian<quint64>(bytes.data() + at);
        const quint64 escaped = (eight - everyByte(0x20)) | isZero(eight ^ everyByte('"')) |
                                isZero(eight ^ everyByte('\\')) | isZero(eight ^ everyByte(0x7f));
        const quint64 found = topBits & ((escaped & ~eight) | (asciiOnly ? eight : 0));
        if (found != 0)
            return at + std::countr_zero(found) / 8;
    }
    for (; at < bytes.size(); ++at) {
        const quint8 c = quint8(bytes[at]);
        if (c < 0x20 || c == '"' || c == '\\' || c == 0x7f || (asciiOnly && c > 0x7f))
            break;
    }
    return at;
}

bool isContinuation(quint8 byte)
{
    return (byte & 0xc0) == 0x80;
}

void appendCodePoint(QByteArray &out, char32_t c)
{
    if (c < 0x80) {
        out.append(char(c));
    } else if (c < 0x800) {
        out.append(char(0xc0 | c >> 6)).append(char(0x80 | (c & 0x3f)));
    } else if (c < 0x10000) {
        out.append(char(0xe0 | c >> 12)).append(char(0x80 | (c >> 6 & 0x3f))).append(char(0x80 | (c & 0x3f)));
    } else {
        out.append(char(0xf0 | c >> 18)).append(char(0x80 | (c >> 12 & 0x3f)));
        out.append(char(0x80 | (c >> 6 & 0x3f))).append(char(0x80 | (c & 0x3f)));
    }
}

/// Reads the escape whose backslash stands at inner[at]; moves `at` past it.
char32_t readEscape(QByteArrayView inner, qsizetype &at)
{
    const char kind = inner[at + 1];
    at += 2;
    switch (kind) {
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'u':
        break;
    default:
        return char32_t(kind); // " \ and /
    }
    const char32_t unit = char32_t(hex4(inner.data() + at));
    at += 4;
    if (unit < 0xd800 || unit > 0xdfff)
        return unit;
    const bool pairFollows =
        unit < 0xdc00 && at + 6 <= inner.size() && inner[at] == '\\' && inner[at + 1] == 'u';
    const char32_t low = pairFollows ? char32_t(hex4(inner.data() + at + 2)) : 0;
    if (low < 0xdc00 || low > 0xdfff)
        return 0xfffd;
    at += 6;
    return 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
}

} // namespace

int hex4(const char *digits)
{
    int value = 0;
    for (int i = 0; i < 4; ++i) {
        const char c = digits[i];
        int nibble;
        if (c >= '0' && c <= '9')
            nibble = c - '0';
        else if (c >= 'a' && c <= 'f')
            nibble = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            nibble = c - 'A' + 10;
        else
            return -1;
        value = value << 4 | nibble;
    }
    return value;
}

int utf8SequenceLength(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return 0;
    const auto at = [&](qsizetype i) { return quint8(bytes[i]); };
    const quint8 lead = at(0);
    if (lead < 0x80)
        return 1;
    if (lead < 0xc2)
        return 0; // a continuation, or the lead of an overlong pair
    if (lead < 0xe0)
        return bytes.size() >= 2 && isContinuation(at(1)) ? 2 : 0;
    if (lead < 0xf0) {
        const bool wellFormed = bytes.size() >= 3 && isContinuation(at(1)) && isContinuation(at(2)) &&
                                !(lead == 0xe0 && at(1) < 0xa0)      // overlong
                                && !(lead == 0xed && at(1) >= 0xa0); // surrogate
        return wellFormed ? 3 : 0;
    }
    if (lead < 0xf5) {
        const bool wellFormed = bytes.size() >= 4 && isContinuation(at(1)) && isContinuation(at(2)) &&
                                isContinuation(at(3)) && !(lead == 0xf0 && at(1) < 0x90) // overlong
                                && !(lead == 0xf4 && at(1) >= 0x90);                     // above U+10FFFF
        return wellFormed ? 4 : 0;
    }
    return 0;
}

bool isUtf8(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const int length = utf8SequenceLength(bytes);
        if (length == 0)
            return false;
        bytes = bytes.sliced(length);
    }
    return true;
}

qsizetype codePoints(QByteArrayView utf8)
{
    return std::count_if(utf8.begin(), utf8.end(), [](char c) { return !isContinuation(quint8(c)); });
}

char32_t codePoint(QByteArrayView sequence)
{
    constexpr std::array<quint8, 5> leadMask = {0, 0x7f, 0x1f, 0x0f, 0x07};
    char32_t c = quint8(sequence[0]) & leadMask[size_t(sequence.size())];
    for (const char byte : sequence.sliced(1))
        c = c << 6 | (quint8(byte) & 0x3f);
    return c;
}

qsizetype unescapedLength(QByteArrayView bytes)
{
    return runLength<false>(bytes);
}

qsizetype plainLength(QByteArrayView bytes)
{
    return runLength<true>(bytes);
}

QByteArray unescapeJson(QByteArrayView inner)
{
    QByteArray out;
    out.reserve(inner.size());
    for (qsizetype at = 0; at < inner.size();) {
        const qsizetype backslash = inner.indexOf('\\', at);
        if (backslash < 0) {
            out.append(inner.sliced(at));
            break;
        }
        out.append(inner.sliced(at, backslash - at));
        at = backslash;
        appendCodePoint(out, readEscape(inner, at));
    }
    return out;
}

} // namespace miniqq::protocol
