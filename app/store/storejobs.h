// SPDX-License-Identifier: MIT
#pragma once

#include "app/store/historystore.h"
#include "common/sql/sqlerror.h"

#include <optional>

namespace miniqq::sql {
class Database;
}

/// The SQL behind HistoryStore. Everything here runs in the database thread.
namespace miniqq::client::jobs {

template<class T>
using SqlResult = Result<T, sql::SqlError>;

SqlResult<StoredState> loadState(sql::Database &db, const QByteArray &me);
SqlResult<AddOutcome> addMessages(sql::Database &db, const QByteArray &me, const QByteArray &conversation,
                                  const MessageList &messages, qint64 synced);
SqlResult<MessageList> page(sql::Database &db, const QByteArray &conversation, const StoreQuery &query);
SqlResult<QList<qint64>> seqsAfter(sql::Database &db, const QByteArray &conversation, qint64 seq);
SqlResult<int> countUnread(sql::Database &db, const QByteArray &me, const QByteArray &conversation,
                           qint64 read);
SqlResult<Done> saveConversation(sql::Database &db, const Conversation &conversation);
SqlResult<Done> saveDraft(sql::Database &db, const QByteArray &conversation, const QString &draft);
SqlResult<Done> savePeople(sql::Database &db, const QList<Person> &people);
SqlResult<OutboxEntry> addOutbox(sql::Database &db, OutboxEntry entry);
SqlResult<Done> setOutboxFailure(sql::Database &db, const Uuid &uuid, SendFailure failure);
SqlResult<Done> removeOutbox(sql::Database &db, const Uuid &uuid);
SqlResult<Reconciled> reconcile(sql::Database &db, const QByteArray &conversation, const Uuid &log,
                                Common common);
SqlResult<Done> forgetLogs(sql::Database &db);
SqlResult<MessageList> lost(sql::Database &db, const QByteArray &conversation, qint64 from, qint64 to);
/// Whether a conversation has lost messages, and its newest message.
SqlResult<Done> readEnd(sql::Database &db, const QByteArray &conversation, bool &hasLost,
                        std::optional<Message> &last);
/// A lost message that is in the server's log after all is lost no more.
SqlResult<Done> removeLost(sql::Database &db, qint64 conversation, const Message &message);
SqlResult<Done> setAside(sql::Database &db, const QByteArray &conversation, qint64 timeMs);

} // namespace miniqq::client::jobs
