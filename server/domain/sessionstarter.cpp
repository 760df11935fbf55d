// SPDX-License-Identifier: MIT
#include "server/domain/sessionstarter.h"

#include <utility>

namespace miniqq::server {

using protocol::ErrorCode;

void SessionStarter::start(const Request &request, Account &account)
{
    const ResumeToken token = ResumeToken::make();
    m.store.addToken(record(token, account),
                     m.turn.callback([this, request, &account, token, credentials = account.credentials](
                                         const Result<Done, StoreError> &added) {
                         if (added)
                             finish(request, account, credentials, token, {});
                         else
                             storageFailed(request, added.error());
                     }));
}

void SessionStarter::startByToken(const Request &request, Account &account, const QByteArray &usedSha256)
{
    const ResumeToken token = ResumeToken::make();
    m.store.renewToken(
        usedSha256, record(token, account),
        m.turn.callback([this, request, &account, token, usedSha256,
                         credentials = account.credentials](const Result<bool, StoreError> &renewed) {
            if (!renewed)
                storageFailed(request, renewed.error());
            else if (*renewed)
                finish(request, account, credentials, token, usedSha256);
            else
                refuse(request, ErrorCode::BadCredentials,
                       "This token was used already. Sign in with the password.");
        }));
}

void SessionStarter::tokenArrived(Session &session)
{
    if (!session.usedTokenSha256.isEmpty())
        m.store.removeToken(std::exchange(session.usedTokenSha256, {}), {});
}

Session *SessionStarter::authenticating(const Request &request)
{
    Session *session = m.registry.find(request.connection);
    return session && session->phase == Phase::Authenticating ? session : nullptr;
}

void SessionStarter::refuse(const Request &request, ErrorCode code, const QByteArray &text)
{
    if (Session *session = authenticating(request)) {
        session->phase = Phase::Greeted;
        m.replies.refuse(request, code, text);
    }
}

void SessionStarter::refuseForNow(const Request &request, ErrorCode code, const QByteArray &text,
                                  qint64 retryAfterMs)
{
    if (Session *session = authenticating(request)) {
        session->phase = Phase::Greeted;
        m.replies.refuseForNow(request, code, text, retryAfterMs);
    }
}

void SessionStarter::storageFailed(const Request &request, const StoreError &error)
{
    m.log.write(LogLevel::Error, LogCategory::Store, "accounts.failed", {}, error.text);
    refuse(request, ErrorCode::StorageFailed, "The server could not write to its disk.");
}

TokenRecord SessionStarter::record(const ResumeToken &token, const Account &account) const
{
    const qint64 now = m.clock.wallMs();
    return {account.id, token.sha256, now, now + m.limits.tokenLifetimeMs};
}

void SessionStarter::finish(const Request &request, Account &account, int credentials,
                            const ResumeToken &token, const QByteArray &usedSha256)
{
    if (account.credentials != credentials)
        refuse(request, ErrorCode::BadCredentials,
               "The password was changed just now. Sign in with the new one.");
    if (const BanRecord *ban = m.bans.account(account.name)) // made while the disk was at work
        m.sessions.refuseAndEnd(request, ErrorCode::Banned, banWords(*ban));
    Session *session = authenticating(request);
    if (!session) { // nobody will ever show this token
        m.store.removeToken(token.sha256, {});
        return;
    }
    m.registry.signIn(*session, account, token.sha256);
    session->usedTokenSha256 = usedSha256;
    session->activeNs = m.clock.monotonicNs();
    ++m.counters.signIns;
    m.log.write(LogLevel::Info, LogCategory::Accounts, "signin", EventLog::of(*session),
                QStringLiteral("signed in"));
    m.out.signedIn(session->connection, account.name, session->knowsFiles);
    m.replies.answer(request, protocol::AuthOk{account.name, account.display, token.text, session->number});
    m.presence.sessionsChanged(account);

    while (int(m.registry.sessionsOf(account.id).size()) > std::max(1, m.limits.sessionsPerAccount)) {
        m.counters.hit(LimitHit::SessionsPerAccount);
        m.sessions.end(m.registry.sessionsOf(account.id).front(), ErrorCode::TooManySessions,
                       "Your account signed in on another device, one more than the server allows.");
    }
}

} // namespace miniqq::server
