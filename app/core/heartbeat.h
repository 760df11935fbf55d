// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "common/base/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace miniqq::client {

/// Notices a connection that has died silently: after pingAfter without a byte the server is asked, and if
/// nothing comes for the rest of deadAfter it counts as dead. Where this process stood still, or its computer
/// slept, nobody can have been heard: the server is asked at once, and has wakePatience for the answer
/// itself, for other bytes may have waited here all the time. Wakes every two seconds at most, never per
/// frame.
class Heartbeat final : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 standstillNs = 2'000'000'000; ///< A timer later than this did not run.
    static constexpr int longestRestMs = 2'000; ///< So soon a standstill is noticed when it is over.

    /// `lastActivityNs` tells when the last byte arrived (Clock::monotonicNs()).
    Heartbeat(const Clock &clock, const Timing &timing, std::function<qint64()> lastActivityNs,
              QObject *parent);

    void start();
    /// The server has answered what pingDue() asked.
    void answered();
    void stop();

Q_SIGNALS:
    void pingDue();
    void died();

private:
    void check();
    bool stoodStill(qint64 nowNs) const;
    void rest(qint64 ns);
    void ask(qint64 nowNs, int patienceMs);

    const Clock &m_clock;
    const Timing m_timing;
    std::function<qint64()> m_lastActivityNs;
    QTimer m_timer;
    qint64 m_askedNs = 0;       ///< 0: nothing is unanswered.
    qint64 m_answerDueNs = 0;   ///< Then it has to be.
    bool m_onlyAnswers = false; ///< Bytes are no sign of life: they may be old.
    qint64 m_wakeNs = 0;        ///< When the next check should come; 0: none was set.
    qint64 m_sleptNs = 0;       ///< What the clock that counts sleep was ahead then.
};

} // namespace miniqq::client
