// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/banlist.h"
#include "server/domain/resumetoken.h"
#include "server/domain/sessionservice.h"
#include "server/domain/turn.h"

namespace miniqq::server {

/// The last steps that every way of signing in shares: a fresh resume token on disk, then the session, then
/// auth.ok.
class SessionStarter
{
public:
    struct Parts
    {
        const Clock &clock;
        const Limits &limits;
        AccountStore &store;
        const BanList &bans;
        SessionRegistry &registry;
        SessionService &sessions;
        PresenceService &presence;
        Outbound &out;
        Replies &replies;
        EventLog &log;
        Counters &counters;
        Turn &turn;
    };

    explicit SessionStarter(const Parts &parts)
        : m(parts)
    {}

    /// The session's owner proved to be `account`. The session must be Authenticating.
    void start(const Request &request, Account &account);
    /// As start(), with the token `usedSha256` as the proof. It is good until the client shows that it has
    /// the next one: an answer that gets lost must not cost anybody the password.
    void startByToken(const Request &request, Account &account, const QByteArray &usedSha256);

    /// The session of a request that is still Authenticating; null if it is gone.
    Session *authenticating(const Request &request);
    /// Ends an attempt: the session may try again.
    void refuse(const Request &request, protocol::ErrorCode code, const QByteArray &text);
    /// The same with server_busy or rate_limited.
    void refuseForNow(const Request &request, protocol::ErrorCode code, const QByteArray &text,
                      qint64 retryAfterMs);
    void storageFailed(const Request &request, const StoreError &error);
    /// The session said something only a client says that has got its auth.ok.
    void tokenArrived(Session &session);

private:
    TokenRecord record(const ResumeToken &token, const Account &account) const;
    /// `credentials`: Account::credentials when the proof was looked at.
    void finish(const Request &request, Account &account, int credentials, const ResumeToken &token,
                const QByteArray &usedSha256);

    Parts m;
};

} // namespace miniqq::server
