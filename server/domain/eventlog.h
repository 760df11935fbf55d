// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "server/domain/logsink.h"

#include <QHash>

namespace miniqq::server {

struct Session;

/// Writes the operator's log and keeps it readable: of each class of event and source one line in 10 s; when
/// that time is over, the last of those held back follows with their number. Holds a bounded number of
/// sources; events of others are then only counted.
class EventLog
{
public:
    EventLog(LogSink &sink, const Clock &clock)
        : m_sink(sink)
        , m_clock(clock)
    {}

    struct Source
    {
        QByteArray account; ///< empty: the address is the source
        Endpoint endpoint;
    };
    static Source of(const Session &session);

    /// `eventClass` is a short constant such as "signin.failed".
    void write(LogLevel level, LogCategory category, const char *eventClass, const Source &source,
               const QString &text);
    /// Lets go of what was held back long enough. To be called about once a second.
    void tick();

private:
    struct Entry
    {
        qint64 sinceNs = 0;
        int heldBack = 0;
        LogEvent last;
    };

    LogSink &m_sink;
    const Clock &m_clock;
    QHash<QByteArray, Entry> m_entries;
};

} // namespace miniqq::server
