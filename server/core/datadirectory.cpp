// SPDX-License-Identifier: MIT
#include "server/core/datadirectory.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

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

/// A lock of the kernel's on a file that stays: a server that was killed leaves nothing behind that anybody
/// would have to judge or remove, whatever process number or host name the next one has. The file tells who.
Result<net::Descriptor> takeLock(const QString &path)
{
    net::Descriptor file(
        ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!file.isValid())
        return Error{u"cannot be written to: %1."_s.arg(net::errnoText(errno))};
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return Error{u"cannot be locked: %1."_s.arg(net::errnoText(errno))};
        char owner[24] = {};
        const ssize_t size = ::pread(file.get(), owner, sizeof owner - 1, 0);
        const QString process = QString::fromLatin1(owner, std::max<qsizetype>(size, 0)).trimmed();
        return Error{
            u"is in use by another server (process %1). Stop it first, or choose another folder."_s.arg(
                process)};
    }
    const QByteArray self = QByteArray::number(::getpid()) + '\n';
    // The number is for people; the lock holds without it, on a full disk too.
    [[maybe_unused]] const bool told =
        ::ftruncate(file.get(), 0) == 0 && ::pwrite(file.get(), self.constData(), size_t(self.size()), 0) > 0;
    return file;
}

} // namespace

Result<DataDirectory> DataDirectory::open(const QString &path)
{
    const QString absolute = QDir(path).absolutePath();
    const QString problem = makeFolder(absolute);
    if (!problem.isEmpty())
        return Error{u"The data folder %1 cannot be made: %2."_s.arg(absolute, problem)};

    auto lock = takeLock(absolute + u"/server.lock");
    if (!lock)
        return Error{u"The data folder %1 %2"_s.arg(absolute, lock.error().text)};
    return DataDirectory(absolute, std::move(lock).value());
}

DataDirectory::DataDirectory(const QString &path, net::Descriptor lock)
    : m_path(path)
    , m_lock(std::move(lock))
{}

QString DataDirectory::databasePath() const
{
    return m_path + u"/server.db";
}

QString DataDirectory::filesPath() const
{
    return m_path + u"/files";
}

} // namespace miniqq::server
