// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/timing.h"
#include "common/base/clock.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace miniqq::client {

/// Notices a connection that has died silently: after pingAfter without a byte the server is asked, and if
/// nothing comes for the rest of deadAfter it counts as dead. A computer that slept asks first, too. Wakes
/// only when a deadline may have passed, never per frame.
class Heartbeat final : public QObject
{
    Q_OBJECT

public:
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

    const Clock &m_clock;
    const Timing m_timing;
    std::function<qint64()> m_lastActivityNs;
    QTimer m_timer;
    qint64 m_pingedNs = 0; ///< 0: no ping is unanswered.
};

} // namespace miniqq::client
