// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/alarm.h"
#include "server/domain/counts.h"
#include "server/domain/helloservice.h"
#include "server/domain/inbound.h"
#include "server/domain/limits.h"
#include "server/domain/logsink.h"
#include "server/domain/outbound.h"
#include "server/domain/passwordhasher.h"
#include "server/files/blobstore.h"
#include "server/store/accountstore.h"
#include "server/store/conversationstore.h"
#include "server/store/filestore.h"
#include "server/store/messagestore.h"

#include <functional>
#include <memory>
#include <vector>

namespace miniqq::server {

class DomainParts;

/// All that the server knows and decides, without sockets, SQL or windows. Lives on one thread, the logic
/// thread, and so needs no lock: workers, stores and the hasher reach it there, by values in batches. Each
/// call is one logic turn, at whose end Outbound::flush() is called.
///
/// What the constructor takes must outlive the domain. Answers of stores and hasher that come after its end
/// are dropped.
class Domain
{
public:
    struct Parts
    {
        const Clock &clock;
        AccountStore &accounts;
        ConversationStore &conversations;
        MessageStore &messages;
        FileStore &files;
        BlobStore &blobs;
        PasswordHasher &hasher;
        Outbound &out;
        LogSink &log;
        Alarm &alarm;
    };

    Domain(const Parts &parts, const Limits &limits, const ServerProfile &profile);
    ~Domain();

    /// Takes over what the store had. Once, before the first handle().
    void start(const ServerState &state);
    /// What the workers have to tell.
    void handle(std::vector<Inbound> &&batch);
    /// To be called once a second.
    void tick();
    /// To be called when Parts::alarm rings; harmless at any other time.
    void wake();

    /// Ends in order. From now on messages are not taken any more (their senders try again after the
    /// restart). Those taken before are stored and acknowledged, for at most 5 s of ticks; then all sessions
    /// get bye shutting_down, and `done` is called, once; it must not destroy the domain. Who connects in the
    /// meantime gets the same bye at once.
    void shutDown(const QString &text, std::function<void()> done);

    /// Ends a connection with bye kicked; false if it is gone. `text` is for the person at its other end.
    bool kick(ConnectionId connection, const QString &text);
    /// Ends all sessions of an account; how many there were.
    int kick(const QByteArray &account, const QString &text);

    /// How many something concerned, or why it could not be kept.
    using CountHandler = std::function<void(const Result<int, StoreError> &)>;

    /// Ends a session for good: first its resume tokens are removed, so that whoever holds them needs the
    /// password again, and only then the session. `then` hears 1, or 0 if it is gone; on an error it goes on.
    void endSession(ConnectionId connection, const QString &text, CountHandler then);
    /// Tells everybody who is signed in (server.notice); how many sessions. `text` obeys
    /// protocol::noticeText.
    int announce(const QByteArray &text);

    /// Does not let an account (by its canonical name) or an address in any more, from now on and over
    /// restarts, and ends the sessions it concerns; `then` hears how many, or why it could not be kept.
    void ban(BanRecord::Kind kind, const QByteArray &subject, const QByteArray &reason, CountHandler then);
    /// The same back: 0 if there was none, else 1.
    void unban(BanRecord::Kind kind, const QByteArray &subject, CountHandler then);
    std::vector<BanRecord> bans() const;

    /// Both hold from the next message on; who is connected is not told.
    void setLimits(const Limits &limits);
    void setProfile(const ServerProfile &profile);

    DomainCounts counts() const;
    /// In ascending order of connection ids.
    std::vector<SessionInfo> sessions() const;

private:
    std::unique_ptr<DomainParts> m;
};

} // namespace miniqq::server
