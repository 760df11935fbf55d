// SPDX-License-Identifier: MIT
#include "common/sql/database.h"

#include "common/base/logging.h"
#include "common/sql/statement.h"

#include <QFile>

#include <sqlite3.h>

namespace miniqq::sql {
namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

// SQLite gives its -wal and -shm files the mode of the database file, so the mode must be right before it
// opens it.
bool makePrivateFile(const QString &path)
{
    QFile file(path);
    if (!file.exists()) {
        if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
            return true;
        if (!file.exists())
            return false;
    }
    return file.setPermissions(ownerOnly);
}

int rememberWalPages(void *pages, sqlite3 *, const char *, int count)
{
    *static_cast<int *>(pages) = count;
    return SQLITE_OK;
}

} // namespace

void Database::Close::operator()(sqlite3 *handle) const
{
    // Refuses while a statement lives, which would be a fault of ours; the handle then leaks rather than
    // dangles.
    const int code = sqlite3_close(handle);
    if (code != SQLITE_OK)
        qCCritical(lcStore, "a database was closed with statements open: %s", sqlite3_errmsg(handle));
}

Database::Database(const DatabaseOptions &options)
    : m_options(options)
    , m_walPages(std::make_unique<int>(0))
    , m_vfs(std::make_unique<GatheringVfs>(options.vfs))
{}

Result<Database, SqlError> Database::open(const DatabaseOptions &options)
{
    Database db(options);
    auto connected = db.connect();
    if (!connected)
        return connected.error();
    return db;
}

Result<Done, SqlError> Database::reopen()
{
    m_handle.reset();
    return connect();
}

Result<Done, SqlError> Database::connect()
{
    const bool inMemory = m_options.path == u":memory:";
    if (!inMemory && !m_options.readOnly && !makePrivateFile(m_options.path)) {
        return SqlError::fromCode(SQLITE_CANTOPEN, nullptr,
                                  u"The file " + m_options.path + u" cannot be made or made private");
    }

    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(
        m_options.path.toUtf8().constData(), &handle,
        (m_options.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
            SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
        m_vfs->name().constData());
    m_handle.reset(handle);
    auto opened =
        code == SQLITE_OK ? configure() : Result<Done, SqlError>(error(code, u"Opening " + m_options.path));
    if (opened && m_options.quickCheck)
        opened = check();
    if (!opened)
        m_handle.reset();
    return opened;
}

Result<Done, SqlError> Database::configure()
{
    sqlite3_busy_timeout(handle(), m_options.busyTimeoutMs);

    if (m_options.readOnly)
        return Done();

    struct Setting
    {
        const char *set;
        const char *get;
        QByteArrayView expected;
    };
    const bool inMemory = m_options.path == u":memory:";
    const Setting settings[] = {
        {m_options.rollbackJournal ? "PRAGMA journal_mode=DELETE" : "PRAGMA journal_mode=WAL",
         "PRAGMA journal_mode",
         inMemory                    ? "memory"
         : m_options.rollbackJournal ? "delete"
                                     : "wal"},
        {"PRAGMA synchronous=FULL", "PRAGMA synchronous", "2"},
        {"PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1"},
        {"PRAGMA secure_delete=ON", "PRAGMA secure_delete",
         "1"}, // what was taken back is not left in the file
    };
    for (const Setting &setting : settings) {
        auto done = exec(setting.set);
        if (!done)
            return done;
        auto query = Statement::prepare(*this, setting.get);
        if (!query)
            return query.error();
        auto row = query->step();
        if (!row)
            return row.error();
        if (!*row || query->text(0) != setting.expected)
            return SqlError::fromCode(SQLITE_ERROR, nullptr,
                                      QString::fromLatin1(setting.set) + u" did not take effect");
    }

    *m_walPages = 0;
    // A hook of our own takes the place of SQLite's automatic checkpoint, which is one as well.
    if (m_options.autoCheckpoint)
        sqlite3_wal_autocheckpoint(handle(), 1000);
    else
        sqlite3_wal_hook(handle(), rememberWalPages, m_walPages.get());
    return Done();
}

Result<Done, SqlError> Database::check()
{
    auto query = Statement::prepare(*this, "PRAGMA quick_check(1)");
    if (!query)
        return query.error();
    auto row = query->step();
    if (!row)
        return row.error();
    if (!*row || query->text(0) != "ok") {
        const QString finding = QString::fromUtf8(query->text(0));
        return SqlError::fromCode(SQLITE_CORRUPT, nullptr, m_options.path + u" is damaged: " + finding);
    }
    return Done();
}

Result<Done, SqlError> Database::exec(const char *sql)
{
    const int code = sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error(code, QString::fromUtf8(sql).simplified().left(60));
    return Done();
}

Result<qint64, SqlError> Database::queryInt64(const char *sql)
{
    auto query = Statement::prepare(*this, sql);
    if (!query)
        return query.error();
    const StatementScope scope(*query);
    auto row = query->step();
    if (!row)
        return row.error();
    return *row ? query->int64(0) : qint64(0);
}

Result<Done, SqlError> Database::checkpoint()
{
    const int code =
        sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error(code, QStringLiteral("Checkpoint"));
    return Done();
}

Result<Done, SqlError> Database::checkpointFully()
{
    const int code =
        sqlite3_wal_checkpoint_v2(handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (code != SQLITE_OK)
        return error(code, QStringLiteral("Full checkpoint"));
    *m_walPages = 0;
    return Done();
}

qint64 Database::lastInsertRowId() const
{
    return sqlite3_last_insert_rowid(handle());
}

qint64 Database::changes() const
{
    return sqlite3_changes64(handle());
}

bool Database::inTransaction() const
{
    return sqlite3_get_autocommit(handle()) == 0;
}

void Database::interrupt()
{
    sqlite3_interrupt(handle());
}

Result<Done, SqlError> Database::copyInto(const QString &path)
{
    auto vacuum = Statement::prepare(*this, "VACUUM INTO ?");
    if (!vacuum)
        return vacuum.error();
    const QByteArray target = path.toUtf8();
    return vacuum->bindText(1, target).run();
}

SqlError Database::error(int code, const QString &what) const
{
    return SqlError::fromCode(code, handle(), what);
}

} // namespace miniqq::sql
