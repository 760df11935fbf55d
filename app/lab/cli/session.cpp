// SPDX-License-Identifier: MIT
#include "app/lab/cli/session.h"

#include "app/lab/core/eventfile.h"

#include <QCoreApplication>

namespace miniqq::lab {

Session::Session(const QString &program, QObject *parent)
    : QObject(parent)
    , m_terminal(program)
    , m_log(m_clock, tap::Side::Client)
{}

Session::~Session() = default;

std::optional<Failure> Session::writeEventsTo(const QString &file)
{
    m_events = std::make_unique<EventFile>(m_log);
    if (std::optional<Failure> failure = m_events->open(file)) {
        m_events.reset();
        return failure;
    }
    m_log.setMode(tap::TrafficLog::Mode::Full);
    return std::nullopt;
}

void Session::end(int status)
{
    if (m_ended)
        return;
    m_ended = true;
    // Queued: a command may be done before the event loop runs.
    QMetaObject::invokeMethod(
        this, [status] { QCoreApplication::exit(status); }, Qt::QueuedConnection);
}

void Session::fail(const Error &error)
{
    if (m_ended)
        return;
    m_terminal.note(error.text);
    end(1);
}

int Session::close(int status)
{
    if (!m_events)
        return status;
    const std::optional<Failure> failure = m_events->finish();
    if (failure)
        m_terminal.note(failure->toText());
    return failure && status == 0 ? 1 : status;
}

} // namespace miniqq::lab
