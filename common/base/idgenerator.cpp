// SPDX-License-Identifier: MIT
#include "common/base/idgenerator.h"

#include <QRandomGenerator>

namespace miniqq {
namespace {

constexpr quint16 counterMax = 0x0fff;

} // namespace

UuidV7Generator::UuidV7Generator(const Clock &clock)
    : m_clock(clock)
{}

Uuid UuidV7Generator::next()
{
    const qint64 now = m_clock.wallMs();
    if (now > m_lastMs) {
        m_lastMs = now;
        m_counter = 0;
    } else if (m_counter == counterMax) {
        // 4096 ids in one millisecond: borrow the next one rather than lose the order.
        ++m_lastMs;
        m_counter = 0;
    } else {
        ++m_counter;
    }

    Uuid id;
    quint64 random = QRandomGenerator::system()->generate64();
    for (size_t i = 0; i < 6; ++i)
        id.bytes[i] = quint8(quint64(m_lastMs) >> (8 * (5 - i)));
    id.bytes[6] = quint8(0x70 | m_counter >> 8);
    id.bytes[7] = quint8(m_counter);
    for (size_t i = 8; i < 16; ++i, random >>= 8)
        id.bytes[i] = quint8(random);
    id.bytes[8] = quint8((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

} // namespace miniqq
