// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/helloservice.h"
#include "server/domain/passwordhasher.h"
#include "server/domain/peoplenews.h"
#include "server/domain/sessionstarter.h"

namespace miniqq::server {

/// Makes accounts. A name is taken if it looks like another one. Where the operator has set a code, who does
/// not know it learns nothing, guesses as slowly as accounts are made, and takes no account from the others.
class RegistrationService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        const ServerProfile &profile;
        AccountTable &accounts;
        AccountStore &store;
        PasswordHasher &hasher;
        SessionStarter &starter;
        PeopleNews &news;
        EventLog &log;
        Counters &counters;
        Turn &turn;
    };

    explicit RegistrationService(const Parts &parts)
        : m(parts)
    {}

    void registerAccount(Session &session, const Request &request, const protocol::AuthRegister &message);
    void tick() { m_addresses.prune(m.clock.monotonicNs()); }

private:
    /// Answers where it is false.
    bool passesTheCode(const Session &session, const Request &request, const protocol::AuthRegister &message);
    /// 0 if the code may be guessed from there now.
    qint64 guessWaitMs(const Session &session);
    /// 0 if one more account may be made from there now.
    qint64 waitMs(const Session &session);
    void hashed(const Request &request, const protocol::AuthRegister &message, const QByteArray &hash);
    void created(const Request &request, const AccountStore::CreateResult &result);
    void refuseTooMany(const Session &session, const Request &request, qint64 waitMs);
    void refuseTaken(const Request &request);

    Parts m;
    RateLimiter m_all;
    RateLimiter m_guesses; // of the code; as fast as new accounts, but not at their expense
    KeyedRateLimiter m_addresses;
};

} // namespace miniqq::server
