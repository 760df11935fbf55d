// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

namespace miniqq::lab {

/// How long a call on a socket may take, as Python's settimeout() has it. None of the three makes a system
/// call of its own: Python sets O_NONBLOCK for the last two, and waits with poll() before the call.
class TimeLimit
{
public:
    enum class Kind {
        Blocking,    ///< settimeout(None), setblocking(True): waits as long as it takes
        NonBlocking, ///< settimeout(0), setblocking(False): never waits
        Seconds      ///< settimeout(2.5): waits so long at most
    };

    TimeLimit() = default; ///< Blocking, as a new socket of Python's is
    static TimeLimit nonBlocking() { return fromMilliseconds(0); }
    /// 0 is nonBlocking().
    static TimeLimit fromMilliseconds(int ms);
    /// As it is typed: seconds with or without a fraction up to a day; nothing or "None" for Blocking.
    static Result<TimeLimit> fromText(const QString &text);

    Kind kind() const { return m_kind; }
    int milliseconds() const { return m_ms; } ///< 0 unless Seconds

    /// What gettimeout() returns: "None", "0.0", "2.5".
    QString toPython() const;
    /// What Python prints when nothing came: "TimeoutError: timed out" or "BlockingIOError: [Errno 11]
    /// Resource temporarily unavailable"; empty for Blocking.
    QString expiredText() const;
    /// What it is made of, in a sentence.
    QString explanation() const;

private:
    Kind m_kind = Kind::Blocking;
    int m_ms = 0;
};

} // namespace miniqq::lab
