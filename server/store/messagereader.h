// SPDX-License-Identifier: MIT
#pragma once

#include "common/sql/statement.h"
#include "server/store/filetables.h"
#include "server/store/groupspans.h"
#include "server/store/messageindex.h"
#include "server/store/messagestore.h"
#include "server/store/seqruns.h"

namespace miniqq::server {

/// Reads pages of history: from the index table what it has, from the tail what it does not have yet. Belongs
/// to the store thread.
class MessageReader
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);
    void close();

    Result<MessagePage, sql::SqlError> page(const PageQuery &query, const MessageIndex &index);

private:
    class Collector;
    Result<Done, sql::SqlError> readIndexed(const PageQuery &query, Collector &page);
    Result<Done, sql::SqlError> readTail(const PageQuery &query, const MessageIndex &index, Collector &page);
    Result<Done, sql::SqlError> readRow(qint64 logId, Collector &page);

    Result<MessagePage, sql::SqlError> groupPage(const PageQuery &query, const MessageIndex &index);

    SeqRuns m_runs;
    FileTables m_files;
    GroupSpans m_spans;
    sql::Statement m_row;
    sql::Statement m_groupRow;
};

} // namespace miniqq::server
