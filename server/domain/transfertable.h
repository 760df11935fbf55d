// SPDX-License-Identifier: MIT
#pragma once

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
/// turn. Pointers are good until the transfer ends.
class TransferTable
{
public:
    using Begin = std::function<void()>;

    explicit TransferTable(const Limits &limits)
        : m_limits(limits)
    {}

    /// Calls `begin`, now or when a place is free; it has to call add() or giveBack(). False if too many of
    /// the account wait already.
    [[nodiscard]] bool admit(const Account &account, ConnectionId connection, Begin begin);
    Transfer &add(Transfer &&transfer);
    /// The place given to a `begin` that came to nothing.
    void giveBack(AccountId account);

    Transfer *find(const Uuid &id);
    /// The upload of this file that is under way.
    Transfer *findUpload(const Uuid &file);
    /// Ends it; whoever waits for the place begins.
    void remove(const Uuid &id);
    /// Forgets what a connection waits for; its transfers, for the caller to end.
    std::vector<Uuid> leave(ConnectionId connection);
    /// Those that have given no sign of life since then.
    std::vector<Uuid> silentSince(qint64 ns) const;
    std::vector<Uuid> uploadedFiles() const;
    int count() const { return m_active; }

private:
    struct Waiting
    {
        ConnectionId connection;
        Begin begin;
    };
    struct Hash
    {
        size_t operator()(const Uuid &id) const { return qHash(id); }
    };

    bool hasPlace(AccountId account) const;
    void startNext(AccountId account);

    const Limits &m_limits;
    std::unordered_map<Uuid, Transfer, Hash> m_transfers;
    QHash<AccountId, int> m_activeOf;
    QHash<AccountId, std::deque<Waiting>> m_waiting;
    std::deque<AccountId> m_crowdedOut; ///< who waits although they have few: for a place among all
    int m_active = 0;
};

} // namespace miniqq::server
