// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"
#include "server/store/messagestore.h"

#include <vector>

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Reads the row ?1 of the log, with its details and whether a file came with it, for the account ?2. Whoever
/// asks for an entry of a group has to have been in it then: said here once more, where it is read, whatever
/// was thought before. Their times do not overlap, so it is the newest of those that began before the entry,
/// however many there are.
inline constexpr char readGroupRowSql[] =
    "SELECT seq, sender, uuid, time_ms, text, details, attachments.log_id FROM log"
    " LEFT JOIN log_details ON log_details.log_id = log.id"
    " LEFT JOIN attachments ON attachments.log_id = log.id WHERE log.id = ?1 AND ("
    "SELECT left_seq = 0 OR left_seq >= log.seq FROM group_members"
    " WHERE group_members.conversation = log.conversation AND account = ?2 AND joined_seq <= log.seq"
    " ORDER BY joined_seq DESC LIMIT 1)";

/// The times of the account ?2 in the group ?1 that may go on behind the entry ?3, ascending; ?4 at most.
inline constexpr char spansAfterSql[] =
    "SELECT joined_seq, left_seq FROM group_members WHERE conversation = ?1 AND account = ?2"
    " AND joined_seq >= coalesce((SELECT max(joined_seq) FROM group_members"
    " WHERE conversation = ?1 AND account = ?2 AND joined_seq <= ?3), 0)"
    " ORDER BY joined_seq LIMIT ?4";

/// Those that began before the entry ?3, descending; ?4 at most.
inline constexpr char spansBeforeSql[] =
    "SELECT joined_seq, left_seq FROM group_members WHERE conversation = ?1 AND account = ?2"
    " AND joined_seq < ?3 ORDER BY joined_seq DESC LIMIT ?4";

/// When somebody was in a group. Belongs to the store thread.
class GroupSpans
{
public:
    /// A time in a group, from the entry that began it to the one that ended it; both belong to it.
    struct Span
    {
        qint64 first = 0;
        qint64 last = 0; ///< the largest number while it lasts
    };

    Result<Done, sql::SqlError> open(sql::Database &db);
    /// The times of `query.reader` in which all that lies that belongs on the page of `query`, in the
    /// direction of the query: no more of them than the page could need.
    Result<std::vector<Span>, sql::SqlError> read(const PageQuery &query, int limit);

private:
    sql::Statement m_after;
    sql::Statement m_before;
};

} // namespace miniqq::server
