// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/tap/trafficsink.h"

#include <atomic>

namespace miniqq::lab {

/// What the Lab's sockets share: where they report to, by which clock, and their numbers. Thread-safe;
/// outlives the sockets.
class SocketContext
{
public:
    /// Sockets are numbered from `firstId` up, so that they do not meet other connections in the same log.
    SocketContext(tap::TrafficSink &sink, const Clock &clock, qint64 firstId = 1)
        : m_sink(sink)
        , m_clock(clock)
        , m_nextId(firstId)
    {}

    tap::TrafficSink &sink() const { return m_sink; }
    const Clock &clock() const { return m_clock; }
    ConnectionId nextId() { return ConnectionId(m_nextId.fetch_add(1, std::memory_order_relaxed)); }
    /// The first of `count` numbers that are not given to anybody else: for a context of its own.
    qint64 takeIds(qint64 count) { return m_nextId.fetch_add(count, std::memory_order_relaxed); }

private:
    tap::TrafficSink &m_sink;
    const Clock &m_clock;
    std::atomic<qint64> m_nextId;
};

} // namespace miniqq::lab
