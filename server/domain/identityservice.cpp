// SPDX-License-Identifier: MIT
#include "server/domain/identityservice.h"

#include "server/domain/addressbucket.h"

#include <utility>

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

constexpr char changedElsewhere[] = "The password of your account was changed on another device.";
constexpr char endedElsewhere[] = "You signed this device out from another one.";

} // namespace

void IdentityService::changePassword(const Session &session, const Request &request,
                                     const protocol::AuthPassword &message)
{
    const Account &account = *session.account;
    const Change change{request, account.id, addressBucket(session.peer.address), account.credentials,
                        message.newPassword};
    if (const qint64 wait = m.guard.begin(account.name, change.address); wait > 0) {
        m.log.write(LogLevel::Warning, LogCategory::Accounts, "password.limited", EventLog::of(session),
                    QStringLiteral("change of password refused: too many wrong passwords"));
        m.replies.refuseForNow(request, ErrorCode::RateLimited, "Too many wrong passwords. Wait a little.",
                               wait);
        return;
    }
    const bool accepted =
        m.hasher.verify(message.password, account.passwordHash,
                        m.turn.callback([this, change](PasswordHasher::Verdict v) { verified(change, v); }));
    if (!accepted) {
        m.guard.cancelled(account.name, change.address);
        m.replies.hit(LimitHit::PasswordQueue);
        refuseBusy(request);
    }
}

void IdentityService::verified(const Change &change, PasswordHasher::Verdict verdict)
{
    const Account &account = *m.accounts.find(change.account);
    if (verdict.failed) {
        m.guard.cancelled(account.name, change.address);
        refuseBusy(change.request);
        return;
    }
    if (verdict.matches && account.credentials != change.credentials) { // no guess: it was right when asked
        m.guard.cancelled(account.name, change.address);
        refuseBusy(change.request);
        return;
    }
    if (!verdict.matches) {
        m.guard.failed(account.name, change.address);
        m.log.write(LogLevel::Warning, LogCategory::Accounts, "password.failed", {account.name, {}},
                    QStringLiteral("change of password refused: wrong password"));
        if (m.registry.find(change.request.connection))
            m.replies.refuse(change.request, ErrorCode::BadCredentials, "The old password is not right.");
        return;
    }
    m.guard.succeeded(account.name, change.address);
    const bool accepted =
        m.hasher.hash(change.newPassword,
                      m.turn.callback([this, change](const QByteArray &hash) { hashed(change, hash); }));
    if (!accepted) {
        m.replies.hit(LimitHit::PasswordQueue);
        refuseBusy(change.request);
    }
}

void IdentityService::hashed(const Change &change, const QByteArray &hash)
{
    Account &account = *m.accounts.find(change.account);
    // One at a time is written: should the disk refuse it, what was before is known.
    if (hash.isEmpty() || account.credentials != change.credentials || m_writing.contains(account.id)) {
        refuseBusy(change.request);
        return;
    }
    // From here on whoever is just signing in with what was valid before is too late, whatever the disk says;
    // and the old password is good no more, though the new one may not be on disk yet.
    ++account.credentials;
    m_writing.insert(account.id);
    const QByteArray oldHash = std::exchange(account.passwordHash, hash);
    const ResumeToken token = ResumeToken::make();
    const qint64 now = m.clock.wallMs();
    m.store.changePassword(
        account.id, hash, {account.id, token.sha256, now, now + m.limits.tokenLifetimeMs},
        m.turn.callback([this, change, oldHash, token](const Result<Done, StoreError> &result) {
            stored(change, oldHash, token, result);
        }));
}

void IdentityService::stored(const Change &change, const QByteArray &oldHash, const ResumeToken &token,
                             const Result<Done, StoreError> &result)
{
    Account &account = *m.accounts.find(change.account);
    m_writing.remove(account.id);
    if (failed(change.request, result)) {
        account.passwordHash = oldHash;
        ++account.credentials; // nor is who has just proved to know the new one let through
        return;
    }
    endOthers(account.id, change.request.connection, changedElsewhere);
    Session *session = m.registry.find(change.request.connection);
    if (!session) { // nobody will ever show this token
        m.store.removeToken(token.sha256, {});
        return;
    }
    session->tokenSha256 = token.sha256;
    session->usedTokenSha256.clear();
    m.log.write(LogLevel::Info, LogCategory::Accounts, "password", EventLog::of(*session),
                QStringLiteral("password changed"));
    m.replies.answer(change.request,
                     protocol::AuthOk{account.name, account.display, token.text, session->number});
}

void IdentityService::list(const Session &session, const Request &request)
{
    const qint64 nowMs = m.clock.wallMs();
    const qint64 nowNs = m.clock.monotonicNs();
    protocol::SessionList answer;
    for (const ConnectionId connection : m.registry.sessionsOf(session.account->id)) {
        const Session &each = *m.registry.find(connection);
        if (answer.sessions.size() >= protocol::SessionList::maxSessions)
            break;
        answer.sessions.push_back({each.number, each.peer.address.toUtf8(), each.sinceMs,
                                   std::max(each.sinceMs, nowMs - (nowNs - each.activeNs) / 1'000'000),
                                   connection == request.connection});
    }
    m.replies.answer(request, answer);
}

void IdentityService::end(const Session &session, const Request &request, const protocol::SessionEnd &message)
{
    if (message.session) {
        endOne(session, request, *message.session);
        return;
    }
    m.store.removeTokensBut(session.account->id, session.tokenSha256,
                            m.turn.callback([this, request, account = session.account->id](
                                                const Result<Done, StoreError> &removed) {
                                if (failed(request, removed))
                                    return;
                                endOthers(account, request.connection, endedElsewhere);
                                answerList(request);
                            }));
}

/// A number that is nobody's, or somebody else's, is that of a session that has ended: the answer is the
/// same.
void IdentityService::endOne(const Session &session, const Request &request, qint64 number)
{
    for (const ConnectionId connection : m.registry.sessionsOf(session.account->id)) {
        const Session &each = *m.registry.find(connection);
        if (each.number != number)
            continue;
        if (!each.usedTokenSha256.isEmpty())
            m.store.removeToken(each.usedTokenSha256, {});
        m.store.removeToken(each.tokenSha256, m.turn.callback([this, request, connection](
                                                                  const Result<Done, StoreError> &removed) {
            if (failed(request, removed))
                return;
            m.sessions.end(connection, ErrorCode::SignedOut, endedElsewhere);
            answerList(request);
        }));
        return;
    }
    list(session, request);
}

void IdentityService::endOthers(AccountId account, ConnectionId except, const QByteArray &text)
{
    const auto sessions = m.registry.sessionsOf(account);
    const std::vector<ConnectionId> connections(sessions.begin(), sessions.end());
    for (const ConnectionId connection : connections) {
        if (connection != except)
            m.sessions.end(connection, ErrorCode::SignedOut, text);
    }
}

void IdentityService::answerList(const Request &request)
{
    if (const Session *session = m.registry.find(request.connection))
        list(*session, request);
}

bool IdentityService::failed(const Request &request, const Result<Done, StoreError> &result)
{
    if (result)
        return false;
    m.log.write(LogLevel::Error, LogCategory::Store, "accounts.failed", {}, result.error().text);
    if (m.registry.find(request.connection))
        m.replies.refuse(request, ErrorCode::StorageFailed, "The server could not write to its disk.");
    return true;
}

void IdentityService::refuseBusy(const Request &request)
{
    if (m.registry.find(request.connection))
        m.replies.refuseForNow(request, ErrorCode::ServerBusy, "Too many people sign in right now.", 1'000);
}

} // namespace miniqq::server
