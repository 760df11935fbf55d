// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/protocol/filechunk.h"
#include "server/domain/accounttable.h"
#include "server/domain/limits.h"
#include "server/domain/replies.h"

#include <QHash>

#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

namespace miniqq::server {

/// One file on its way to or from the server.
struct Transfer
{
    enum Kind : quint8 { Upload, Download };
    enum State : quint8 {
        Opening,   ///< asked for; the stores have not answered yet
        Flowing,   ///< chunks may go
        Finishing, ///< an upload that is being checked
    };

    Uuid id; ///< the server's choice, by chance; in chunks
    Kind kind = Upload;
    State state = Opening;
    Request request; ///< to be answered while Opening
    Account *account = nullptr;
    protocol::Attachment about;
    protocol::ChunkSequence arriving; ///< uploads
    qint64 moved = 0;                 ///< downloads: asked of the disk, bytes from the file's beginning
    qint64 sent = 0;                  ///< downloads: read, and handed to the connection
    qint64 settled = 0;               ///< uploads: written; downloads: acknowledged by the client
    qint64 verified = 0;              ///< uploads: the last that the store was told
    int underWay = 0;                 ///< uploads: chunks that arrived and are not written yet
    qint64 lastSignNs = 0;            ///< of life
};

/// All transfers, and who may begin another: so many at once per account and in all; those beyond wait their
/// turn. Where all places are taken, those that become free go round among the accounts that wait. Pointers
/// are good until the transfer ends.
class TransferTable
{
public:
    using Begin = std::function<void()>;

    TransferTable(const Limits &limits, const Clock &clock, Replies &replies)
        : m_limits(limits)
        , m_clock(clock)
        , m_replies(replies)
    {}

    /// Calls `begin`, now or when a place is free; it has to call add() or giveBack(). False if too many of
    /// the account wait already.
    [[nodiscard]] bool admit(const Account &account, const Request &request, Begin begin);
    Transfer &add(Transfer &&transfer);
    /// The place given to a `begin` that came to nothing.
    void giveBack(AccountId account);

    Transfer *find(const Uuid &id);
    /// The upload of this file that is under way.
    Transfer *findUpload(const Uuid &file);
    /// Whether another transfer than `but` brings this file, or may be about to: an upload of its owner's of
    /// which the store has not yet said which file it is.
    bool mayBeUploading(const Uuid &file, AccountId owner, const Uuid &but) const;
    /// Ends it; whoever waits for the place begins.
    void remove(const Uuid &id);
    /// Forgets what a connection waits for; its transfers, for the caller to end.
    std::vector<Uuid> leave(ConnectionId connection);
    /// Forgets who has waited since then or longer; they have to be told.
    std::vector<Request> waitingSince(qint64 ns);
    /// Those that have given no sign of life since then.
    std::vector<Uuid> silentSince(qint64 ns) const;
    std::vector<Uuid> uploadedFiles() const;
    int count() const { return m_active; }

private:
    struct Waiting
    {
        Request request;
        qint64 sinceNs = 0;
        Begin begin;
    };
    struct Hash
    {
        size_t operator()(const Uuid &id) const { return qHash(id); }
    };

    void queueUp(AccountId account);
    void serve();
    template<class Predicate>
    void forgetWaiting(Predicate isOver);

    const Limits &m_limits;
    const Clock &m_clock;
    Replies &m_replies; ///< counts what waits and what may not even wait
    std::unordered_map<Uuid, Transfer, Hash> m_transfers;
    QHash<AccountId, int> m_activeOf;
    QHash<AccountId, std::deque<Waiting>> m_waiting;
    std::deque<AccountId>
        m_crowdedOut; ///< who waits although they have few: for a place among all; each once
    int m_active = 0;
    bool m_isServing = false;
};

} // namespace miniqq::server
