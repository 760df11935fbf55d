// SPDX-License-Identifier: MIT
#include "server/core/datadirectory.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr mode_t ownerOnly = 0700;

/// Nothing if the folder is there afterwards, else why not.
QString makeFolder(const QString &path)
{
    const QFileInfo info(path);
    if (info.isDir())
        return QString();
    if (info.exists())
        return u"there is a file of that name"_s;
    if (!QDir().mkpath(info.absolutePath()))
        return u"%1 cannot be made"_s.arg(info.absolutePath());
    // Private from its first moment on: mkpath() and a later chmod would leave a gap.
    if (::mkdir(QFile::encodeName(path).constData(), ownerOnly) != 0 && errno != EEXIST)
        return QString::fromLocal8Bit(std::strerror(errno));
    return QString();
}

} // namespace

Result<DataDirectory> DataDirectory::open(const QString &path)
{
    const QString absolute = QDir(path).absolutePath();
    const QString problem = makeFolder(absolute);
    if (!problem.isEmpty())
        return Error{u"The data folder %1 cannot be made: %2."_s.arg(absolute, problem)};

    auto lock = std::make_unique<QLockFile>(absolute + u"/server.lock");
    lock->setStaleLockTime(0); // only a process that is gone makes a lock stale, never its age
    if (!lock->tryLock(0)) {
        if (lock->error() == QLockFile::LockFailedError) {
            qint64 pid = 0;
            QString host;
            QString program;
            lock->getLockInfo(&pid, &host, &program);
            return Error{u"The data folder %1 is in use by another server (%2, process %3). Stop it first, "
                         "or choose another folder."_s.arg(absolute, program, QString::number(pid))};
        }
        return Error{u"The data folder %1 cannot be written to."_s.arg(absolute)};
    }
    return DataDirectory(absolute, std::move(lock));
}

DataDirectory::DataDirectory(const QString &path, std::unique_ptr<QLockFile> lock)
    : m_path(path)
    , m_lock(std::move(lock))
{}

QString DataDirectory::databasePath() const
{
    return m_path + u"/server.db";
}

} // namespace miniqq::server
