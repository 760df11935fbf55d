// SPDX-License-Identifier: MIT
#include "app/lab/core/timedreceive.h"

namespace miniqq::lab {

TimedReceive::TimedReceive(StreamEnd &end)
    : QObject(&end)
    , m_end(end)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TimedReceive::receiveNow);
    connect(&end, &StreamEnd::received, this, [this](const QByteArray &bytes) {
        if (!m_waiting)
            return;
        stop();
        Q_EMIT received(bytes);
    });
    connect(&end, &StreamEnd::broken, this, &TimedReceive::stop);
}

void TimedReceive::start(const TimeLimit &limit)
{
    Q_ASSERT(!m_waiting);
    m_limit = limit;
    m_waiting = true;
    if (limit.kind() == TimeLimit::Kind::NonBlocking) {
        receiveNow();
        return;
    }
    m_end.setReading(true);
    if (limit.kind() == TimeLimit::Kind::Seconds)
        m_timer.start(limit.milliseconds());
}

void TimedReceive::cancel()
{
    if (m_waiting)
        stop();
}

void TimedReceive::stop()
{
    m_timer.stop();
    m_waiting = false;
    m_end.setReading(false);
}

void TimedReceive::receiveNow()
{
    if (!m_end.receiveOnce() && m_waiting) {
        stop();
        Q_EMIT expired(m_limit);
    }
}

} // namespace miniqq::lab
