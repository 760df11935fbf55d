// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/accounttable.h"
#include "server/domain/inbound.h"
#include "server/domain/ratelimiter.h"

#include <QHash>

#include <array>
#include <span>
#include <unordered_map>
#include <vector>

namespace miniqq::server {

/// How far a connection has come. What it may say depends on this alone (gate.h).
enum class Phase : quint8 {
    New,            ///< nothing but hello
    Greeted,        ///< may sign in
    Authenticating, ///< a sign-in or registration is being looked at
    SignedIn,
};

struct Session
{
    ConnectionId connection;
    Endpoint peer;
    bool trusted = false;
    qint64 sinceMs = 0;  ///< wall clock
    qint64 activeNs = 0; ///< when its person asked for something last; monotonic
    Phase phase = Phase::New;
    Account *account = nullptr; ///< set if SignedIn
    qint64 number = 0;          ///< set if SignedIn; as told in auth.ok
    bool hearsOfGroups = false; ///< said so in hello
    bool knowsRecalls = false;  ///< the same
    bool knowsFiles = false;    ///< the same
    QByteArray tokenSha256;     ///< of the token given out in auth.ok
    QByteArray usedTokenSha256; ///< of the one it was resumed with, as long as that is still good
    RateLimiter requests;

private:
    friend class SessionRegistry;
    size_t m_place = 0; // among SessionRegistry::everyone()
};

/// All connections and what they are signed in as: the only place that answers "where do I deliver to?".
/// Spans and pointers are good until the next open(), signIn() or remove().
class SessionRegistry
{
public:
    Session &open(const ConnectionOpened &opened, qint64 nowMs);
    Session *find(ConnectionId connection);
    bool hearsOfGroups(ConnectionId connection) const;
    bool knowsRecalls(ConnectionId connection) const;
    /// From here on the connection gets what the account gets.
    void signIn(Session &session, Account &account, const QByteArray &tokenSha256);
    void remove(ConnectionId connection);

    /// The sessions of an account, the oldest first.
    std::span<const ConnectionId> sessionsOf(AccountId account) const;
    bool isOnline(AccountId account) const { return !sessionsOf(account).empty(); }
    /// All that are signed in, in no particular order.
    std::span<const ConnectionId> everyone() const { return m_everyone; }
    /// everyone() without `session`, as two spans: it costs nothing to leave one out.
    std::array<std::span<const ConnectionId>, 2> everyoneBut(const Session &session) const;
    std::vector<ConnectionId> connections() const;

    int connectionCount() const { return int(m_sessions.size()); }
    int signedInCount() const { return int(m_everyone.size()); }
    int accountsOnlineCount() const { return int(m_byAccount.size()); }

private:
    std::unordered_map<qint64, Session> m_sessions; // by ConnectionId; its elements do not move
    QHash<AccountId, std::vector<ConnectionId>> m_byAccount;
    std::vector<ConnectionId> m_everyone;
    qint64 m_lastNumber = 0;
};

} // namespace miniqq::server
