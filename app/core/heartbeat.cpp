// SPDX-License-Identifier: MIT
#include "app/core/heartbeat.h"

#include <algorithm>

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
    m_dueNs = 0;
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
    if (m_dueNs != 0 && now - m_dueNs > standstillNs) {
        ask(now, std::min(m_timing.wakePatience, m_timing.deadAfter - m_timing.pingAfter));
        return;
    }
    if (m_pingedNs > 0 && active >= m_pingedNs)
        m_pingedNs = 0;

    const qint64 pingAtMs = active / 1'000'000 + m_timing.pingAfter;
    if (m_pingedNs == 0 && now / 1'000'000 < pingAtMs) {
        wake(int(pingAtMs - now / 1'000'000));
        return;
    }
    if (m_pingedNs == 0) {
        ask(now, m_timing.deadAfter - m_timing.pingAfter);
        return;
    }
    Q_EMIT died();
}

void Heartbeat::wake(int ms)
{
    m_dueNs = m_clock.monotonicNs() + qint64(ms) * 1'000'000;
    m_timer.start(ms);
}

void Heartbeat::ask(qint64 nowNs, int patienceMs)
{
    m_pingedNs = nowNs;
    wake(patienceMs);
    Q_EMIT pingDue();
}

} // namespace miniqq::client
