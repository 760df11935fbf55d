// SPDX-License-Identifier: MIT
#include "server/store/storeengine.h"

#include "common/base/logging.h"
#include "common/sql/database.h"
#include "common/sql/savepoint.h"
#include "common/sql/transaction.h"
#include "server/store/stateloader.h"
#include "server/store/storeerror.h"

#include <QFileInfo>

#include <algorithm>
#include <chrono>

namespace miniqq::server {
namespace {

// Below this a checkpoint is not worth its syncs, even when there is time.
constexpr int idleCheckpointPages = 256;

} // namespace

StoreEngine::StoreEngine(const ServerStore::Options &options, StoreMeter &meter)
    : m_options(options)
    , m_meter(meter)
    , m_nextIndexRows(size_t(options.indexAfterRows))
    , m_nextCheckpointPages(options.checkpointAfterPages)
{}

Result<ServerState, sql::SqlError> StoreEngine::open(sql::Database &db)
{
    auto opened = openStatements(db);
    if (!opened)
        return opened.error();
    // A full disk must not keep the server from starting: what is stored can be read without the index.
    auto caughtUp = catchUp(db);
    if (!caughtUp)
        noteFailure(caughtUp.error());
    measureSize(db);
    return loadState(db, m_log);
}

void StoreEngine::close()
{
    m_reader.close();
    m_log.close();
}

std::vector<AppendResult> StoreEngine::commit(sql::Database &db, std::span<const NewMessage> messages,
                                              std::span<const WriteJob> writes)
{
    using namespace std::chrono;
    const auto start = steady_clock::now();
    WriteErrors errors;
    auto committed = tryCommit(db, messages, writes, errors);

    if (!committed) {
        m_log.rollback();
        noteFailure(committed.error());
        m_meter.countFailures(messages.size());
        for (const WriteJob &write : writes)
            write.finish(&committed.error());
        std::vector<AppendResult> results(messages.size());
        for (size_t i = 0; i < messages.size(); ++i) {
            results[i].ticket = messages[i].ticket;
            results[i].error = toStoreError(committed.error());
        }
        return results;
    }

    m_log.commit();
    m_lazy.forget();
    noteSuccess();
    const auto count = [&](AppendResult::Status status) {
        return quint64(
            std::count_if(committed->begin(), committed->end(),
                          [status](const AppendResult &result) { return result.status == status; }));
    };
    m_meter.countCommit(count(AppendResult::Stored), count(AppendResult::Duplicate),
                        duration_cast<microseconds>(steady_clock::now() - start).count());
    m_meter.setUnindexed(qint64(m_log.index().tail().size()));
    for (size_t i = 0; i < writes.size(); ++i)
        writes[i].finish(errors[i] ? &*errors[i] : nullptr);
    return std::move(*committed);
}

Result<std::vector<AppendResult>, sql::SqlError> StoreEngine::tryCommit(sql::Database &db,
                                                                        std::span<const NewMessage> messages,
                                                                        std::span<const WriteJob> writes,
                                                                        WriteErrors &errors)
{
    auto writable = makeWritable(db);
    if (!writable)
        return writable.error();
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();

    for (const WriteJob &write : writes) {
        auto error = runWrite(db, write);
        if (!error)
            return error.error();
        errors.push_back(std::move(*error));
    }
    auto results = m_log.append(messages);
    if (!results)
        return results;
    auto done = m_lazy.write(db);
    if (done)
        done = transaction->commit();
    if (!done)
        return done.error();
    return results;
}

/// The job's own error, or (as the Result's error) one that ends the whole transaction.
Result<std::optional<sql::SqlError>, sql::SqlError> StoreEngine::runWrite(sql::Database &db,
                                                                          const WriteJob &job)
{
    auto part = sql::Savepoint::begin(db);
    if (!part)
        return part.error();
    const auto done = job.run(db);
    const auto settled = done ? part->keep() : part->undo(done.error());
    if (!settled)
        return settled.error();
    return done ? std::optional<sql::SqlError>() : std::optional<sql::SqlError>(done.error());
}

void StoreEngine::read(sql::Database &db, const ReadJob &job)
{
    const auto readable = makeReadable(db);
    job(db, readable ? nullptr : &readable.error());
}

bool StoreEngine::hasIdleWork(const sql::Database &db) const
{
    return !m_log.index().tail().empty() || !m_lazy.isEmpty() || db.walPages() >= idleCheckpointPages ||
           m_log.recalls().leavesTraces();
}

bool StoreEngine::doIdleWork(sql::Database &db)
{
    const auto caughtUp = catchUp(db);
    if (!caughtUp) {
        noteFailure(caughtUp.error());
        return false;
    }
    const bool done = m_log.recalls().leavesTraces() ? eraseTraces(db) : true;
    if (db.walPages() >= idleCheckpointPages)
        checkpoint(db);
    measureSize(db);
    return done;
}

/// What was taken back is gone from SQLite's log, too. False while somebody, a backup say, still reads there.
bool StoreEngine::eraseTraces(sql::Database &db)
{
    if (!db.checkpointFully())
        return false;
    m_log.recalls().tracesGone();
    return true;
}

void StoreEngine::doOverdueWork(sql::Database &db)
{
    if (m_log.index().tail().size() >= m_nextIndexRows) {
        const auto caughtUp = catchUp(db);
        if (!caughtUp) {
            noteFailure(caughtUp.error());
            // Not again at every commit.
            m_nextIndexRows = m_log.index().tail().size() + size_t(m_options.indexAfterRows);
        }
    }
    if (db.isOpen() && db.walPages() >= m_nextCheckpointPages) {
        checkpoint(db);
        measureSize(db);
    }
}

Result<Done, sql::SqlError> StoreEngine::catchUp(sql::Database &db)
{
    auto writable = makeWritable(db);
    if (!writable)
        return writable;
    if (m_log.index().tail().empty() && m_lazy.isEmpty())
        return Done();
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    auto done = m_log.writeIndex();
    if (done)
        done = m_lazy.write(db);
    if (done)
        done = transaction->commit();
    if (!done)
        return done;
    m_log.indexWritten();
    m_lazy.forget();
    m_meter.setUnindexed(0);
    m_nextIndexRows = size_t(m_options.indexAfterRows);
    noteSuccess();
    return done;
}

void StoreEngine::checkpoint(sql::Database &db)
{
    const auto done = db.checkpoint();
    if (!done) {
        noteFailure(done.error());
        m_nextCheckpointPages = db.walPages() + m_options.checkpointAfterPages;
        return;
    }
    // Another program that reads the database can keep the log from starting over: then this is not due at
    // every commit.
    m_nextCheckpointPages = m_options.checkpointAfterPages;
}

Result<Done, sql::SqlError> StoreEngine::openStatements(sql::Database &db)
{
    auto done = m_log.open(db);
    if (done)
        done = m_reader.open(db);
    if (!done)
        close();
    return done;
}

Result<Done, sql::SqlError> StoreEngine::makeReadable(sql::Database &db)
{
    if (db.isOpen() && m_log.isOpen())
        return Done();
    close();
    auto done = db.reopen();
    return done ? openStatements(db) : done;
}

Result<Done, sql::SqlError> StoreEngine::makeWritable(sql::Database &db)
{
    if (!m_suspect)
        return makeReadable(db);
    // What the old connection believes to be on disk may not be. Read it anew, and bring it into the database
    // file with a sync that succeeds, before anything more is promised.
    close();
    auto done = db.reopen();
    if (done)
        done = db.checkpointFully();
    if (done)
        done = openStatements(db);
    if (done)
        m_suspect = false;
    return done;
}

void StoreEngine::noteFailure(const sql::SqlError &error)
{
    if (error.ioError)
        m_suspect = true;
    if (!m_failing)
        qCCritical(lcStore).noquote() << "Storing failed, and will be tried again:" << error.text;
    m_failing = true;
}

void StoreEngine::noteSuccess()
{
    if (m_failing)
        qCInfo(lcStore, "Storing works again");
    m_failing = false;
}

void StoreEngine::measureSize(const sql::Database &db)
{
    const QString &path = db.options().path;
    m_meter.setDatabaseBytes(QFileInfo(path).size() + QFileInfo(QString(path + u"-wal")).size());
}

} // namespace miniqq::server
