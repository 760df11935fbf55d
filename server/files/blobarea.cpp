// SPDX-License-Identifier: MIT
#include "server/files/blobarea.h"

#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <memory>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace miniqq::server {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr mode_t ownerOnly = 0700;
constexpr qsizetype sliceBytes = 8 * 1024 * 1024; // read again at once, between the work of others
constexpr qsizetype bufferBytes = 256 * 1024;

BlobError errorOf(int number, const QString &what)
{
    const bool isFull = number == ENOSPC || number == EDQUOT || number == EFBIG;
    return {isFull ? BlobError::Full : BlobError::Failed,
            what + u": " + QString::fromLocal8Bit(std::strerror(number))};
}

BlobError missing()
{
    return {BlobError::Missing, u"There are no such contents."_s};
}

bool readFully(int fd, qint64 offset, char *to, qsizetype size)
{
    while (size > 0) {
        const ssize_t count = ::pread(fd, to, size_t(size), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        to += count;
        offset += count;
        size -= count;
    }
    return true;
}

Result<FileDescriptor, BlobError> openFolder(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    if (::mkdir(name.constData(), ownerOnly) != 0 && errno != EEXIST)
        return errorOf(errno, path);
    FileDescriptor folder(::open(name.constData(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!folder.isValid())
        return errorOf(errno, path);
    return folder;
}

/// Size of a regular file; -1 if it is anything else.
qint64 sizeOf(int fd)
{
    struct stat status = {};
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? qint64(status.st_size) : -1;
}

} // namespace

BlobArea::BlobArea(const Options &options)
    : m_options(options)
{}

Result<Done, BlobError> BlobArea::prepare()
{
    const auto root = openFolder(m_options.path);
    if (!root)
        return root.error();
    const FileDescriptor parent(::openat(root.value().get(), "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    auto partial = openFolder(m_options.path + u"/partial");
    if (!partial)
        return partial.error();
    auto whole = openFolder(wholePath(m_options.path));
    if (!whole)
        return whole.error();
    // Also what was moved before a kill, and is believed from now on.
    for (const int folder : {partial.value().get(), whole.value().get(), root.value().get(), parent.get()}) {
        if (::fsync(folder) != 0)
            return errorOf(errno, m_options.path);
    }
    m_partial = std::move(partial).value();
    m_whole = std::move(whole).value();
    return Done{};
}

Result<Done, BlobError> BlobArea::checkSpace(qint64 wanted) const
{
    struct statvfs disk = {};
    if (::fstatvfs(m_partial.get(), &disk) != 0)
        return errorOf(errno, u"The free space is unknown"_s);
    const auto unit = qint64(disk.f_frsize);
    const qint64 floor =
        std::max(m_options.floorBytes, qint64(disk.f_blocks) / 100 * unit * m_options.floorPercent);
    if (qint64(disk.f_bavail) * unit - wanted < floor)
        return BlobError{BlobError::Full,
                         u"Less than %1 MiB of the disk would stay free."_s.arg(floor >> 20)};
    return Done{};
}

/// What the uploads that are open may write before each of them looks at the free space again.
qint64 BlobArea::promised() const
{
    qint64 bytes = 0;
    for (const auto &[transfer, upload] : m_uploads)
        bytes += std::min(m_options.syncEvery, upload.plan.size - std::max(upload.written, upload.toRead));
    return bytes;
}

Result<OpenedUpload, BlobError> BlobArea::openUpload(const Uuid &transfer, const UploadPlan &plan,
                                                     qint64 trusted)
{
    bool isWhole = false;
    auto whole = alreadyWhole(plan, isWhole);
    if (isWhole)
        return whole;
    const QByteArray name = plan.file.toText();
    Upload upload;
    upload.plan = plan;
    upload.file = FileDescriptor(
        ::openat(m_partial.get(), name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    const qint64 there = upload.file.isValid() ? sizeOf(upload.file.get()) : -1;
    if (there < 0)
        return errorOf(errno, u"The file cannot be begun"_s);
    upload.toRead = std::min({there, trusted, plan.size});
    upload.synced = upload.toRead;
    // Behind that lies what nobody vouches for.
    if (::ftruncate(upload.file.get(), upload.toRead) != 0)
        return errorOf(errno, u"The file cannot be begun"_s);
    const OpenedUpload opened{upload.toRead, false, {}};
    const auto space = checkSpace(plan.size - upload.toRead + promised());
    if (!space) {
        if (opened.offset == 0)
            ::unlinkat(m_partial.get(), name.constData(), 0);
        return space.error();
    }
    m_uploads.insert_or_assign(transfer, std::move(upload));
    return opened;
}

/// Checked and moved, but the server ended before it could say so.
Result<OpenedUpload, BlobError> BlobArea::alreadyWhole(const UploadPlan &plan, bool &isThere)
{
    Upload upload;
    upload.plan = plan;
    upload.file = FileDescriptor(
        ::openat(m_whole.get(), plan.file.toText().constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    isThere = upload.file.isValid() && sizeOf(upload.file.get()) == plan.size;
    if (!isThere)
        return OpenedUpload{};
    OpenedUpload opened{plan.size, true, {}};
    if (!plan.image)
        return opened;
    const auto image = check(upload);
    if (!image) {
        remove({plan.file}); // today's limits are other ones
        return image.error();
    }
    opened.image = *image;
    return opened;
}

Result<bool, BlobError> BlobArea::readSome(const Uuid &transfer)
{
    const auto found = m_uploads.find(transfer);
    if (found == m_uploads.end())
        return missing();
    Upload &upload = found->second;
    const auto buffer = std::make_unique<char[]>(size_t(bufferBytes));
    const qint64 end = std::min(upload.toRead, upload.written + sliceBytes);
    while (upload.written < end) {
        const auto size = qsizetype(std::min(qint64(bufferBytes), end - upload.written));
        if (!readFully(upload.file.get(), upload.written, buffer.get(), size))
            return drop(transfer, errorOf(EIO, u"The file cannot be read again"_s));
        upload.sum.add({buffer.get(), size});
        upload.written += size;
    }
    return upload.written == upload.toRead;
}

Result<WrittenPart, BlobError> BlobArea::write(const Uuid &transfer, qint64 offset, QByteArrayView data)
{
    const auto found = m_uploads.find(transfer);
    if (found == m_uploads.end())
        return missing();
    Upload &upload = found->second;
    const bool isNext = offset == upload.written && data.size() <= upload.plan.size - offset;
    auto done = isNext ? append(upload, data)
                       : Result<Done, BlobError>(BlobError{BlobError::Failed, u"A part is out of order."_s});
    if (done && upload.written - upload.synced >= m_options.syncEvery) {
        done = checkSpace(promised());
        if (done)
            done = sync(upload);
    }
    if (!done)
        return drop(transfer, done.error());
    return WrittenPart{upload.written, upload.synced};
}

Result<Done, BlobError> BlobArea::append(Upload &upload, QByteArrayView data)
{
    upload.sum.add(data);
    while (!data.isEmpty()) {
        const ssize_t count = ::pwrite(upload.file.get(), data.data(), size_t(data.size()), upload.written);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return errorOf(count < 0 ? errno : EIO, u"The file cannot be written"_s);
        upload.written += count;
        data = data.sliced(count);
    }
    return Done{};
}

Result<Done, BlobError> BlobArea::sync(Upload &upload)
{
    // After an error nobody knows what is on disk: the upload is dropped, never synced a second time.
    if (::fdatasync(upload.file.get()) != 0)
        return errorOf(errno, u"The file cannot be synced"_s);
    upload.synced = upload.written;
    return Done{};
}

Result<ImageInfo, BlobError> BlobArea::check(Upload &upload)
{
    const int fd = upload.file.get();
    bool isReadable = true;
    const auto read = [fd, &isReadable](qint64 offset, char *to, qsizetype size) {
        isReadable = isReadable && readFully(fd, offset, to, size);
        return isReadable;
    };
    const auto image = readImageHeader(upload.plan.size, read, *upload.plan.image);
    if (!isReadable) // says nothing about the picture
        return BlobError{BlobError::Failed, u"A picture that was just written cannot be read again."_s};
    if (!image)
        return BlobError{BlobError::BadImage, QString::fromUtf8(image.error())};
    return *image;
}

Result<ImageInfo, BlobError> BlobArea::finish(const Uuid &transfer)
{
    const auto found = m_uploads.find(transfer);
    if (found == m_uploads.end())
        return missing();
    Upload &upload = found->second;
    if (upload.written != upload.plan.size || upload.sum.finish() != upload.plan.sha256)
        return drop(transfer, {BlobError::Mismatch, u"The contents are not those that were offered."_s});
    ImageInfo image;
    if (upload.plan.image) {
        auto checked = check(upload);
        if (!checked)
            return drop(transfer, checked.error());
        image = *checked;
    }
    const auto placed = putInPlace(upload);
    if (!placed)
        return drop(transfer, placed.error());
    m_uploads.erase(found);
    return image;
}

Result<Done, BlobError> BlobArea::putInPlace(Upload &upload)
{
    const auto synced = sync(upload);
    if (!synced)
        return synced;
    const QByteArray name = upload.plan.file.toText();
    if (::renameat(m_partial.get(), name.constData(), m_whole.get(), name.constData()) != 0 ||
        ::fsync(m_whole.get()) != 0 || ::fsync(m_partial.get()) != 0)
        return errorOf(errno, u"The file cannot be put in its place"_s);
    return Done{};
}

Result<WrittenPart, BlobError> BlobArea::pause(const Uuid &transfer)
{
    const auto found = m_uploads.find(transfer);
    if (found == m_uploads.end())
        return missing();
    Upload &upload = found->second;
    if (upload.written > upload.synced) {
        const auto synced = sync(upload);
        if (!synced)
            return drop(transfer, synced.error());
    }
    const WrittenPart part{upload.synced, upload.synced};
    m_uploads.erase(found);
    return part;
}

BlobError BlobArea::drop(const Uuid &transfer, BlobError error)
{
    const auto found = m_uploads.find(transfer);
    if (found != m_uploads.end()) {
        remove({found->second.plan.file});
        m_uploads.erase(found);
    }
    return error;
}

Result<Done, BlobError> BlobArea::openDownload(const Uuid &transfer, const Uuid &file, qint64 size)
{
    FileDescriptor opened(
        ::openat(m_whole.get(), file.toText().constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    if (!opened.isValid())
        return errno == ENOENT ? missing() : errorOf(errno, u"The file cannot be opened"_s);
    if (sizeOf(opened.get()) != size)
        return BlobError{BlobError::Failed, u"The file has another size than it should have."_s};
    m_downloads.insert_or_assign(transfer, std::move(opened));
    return Done{};
}

Result<QByteArray, BlobError> BlobArea::read(const Uuid &transfer, qint64 offset, qsizetype length,
                                             qsizetype headroom)
{
    const auto found = m_downloads.find(transfer);
    if (found == m_downloads.end())
        return missing();
    QByteArray data(headroom + length, Qt::Uninitialized);
    if (!readFully(found->second.get(), offset, data.data() + headroom, length))
        return errorOf(EIO, u"The file cannot be read"_s);
    return data;
}

void BlobArea::remove(const std::vector<Uuid> &files)
{
    for (const Uuid &file : files) {
        const QByteArray name = file.toText();
        ::unlinkat(m_partial.get(), name.constData(), 0);
        ::unlinkat(m_whole.get(), name.constData(), 0);
    }
}

Result<std::vector<Uuid>, BlobError> BlobArea::removeAllBut(const std::vector<Uuid> &whole,
                                                            const std::vector<Uuid> &arriving)
{
    const auto here = list(m_whole);
    if (!here)
        return here.error();
    const auto begun = list(m_partial);
    if (!begun)
        return begun.error();
    std::vector<Uuid> lost;
    std::copy_if(whole.begin(), whole.end(), std::back_inserter(lost),
                 [&here](const Uuid &file) { return !here->contains(file); });
    if (lost.size() * 2 > whole.size()) // and what is there may be another server's
        return BlobError{
            BlobError::Missing,
            u"The contents of %1 of %2 files are not in %3. Is it the right folder?"_s.arg(lost.size())
                .arg(whole.size())
                .arg(m_options.path)};
    QSet<Uuid> known(whole.begin(), whole.end());
    known.unite({arriving.begin(), arriving.end()}); // which may have been moved before a kill
    for (const auto &[folder, names] : {std::pair(&m_whole, &here.value()), {&m_partial, &begun.value()}}) {
        for (const Uuid &name : *names - known)
            ::unlinkat(folder->get(), name.toText().constData(), 0);
    }
    return lost;
}

/// What has a name of ours; anything else is somebody else's.
Result<QSet<Uuid>, BlobError> BlobArea::list(const FileDescriptor &folder)
{
    const int copy = ::openat(folder.get(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *const entries = copy >= 0 ? ::fdopendir(copy) : nullptr;
    if (!entries)
        return errorOf(errno, u"The folder for files cannot be read"_s);
    QSet<Uuid> names;
    errno = 0;
    while (const dirent *entry = ::readdir(entries)) {
        const auto id = Uuid::fromText(QByteArrayView(entry->d_name, qsizetype(std::strlen(entry->d_name))));
        if (id)
            names.insert(*id);
        errno = 0;
    }
    const int failure = errno;
    ::closedir(entries);
    if (failure != 0)
        return errorOf(failure, u"The folder for files cannot be read"_s);
    return names;
}

} // namespace miniqq::server
