// SPDX-License-Identifier: MIT
#include "app/store/historystore.h"

#include "app/store/storejobs.h"
#include "common/base/logging.h"
#include "common/sql/executor.h"

#include <QPointer>

namespace miniqq::client {
namespace {

StoreFailure failureOf(const sql::SqlError &error)
{
    return {error.text, error.storageFull};
}

sql::Executor::Options optionsFor(const QString &path)
{
    sql::Executor::Options options;
    options.database.path = path;
    options.migrations = QStringLiteral(":/sql/client");
    return options;
}

} // namespace

/// Passes a job to the database thread and its result, in the words of this store, back.
template<class T, class Job>
void HistoryStore::submit(QObject *context, Job job, Then<T> then)
{
    m_executor->run(context, std::move(job), [then = std::move(then)](Result<T, sql::SqlError> &&result) {
        if (result)
            then(std::move(*result));
        else
            then(failureOf(result.error()));
    });
}

/// A write nobody waits for.
template<class Job>
void HistoryStore::write(Job job)
{
    submit<Done>(m_self.get(), std::move(job), [this](Result<Done, StoreFailure> result) {
        if (result)
            return;
        qCWarning(lcStore).noquote() << result.error().text;
        if (m_failureHandler)
            m_failureHandler(result.error());
    });
}

HistoryStore::HistoryStore(const QString &path)
    : m_self(std::make_unique<QObject>())
    , m_executor(std::make_unique<sql::Executor>(optionsFor(path)))
{}

HistoryStore::~HistoryStore() = default;

void HistoryStore::open(const QByteArray &me, QObject *context, Then<StoredState> then)
{
    m_me = me;
    // An open that fails makes the job below fail, with the same reason.
    m_executor->start(m_self.get(), [](Result<Done, sql::SqlError> &&) {});
    submit<StoredState>(
        context, [me](sql::Database &db) { return jobs::loadState(db, me); }, std::move(then));
}

void HistoryStore::addMessages(const QByteArray &conversation, const MessageList &messages, qint64 synced,
                               QObject *context, Then<AddOutcome> then)
{
    submit<AddOutcome>(
        context,
        [me = m_me, conversation, messages, synced](sql::Database &db) {
            return jobs::addMessages(db, me, conversation, messages, synced);
        },
        std::move(then));
}

void HistoryStore::page(const QByteArray &conversation, const StoreQuery &query, QObject *context,
                        Then<MessageList> then)
{
    submit<MessageList>(
        context, [conversation, query](sql::Database &db) { return jobs::page(db, conversation, query); },
        std::move(then));
}

void HistoryStore::seqsAfter(const QByteArray &conversation, qint64 seq, QObject *context,
                             Then<QList<qint64>> then)
{
    submit<QList<qint64>>(
        context, [conversation, seq](sql::Database &db) { return jobs::seqsAfter(db, conversation, seq); },
        std::move(then));
}

void HistoryStore::countUnread(const QByteArray &conversation, qint64 read, QObject *context, Then<int> then)
{
    submit<int>(
        context,
        [me = m_me, conversation, read](sql::Database &db) {
            return jobs::countUnread(db, me, conversation, read);
        },
        std::move(then));
}

void HistoryStore::saveConversation(const Conversation &conversation)
{
    write([conversation](sql::Database &db) { return jobs::saveConversation(db, conversation); });
}

void HistoryStore::saveDraft(const QByteArray &conversation, const QString &draft)
{
    write([conversation, draft](sql::Database &db) { return jobs::saveDraft(db, conversation, draft); });
}

void HistoryStore::savePeople(const QList<Person> &people)
{
    write([people](sql::Database &db) { return jobs::savePeople(db, people); });
}

void HistoryStore::addOutbox(const OutboxEntry &entry, QObject *context, Then<OutboxEntry> then)
{
    submit<OutboxEntry>(
        context, [entry](sql::Database &db) { return jobs::addOutbox(db, entry); }, std::move(then));
}

void HistoryStore::setOutboxFailure(const Uuid &uuid, SendFailure failure)
{
    write([uuid, failure](sql::Database &db) { return jobs::setOutboxFailure(db, uuid, failure); });
}

void HistoryStore::removeOutbox(const Uuid &uuid, QObject *context, Then<Done> then)
{
    submit<Done>(
        context, [uuid](sql::Database &db) { return jobs::removeOutbox(db, uuid); }, std::move(then));
}

void HistoryStore::setAside(const QByteArray &conversation, qint64 timeMs, QObject *context, Then<Done> then)
{
    submit<Done>(
        context,
        [conversation, timeMs](sql::Database &db) { return jobs::setAside(db, conversation, timeMs); },
        std::move(then));
}

void HistoryStore::reconcile(const QByteArray &conversation, const Uuid &log, Common common, QObject *context,
                             Then<Reconciled> then)
{
    submit<Reconciled>(
        context,
        [conversation, log, common](sql::Database &db) {
            return jobs::reconcile(db, conversation, log, common);
        },
        std::move(then));
}

void HistoryStore::forgetLogs()
{
    write([](sql::Database &db) { return jobs::forgetLogs(db); });
}

void HistoryStore::lost(const QByteArray &conversation, qint64 from, qint64 to, QObject *context,
                        Then<MessageList> then)
{
    submit<MessageList>(
        context,
        [conversation, from, to](sql::Database &db) { return jobs::lost(db, conversation, from, to); },
        std::move(then));
}

void HistoryStore::setFailureHandler(QObject *context, std::function<void(const StoreFailure &)> handler)
{
    m_failureHandler = [guard = QPointer<QObject>(context),
                        handler = std::move(handler)](const StoreFailure &failure) {
        if (guard)
            handler(failure);
    };
}

} // namespace miniqq::client
