// SPDX-License-Identifier: MIT
#include "server/store/messagelog.h"

#include "common/sql/database.h"
#include "server/store/prepare.h"
#include "server/store/uuidview.h"

namespace miniqq::server {

namespace {

QByteArray detailsOf(const NewMessage &message)
{
    if (message.edit)
        return message.edit->change;
    return message.extra ? message.extra->details : QByteArray();
}

} // namespace

Result<Done, sql::SqlError> MessageLog::open(sql::Database &db)
{
    close();
    auto done = prepareAll(
        db, {{m_insert, "INSERT INTO log (id, conversation, seq, sender, uuid, time_ms, text)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)"},
             {m_selectConversation, "SELECT 1 FROM conversations WHERE id = ?"},
             {m_select, "SELECT conversation, seq, time_ms, text, sender, uuid FROM log WHERE id = ?"}});
    if (done)
        done = m_groups.open(db);
    if (done)
        done = m_details.open(db);
    if (done)
        done = m_recalls.open(db);
    if (done)
        done = m_files.open(db);
    if (done)
        done = m_index.open(db);
    if (done)
        done = readLast(db);
    if (!done) {
        close();
        return done;
    }
    m_committedTail = m_index.tail().size();
    m_committedLogId = m_lastLogId;
    m_open = true;
    return done;
}

void MessageLog::close()
{
    *this = MessageLog();
}

Result<Done, sql::SqlError> MessageLog::readLast(sql::Database &db)
{
    const auto lastLogId = db.queryInt64("SELECT max(id) FROM log");
    if (!lastLogId)
        return lastLogId.error();
    m_lastLogId = *lastLogId;

    auto query = sql::Statement::prepare(db, "SELECT id, last_seq, last_time_ms FROM conversations");
    if (!query)
        return query.error();
    for (;;) {
        auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        m_last.insert(ConversationRow(query->int64(0)), {query->int64(1), query->int64(2)});
    }
    for (const MessageIndex::Row &row : m_index.tail()) {
        m_last.insert(row.conversation, {row.seq, row.timeMs});
        // The index does not know this sender's newest message yet, so asking it later would be asking too
        // little.
        const auto indexed = m_largest.contains(row.sender)
                                 ? Result<Uuid, sql::SqlError>(m_largest[row.sender])
                                 : m_index.largestIndexed(row.sender);
        if (!indexed)
            return indexed.error();
        m_largest.insert(row.sender, std::max(*indexed, row.uuid));
    }
    return Done();
}

Result<std::vector<AppendResult>, sql::SqlError> MessageLog::append(std::span<const NewMessage> batch)
{
    std::vector<AppendResult> results;
    results.reserve(batch.size());
    for (const NewMessage &message : batch) {
        auto result = appendOne(message);
        if (!result)
            return result.error();
        results.push_back(std::move(*result));
    }
    return results;
}

Result<AppendResult, sql::SqlError> MessageLog::appendOne(const NewMessage &message)
{
    auto largest = m_largest.find(message.sender);
    if (largest == m_largest.end()) {
        auto indexed = m_index.largestIndexed(message.sender);
        if (!indexed)
            return indexed.error();
        largest = m_largest.insert(message.sender, *indexed);
    }
    if (message.uuid <= *largest) {
        const auto logId = m_index.find(message.sender, message.uuid);
        if (!logId)
            return logId.error();
        if (*logId)
            return compare(message, **logId);
    }
    if (message.onlyRepeated) {
        AppendResult result;
        result.ticket = message.ticket;
        result.status = AppendResult::NotStored;
        return result;
    }
    if (message.edit)
        return change(message, *largest);
    auto known = isKnown(message.conversation);
    if (!known)
        return known.error();
    if (!*known) {
        AppendResult result;
        result.ticket = message.ticket;
        result.error.text = u"There is no conversation " + QString::number(message.conversation.value());
        return result;
    }
    if (message.extra && message.extra->recall)
        return recall(message, *largest);
    return message.file.isNull() ? insert(message, *largest) : insertWithFile(message, *largest);
}

/// Whether the conversation exists; asks the database once for those made since the log was opened.
Result<bool, sql::SqlError> MessageLog::isKnown(ConversationRow conversation)
{
    if (m_last.contains(conversation))
        return true;
    const sql::StatementScope scope(m_selectConversation);
    auto row = m_selectConversation.bind(1, conversation.value()).step();
    if (row && *row)
        m_last.insert(conversation, Last());
    return row;
}

Result<AppendResult, sql::SqlError> MessageLog::compare(const NewMessage &message, qint64 logId)
{
    const sql::StatementScope scope(m_select);
    auto row = m_select.bind(1, logId).step();
    if (!row)
        return row.error();
    AppendResult result;
    result.ticket = message.ticket;
    result.status = AppendResult::Conflict;
    if (!*row)
        return result;
    const ConversationRow conversation(m_select.int64(0));
    const bool anywhere = message.edit && message.conversation.isNull();
    if (conversation != message.conversation && !anywhere)
        return result;
    const bool isEmpty = m_select.text(3).isEmpty();
    const auto recalled = isEmpty ? m_recalls.isRecalled(logId) : Result<bool, sql::SqlError>(false);
    if (!recalled)
        return recalled.error();
    // What it said is not known any more, so whoever says it again is believed.
    result.isOver = *recalled && !message.text.isEmpty();
    const auto same =
        result.isOver ? Result<bool, sql::SqlError>(true) : isSame(message, logId, m_select.text(3));
    if (!same)
        return same.error();
    const auto file = m_files.attachedTo(logId);
    if (!file)
        return file.error();
    const bool sameFile = (*file ? (*file)->about.file : Uuid()) == message.file;
    if (*same && (sameFile || result.isOver)) {
        result.file = *file;
        result.status = AppendResult::Duplicate;
        result.seq = m_select.int64(1);
        result.timeMs = m_select.int64(2);
        if (message.edit)
            result.group = conversation;
    }
    return result;
}

Result<bool, sql::SqlError> MessageLog::isSame(const NewMessage &message, qint64 logId, QByteArrayView text)
{
    if (text != message.text)
        return false;
    const auto details = m_details.find(logId);
    if (!details)
        return details.error();
    return *details == detailsOf(message);
}

/// A change of a group: done and entered into the log, or neither.
Result<AppendResult, sql::SqlError> MessageLog::change(const NewMessage &message, Uuid &largest)
{
    const auto known =
        message.conversation.isNull() ? Result<bool, sql::SqlError>(true) : isKnown(message.conversation);
    if (!known)
        return known.error();
    const qint64 seq = m_last.value(message.conversation).seq + 1;
    const auto applied = m_groups.apply(message.conversation, *message.edit, seq);
    if (!applied)
        return applied.error();
    if (applied->refused) {
        AppendResult result;
        result.ticket = message.ticket;
        result.error.text = applied->refused->text;
        return result;
    }
    NewMessage entry = message;
    entry.conversation = applied->group;
    auto result = insert(entry, largest);
    if (result)
        result->group = applied->group;
    return result;
}

/// A message is taken back, and the log says so; or neither.
Result<AppendResult, sql::SqlError> MessageLog::recall(const NewMessage &message, Uuid &largest)
{
    const auto verdict = m_recalls.judge(message, m_index);
    if (!verdict)
        return verdict.error();
    AppendResult result;
    result.ticket = message.ticket;
    result.refusal = verdict->refusal;
    result.status = AppendResult::NotStored;
    if (result.refusal != AppendResult::Refusal::None)
        return result;
    if (!verdict->doneBy) {
        const auto done =
            m_recalls.apply(*message.extra->recall, verdict->message, m_lastLogId + 1, m_details);
        if (!done)
            return done.error();
        const auto detached = m_files.detach(verdict->message); // it did not come with it any more
        if (!detached)
            return detached.error();
        return insert(message, largest);
    }
    const sql::StatementScope scope(m_select);
    const auto row = m_select.bind(1, *verdict->doneBy).step();
    if (!row)
        return row.error();
    result.status = AppendResult::Duplicate;
    result.isOver = true;
    result.seq = m_select.int64(1);
    result.timeMs = m_select.int64(2);
    result.overBy = AccountId(m_select.int64(4));
    result.overUuid = Uuid::fromBytes(m_select.blob(5)).value_or(Uuid());
    return result;
}

/// The file is bound to the row of the log before that is there; both are, or neither.
Result<AppendResult, sql::SqlError> MessageLog::insertWithFile(const NewMessage &message, Uuid &largest)
{
    auto file = m_files.attach(m_lastLogId + 1, message.file, message.sender);
    if (!file)
        return file.error();
    if (!*file) {
        AppendResult result;
        result.ticket = message.ticket;
        result.status = AppendResult::NoFile;
        return result;
    }
    auto result = insert(message, largest);
    if (result)
        result->file = std::move(*file);
    return result;
}

Result<AppendResult, sql::SqlError> MessageLog::insert(const NewMessage &message, Uuid &largest)
{
    Last &last = m_last[message.conversation];
    const qint64 logId = m_lastLogId + 1;
    const qint64 seq = last.seq + 1;
    auto inserted = m_insert.bind(1, logId)
                        .bind(2, message.conversation.value())
                        .bind(3, seq)
                        .bind(4, message.sender.value())
                        .bindBlob(5, uuidView(message.uuid))
                        .bind(6, message.timeMs)
                        .bindText(7, message.text)
                        .run();
    if (inserted && (message.edit || message.extra))
        inserted = m_details.set(logId, detailsOf(message));
    if (!inserted)
        return inserted.error();

    m_lastUndo.emplace_back(message.conversation, last);
    last = {seq, message.timeMs};
    m_lastLogId = logId;
    m_index.add({logId, message.conversation, seq, message.sender, message.uuid, message.timeMs});
    if (largest < message.uuid) {
        m_largestUndo.emplace_back(message.sender, largest);
        largest = message.uuid;
    }

    AppendResult result;
    result.ticket = message.ticket;
    result.status = AppendResult::Stored;
    result.seq = seq;
    result.timeMs = message.timeMs;
    return result;
}

void MessageLog::commit()
{
    m_committedTail = m_index.tail().size();
    m_committedLogId = m_lastLogId;
    m_lastUndo.clear();
    m_largestUndo.clear();
}

void MessageLog::indexWritten()
{
    m_index.forgetTail();
    m_committedTail = 0;
}

void MessageLog::rollback()
{
    m_index.truncate(m_committedTail);
    m_lastLogId = m_committedLogId;
    // Backwards: the oldest value of each wins.
    for (auto it = m_lastUndo.rbegin(); it != m_lastUndo.rend(); ++it)
        m_last.insert(it->first, it->second);
    for (auto it = m_largestUndo.rbegin(); it != m_largestUndo.rend(); ++it)
        m_largest.insert(it->first, it->second);
    m_lastUndo.clear();
    m_largestUndo.clear();
}

} // namespace miniqq::server
