// SPDX-License-Identifier: MIT
#include "app/lab/core/timelimit.h"

#include <QCoreApplication>

#include <cerrno>
#include <system_error>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int longestMs = 86'400'000; // a day

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::lab::TimeLimit)
};

} // namespace

TimeLimit TimeLimit::fromMilliseconds(int ms)
{
    TimeLimit limit;
    limit.m_kind = ms == 0 ? Kind::NonBlocking : Kind::Seconds;
    limit.m_ms = ms;
    return limit;
}

Result<TimeLimit> TimeLimit::fromText(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty() || typed == u"None")
        return TimeLimit();
    bool ok = false;
    const double ms = typed.toDouble(&ok) * 1000.0;
    if (!ok || !(ms >= 0.0 && ms <= longestMs)) {
        return Error{Words::tr("A time limit is seconds from 0 to 86400, or None to wait for ever; not %1.")
                         .arg(typed)};
    }
    // Anything above zero waits, be it ever so short.
    return fromMilliseconds(ms > 0.0 && ms < 1.0 ? 1 : int(ms));
}

QString TimeLimit::toPython() const
{
    switch (m_kind) {
    case Kind::NonBlocking:
        return u"0.0"_s;
    case Kind::Seconds: {
        const QString text = QString::number(m_ms / 1000.0, 'g', 10);
        return text.contains(u'.') ? text : QString(text + u".0"_s);
    }
    case Kind::Blocking:
        break;
    }
    return u"None"_s;
}

QString TimeLimit::expiredText() const
{
    switch (m_kind) {
    case Kind::NonBlocking:
        return u"BlockingIOError: [Errno %1] %2"_s.arg(
            QString::number(EAGAIN), QString::fromStdString(std::generic_category().message(EAGAIN)));
    case Kind::Seconds:
        return u"TimeoutError: timed out"_s;
    case Kind::Blocking:
        break;
    }
    return {};
}

QString TimeLimit::explanation() const
{
    switch (m_kind) {
    case Kind::NonBlocking:
        return Words::tr(
            "setblocking(False): recv() returns at once; with nothing there it fails with EAGAIN.");
    case Kind::Seconds:
        return Words::tr("settimeout(%1): the socket is non-blocking; first poll() waits up to %1 s, then "
                         "recv() is called. If poll() came back empty: timed out.")
            .arg(toPython());
    case Kind::Blocking:
        break;
    }
    return Words::tr("settimeout(None), setblocking(True): recv() waits as long as it takes.");
}

} // namespace miniqq::lab
