// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/filetables.h"
#include "server/store/grouptables.h"
#include "server/store/messageindex.h"
#include "server/store/messagestore.h"
#include "server/store/recalls.h"

#include <QHash>

#include <span>
#include <utility>
#include <vector>

namespace miniqq::server {

/// The log of all messages: gives out sequence numbers, tells repeated sends from new ones, appends. Belongs
/// to the store thread. Numbers live in memory and follow the transaction: rolled back with it, there are
/// neither gaps nor doubles.
class MessageLog
{
public:
    struct Last
    {
        qint64 seq = 0;
        qint64 timeMs = 0;
    };

    /// Prepares the statements and reads from disk what is kept in memory. Also used after
    /// Database::reopen().
    Result<Done, sql::SqlError> open(sql::Database &db);
    void close();
    bool isOpen() const { return m_open; }

    /// Appends `batch` within the transaction that the caller opened; one result per message, in order. On an
    /// error the caller rolls back. The results hold from commit() on.
    Result<std::vector<AppendResult>, sql::SqlError> append(std::span<const NewMessage> batch);
    void commit();
    void rollback();

    /// The newest message of a conversation.
    Last last(ConversationRow conversation) const { return m_last.value(conversation); }

    /// Writes the index rows of all messages that lack them, within a transaction of the caller's and with
    /// none of append() pending. indexWritten() follows when it was committed.
    Result<Done, sql::SqlError> writeIndex() { return m_index.write(); }
    void indexWritten();
    const MessageIndex &index() const { return m_index; }
    Recalls &recalls() { return m_recalls; }
    const Recalls &recalls() const { return m_recalls; }

private:
    Result<Done, sql::SqlError> readLast(sql::Database &db);
    Result<AppendResult, sql::SqlError> appendOne(const NewMessage &message);
    Result<bool, sql::SqlError> isKnown(ConversationRow conversation);
    Result<AppendResult, sql::SqlError> compare(const NewMessage &message, qint64 logId);
    Result<AppendResult, sql::SqlError> insertWithFile(const NewMessage &message, Uuid &largest);
    /// Whether the row of the log, which has this text, says what `message` says.
    Result<bool, sql::SqlError> isSame(const NewMessage &message, qint64 logId, QByteArrayView text);
    Result<AppendResult, sql::SqlError> change(const NewMessage &message, Uuid &largest);
    Result<AppendResult, sql::SqlError> recall(const NewMessage &message, Uuid &largest);
    Result<AppendResult, sql::SqlError> insert(const NewMessage &message, Uuid &largest);

    MessageIndex m_index;
    GroupTables m_groups;
    LogDetails m_details;
    Recalls m_recalls;
    FileTables m_files;
    QHash<ConversationRow, Last> m_last;
    // The largest uuid of each sender seen so far. Ids ascend (version 7), so one above it is certainly new.
    QHash<AccountId, Uuid> m_largest;
    qint64 m_lastLogId = 0;
    bool m_open = false;

    // What rollback() restores.
    size_t m_committedTail = 0;
    qint64 m_committedLogId = 0;
    std::vector<std::pair<ConversationRow, Last>> m_lastUndo;
    std::vector<std::pair<AccountId, Uuid>> m_largestUndo;

    sql::Statement m_insert;
    sql::Statement m_select;
    sql::Statement m_selectConversation;
};

} // namespace miniqq::server
