// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/terminal.h"
#include "app/lab/core/failure.h"
#include "common/base/clock.h"
#include "common/tap/trafficlog.h"

#include <QObject>

#include <optional>

namespace miniqq::lab {

class EventFile;

/// What one run of a command has around it: the terminal, the clock, the event log, and the way to end.
/// Lives in the main thread.
class Session final : public QObject
{
    Q_OBJECT

public:
    explicit Session(const QString &program, QObject *parent = nullptr);
    ~Session() override;

    Terminal &terminal() { return m_terminal; }
    const Clock &clock() const { return m_clock; }
    /// Everything the command's sockets do is reported here.
    tap::TrafficLog &log() { return m_log; }

    /// --events FILE. Before this the log is off and costs nothing.
    std::optional<Failure> writeEventsTo(const QString &file);

    /// The command is done; the program ends with `status` at the next turn of the event loop. The first end
    /// counts.
    void end(int status = 0);
    /// One line on stderr, then the end with status 1.
    void fail(const Error &error);
    bool hasEnded() const { return m_ended; }

    /// Writes the rest of the event log; the status the program ends with. Called once, when the loop is
    /// over.
    int close(int status);

private:
    Terminal m_terminal;
    SystemClock m_clock;
    tap::TrafficLog m_log;
    std::unique_ptr<EventFile> m_events;
    bool m_ended = false;
};

} // namespace miniqq::lab
