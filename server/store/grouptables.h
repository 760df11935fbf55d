// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/statement.h"
#include "server/store/records.h"

namespace miniqq::sql {
class Database;
}

namespace miniqq::server {

/// Writes what changes of groups say into the tables. Belongs to the store thread.
class GroupTables
{
public:
    Result<Done, sql::SqlError> open(sql::Database &db);

    struct Applied
    {
        ConversationRow group;
        std::optional<sql::SqlError> refused; ///< a rule of the database said no: nothing was done
    };

    /// Does `edit`, which is the entry `seq` of `group`, within the caller's transaction: all of it or
    /// nothing. A null `group` is made first. An error is the end of the whole transaction.
    Result<Applied, sql::SqlError> apply(ConversationRow group, const GroupEdit &edit, qint64 seq);

private:
    Result<ConversationRow, sql::SqlError> applyAll(ConversationRow group, const GroupEdit &edit, qint64 seq);
    Result<ConversationRow, sql::SqlError> create(const GroupEdit &edit);
    Result<Done, sql::SqlError> setFields(ConversationRow group, const GroupEdit &edit);
    Result<Done, sql::SqlError> setMember(ConversationRow group, const GroupEdit::Member &member, qint64 seq);
    Result<Done, sql::SqlError> dissolve(ConversationRow group, qint64 seq);

    sql::Database *m_db = nullptr;
    sql::Statement m_insertConversation;
    sql::Statement m_insertGroup;
    sql::Statement m_setFields;
    sql::Statement m_join;
    sql::Statement m_set;
    sql::Statement m_leave;
    sql::Statement m_dissolve;
    sql::Statement m_everybodyLeaves;
};

/// Reads what a group is, without its log. `conversation.group` stays empty if it is none.
Result<Done, sql::SqlError> readGroup(sql::Database &db, ConversationRecord &conversation);

} // namespace miniqq::server
