// SPDX-License-Identifier: MIT
#include "server/domain/sessionservice.h"

namespace miniqq::server {

using protocol::ErrorCode;

void SessionService::opened(const ConnectionOpened &event)
{
    const Session &session = m_registry.open(event, m_clock.wallMs());
    m_log.write(LogLevel::Info, LogCategory::Connections, "opened", EventLog::of(session),
                event.encrypted ? QStringLiteral("connected over TLS")
                                : QStringLiteral("connected without TLS"));
}

void SessionService::closed(const ConnectionClosed &event)
{
    if (const Session *session = m_registry.find(event.connection))
        forget(*session, event.reason);
}

void SessionService::end(ConnectionId connection, ErrorCode reason, const QByteArray &text)
{
    const Session *session = m_registry.find(connection);
    if (!session)
        return;
    ++m_counters.refused(reason);
    const protocol::Bye bye{reason, text, protocol::mayReconnect(reason), std::nullopt};
    close(*session, protocol::encodeFrame(bye), QString::fromUtf8(protocol::errorCodeText(reason)));
}

void SessionService::refuseAndEnd(const Request &request, ErrorCode code, const QByteArray &text)
{
    const Session *session = m_registry.find(request.connection);
    if (!session)
        return;
    ++m_counters.refused(code);
    const protocol::ErrorReply reply{code, text, std::nullopt, std::nullopt};
    close(*session, protocol::encodeFrame(reply, {}, request.id),
          QString::fromUtf8(protocol::errorCodeText(code)));
}

void SessionService::left(ConnectionId connection)
{
    if (const Session *session = m_registry.find(connection))
        close(*session, {}, QStringLiteral("left"));
}

void SessionService::close(const Session &session, const QByteArray &lastFrame, const QString &reason)
{
    m_out.close(session.connection, lastFrame, reason);
    forget(session, reason);
}

void SessionService::forget(const Session &session, const QString &reason)
{
    m_log.write(LogLevel::Info, LogCategory::Connections, "closed", EventLog::of(session),
                QString(QStringLiteral("disconnected: ") + reason));
    const Account *account = session.account;
    const ConnectionId connection = session.connection;
    m_registry.remove(connection);
    if (!account)
        return;
    m_presence.sessionsChanged(*account);
    if (m_ended)
        m_ended(connection);
}

} // namespace miniqq::server
