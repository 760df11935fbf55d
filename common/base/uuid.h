// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHashFunctions>

#include <array>
#include <compare>
#include <optional>

namespace miniqq {

/// 128-bit identifier of a message as its sender named it (RFC 9562). A plain value; ordering is that of the
/// bytes, which for version 7 is the order of creation.
struct Uuid
{
    std::array<quint8, 16> bytes{};

    bool isNull() const { return *this == Uuid(); }

    /// Canonical text: 36 lower-case characters, 8-4-4-4-12.
    QByteArray toText() const;
    /// Writes the 36 characters of toText() to `out`.
    void writeText(char *out) const;
    /// The 16 bytes, for storage.
    QByteArray toBytes() const;

    /// Reads the canonical text, upper or lower case; nothing else is accepted (no braces, no missing
    /// hyphens).
    static std::optional<Uuid> fromText(QByteArrayView text);
    static std::optional<Uuid> fromBytes(QByteArrayView sixteenBytes);

    friend auto operator<=>(const Uuid &, const Uuid &) = default;
    friend size_t qHash(const Uuid &id, size_t seed = 0) { return qHashBits(id.bytes.data(), 16, seed); }
};

} // namespace miniqq
