// SPDX-License-Identifier: MIT
#include "app/lab/core/eventfile.h"

#include "common/tap/trafficexport.h"

#include <cerrno>
#include <chrono>

namespace miniqq::lab {

using namespace std::chrono_literals;

EventFile::EventFile(const tap::TrafficLog &log, QObject *parent)
    : QObject(parent)
    , m_log(log)
{
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &EventFile::write);
}

std::optional<Failure> EventFile::open(const QString &name)
{
    m_file.setFileName(name);
    errno = 0;
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return failure("open");
    m_timer.start();
    return std::nullopt;
}

std::optional<Failure> EventFile::finish()
{
    m_timer.stop();
    if (m_file.isOpen())
        write();
    m_file.close();
    return m_failure;
}

void EventFile::write()
{
    for (tap::TrafficLog::Batch batch = m_log.drain(m_cursor); !batch.events.empty() || batch.missed > 0;
         batch = m_log.drain(m_cursor)) {
        QByteArray lines;
        if (batch.missed > 0)
            lines += tap::missedLine(batch.missed);
        for (const tap::TrafficEvent &event : batch.events)
            lines += tap::toJsonLine(event, m_log.connection(event.connection));
        errno = 0;
        if (!m_failure && m_file.write(lines) != lines.size())
            m_failure = failure("write");
    }
}

Failure EventFile::failure(const QByteArray &call) const
{
    // QFile leaves errno as the system set it; a disk that takes half of a line sets none.
    return {call, errno != 0 ? errno : ENOSPC, m_file.fileName()};
}

} // namespace miniqq::lab
