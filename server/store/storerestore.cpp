// SPDX-License-Identifier: MIT
// What brings a backup back; what makes one is in storebackup.cpp.
#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "server/store/backupcontents.h"
#include "server/store/safefiles.h"
#include "server/store/seal.h"
#include "server/store/storebackup.h"

#include <QFile>
#include <QFileInfo>

namespace miniqq::server {
namespace {

using sql::Database;
using sql::DatabaseOptions;
using sql::SqlError;
using sql::Statement;

Error plain(const SqlError &error)
{
    return {error.text};
}

struct NoInterruption final : Interruption
{
    bool during(Database &, const std::function<void()> &work) override
    {
        work();
        return true;
    }
    bool isWanted() override { return false; }
};

/// The companions of a backup, written beside the database; the table they came in goes.
Result<Done> takeCompanions(Database &db, const QString &folder)
{
    const auto table = db.queryInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'backup_files'");
    if (!table)
        return Error{table.error().text};
    if (*table == 0)
        return Error{QStringLiteral("The backup lacks the list of its files.")};
    {
        auto query = Statement::prepare(db, "SELECT name, content FROM backup_files");
        if (!query)
            return Error{query.error().text};
        for (;;) {
            const auto row = query->step();
            if (!row)
                return Error{row.error().text};
            if (!*row)
                break;
            const QString name = QString::fromUtf8(query->text(0));
            // The file may come from anywhere: nothing but what a backup puts there is taken out of it.
            if (name != u"server.key" && name != u"server.crt")
                return Error{QString(u"The backup holds a file \"" + name.left(80) +
                                     u"\" that does not belong there.")};
            auto written = writePrivateFile(QString(folder + u'/' + name), query->blob(1).toByteArray());
            if (!written)
                return written;
        }
    }
    const auto dropped = db.exec("DROP TABLE backup_files");
    if (!dropped)
        return Error{dropped.error().text};
    return Done{};
}

/// What is said from here on gets numbers that were given before: the log needs another name, by which
/// messengers see that. A token that was withdrawn after the backup must not open anything again; which one
/// that was the backup cannot know, so all of them go.
Result<Done> beginAnotherHistory(Database &db)
{
    const auto named = db.queryInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'log_name'");
    if (!named)
        return plain(named.error());
    // One of an older version gets its name at the first start, when it is migrated.
    auto done =
        *named > 0 ? db.exec("UPDATE log_name SET id = randomblob(16)") : Result<Done, SqlError>(Done());
    if (done)
        done = db.exec("DELETE FROM resume_tokens");
    if (!done)
        return plain(done.error());
    return Done{};
}

QString unfinishedName(const QString &target)
{
    return target + u".restoring";
}

Result<Done> makeReady(const QString &path, const QString &backup, const QString &contents,
                       StoreReport &restored)
{
    DatabaseOptions options;
    options.path = path;
    options.rollbackJournal = true;
    auto db = Database::open(options);
    if (!db)
        return Error{db.error().text};
    auto done = beginAnotherHistory(*db);
    if (done)
        done = takeCompanions(*db, QFileInfo(path).absolutePath());
    if (done && !contents.isEmpty())
        done = restoreContents(*db, contentsOf(backup), contents, restored);
    return done;
}

/// What a restore left that was cut short. By the part everybody sees that there was one, so it goes last,
/// and only when all else is gone for good: a server that starts between would begin with some of it.
Result<Done> removeUnfinished(const QString &part, const QString &folder, const QString &contents)
{
    if (!contents.isEmpty()) {
        auto removed = removeContents(contents);
        const QString parent = QFileInfo(contents).absolutePath();
        if (removed && QFileInfo(parent).isDir())
            removed = syncFolder(parent);
        if (!removed)
            return removed;
    }
    for (const QString &path : {QString(folder + u"/server.key"), QString(folder + u"/server.crt"),
                                QString(part + u"-journal"), part}) {
        if (path == part) {
            auto synced = syncFolder(folder);
            if (!synced)
                return synced;
        }
        QFile file(path);
        if (!file.remove() && QFileInfo(path).exists())
            return Error{QString(path + u" cannot be removed: " + file.errorString())};
    }
    return Done{};
}

} // namespace

Result<StoreReport> restoreStore(const QString &backup, const QString &target, const QString &contents)
{
    if (!QFileInfo::exists(backup))
        return Error{QString(u"There is no file " + backup + u'.')};
    const Result<qint64> size = checkSeal(backup);
    if (!size)
        return size.error();
    NoInterruption nobody;
    auto before = checkUnused(backup, nobody);
    if (!before)
        return before.error();
    const QString folder = QFileInfo(target).absolutePath();
    const QString part = unfinishedName(target);
    if (isRestoreUnfinished(target)) {
        const auto removed = removeUnfinished(part, folder, contents);
        if (!removed)
            return removed.error();
    }
    StoreReport restored;
    auto copied = copyPrivateFile(backup, part, *size);
    if (copied)
        copied = makeReady(part, backup, contents, restored);
    if (copied)
        copied = syncFile(part);
    if (!copied)
        return copied.error();
    auto after = checkUnused(part, nobody);
    if (!after)
        return after.error();
    auto placed = moveIntoPlace(part, target);
    if (!placed)
        return placed.error();
    return joinReports(std::move(after), restored);
}

bool isRestoreUnfinished(const QString &target)
{
    return QFileInfo::exists(unfinishedName(target)) && !QFileInfo::exists(target);
}

} // namespace miniqq::server
