// SPDX-License-Identifier: MIT
#include "server/domain/registrationservice.h"

#include "common/protocol/names.h"
#include "server/domain/addressbucket.h"

namespace miniqq::server {

using protocol::ErrorCode;

void RegistrationService::registerAccount(Session &session, const Request &request,
                                          const protocol::AuthRegister &message)
{
    session.phase = Phase::Authenticating;
    if (!m.profile.registrationOpen) {
        m.starter.refuse(request, ErrorCode::RegistrationClosed, "This server takes no new accounts.");
        return;
    }
    // First of all: to strangers the server does not even say which names there are.
    if (!m.profile.registrationCode.isEmpty() && !passesTheCode(session, request, message))
        return;
    if (m.accounts.isTaken(message.account)) {
        refuseTaken(request);
        return;
    }
    if (const qint64 wait = waitMs(session); wait > 0) {
        refuseTooMany(session, request, wait);
        return;
    }
    const bool accepted =
        m.hasher.hash(message.password, m.turn.callback([this, request, message](const QByteArray &hash) {
            hashed(request, message, hash);
        }));
    if (!accepted) {
        m.counters.hit(LimitHit::PasswordQueue);
        m.starter.refuseForNow(request, ErrorCode::ServerBusy, "Too many people sign in right now.", 1'000);
    }
}

bool RegistrationService::passesTheCode(const Session &session, const Request &request,
                                        const protocol::AuthRegister &message)
{
    // Asked before the code is looked at: who may not guess now learns nothing from a right guess, either.
    if (const qint64 wait = guessWaitMs(session); wait > 0) {
        refuseTooMany(session, request, wait);
        return false;
    }
    // Digests are compared, so that the time tells nothing.
    if (ResumeToken::hashOf(message.code.value_or(QByteArray())) ==
        ResumeToken::hashOf(m.profile.registrationCode))
        return true;
    const qint64 now = m.clock.monotonicNs();
    m_guesses.take(m.limits.registrations, now);
    if (!session.trusted)
        m_addresses.take(addressBucket(session.peer.address), m.limits.registrationsPerAddress, now);
    m.log.write(LogLevel::Warning, LogCategory::Accounts, "register.code", EventLog::of(session),
                QStringLiteral("registration refused: wrong code"));
    m.starter.refuse(request, ErrorCode::RegistrationClosed,
                     "This server takes new accounts only with its registration code.");
    return false;
}

qint64 RegistrationService::guessWaitMs(const Session &session)
{
    const qint64 now = m.clock.monotonicNs();
    if (const qint64 wait = m_guesses.waitMs(m.limits.registrations, now); wait > 0) {
        m.counters.hit(LimitHit::Registrations);
        return wait;
    }
    if (session.trusted)
        return 0;
    const qint64 wait =
        m_addresses.waitMs(addressBucket(session.peer.address), m.limits.registrationsPerAddress, now);
    if (wait > 0)
        m.counters.hit(LimitHit::RegistrationsPerAddress);
    return wait;
}

qint64 RegistrationService::waitMs(const Session &session)
{
    const qint64 now = m.clock.monotonicNs();
    const QByteArray address = addressBucket(session.peer.address);
    const Rate &perAddress = m.limits.registrationsPerAddress;
    if (const qint64 wait = m_all.waitMs(m.limits.registrations, now); wait > 0) {
        m.counters.hit(LimitHit::Registrations);
        return wait;
    }
    // This computer is the operator's own, or a tunnel with everyone behind it.
    if (!session.trusted && !m_addresses.take(address, perAddress, now)) {
        m.counters.hit(LimitHit::RegistrationsPerAddress);
        return std::max(qint64(1), m_addresses.waitMs(address, perAddress, now));
    }
    m_all.take(m.limits.registrations, now);
    return 0;
}

void RegistrationService::hashed(const Request &request, const protocol::AuthRegister &message,
                                 const QByteArray &hash)
{
    if (!m.starter.authenticating(request))
        return;
    if (hash.isEmpty()) {
        m.starter.refuseForNow(request, ErrorCode::ServerBusy, "The server is out of memory.", 5'000);
        return;
    }
    AccountStore::NewAccount account;
    account.name = message.account;
    account.skeleton = protocol::nameSkeleton(message.account);
    account.display = message.display.value_or(message.account);
    account.passwordHash = hash;
    account.createdMs = m.clock.wallMs();
    m.store.create(account, m.turn.callback([this, request](const AccountStore::CreateResult &result) {
        created(request, result);
    }));
}

void RegistrationService::created(const Request &request, const AccountStore::CreateResult &result)
{
    switch (result.status) {
    case AccountStore::CreateStatus::Taken:
        refuseTaken(request);
        return;
    case AccountStore::CreateStatus::Failed:
        m.starter.storageFailed(request, result.error);
        return;
    case AccountStore::CreateStatus::Created:
        break;
    }
    Account *account = m.accounts.add(result.account);
    ++m.counters.registrations;
    m.news.added(*account);
    if (const Session *session = m.starter.authenticating(request)) {
        m.log.write(LogLevel::Info, LogCategory::Accounts, "register", {account->name, session->peer},
                    QStringLiteral("account created"));
        m.starter.start(request, *account);
    }
}

void RegistrationService::refuseTooMany(const Session &session, const Request &request, qint64 waitMs)
{
    m.log.write(LogLevel::Warning, LogCategory::Accounts, "register.limited", EventLog::of(session),
                QStringLiteral("registration refused: too many in a short time"));
    m.starter.refuseForNow(request, ErrorCode::RateLimited, "Too many new accounts in a short time.", waitMs);
}

void RegistrationService::refuseTaken(const Request &request)
{
    m.starter.refuse(request, ErrorCode::AccountTaken,
                     "This account name, or one that looks like it, is taken.");
}

} // namespace miniqq::server
