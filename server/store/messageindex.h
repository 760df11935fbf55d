// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"
#include "server/store/records.h"
#include "server/store/seqruns.h"
#include "server/store/uuidruns.h"

#include <QHash>

#include <optional>
#include <vector>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Finds messages by (conversation, seq) and by (sender, uuid). The newest messages, the tail, are found in
/// memory; they get into the index tables later, all at once, in runs, because a page per conversation and
/// commit, and a row per message, are what makes an index expensive. Belongs to the store thread.
class MessageIndex
{
public:
    /// One message of the tail.
    struct Row
    {
        qint64 logId = 0;
        ConversationRow conversation;
        qint64 seq = 0;
        AccountId sender;
        Uuid uuid;
        qint64 timeMs = 0;
    };

    /// Prepares the statements and reads the tail back from the log.
    Result<Done, sql::SqlError> open(sql::Database &db);
    void close();

    void add(const Row &row) { m_tail.push_back(row); }
    /// Forgets the tail from `size` on: what was added since then was rolled back.
    void truncate(size_t size);
    const std::vector<Row> &tail() const { return m_tail; }

    /// The row of the log that holds the sender's message `uuid`.
    Result<std::optional<qint64>, sql::SqlError> find(AccountId sender, const Uuid &uuid);
    /// The row of the log that holds the entry `seq` of a conversation.
    Result<std::optional<qint64>, sql::SqlError> find(ConversationRow conversation, qint64 seq);
    /// The sender's largest uuid in the index table; the null one if there is none. Does not look at the
    /// tail.
    Result<Uuid, sql::SqlError> largestIndexed(AccountId sender) { return m_uuids.largest(sender); }

    /// Writes the whole tail into the index tables; within a transaction. forgetTail() follows when that was
    /// committed.
    Result<Done, sql::SqlError> write();
    void forgetTail();

private:
    struct Key
    {
        AccountId sender;
        Uuid uuid;
        friend bool operator==(const Key &, const Key &) = default;
        friend size_t qHash(const Key &key, size_t seed = 0)
        {
            return qHash(key.uuid, qHash(key.sender, seed));
        }
    };

    Result<Done, sql::SqlError> readTail(sql::Database &db);
    Result<Done, sql::SqlError> writeMessages(std::vector<const Row *> &rows);
    Result<Done, sql::SqlError> writeUuids(std::vector<const Row *> &rows);

    std::vector<Row> m_tail;
    QHash<Key, qint64>
        m_tailIds; // log ids of the first m_tailIdsCount rows of the tail: built when first asked for
    size_t m_tailIdsCount = 0;

    SeqRuns m_seqs;
    UuidRuns m_uuids;
    sql::Statement m_updateConversation;
    sql::Statement m_updateState;
};

} // namespace miniqq::server
