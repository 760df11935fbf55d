// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/uuid.h"

namespace miniqq {

/// Makes message ids. Belongs to one thread.
class IdGenerator
{
public:
    virtual ~IdGenerator() = default;
    virtual Uuid next() = 0;
};

/// Version 7 UUIDs (RFC 9562, 5.7): 48 bits of Unix milliseconds, then a 12-bit counter (method 1 of 6.2) so
/// that ids made by one generator ascend even within a millisecond and while the wall clock stands or goes
/// back, then 62 random bits.
class UuidV7Generator final : public IdGenerator
{
public:
    explicit UuidV7Generator(const Clock &clock);
    Uuid next() override;

private:
    const Clock &m_clock;
    qint64 m_lastMs = 0;
    quint16 m_counter = 0;
};

} // namespace miniqq
