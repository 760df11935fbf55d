// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"

#include <QHash>
#include <QString>

#include <utility>

namespace miniqq::server {

/// Keeps strangers from filling the log: one line per class of event and source in ten seconds. For one
/// thread.
class LogThrottle
{
public:
    static constexpr qint64 intervalNs = 10'000'000'000;

    explicit LogThrottle(const Clock &clock)
        : m_clock(clock)
    {}

    /// True if a line may be written now. An empty `source` is the server itself, which is always heard.
    bool allows(int eventClass, const QString &source)
    {
        const qint64 now = m_clock.monotonicNs();
        if (now - m_sweptNs >= intervalNs) {
            m_sweptNs = now;
            m_last.removeIf([now](auto it) { return now - it.value() >= intervalNs; });
        }
        if (m_last.size() >= maxSources && !source.isEmpty())
            return false;
        const auto key = std::pair(eventClass, source);
        const auto found = m_last.constFind(key);
        if (found != m_last.constEnd() && now - *found < intervalNs)
            return false;
        m_last.insert(key, now);
        return true;
    }

private:
    static constexpr qsizetype maxSources = 1'000;

    const Clock &m_clock;
    QHash<std::pair<int, QString>, qint64> m_last;
    qint64 m_sweptNs = 0;
};

} // namespace miniqq::server
