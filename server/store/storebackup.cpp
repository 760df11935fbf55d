// SPDX-License-Identifier: MIT
#include "server/store/storebackup.h"

#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "server/store/backupcontents.h"
#include "server/store/safefiles.h"
#include "server/store/seal.h"
#include "server/store/storecheck.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStorageInfo>

#include <cerrno>
#include <csignal>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>

namespace miniqq::server {
namespace {

using sql::Database;
using sql::DatabaseOptions;
using sql::SqlError;
using sql::Statement;

constexpr qint64 maxCompanionBytes = 1024 * 1024;

/// What is in one; nothing if there is no such file. A dangling symbolic link is somebody's intention.
Result<std::optional<QByteArray>> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        struct stat status = {};
        if (::lstat(QFile::encodeName(path).constData(), &status) != 0 && errno == ENOENT)
            return std::optional<QByteArray>();
        return Error{QString(path + u" cannot be read: " + file.errorString())};
    }
    const QByteArray content = file.read(maxCompanionBytes + 1);
    if (file.error() != QFileDevice::NoError)
        return Error{QString(path + u" cannot be read: " + file.errorString())};
    if (content.size() > maxCompanionBytes)
        return Error{QString(path + u" is too large for a key or a certificate.")};
    return std::optional(content);
}

Error plain(const SqlError &error)
{
    return {error.text};
}

/// Companions travel in a table of the copy that a server's database does not have.
Result<Done> addCompanions(Database &copy, const Companions &companions)
{
    auto done =
        copy.exec("CREATE TABLE backup_files (name TEXT NOT NULL PRIMARY KEY, content BLOB NOT NULL) STRICT");
    if (!done)
        return plain(done.error());
    auto insert = Statement::prepare(copy, "INSERT INTO backup_files (name, content) VALUES (?, ?)");
    if (!insert)
        return plain(insert.error());
    for (const QString &path : companions.paths) {
        const auto content = contentOf(path);
        if (!content)
            return content.error();
        if (!*content && companions.areNeeded)
            return Error{QString(path + u" is not there: a backup without it would be another server.")};
        if (!*content)
            continue;
        const QByteArray name = QFileInfo(path).fileName().toUtf8();
        done = insert->bindText(1, name).bindBlob(2, **content).run();
        if (!done)
            return plain(done.error());
    }
    return Done{};
}

DatabaseOptions sourceOf(const BackupOptions &options)
{
    DatabaseOptions source;
    source.path = options.source;
    source.autoCheckpoint = false;
    source.vfs = options.vfs;
    return source;
}

Result<Done> makeCopy(const BackupOptions &options, const QString &path, Interruption &interruption)
{
    auto db = Database::open(sourceOf(options));
    if (!db)
        return Error{db.error().text};
    Result<Done, SqlError> done = SqlError();
    if (!interruption.during(*db, [&] { done = db->copyInto(path); }))
        return Error{QStringLiteral("The server is being stopped.")};
    if (!done)
        return Error{done.error().text};
    return Done{};
}

Result<StoreReport> copyAndCheck(const BackupOptions &options, const QString &path, const QString &contents,
                                 Interruption &interruption)
{
    auto copied = makeCopy(options, path, interruption);
    if (!copied)
        return copied.error();
    const GoOn goOn = [&interruption] { return !interruption.isWanted(); };
    auto synced = syncFile(path, goOn); // or the next commit would do it all at once
    if (!synced)
        return synced.error();
    DatabaseOptions copy;
    copy.path = path;
    copy.rollbackJournal = true;
    StoreReport saved;
    {
        auto db = Database::open(copy);
        if (!db)
            return plain(db.error());
        const auto added = addCompanions(*db, options.companions);
        if (!added)
            return added.error();
        if (!options.contents.isEmpty()) {
            const auto done = backUpContents(*db, sourceOf(options), options.contents, contents, goOn, saved);
            if (!done)
                return done.error();
        }
    }
    auto sealed = sealFile(path, goOn);
    if (!sealed)
        return sealed.error();
    return joinReports(checkUnused(path, interruption), saved);
}

/// What others left who were making this backup and are no more; as far as it can be removed.
void clearLeftovers(const QString &target)
{
    const QFileInfo info(target);
    const QString prefix = info.fileName() + u".part-";
    const QDir folder = info.absoluteDir();
    const QStringList names = folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::System);
    for (const QString &name : names) {
        if (!name.startsWith(prefix))
            continue;
        const QStringView rest = QStringView(name).mid(prefix.size());
        const QStringView number = rest.left(rest.indexOf(u'.') < 0 ? rest.size() : rest.indexOf(u'.'));
        bool isNumber = false;
        const pid_t process = number.toInt(&isNumber);
        if (!isNumber || process <= 0 || ::kill(process, 0) == 0 || errno != ESRCH)
            continue;
        const QStringView kind = rest.mid(number.size());
        const QString path = folder.filePath(name);
        if (kind == u".files")
            (void)removeContents(path);
        else if (kind.isEmpty())
            (void)QFile::remove(path);
    }
}

