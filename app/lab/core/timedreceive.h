// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/streamend.h"
#include "app/lab/core/timelimit.h"

#include <QTimer>

namespace miniqq::lab {

/// One recv() with a time limit, as a program that blocks makes it, made of non-blocking calls: the event
/// loop waits in the place of Python's poll(). Lives in the thread of its StreamEnd, which must not be
/// reading meanwhile.
class TimedReceive final : public QObject
{
    Q_OBJECT

public:
    explicit TimedReceive(StreamEnd &end);

    /// One at a time. received() or expired() follows, also within the call; neither if the end breaks or is
    /// closed, or after cancel().
    void start(const TimeLimit &limit);
    void cancel();
    bool isWaiting() const { return m_waiting; }

Q_SIGNALS:
    /// Empty: the peer has sent FIN.
    void received(const QByteArray &bytes);
    /// Nothing came in time; limit.expiredText() says it in Python's words.
    void expired(const miniqq::lab::TimeLimit &limit);

private:
    void stop();
    /// The call itself; if nothing is there, the limit has run out.
    void receiveNow();

    StreamEnd &m_end;
    QTimer m_timer;
    TimeLimit m_limit;
    bool m_waiting = false;
};

} // namespace miniqq::lab
