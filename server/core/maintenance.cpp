// SPDX-License-Identifier: MIT
#include "server/core/maintenance.h"

#include "common/net/tlscontext.h"
#include "common/sql/database.h"
#include "server/core/datadirectory.h"
#include "server/files/blobarea.h"
#include "server/store/storebackup.h"

#include <QDir>
#include <QFileInfo>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

struct NoInterruption final : Interruption
{
    bool during(sql::Database &, const std::function<void()> &work) override
    {
        work();
        return true;
    }
    bool isWanted() override { return false; }
};

/// What may be there before a restore: the lock, and what one that was cut short left.
bool mayBeThere(const QString &name, bool unfinished)
{
    return name == u"server.lock" ||
           (unfinished && (name.startsWith(u"server.db.restoring") || name == u"server.key" ||
                           name == u"server.crt" || name == u"files"));
}

QString counted(qint64 count, const QString &what)
{
    return QString::number(count) + u' ' + what + (count == 1 ? u""_s : u"s"_s);
}

} // namespace

Result<StoreReport> restoreBackup(const QString &backup, const QString &dataDir)
{
    if (!QFileInfo(backup).isFile())
        return Error{u"There is no file %1."_s.arg(backup)};
    const auto data = DataDirectory::open(dataDir);
    if (!data)
        return data.error();
    const QString target = data->databasePath();
    const bool unfinished = isRestoreUnfinished(target);
    const QStringList names =
        QDir(data->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QString &name : names) {
        if (!mayBeThere(name, unfinished))
            return Error{
                u"The folder %1 is not empty (%2); restore into a new one."_s.arg(data->path(), name)};
    }
    auto report = restoreStore(backup, target, BlobArea::wholePath(data->filesPath()));
    if (report)
        report->findings += keyPairFindings(data->path());
    return report;
}

Result<StoreReport> checkDataDirectory(const QString &dataDir)
{
    const QString path = QDir(dataDir).absolutePath();
    if (isRestoreUnfinished(path + u"/server.db"))
        return Error{u"A restore into %1 was not finished; do it again."_s.arg(path)};
    if (!QFileInfo(path + u"/server.db").isFile())
        return Error{u"There is no server's data in %1."_s.arg(path)};
    const auto data = DataDirectory::open(path);
    if (!data)
        return Error{data.error().text + u" While it runs, ask it: ctl check."};
    sql::DatabaseOptions options;
    options.path = data->databasePath();
    NoInterruption nobody;
    auto report = checkAll(options, BlobArea::wholePath(data->filesPath()), nobody);
    if (report)
        report->findings += keyPairFindings(path);
    return report;
}

Result<StoreReport> checkBackupFile(const QString &backup)
{
    if (!QFileInfo(backup).isFile())
        return Error{u"There is no file %1."_s.arg(backup)};
    NoInterruption nobody;
    return checkBackup(backup, nobody);
}

QStringList keyPairFindings(const QString &dataDir)
{
    const QDir folder(dataDir);
    if (!folder.exists(u"server.key"_s) && !folder.exists(u"server.crt"_s))
        return {};
    const auto loaded = net::TlsContext::serverFrom(dataDir);
    return loaded ? QStringList() : QStringList{loaded.error().text};
}

QString notesOf(const StoreReport &report)
{
    return report.notes.isEmpty() ? QString() : QString(u' ' + report.notes.join(u' '));
}

QString wordsOf(const StoreReport &report)
{
    return counted(report.accounts, u"account"_s) + u", " + counted(report.conversations, u"conversation"_s) +
           u", " + counted(report.messages, u"message"_s) +
           (report.files > 0 ? QString(u", " + counted(report.files, u"file"_s)) : QString());
}

} // namespace miniqq::server
