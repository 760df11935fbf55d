// SPDX-License-Identifier: MIT
#include "common/base/uuid.h"

#include <cstring>

namespace miniqq {
namespace {

constexpr int textLength = 36;

/// Where each byte's two digits stand in the text; the hyphens fill the gaps.
constexpr std::array<quint8, 16> placeOfByte = {0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34};
constexpr std::array<quint8, 4> hyphens = {8, 13, 18, 23};

constexpr quint8 noDigit = 0xff;

/// The value of each hex digit, upper or lower case; noDigit for every other character.
constexpr std::array<quint8, 256> hexValues = [] {
    std::array<quint8, 256> values{};
    values.fill(noDigit);
    for (quint8 i = 0; i < 16; ++i) {
        values[size_t("0123456789abcdef"[i])] = i;
        values[size_t("0123456789ABCDEF"[i])] = i;
    }
    return values;
}();

} // namespace

void Uuid::writeText(char *out) const
{
    static constexpr char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.size(); ++i) {
        out[placeOfByte[i]] = digits[bytes[i] >> 4];
        out[placeOfByte[i] + 1] = digits[bytes[i] & 15];
    }
    for (const quint8 at : hyphens)
        out[at] = '-';
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
    for (const quint8 at : hyphens) {
        if (text[at] != '-')
            return std::nullopt;
    }
    Uuid id;
    quint8 seen = 0; // of all digits; their values leave the upper half of it empty
    for (size_t i = 0; i < id.bytes.size(); ++i) {
        const quint8 high = hexValues[quint8(text[placeOfByte[i]])];
        const quint8 low = hexValues[quint8(text[placeOfByte[i] + 1])];
        seen |= high | low;
        id.bytes[i] = quint8(high << 4 | (low & 15));
    }
    if (seen > 15)
        return std::nullopt;
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
