// SPDX-License-Identifier: MIT
#include "server/domain/signinservice.h"

#include "server/domain/addressbucket.h"

namespace miniqq::server {

using protocol::ErrorCode;

void SignInService::signIn(Session &session, const Request &request, const protocol::AuthSignIn &message)
{
    session.phase = Phase::Authenticating;
    const Account *account = m.accounts.find(message.account);
    const Attempt attempt{request,         session.peer,     addressBucket(session.peer.address),
                          message.account, message.password, account ? account->credentials : 0};
    if (const qint64 wait = m.guard.begin(attempt.account, attempt.address); wait > 0) {
        m.log.write(LogLevel::Warning, LogCategory::Accounts, "signin.limited", {{}, session.peer},
                    QStringLiteral("sign-in refused: too many wrong passwords"));
        m.starter.refuseForNow(request, ErrorCode::RateLimited, "Too many wrong passwords. Wait a little.",
                               wait);
        return;
    }
    const bool accepted = m.hasher.verify(
        message.password, account ? account->passwordHash : QByteArray(),
        m.turn.callback([this, attempt](PasswordHasher::Verdict verdict) { verified(attempt, verdict); }));
    if (!accepted) {
        m.guard.cancelled(attempt.account, attempt.address);
        m.replies.hit(LimitHit::PasswordQueue);
        m.starter.refuseForNow(request, ErrorCode::ServerBusy, "Too many people sign in right now.", 1'000);
    }
}

void SignInService::verified(const Attempt &attempt, PasswordHasher::Verdict verdict)
{
    Account *account = m.accounts.find(attempt.account);
    if (verdict.failed) {
        m.guard.cancelled(attempt.account, attempt.address);
        m.starter.refuseForNow(attempt.request, ErrorCode::ServerBusy, "The server is out of memory.", 5'000);
        return;
    }
    if (!verdict.matches || !account || account->credentials != attempt.credentials) {
        m.guard.failed(attempt.account, attempt.address);
        m.log.write(LogLevel::Warning, LogCategory::Accounts, "signin.failed", {{}, attempt.peer},
                    QStringLiteral("sign-in refused: wrong account or password"));
        m.starter.refuse(attempt.request, ErrorCode::BadCredentials,
                         "The account name and the password do not fit.");
        return;
    }
    m.guard.succeeded(attempt.account, attempt.address);
    if (isBanned(attempt.request, *account)) // only who knows the password hears of it
        return;
    if (verdict.outdated)
        rehash(*account, attempt.password);
    if (m.starter.authenticating(attempt.request))
        m.starter.start(attempt.request, *account);
}

void SignInService::rehash(const Account &known, const QByteArray &password)
{
    const auto made = [this, id = known.id, credentials = known.credentials](const QByteArray &hash) {
        Account *account = m.accounts.find(id);
        if (!account || hash.isEmpty() || account->credentials != credentials) // another password by now
            return;
        account->passwordHash = hash;
        m.store.setPasswordHash(id, hash, {});
    };
    // If the pool is busy, the next sign-in will do.
    (void)m.hasher.hash(password, m.turn.callback(made));
}

void SignInService::resume(Session &session, const Request &request, const protocol::AuthResume &message)
{
    session.phase = Phase::Authenticating;
    const QByteArray sha256 = ResumeToken::hashOf(message.token);
    const auto found = [this, request, name = message.account,
                        sha256](const Result<std::optional<TokenRecord>, StoreError> &token) {
        if (!token) {
            m.starter.storageFailed(request, token.error());
            return;
        }
        Account *account = m.accounts.find(name);
        if (!account || !*token || (*token)->account != account->id) {
            m.starter.refuse(request, ErrorCode::BadCredentials,
                             "This token is not valid any more. Sign in with the password.");
        } else if (isBanned(request, *account)) {
            return;
        } else if (m.starter.authenticating(request)) {
            m.starter.startByToken(request, *account, sha256);
        }
    };
    m.store.findToken(sha256, m.clock.wallMs(), m.turn.callback(found));
}

bool SignInService::isBanned(const Request &request, const Account &account)
{
    const BanRecord *ban = m.bans.account(account.name);
    if (ban)
        m.sessions.refuseAndEnd(request, ErrorCode::Banned, banWords(*ban));
    return ban != nullptr;
}

void SignInService::signOut(const Session &session, const Request &request)
{
    m.store.removeToken(
        session.tokenSha256, m.turn.callback([this, request](const Result<Done, StoreError> &removed) {
            if (removed) {
                m.sessions.end(request.connection, ErrorCode::SignedOut, "You signed out.");
                return;
            }
            m.log.write(LogLevel::Error, LogCategory::Store, "accounts.failed", {}, removed.error().text);
            if (m.registry.find(request.connection))
                m.replies.refuse(request, ErrorCode::StorageFailed,
                                 "The server could not forget this device's token.");
        }));
}

} // namespace miniqq::server
