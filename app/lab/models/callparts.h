// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficevent.h"

#include <QStringList>

namespace miniqq::lab {

/// A reported call (an event of kind Call) taken apart: its arguments as NativeSocket writes them.
struct CallParts
{
    explicit CallParts(const tap::TrafficEvent &event);

    QByteArray name;
    int fd = -1;           ///< the descriptor it was made on; -1 for socket()
    QStringList arguments; ///< without the descriptor
    bool ok = false;       ///< error == 0

    bool is(const char *other) const { return name == other; }
    QString argument(qsizetype i) const { return arguments.value(i); }
    /// All of them again, for names in which there may be a comma: "127.0.0.1:8001", "/tmp/a, b".
    QString all() const { return arguments.join(QStringLiteral(", ")); }
    bool isPeek() const { return is("recv") && argument(1) == QLatin1String("MSG_PEEK"); }
};

/// It only would have had to wait: EAGAIN, EINPROGRESS.
bool wouldWait(const tap::TrafficEvent &event);
/// When the call returned, monotonic.
inline qint64 endNs(const tap::TrafficEvent &event)
{
    return event.monotonicNs + event.durationNs;
}

} // namespace miniqq::lab
