// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"
#include "server/domain/sessionregistry.h"
#include "server/domain/sessionservice.h"

namespace miniqq::server {

/// What the operator chose about this server as a whole.
struct ServerProfile
{
    QByteArray name;                  ///< at most 80 characters, one line
    bool registrationOpen = false;    ///< whether new accounts are taken
    QByteArray registrationCode = {}; ///< what they need to know for that; empty: nothing
};

/// Agrees on the version of the protocol: the highest that both ends speak.
class HelloService
{
public:
    HelloService(const Clock &clock, const Limits &limits, const ServerProfile &profile, Replies &replies,
                 SessionService &sessions)
        : m_clock(clock)
        , m_limits(limits)
        , m_profile(profile)
        , m_replies(replies)
        , m_sessions(sessions)
    {}

    /// Which history the sequence numbers count: told to everybody. Null: not told.
    void setLog(const Uuid &log) { m_log = log; }
    void hello(Session &session, const Request &request, const protocol::Hello &message);

private:
    const Clock &m_clock;
    const Limits &m_limits;
    const ServerProfile &m_profile;
    Replies &m_replies;
    SessionService &m_sessions;
    Uuid m_log;
};

} // namespace miniqq::server
