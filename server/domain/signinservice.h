// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/banlist.h"
#include "server/domain/passwordhasher.h"
#include "server/domain/sessionstarter.h"
#include "server/domain/signinguard.h"

namespace miniqq::server {

/// Signing in by password or resume token, and out. An account that does not exist is answered like a wrong
/// password, in words and in time.
class SignInService
{
public:
    struct Parts
    {
        const Clock &clock;
        AccountTable &accounts;
        AccountStore &store;
        PasswordHasher &hasher;
        SignInGuard &guard;
        const BanList &bans;
        SessionRegistry &registry;
        SessionService &sessions;
        SessionStarter &starter;
        Replies &replies;
        EventLog &log;
        Turn &turn;
    };

    explicit SignInService(const Parts &parts)
        : m(parts)
    {}

    void signIn(Session &session, const Request &request, const protocol::AuthSignIn &message);
    void resume(Session &session, const Request &request, const protocol::AuthResume &message);
    void signOut(const Session &session, const Request &request);

private:
    struct Attempt
    {
        Request request;
        Endpoint peer;
        QByteArray address; ///< addressBucket() of the peer
        QByteArray account;
        QByteArray password;
        int credentials = 0; ///< Account::credentials when the password was handed to the hasher
    };

    /// Ends the connection of a banned account; false if it is none.
    bool isBanned(const Request &request, const Account &account);
    void verified(const Attempt &attempt, PasswordHasher::Verdict verdict);
    void rehash(const Account &account, const QByteArray &password);

    Parts m;
};

} // namespace miniqq::server