/// The folder first: what has the backup's name is whole.
Result<Done> nameBoth(const QString &part, const QString &target)
{
    if (QFileInfo::exists(contentsOf(part))) {
        auto named = moveIntoPlace(contentsOf(part), contentsOf(target));
        if (!named) {
            if (!QFileInfo::exists(contentsOf(part))) // it got there, and is of no use alone
                (void)removeContents(contentsOf(target));
            return named;
        }
    }
    auto named = moveIntoPlace(part, target);
    if (!named && QFileInfo::exists(part)) // it did not get there
        (void)removeContents(contentsOf(target));
    return named;
}

} // namespace

Result<StoreReport> backUpStore(const BackupOptions &options, Interruption &interruption)
{
    if (QFileInfo::exists(options.target))
        return Error{QString(options.target + u" is there already; a backup takes nobody's place.")};
    if (QFileInfo::exists(contentsOf(options.target)))
        return Error{QString(contentsOf(options.target) +
                             u" is there already; the contents of files would go there.")};
    const QString folder = QFileInfo(options.target).absolutePath();
    const qint64 needed =
        QFileInfo(options.source).size() + QFileInfo(QString(options.source + u"-wal")).size();
    const qint64 available = QStorageInfo(folder).bytesAvailable();
    if (available >= 0 && available < needed && QFileInfo(folder).isDir())
        return Error{QString(u"There is not enough room in " + folder + u": " +
                             QString::number(needed / (1024 * 1024) + 1) + u" MiB are needed.")};
    clearLeftovers(options.target);
    const QString part = options.target + u".part-" + QString::number(::getpid());
    (void)QFile::remove(part); // of a process that had our number, and did not end well
    auto made = removeContents(contentsOf(part));
    if (made)
        made = writePrivateFile(part, {});
    if (!made)
        return made.error();
    auto report = copyAndCheck(options, part, contentsOf(part), interruption);
    const Result<Done> named = report ? nameBoth(part, options.target) : Result<Done>(report.error());
    (void)QFile::remove(QString(part + u"-journal"));
    if (!named) {
        (void)QFile::remove(part);
        (void)removeContents(contentsOf(part));
        return named.error();
    }
    return report;
}

QString contentsOf(const QString &backup)
{
    return backup + u".files";
}

Result<StoreReport> checkDatabase(const DatabaseOptions &options, Interruption &interruption)
{
    auto db = Database::open(options);
    if (!db)
        return plain(db.error());
    Result<StoreReport, SqlError> report = SqlError();
    if (!interruption.during(*db, [&] { report = checkStore(*db); }))
        return Error{QStringLiteral("The server is being stopped.")};
    if (!report)
        return plain(report.error());
    return *report;
}

Result<StoreReport> joinReports(Result<StoreReport> report, const StoreReport &contents)
{
    if (report) {
        report->files = contents.files;
        report->findings += contents.findings;
        report->notes += contents.notes;
    }
    return report;
}

Result<StoreReport> checkUnused(const QString &path, Interruption &interruption)
{
    DatabaseOptions options;
    options.path = path;
    options.readOnly = true;
    auto report = checkDatabase(options, interruption);
    if (report && !report->isSound())
        return Error{QString(path + u" is damaged: " + report->findings.constFirst())};
    return report;
}

Result<StoreReport> checkAll(const DatabaseOptions &options, const QString &contents,
                             Interruption &interruption)
{
    auto report = checkDatabase(options, interruption);
    if (!report || !report->isSound())
        return report;
    const GoOn goOn = [&interruption] { return !interruption.isWanted(); };
    StoreReport found;
    const auto done = checkContents(options, contents, false, goOn, found);
    if (!done)
        return done.error();
    return joinReports(std::move(report), found);
}

Result<StoreReport> checkBackup(const QString &backup, Interruption &interruption)
{
    const Result<qint64> size = checkSeal(backup);
    if (!size)
        return size.error();
    auto report = checkUnused(backup, interruption);
    if (!report)
        return report;
    const GoOn goOn = [&interruption] { return !interruption.isWanted(); };
    DatabaseOptions options;
    options.path = backup;
    options.readOnly = true;
    StoreReport found;
    const auto done = checkContents(options, contentsOf(backup), true, goOn, found);
    if (!done)
        return done.error();
    return joinReports(std::move(report), found);
}

} // namespace miniqq::server
