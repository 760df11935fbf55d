// SPDX-License-Identifier: MIT
#include "server/store/grouptables.h"

#include "common/sql/database.h"
#include "common/sql/savepoint.h"
#include "server/store/prepare.h"

namespace miniqq::server {
namespace {

using sql::SqlError;
using sql::Statement;

void bindOptional(Statement &statement, int position, const std::optional<QByteArray> &text)
{
    if (text)
        statement.bindText(position, *text);
    else
        statement.bindNull(position);
}

/// The title that whoever left knows: mostly that of now, whose bytes are shared then.
QByteArray titleOf(const Statement &member, const GroupRecord &group)
{
    const QByteArrayView title = member.text(7);
    return title == group.title ? group.title : title.toByteArray();
}

Result<Done, SqlError> readMembers(sql::Database &db, ConversationRow row, GroupRecord &group)
{
    auto select = Statement::prepare(
        db, "SELECT account, role, joined_seq, left_seq, removed, muted_until_ms, brought_by,"
            " coalesce(left_title, '') FROM group_members WHERE conversation = ?"
            " ORDER BY account, joined_seq");
    if (!select)
        return select.error();
    select->bind(1, row.value());
    for (;;) {
        auto found = select->step();
        if (!found)
            return found.error();
        if (!*found)
            return Done();
        // The last time is the one that counts.
        group.members[AccountId(select->int64(0))] = {
            StoredRole(select->int64(1)), select->int64(2), select->int64(3),
            select->int64(4) != 0,        select->int64(5), AccountId(select->int64(6)),
            titleOf(*select, group)};
    }
}

} // namespace

Result<Done, SqlError> GroupTables::open(sql::Database &db)
{
    m_db = &db;
    return prepareAll(
        db, {{m_insertConversation, "INSERT INTO conversations (key, kind) VALUES (?, ?)"},
             {m_insertGroup, "INSERT INTO groups (conversation, title) VALUES (?, ?)"},
             {m_setFields, "UPDATE groups SET title = coalesce(?2, title), notice = coalesce(?3, notice),"
                           " code = nullif(coalesce(?4, code), ''),"
                           " muted_until_ms = coalesce(?5, muted_until_ms) WHERE conversation = ?1"},
             {m_join, "INSERT INTO group_members (conversation, account, joined_seq, role, muted_until_ms,"
                      " brought_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"},
             {m_set, "UPDATE group_members SET role = ?4, muted_until_ms = ?5"
                     " WHERE conversation = ?1 AND account = ?2 AND left_seq = 0"},
             {m_leave, "UPDATE group_members SET left_seq = ?3, removed = ?4,"
                       " left_title = (SELECT title FROM groups WHERE conversation = ?1)"
                       " WHERE conversation = ?1 AND account = ?2 AND left_seq = 0"},
             {m_dissolve, "UPDATE groups SET dissolved = 1, code = NULL WHERE conversation = ?"},
             {m_everybodyLeaves, "UPDATE group_members SET left_seq = ?2,"
                                 " left_title = (SELECT title FROM groups WHERE conversation = ?1)"
                                 " WHERE conversation = ?1 AND left_seq = 0"}});
}

Result<GroupTables::Applied, SqlError> GroupTables::apply(ConversationRow group, const GroupEdit &edit,
                                                          qint64 seq)
{
    auto part = sql::Savepoint::begin(*m_db);
    if (!part)
        return part.error();
    const auto applied = applyAll(group, edit, seq);
    const auto settled = applied ? part->keep() : part->undo(applied.error());
    if (!settled)
        return settled.error();
    return applied ? Applied{*applied, std::nullopt} : Applied{{}, applied.error()};
}

Result<ConversationRow, SqlError> GroupTables::applyAll(ConversationRow group, const GroupEdit &edit,
                                                        qint64 seq)
{
    if (group.isNull()) {
        const auto made = create(edit);
        if (!made)
            return made;
        group = *made;
    }
    auto done = setFields(group, edit);
    for (size_t i = 0; done && i < edit.members.size(); ++i)
        done = setMember(group, edit.members[i], seq);
    if (done && edit.dissolve)
        done = dissolve(group, seq);
    if (!done)
        return done.error();
    return group;
}

Result<ConversationRow, SqlError> GroupTables::create(const GroupEdit &edit)
{
    auto done = m_insertConversation.bindText(1, edit.newKey).bind(2, qint64(ConversationKind::Group)).run();
    if (!done)
        return done.error();
    const ConversationRow row(m_db->lastInsertRowId());
    done = m_insertGroup.bind(1, row.value())
               .bindText(2, edit.title ? QByteArrayView(*edit.title) : QByteArrayView(""))
               .run();
    if (!done)
        return done.error();
    return row;
}

Result<Done, SqlError> GroupTables::setFields(ConversationRow group, const GroupEdit &edit)
{
    if (!edit.title && !edit.notice && !edit.code && !edit.mutedUntilMs)
        return Done();
    m_setFields.bind(1, group.value());
    bindOptional(m_setFields, 2, edit.title);
    bindOptional(m_setFields, 3, edit.notice);
    bindOptional(m_setFields, 4, edit.code);
    if (edit.mutedUntilMs)
        m_setFields.bind(5, *edit.mutedUntilMs);
    else
        m_setFields.bindNull(5);
    return m_setFields.run();
}

Result<Done, SqlError> GroupTables::setMember(ConversationRow group, const GroupEdit::Member &member,
                                              qint64 seq)
{
    using Member = GroupEdit::Member;
    switch (member.what) {
    case Member::Join:
        return m_join.bind(1, group.value())
            .bind(2, member.account.value())
            .bind(3, seq)
            .bind(4, qint64(member.role))
            .bind(5, member.mutedUntilMs)
            .bind(6, member.broughtBy.value())
            .run();
    case Member::Set:
        return m_set.bind(1, group.value())
            .bind(2, member.account.value())
            .bind(4, qint64(member.role))
            .bind(5, member.mutedUntilMs)
            .run();
    case Member::Leave:
    case Member::Remove:
        break;
    }
    return m_leave.bind(1, group.value())
        .bind(2, member.account.value())
        .bind(3, seq)
        .bind(4, member.what == Member::Remove ? 1 : 0)
        .run();
}

Result<Done, SqlError> GroupTables::dissolve(ConversationRow group, qint64 seq)
{
    auto done = m_dissolve.bind(1, group.value()).run();
    if (done)
        done = m_everybodyLeaves.bind(1, group.value()).bind(2, seq).run();
    return done;
}

Result<Done, SqlError> readGroup(sql::Database &db, ConversationRecord &conversation)
{
    auto select = Statement::prepare(db, "SELECT title, notice, coalesce(code, ''), muted_until_ms, dissolved"
                                         " FROM groups WHERE conversation = ?");
    if (!select)
        return select.error();
    const sql::StatementScope scope(*select);
    auto row = select->bind(1, conversation.row.value()).step();
    if (!row)
        return row.error();
    if (!*row)
        return Done();
    GroupRecord &group = conversation.group.emplace();
    group.title = select->text(0).toByteArray();
    group.notice = select->text(1).toByteArray();
    group.code = select->text(2).toByteArray();
    group.mutedUntilMs = select->int64(3);
    group.dissolved = select->int64(4) != 0;
    return readMembers(db, conversation.row, group);
}

} // namespace miniqq::server
