// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/passwordhasher.h"
#include "server/domain/sessionstarter.h"
#include "server/domain/signinguard.h"

#include <QSet>

namespace miniqq::server {

/// What people do about their own account: another password, and the sessions they have. A stolen session is
/// not enough to take the account: the old password is asked for, and guessing it is as slow as at sign-in.
class IdentityService
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        AccountTable &accounts;
        AccountStore &store;
        PasswordHasher &hasher;
        SignInGuard &guard;
        SessionRegistry &registry;
        SessionService &sessions;
        Replies &replies;
        EventLog &log;
        Turn &turn;
    };

    explicit IdentityService(const Parts &parts)
        : m(parts)
    {}

    /// Ends all other sessions and every token of the account, once the new password is on disk.
    void changePassword(const Session &session, const Request &request,
                        const protocol::AuthPassword &message);
    void list(const Session &session, const Request &request);
    void end(const Session &session, const Request &request, const protocol::SessionEnd &message);

private:
    struct Change
    {
        Request request;
        AccountId account;
        QByteArray address;  ///< addressBucket() of the peer
        int credentials = 0; ///< Account::credentials when it began
        QByteArray newPassword;
    };

    void verified(const Change &change, PasswordHasher::Verdict verdict);
    void hashed(const Change &change, const QByteArray &hash);
    void stored(const Change &change, const QByteArray &oldHash, const ResumeToken &token,
                const Result<Done, StoreError> &result);
    void endOthers(AccountId account, ConnectionId except, const QByteArray &text);
    void endOne(const Session &session, const Request &request, qint64 number);
    void answerList(const Request &request);
    /// Answers with storage_failed and is true if `result` is an error.
    bool failed(const Request &request, const Result<Done, StoreError> &result);
    void refuseBusy(const Request &request);

    Parts m;
    QSet<AccountId> m_writing; // whose new password is on its way to the disk
};

} // namespace miniqq::server
