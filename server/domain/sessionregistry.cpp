// SPDX-License-Identifier: MIT
#include "server/domain/sessionregistry.h"

#include <algorithm>

namespace miniqq::server {

Session &SessionRegistry::open(const ConnectionOpened &opened, qint64 nowMs)
{
    Session &session = m_sessions[opened.connection.value()];
    session.connection = opened.connection;
    session.peer = opened.peer;
    session.trusted = opened.trusted;
    session.sinceMs = nowMs;
    return session;
}

Session *SessionRegistry::find(ConnectionId connection)
{
    const auto found = m_sessions.find(connection.value());
    return found == m_sessions.end() ? nullptr : &found->second;
}

bool SessionRegistry::hearsOfGroups(ConnectionId connection) const
{
    const auto found = m_sessions.find(connection.value());
    return found != m_sessions.end() && found->second.hearsOfGroups;
}

bool SessionRegistry::knowsRecalls(ConnectionId connection) const
{
    const auto found = m_sessions.find(connection.value());
    return found != m_sessions.end() && found->second.knowsRecalls;
}

void SessionRegistry::signIn(Session &session, Account &account, const QByteArray &tokenSha256)
{
    Q_ASSERT(session.phase != Phase::SignedIn);
    session.phase = Phase::SignedIn;
    session.account = &account;
    session.number = ++m_lastNumber;
    session.tokenSha256 = tokenSha256;
    session.m_place = m_everyone.size();
    m_everyone.push_back(session.connection);
    m_byAccount[account.id].push_back(session.connection);
}

void SessionRegistry::remove(ConnectionId connection)
{
    const auto found = m_sessions.find(connection.value());
    if (found == m_sessions.end())
        return;
    const Session &session = found->second;
    if (session.phase == Phase::SignedIn) {
        const ConnectionId last = m_everyone.back();
        m_everyone[session.m_place] = last;
        m_sessions.at(last.value()).m_place = session.m_place;
        m_everyone.pop_back();

        const auto account = m_byAccount.find(session.account->id);
        std::erase(*account, connection);
        if (account->empty())
            m_byAccount.erase(account);
    }
    m_sessions.erase(found);
}

std::span<const ConnectionId> SessionRegistry::sessionsOf(AccountId account) const
{
    const auto found = m_byAccount.constFind(account);
    return found == m_byAccount.cend() ? std::span<const ConnectionId>() : std::span(*found);
}

std::array<std::span<const ConnectionId>, 2> SessionRegistry::everyoneBut(const Session &session) const
{
    const std::span<const ConnectionId> all = m_everyone;
    if (session.phase != Phase::SignedIn)
        return {all, {}};
    return {all.first(session.m_place), all.subspan(session.m_place + 1)};
}

std::vector<ConnectionId> SessionRegistry::connections() const
{
    std::vector<ConnectionId> ids;
    ids.reserve(m_sessions.size());
    for (const auto &[id, session] : m_sessions)
        ids.push_back(session.connection);
    std::sort(ids.begin(), ids.end());
    return ids;
}

} // namespace miniqq::server
