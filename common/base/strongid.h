// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>

#include <compare>

namespace miniqq {

/// A 64-bit id that does not convert to any other id. Zero means "none". `Tag` is an empty struct that names
/// the kind.
template<class Tag>
class StrongId
{
public:
    constexpr StrongId() = default;
    constexpr explicit StrongId(qint64 value)
        : m_value(value)
    {}

    constexpr qint64 value() const { return m_value; }
    constexpr bool isNull() const { return m_value == 0; }

    friend constexpr auto operator<=>(StrongId, StrongId) = default;
    friend size_t qHash(StrongId id, size_t seed = 0) { return ::qHash(id.m_value, seed); }

private:
    qint64 m_value = 0;
};

/// One accepted or opened connection; unique within a process run, never reused.
using ConnectionId = StrongId<struct ConnectionTag>;

} // namespace miniqq
