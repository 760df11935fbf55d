// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/sql/gatheringvfs.h"
#include "common/sql/sqlerror.h"

#include <QByteArrayView>

#include <memory>

namespace miniqq::sql {

struct DatabaseOptions
{
    QString path; ///< File; ":memory:" for a private one without write-ahead log.
    bool quickCheck =
        false; ///< Run PRAGMA quick_check when opening: finds damaged pages, reads the whole file.
    bool autoCheckpoint = true; ///< false: the owner calls checkpoint() himself.
    int busyTimeoutMs = 2000;   ///< How long a statement waits for another program's lock.
    /// Nothing is written, neither to the file nor beside it; the file must be there and have no write-ahead
    /// log. For copies.
    bool readOnly = false;
    bool rollbackJournal = false; ///< Instead of a write-ahead log: all of it is in one file. For copies.
    QByteArray vfs;               ///< Name of the SQLite VFS below ours; empty for the system's. For tests.
};

/// One connection to one SQLite file. Belongs to one thread at a time. Opened with journal_mode=WAL,
/// synchronous=FULL (a commit that returned has been synced), foreign_keys=ON, secure_delete=ON (what is
/// deleted is overwritten); each is set and read back at
/// every open. The file is made with mode 0600, and an existing one is brought to it.
class Database
{
public:
    static Result<Database, SqlError> open(const DatabaseOptions &options);

    Database(Database &&) noexcept = default;
    Database &operator=(Database &&) noexcept = default;

    /// Runs one or several statements without parameters; rows are ignored.
    Result<Done, SqlError> exec(const char *sql);
    /// The first column of the first row as a number; 0 if there is no row or it is NULL.
    Result<qint64, SqlError> queryInt64(const char *sql);

    /// Closes the connection and opens it anew: after an I/O error nothing that the old one holds in memory
    /// may be trusted. Every Statement must be gone. On failure the database is closed (isOpen() is false)
    /// and reopen() may be called again.
    Result<Done, SqlError> reopen();
    bool isOpen() const { return m_handle != nullptr; }

    /// Moves the write-ahead log into the database file without waiting for anybody; syncs both.
    Result<Done, SqlError> checkpoint();
    /// The same, waits for readers, and empties the log: everything committed is then in the database file.
    Result<Done, SqlError> checkpointFully();
    /// Pages in the write-ahead log after the newest commit of this connection.
    int walPages() const { return *m_walPages; }

    qint64 lastInsertRowId() const;
    /// Rows changed by the newest INSERT, UPDATE or DELETE.
    qint64 changes() const;
    bool inTransaction() const;
    /// Ends what is being run with an error, as soon as possible. From any thread, while the connection is
    /// open.
    void interrupt();
    /// Writes a compact copy of what is committed now (VACUUM INTO) to `path`, which must not be there or be
    /// empty. Others go on reading and writing. Not synced.
    Result<Done, SqlError> copyInto(const QString &path);
    const DatabaseOptions &options() const { return m_options; }
    sqlite3 *handle() const { return m_handle.get(); }

private:
    struct Close
    {
        void operator()(sqlite3 *handle) const;
    };

    explicit Database(const DatabaseOptions &options);
    Result<Done, SqlError> connect();
    Result<Done, SqlError> configure();
    Result<Done, SqlError> check();
    SqlError error(int code, const QString &what) const;

    DatabaseOptions m_options;
    std::unique_ptr<int> m_walPages;     // its address is known to SQLite: stays put when the object moves
    std::unique_ptr<GatheringVfs> m_vfs; // outlives the handle; SQLite knows its address, too
    std::unique_ptr<sqlite3, Close> m_handle;
};

} // namespace miniqq::sql
