// SPDX-License-Identifier: MIT
#include "server/store/contents.h"

#include "common/sql/database.h"
#include "common/sql/statement.h"
#include "common/sql/transaction.h"

#include <QCryptographicHash>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace miniqq::server {
namespace {

using sql::Database;
using sql::SqlError;
using sql::Statement;

constexpr qint64 chunkBytes = 1024 * 1024;
constexpr mode_t ownerOnly = 0600;

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {}
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {}
    Descriptor &operator=(Descriptor &&) = delete;
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    bool isValid() const { return m_fd >= 0; }
    int get() const { return m_fd; }

private:
    int m_fd;
};

Error cannot(const QString &path, int number)
{
    return {QString(path + u" cannot be written: " +
                    QString::fromStdString(std::generic_category().message(number)))};
}

QByteArray pathOf(const QString &folder, const Uuid &file)
{
    return QFile::encodeName(folder) + '/' + file.toText();
}

Descriptor openToRead(const QByteArray &path)
{
    // Without waiting: what lies there may be anything.
    return Descriptor(::open(path.constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

/// A disk that does not give it says nothing of what is in it: who takes that for damage lets it expire.
Error unreadable(const QByteArray &path, int number)
{
    return {QString(QFile::decodeName(path) + u" cannot be read: " +
                    QString::fromStdString(std::generic_category().message(number)) +
                    u". Try again when it can; to go on without it, move it away.")};
}

/// Missing, damaged (no file, or of another size), or sound as far as that tells.
Result<ContentState> lookAt(const Descriptor &file, const QByteArray &path, qint64 size, struct stat &status)
{
    if (!file.isValid()) {
        const int number = errno;
        if (number == ENOENT)
            return ContentState::Missing;
        // A link, or what cannot be opened like a file: not what was put there.
        if (number == ELOOP || (::lstat(path.constData(), &status) == 0 && !S_ISREG(status.st_mode)))
            return ContentState::Damaged;
        return unreadable(path, number);
    }
    if (::fstat(file.get(), &status) != 0)
        return unreadable(path, errno);
    const bool isAsItWas = S_ISREG(status.st_mode) && qint64(status.st_size) == size;
    return isAsItWas ? ContentState::Sound : ContentState::Damaged;
}

/// Damaged: it ends before.
Result<ContentState> readSome(const Descriptor &file, const QByteArray &path, char *to, qint64 size)
{
    while (size > 0) {
        const ssize_t count = ::read(file.get(), to, size_t(size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return unreadable(path, errno);
        if (count == 0)
            return ContentState::Damaged;
        to += count;
        size -= count;
    }
    return ContentState::Sound;
}

bool writeSome(int fd, const char *from, qint64 size)
{
    while (size > 0) {
        const ssize_t count = ::write(fd, from, size_t(size));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            errno = count < 0 ? errno : EIO;
            return false;
        }
        from += count;
        size -= count;
    }
    return true;
}

Result<ContentState> copy(const Descriptor &source, const QByteArray &path, const QByteArray &target,
                          qint64 size, const GoOn &goOn)
{
    const Descriptor file(
        ::open(target.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, ownerOnly));
    if (!file.isValid())
        return cannot(QFile::decodeName(target), errno);
    const auto buffer = std::make_unique<char[]>(size_t(chunkBytes));
    for (qint64 left = size; left > 0;) {
        if (!goOn())
            return ContentState::Interrupted;
        const qint64 some = std::min(left, chunkBytes);
        const auto read = readSome(source, path, buffer.get(), some);
        if (!read || *read != ContentState::Sound) {
            (void)::unlink(target.constData());
            return read;
        }
        if (!writeSome(file.get(), buffer.get(), some))
            return cannot(QFile::decodeName(target), errno);
        left -= some;
    }
    if (::fsync(file.get()) != 0)
        return cannot(QFile::decodeName(target), errno);
    return ContentState::Sound;
}

} // namespace

Result<std::vector<ContentRecord>, SqlError> contentsIn(Database &db)
{
    const auto table = db.queryInt64("SELECT count(*) FROM sqlite_schema WHERE name = 'files'");
    if (!table)
        return table.error();
    std::vector<ContentRecord> records;
    if (*table == 0)
        return records;
    auto query = Statement::prepare(db, "SELECT id, size, sha256 FROM files WHERE state = 1 ORDER BY id");
    if (!query)
        return query.error();
    for (;;) {
        const auto row = query->step();
        if (!row)
            return row.error();
        if (!*row)
            return records;
        if (const auto id = Uuid::fromBytes(query->blob(0)))
            records.push_back({*id, query->int64(1), query->blob(2).toByteArray()});
    }
}

Result<bool, SqlError> isExpected(Database &db, const Uuid &file)
{
    auto query = Statement::prepare(db, "SELECT 1 FROM files WHERE id = ? AND state = 1");
    if (!query)
        return query.error();
    const QByteArray id = file.toBytes();
    return query->bindBlob(1, id).step();
}

Result<Done, SqlError> markExpired(Database &db, const std::vector<Uuid> &files)
{
    auto transaction = sql::Transaction::begin(db);
    if (!transaction)
        return transaction.error();
    {
        auto update = Statement::prepare(db, "UPDATE files SET state = 2 WHERE id = ?");
        if (!update)
            return update.error();
        for (const Uuid &file : files) {
            const QByteArray id = file.toBytes();
            auto done = update->bindBlob(1, id).run();
            if (!done)
                return done;
        }
    }
    return transaction->commit();
}

Result<ContentState> checkContent(const QString &folder, const ContentRecord &record, const GoOn &goOn)
{
    const QByteArray path = pathOf(folder, record.file);
    const Descriptor file = openToRead(path);
    struct stat status = {};
    const auto state = lookAt(file, path, record.size, status);
    if (!state || *state != ContentState::Sound)
        return state;
    QCryptographicHash sum(QCryptographicHash::Sha256);
    const auto buffer = std::make_unique<char[]>(size_t(chunkBytes));
    for (qint64 left = record.size; left > 0;) {
        if (!goOn())
            return ContentState::Interrupted;
        const qint64 some = std::min(left, chunkBytes);
        const auto read = readSome(file, path, buffer.get(), some);
        if (!read || *read != ContentState::Sound)
            return read;
        sum.addData(QByteArrayView(buffer.get(), some));
        left -= some;
    }
    return sum.result() == record.sha256 ? ContentState::Sound : ContentState::Damaged;
}

Result<ContentState> takeContent(const QString &from, const QString &to, const ContentRecord &record,
                                 const GoOn &goOn)
{
    const QByteArray source = pathOf(from, record.file);
    const QByteArray target = pathOf(to, record.file);
    const Descriptor file = openToRead(source);
    struct stat status = {};
    const auto state = lookAt(file, source, record.size, status);
    if (!state || *state != ContentState::Sound)
        return state;
    // One that others may change stays theirs.
    const bool isOurs = status.st_uid == ::geteuid() && (status.st_mode & 0077) == 0;
    if (isOurs && ::linkat(AT_FDCWD, source.constData(), AT_FDCWD, target.constData(), 0) == 0) {
        if (::fsync(file.get()) != 0)
            return cannot(QFile::decodeName(target), errno);
        return ContentState::Sound;
    }
    return copy(file, source, target, record.size, goOn);
}

Result<Done> makeContentFolder(const QString &path)
{
    if (::mkdir(QFile::encodeName(path).constData(), 0700) != 0)
        return cannot(path, errno);
    return Done{};
}

Result<Done> syncFolder(const QString &path)
{
    const Descriptor folder(::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.isValid() || ::fsync(folder.get()) != 0)
        return cannot(path, errno);
    return Done{};
}

Result<Done> removeContents(const QString &path)
{
    const auto cannotRemove = [&path](int number) {
        return Error{QString(path + u" cannot be removed: " +
                             QString::fromStdString(std::generic_category().message(number)) +
                             u". Look what is in it, and remove it by hand.")};
    };
    const QByteArray name = QFile::encodeName(path);
    int fd = ::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        const int number = errno;
        struct stat status = {};
        if (number == ENOENT || (::lstat(name.constData(), &status) == 0 && S_ISLNK(status.st_mode) &&
                                 ::unlink(name.constData()) == 0))
            return Done{};
        return cannotRemove(number);
    }
    const std::unique_ptr<DIR, int (*)(DIR *)> folder(::fdopendir(fd), &::closedir);
    if (!folder) {
        const int number = errno;
        ::close(fd);
        return cannotRemove(number);
    }
    for (;;) {
        errno = 0;
        const dirent *entry = ::readdir(folder.get()); // of a stream that is this function's alone
        if (!entry && errno != 0)
            return cannotRemove(errno);
        if (!entry)
            break;
        if (Uuid::fromText(entry->d_name) && ::unlinkat(fd, entry->d_name, 0) != 0)
            return cannotRemove(errno);
    }
    if (::rmdir(name.constData()) != 0)
        return cannotRemove(errno);
    return Done{};
}

void ContentFindings::add(ContentState state, const Uuid &file)
{
    constexpr qint64 named = 3;
    if (state != ContentState::Missing && state != ContentState::Damaged)
        return;
    Kind &kind = state == ContentState::Missing ? m_missing : m_damaged;
    if (kind.count++ < named)
        kind.first += (kind.first.isEmpty() ? "" : ", ") + file.toText();
}

QStringList ContentFindings::words() const
{
    QStringList words;
    const auto tell = [&words](const Kind &kind, const QString &what) {
        if (kind.count > 0)
            words.append(QString(u"the contents of " + QString::number(kind.count) +
                                 (kind.count == 1 ? u" file are " : u" files are ") + what + u" (" +
                                 QString::fromLatin1(kind.first) + (kind.count > 3 ? u", ...)" : u")")));
    };
    tell(m_missing, QStringLiteral("missing"));
    tell(m_damaged, QStringLiteral("not what they were"));
    return words;
}

} // namespace miniqq::server
