// SPDX-License-Identifier: MIT
#include "common/base/uuid.h"

#include <cstring>

namespace miniqq {
namespace {

constexpr int textLength = 36;

constexpr bool isHyphenPosition(qsizetype i)
{
    return i == 8 || i == 13 || i == 18 || i == 23;
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

void Uuid::writeText(char *out) const
{
    static constexpr char digits[] = "0123456789abcdef";
    qsizetype at = 0;
    for (const quint8 byte : bytes) {
        if (isHyphenPosition(at))
            out[at++] = '-';
        out[at++] = digits[byte >> 4];
        out[at++] = digits[byte & 15];
    }
}

QByteArray Uuid::toText() const
{
    QByteArray text(textLength, Qt::Uninitialized);
    writeText(text.data());
    return text;
}

QByteArray Uuid::toBytes() const
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), 16);
}

std::optional<Uuid> Uuid::fromText(QByteArrayView text)
{
    if (text.size() != textLength)
        return std::nullopt;
    Uuid id;
    size_t nibble = 0;
    for (qsizetype i = 0; i < textLength; ++i) {
        if (isHyphenPosition(i)) {
            if (text[i] != '-')
                return std::nullopt;
            continue;
        }
        const int value = hexValue(text[i]);
        if (value < 0)
            return std::nullopt;
        id.bytes[nibble / 2] = quint8(id.bytes[nibble / 2] << 4 | value);
        ++nibble;
    }
    return id;
}

std::optional<Uuid> Uuid::fromBytes(QByteArrayView sixteenBytes)
{
    if (sixteenBytes.size() != 16)
        return std::nullopt;
    Uuid id;
    std::memcpy(id.bytes.data(), sixteenBytes.data(), 16);
    return id;
}

} // namespace miniqq
