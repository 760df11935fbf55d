// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "common/base/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace miniqq::client {

/// Notices a connection that has died silently: after pingAfter without a byte the server is asked, and if
/// nothing comes for the rest of deadAfter it counts as dead. Where this process stood still (stopped, or its
/// computer slept) nobody can have been heard: the server is asked at once, and has wakePatience to answer.
/// Wakes only when a deadline may have passed, never per frame.
class Heartbeat final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 standstillNs = 2'000'000'000; ///< A timer later than this did not run.

    /// `lastActivityNs` tells when the last byte arrived (Clock::monotonicNs()).
    Heartbeat(const Clock &clock, const Timing &timing, std::function<qint64()> lastActivityNs,
              QObject *parent);

    void start();
    void stop();

Q_SIGNALS:
    void pingDue();
    void died();

private:
    void check();
    void wake(int ms);
    void ask(qint64 nowNs, int patienceMs);

    const Clock &m_clock;
    const Timing m_timing;
    std::function<qint64()> m_lastActivityNs;
    QTimer m_timer;
    qint64 m_pingedNs = 0; ///< 0: no ping is unanswered.
    qint64 m_dueNs = 0;    ///< When the next check should come; 0: none was set.
};

} // namespace miniqq::client
