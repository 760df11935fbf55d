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
    m_askedNs = 0;
    m_wakeNs = 0;
    check();
}

void Heartbeat::answered()
{
    // What is read first after a standstill was said before it.
    if (!stoodStill(m_clock.monotonicNs()))
        m_askedNs = 0;
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
    const int patience = m_timing.deadAfter - m_timing.pingAfter;
    if (stoodStill(now)) {
        m_onlyAnswers = true;
        ask(now, std::min(m_timing.wakePatience, patience));
        return;
    }
    if (m_askedNs > 0 && active >= m_askedNs && !m_onlyAnswers)
        m_askedNs = 0;
    if (m_askedNs == 0) {
        m_onlyAnswers = false;
        const qint64 askAtNs = active + qint64(m_timing.pingAfter) * 1'000'000;
        if (now >= askAtNs)
            ask(now, patience);
        else
            rest(askAtNs - now);
        return;
    }
    if (now < m_answerDueNs) {
        rest(m_answerDueNs - now);
        return;
    }
    if (m_onlyAnswers && active > m_askedNs) { // something came, at least: as long as that goes on
        m_askedNs = now;
        m_answerDueNs = now + qint64(m_timing.wakePatience) * 1'000'000;
        rest(m_answerDueNs - now);
        return;
    }
    Q_EMIT died();
}

bool Heartbeat::stoodStill(qint64 nowNs) const
{
    return m_wakeNs != 0 &&
           (nowNs - m_wakeNs > standstillNs || m_clock.withSleepNs() - nowNs - m_sleptNs > standstillNs);
}

void Heartbeat::rest(qint64 ns)
{
    const int ms = int(std::min(qint64(longestRestMs), (ns + 999'999) / 1'000'000));
    const qint64 now = m_clock.monotonicNs();
    m_wakeNs = now + qint64(ms) * 1'000'000;
    m_sleptNs = m_clock.withSleepNs() - now;
    m_timer.start(ms);
}

void Heartbeat::ask(qint64 nowNs, int patienceMs)
{
    m_askedNs = nowNs;
    m_answerDueNs = nowNs + qint64(patienceMs) * 1'000'000;
    rest(m_answerDueNs - nowNs);
    Q_EMIT pingDue();
}

} // namespace miniqq::client
