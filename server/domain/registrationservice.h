// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/helloservice.h"
#include "server/domain/passwordhasher.h"
#include "server/domain/peoplenews.h"
#include "server/domain/sessionstarter.h"

namespace miniqq::server {

/// Makes accounts. A name is taken if it looks like another one.
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
    bool knowsTheCode(const protocol::AuthRegister &message) const;
    /// 0 if one more account may be made from there now.
    qint64 waitMs(const Session &session);
    void hashed(const Request &request, const protocol::AuthRegister &message, const QByteArray &hash);
    void created(const Request &request, const AccountStore::CreateResult &result);
    void refuseTaken(const Request &request);

    Parts m;
    RateLimiter m_all;
    KeyedRateLimiter m_addresses;
};

} // namespace miniqq::server
