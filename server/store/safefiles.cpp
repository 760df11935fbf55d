// SPDX-License-Identifier: MIT
#include "server/store/safefiles.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace miniqq::server {
namespace {

constexpr QFileDevice::Permissions ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
constexpr qint64 chunkBytes = 1024 * 1024;

Error cannot(const QString &path, const QString &why)
{
    return {QString(path + u" cannot be written: " + why)};
}

Error cannot(const QString &path, int errorNumber)
{
    return cannot(path, QString::fromStdString(std::generic_category().message(errorNumber)));
}

Result<Done> syncPath(const QString &path, int flags)
{
    const int fd = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (fd < 0)
        return cannot(path, errno);
    const int status = ::fsync(fd);
    const int errorNumber = errno;
    ::close(fd);
    return status == 0 ? Result<Done>(Done{}) : cannot(path, errorNumber);
}

/// Opens a new file, lets `fill` write, syncs; what could not be finished is removed.
template<class Fill>
Result<Done> makeFile(const QString &path, Fill fill)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownerOnly))
        return cannot(path, file.errorString());
    if (fill(file) && file.flush() && ::fsync(file.handle()) == 0)
        return Done{};
    const Error error = cannot(path, file.errorString());
    file.close();
    file.remove();
    return error;
}

} // namespace

Result<Done> writePrivateFile(const QString &path, const QByteArray &content)
{
    return makeFile(path, [&content](QFile &file) { return file.write(content) == content.size(); });
}

Result<Done> copyPrivateFile(const QString &from, const QString &to, qint64 bytes)
{
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return Error{QString(from + u" cannot be read: " + source.errorString())};
    return makeFile(to, [&source, bytes](QFile &file) {
        for (qint64 left = bytes; left > 0;) {
            const QByteArray chunk = source.read(std::min(left, chunkBytes));
            if (chunk.isEmpty() || file.write(chunk) != chunk.size())
                return false;
            left -= chunk.size();
        }
        return true;
    });
}

Result<Done> syncFile(const QString &path)
{
    return syncPath(path, O_RDWR);
}

Error notFinished(const QString &path)
{
    return {QString(path + u" was not finished: the server is being stopped.")};
}

Result<Done> syncFile(const QString &path, const GoOn &goOn)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadWrite))
        return cannot(path, file.errorString());
    constexpr unsigned now = SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER;
    for (qint64 at = 0; at < file.size(); at += chunkBytes) {
        if (!goOn())
            return notFinished(path);
        // Where it does nothing or fails, fsync() does it or tells.
        (void)::sync_file_range(file.handle(), at, chunkBytes, now);
    }
    return syncFile(path);
}

Result<Done> moveIntoPlace(const QString &from, const QString &to)
{
    const QByteArray source = QFile::encodeName(from);
    const QByteArray target = QFile::encodeName(to);
    int status = ::renameat2(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), RENAME_NOREPLACE);
    if (status != 0 && errno == EINVAL) { // a file system that cannot promise it
        if (QFileInfo::exists(to))
            return cannot(to, EEXIST);
        status = ::rename(source.constData(), target.constData());
    }
    if (status != 0)
        return cannot(to, errno);
    const auto synced = syncPath(QFileInfo(to).absolutePath(), O_RDONLY | O_DIRECTORY);
    if (synced)
        return synced;
    return Error{QString(to + u" is there, but a power cut may take it away: " + synced.error().text)};
}

} // namespace miniqq::server
