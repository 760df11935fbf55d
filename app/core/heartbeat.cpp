// SPDX-License-Identifier: MIT
#include "app/core/heartbeat.h"

namespace miniqq::client {

Heartbeat::Heartbeat(const Clock &clock, const Timing &timing, std::function<qint64()> lastActivityNs,
                     QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_timing(timing)
    , m_lastActivityNs(std::move(lastActivityNs))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Heartbeat::check);
}

void Heartbeat::start()
{
    m_pingedNs = 0;
    check();
}

void Heartbeat::stop()
{
    m_timer.stop();
}

void Heartbeat::check()
{
    const qint64 now = m_clock.monotonicNs();
    const qint64 active = m_lastActivityNs();
    if (m_pingedNs > 0 && active >= m_pingedNs)
        m_pingedNs = 0;

    const qint64 pingAtMs = active / 1'000'000 + m_timing.pingAfter;
    if (m_pingedNs == 0 && now / 1'000'000 < pingAtMs) {
        m_timer.start(int(pingAtMs - now / 1'000'000));
        return;
    }
    if (m_pingedNs == 0) {
        m_pingedNs = now;
        m_timer.start(m_timing.deadAfter - m_timing.pingAfter);
        Q_EMIT pingDue();
        return;
    }
    Q_EMIT died();
}

} // namespace miniqq::client
