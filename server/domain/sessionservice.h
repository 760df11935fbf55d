// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/eventlog.h"
#include "server/domain/presenceservice.h"
#include "server/domain/replies.h"

#include <functional>
#include <utility>

namespace miniqq::server {

/// Begins and ends sessions: whatever the reason, all ends pass here.
class SessionService
{
public:
    SessionService(const Clock &clock, SessionRegistry &registry, PresenceService &presence, Outbound &out,
                   EventLog &log, Counters &counters)
        : m_clock(clock)
        , m_registry(registry)
        , m_presence(presence)
        , m_out(out)
        , m_log(log)
        , m_counters(counters)
    {}

    /// Called for each session that was signed in and is not in the registry any more. Once, before all else.
    void whenEnded(std::function<void(ConnectionId)> then) { m_ended = std::move(then); }

    void opened(const ConnectionOpened &event);
    void closed(const ConnectionClosed &event);

    /// Says bye with `reason` and closes. Nothing if the connection is gone.
    void end(ConnectionId connection, protocol::ErrorCode reason, const QByteArray &text);
    /// Answers with an error that ends the connection, and closes.
    void refuseAndEnd(const Request &request, protocol::ErrorCode code, const QByteArray &text);
    /// The client said that it leaves: closes without a word.
    void left(ConnectionId connection);

private:
    void close(const Session &session, const QByteArray &lastFrame, const QString &reason);
    void forget(const Session &session, const QString &reason);

    const Clock &m_clock;
    SessionRegistry &m_registry;
    PresenceService &m_presence;
    Outbound &m_out;
    EventLog &m_log;
    Counters &m_counters;
    std::function<void(ConnectionId)> m_ended;
};

} // namespace miniqq::server
