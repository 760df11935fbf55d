// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/storereport.h"

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace miniqq::sql {
class Database;
struct DatabaseOptions;
} // namespace miniqq::sql

namespace miniqq::server {

/// Lets somebody else end what is being done with a database.
class Interruption
{
public:
    virtual ~Interruption() = default;
    /// Runs `work`, which may be interrupted. False, and nothing is run, if that was asked for before.
    virtual bool during(sql::Database &db, const std::function<void()> &work) = 0;
    /// Whether it was asked for; for what takes long without a database.
    virtual bool isWanted() = 0;
};

/// Small files that belong to the database, by their paths: they go into the copy by their names.
struct Companions
{
    QStringList paths;
    bool areNeeded = false; ///< One that is not there is an error.
};

struct BackupOptions
{
    QString source; ///< The server's database; a server may be using it.
    QByteArray vfs; ///< Below it; empty for the system's. For tests.
    QString target; ///< Where the copy goes; must not be there, nor contentsOf() it.
    Companions companions;
    QString contents; ///< The folder with the contents of files; empty: none are saved.
};

/// The folder beside a backup with the contents of files that its database names, under their ids; not there
/// if it names none.
QString contentsOf(const QString &backup);

/// Copies a database as of one moment, at which everything committed before the call is in it, into one file
/// that holds the companions too. Nobody who uses the database has to wait. The copy is written under another
/// name, sealed (seal.h), synced, looked through (checkStore()) and only then gets its own; on any error
/// nothing of it is left, but for the one that moveIntoPlace() tells of. The contents of files lie beside it:
/// as second names of the same files where that is possible, for they never change, otherwise as copies;
/// their folder gets its name before the backup does. A companion that is there and cannot be read is an
/// error. Readable by its owner only. Blocks as long as it takes: for a thread of its own.
Result<StoreReport> backUpStore(const BackupOptions &options, Interruption &interruption);

/// The same for checkStore() alone: of a database that may be in use.
Result<StoreReport> checkDatabase(const sql::DatabaseOptions &options, Interruption &interruption);
/// The same of a database that nobody uses: damage is an error.
Result<StoreReport> checkUnused(const QString &path, Interruption &interruption);
/// What was seen of the contents of files goes into a report that knows the database alone.
Result<StoreReport> joinReports(Result<StoreReport> report, const StoreReport &contents);
/// The same as checkDatabase(), and reads all contents of files in `contents`.
Result<StoreReport> checkAll(const sql::DatabaseOptions &options, const QString &contents,
                             Interruption &interruption);
/// The same of a backup and what lies beside it. Damage of the backup itself is an error.
Result<StoreReport> checkBackup(const QString &backup, Interruption &interruption);

/// Brings `backup` back as the database `target`, with its companions beside it, as another history than the
/// one that was backed up (decision 018): the log has a new name, and nobody is signed in. Never takes the
/// place of anything: `target` must not be there. The backup is looked through before, the result after it
/// was written. A kill at any moment leaves either everything in its place or isRestoreUnfinished(), after
/// which this may be called again. Contents of files come into the folder `contents`, each looked through;
/// those that are not sound are findings, and expired; empty: all stay where they are. Blocks.
Result<StoreReport> restoreStore(const QString &backup, const QString &target, const QString &contents = {});

/// A restore was begun and not finished: what is there is not to be used.
bool isRestoreUnfinished(const QString &target);

} // namespace miniqq::server
