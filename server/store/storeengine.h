// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/lazywrites.h"
#include "server/store/messagelog.h"
#include "server/store/messagereader.h"
#include "server/store/serverstore.h"
#include "server/store/storejobs.h"
#include "server/store/storemeter.h"

#include <optional>
#include <span>
#include <vector>

namespace miniqq::server {

/// What happens in the store thread: group commits, reads, the index that follows, checkpoints, and recovery
/// after an I/O error. Knows nothing of threads and queues.
class StoreEngine
{
public:
    StoreEngine(const ServerStore::Options &options, StoreMeter &meter);

    /// Catches up the index from the log and loads the state.
    Result<ServerState, sql::SqlError> open(sql::Database &db);
    /// Before the database closes.
    void close();

    /// One transaction with everything in it; finishes each write and returns the result of each message, in
    /// order.
    std::vector<AppendResult> commit(sql::Database &db, std::span<const NewMessage> messages,
                                     std::span<const WriteJob> writes);
    void read(sql::Database &db, const ReadJob &job);
    Result<MessagePage, sql::SqlError> page(const PageQuery &query)
    {
        return m_reader.page(query, m_log.index());
    }

    MessageLog::Last last(ConversationRow conversation) const { return m_log.last(conversation); }

    LazyWrites &lazyWrites() { return m_lazy; }
    bool hasIdleWork(const sql::Database &db) const;
    /// Index, lazy writes and checkpoint, for when there is time. false: the disk does not let us; try again
    /// later.
    bool doIdleWork(sql::Database &db);
    /// The same when there is no time but it cannot wait any longer.
    void doOverdueWork(sql::Database &db);

private:
    using WriteErrors = std::vector<std::optional<sql::SqlError>>;

    Result<std::vector<AppendResult>, sql::SqlError> tryCommit(sql::Database &db,
                                                               std::span<const NewMessage> messages,
                                                               std::span<const WriteJob> writes,
                                                               WriteErrors &errors);
    Result<std::optional<sql::SqlError>, sql::SqlError> runWrite(sql::Database &db, const WriteJob &job);
    Result<Done, sql::SqlError> catchUp(sql::Database &db);
    void checkpoint(sql::Database &db);
    bool eraseTraces(sql::Database &db);

    Result<Done, sql::SqlError> openStatements(sql::Database &db);
    Result<Done, sql::SqlError> makeReadable(sql::Database &db);
    Result<Done, sql::SqlError> makeWritable(sql::Database &db);
    void noteFailure(const sql::SqlError &error);
    void noteSuccess();
    void measureSize(const sql::Database &db);

    const ServerStore::Options &m_options;
    StoreMeter &m_meter;
    MessageLog m_log;
    MessageReader m_reader;
    LazyWrites m_lazy;
    bool m_suspect =
        false; // after an I/O error: nothing is written until the database was reopened and synced
    bool m_failing = false; // one log line at the first failure and one when it is over
    size_t m_nextIndexRows;
    int m_nextCheckpointPages;
};

} // namespace miniqq::server
