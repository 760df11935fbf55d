// SPDX-License-Identifier: MIT
#include "tests/support/faultvfs.h"

#include "common/sql/vfslayer.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <cstring>

namespace miniqq::test {
namespace {

/// What SQLite holds per open file.
struct File
{
    sql::LayerFile layer;
    FaultVfs *vfs;
    QString *path;

    sqlite3_file *real() { return layer.below; }
};

File *self(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

constexpr qint64 cachePage = 4096; // the unit in which the system keeps and writes what it was given

void apply(QByteArray &content, qint64 offset, const QByteArray &bytes, bool truncates)
{
    if (truncates) {
        content.resize(std::min(content.size(), offset));
        return;
    }
    if (content.size() < offset + bytes.size())
        content.append(offset + bytes.size() - content.size(), '\0');
    std::memcpy(content.data() + offset, bytes.constData(), size_t(bytes.size()));
}

} // namespace

void FaultVfs::Image::remember(qint64 offset, const QByteArray &bytes)
{
    for (qint64 done = 0; done < bytes.size();) {
        const qint64 page = cachePage - (offset + done) % cachePage;
        since.push_back({offset + done, bytes.mid(done, page), false});
        done += page;
    }
}

struct FaultVfs::Methods
{
    static sqlite3_vfs *system() { return sqlite3_vfs_find(nullptr); }

    static int close(sqlite3_file *f)
    {
        const int code = self(f)->real()->pMethods->xClose(self(f)->real());
        delete self(f)->path;
        return code;
    }
    static int write(sqlite3_file *f, const void *from, int size, sqlite3_int64 at)
    {
        FaultVfs &vfs = *self(f)->vfs;
        vfs.announce(*self(f)->path);
        const QMutexLocker lock(&vfs.m_mutex);
        ++vfs.m_writes;
        const bool fails = vfs.m_writesToFail > 0;
        if (fails) {
            --vfs.m_writesToFail;
            size /= 2;
        }
        const int code = self(f)->real()->pMethods->xWrite(self(f)->real(), from, size, at);
        if (code == SQLITE_OK)
            vfs.m_files[*self(f)->path].remember(at, QByteArray(static_cast<const char *>(from), size));
        return fails ? vfs.m_writeCode.load() : code;
    }
    static int truncate(sqlite3_file *f, sqlite3_int64 size)
    {
        FaultVfs &vfs = *self(f)->vfs;
        vfs.announce(*self(f)->path);
        const QMutexLocker lock(&vfs.m_mutex);
        const int code = self(f)->real()->pMethods->xTruncate(self(f)->real(), size);
        if (code == SQLITE_OK)
            vfs.m_files[*self(f)->path].since.push_back({size, QByteArray(), true});
        return code;
    }
    static int sync(sqlite3_file *f, int flags)
    {
        FaultVfs &vfs = *self(f)->vfs;
        vfs.announce(*self(f)->path);
        const QMutexLocker lock(&vfs.m_mutex);
        if (vfs.m_syncsToFail > 0) {
            --vfs.m_syncsToFail;
            // As on Linux: the pages count as clean now, no later sync writes them, and reading still shows
            // them.
            vfs.m_files[*self(f)->path].since.clear();
            return SQLITE_IOERR_FSYNC;
        }
        ++vfs.m_syncs;
        Q_UNUSED(flags) // the power cut is played in memory, so the real disk may take its time
        Image &image = vfs.m_files[*self(f)->path];
        for (const Write &write : image.since)
            apply(image.synced, write.offset, write.bytes, write.truncates);
        image.since.clear();
        return SQLITE_OK;
    }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *outFlags)
    {
        static const sqlite3_io_methods methods = [] {
            sqlite3_io_methods own = sql::passingMethods();
            own.xClose = close;
            own.xWrite = write;
            own.xTruncate = truncate;
            own.xSync = sync;
            return own;
        }();
        const int code = sql::openBelow(system(), name, f, int(sizeof(File)), flags, outFlags);
        if (code != SQLITE_OK)
            return code;
        File *file = self(f);
        file->vfs = static_cast<FaultVfs *>(vfs->pAppData);
        file->path = new QString(QString::fromUtf8(name));
        file->layer.base.pMethods = &methods;
        return code;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncFolder)
    {
        auto *own = static_cast<FaultVfs *>(vfs->pAppData);
        own->announce(QString::fromUtf8(name));
        const QMutexLocker lock(&own->m_mutex);
        own->m_files.remove(QString::fromUtf8(name));
        return system()->xDelete(system(), name, syncFolder);
    }
};

FaultVfs::FaultVfs(const QByteArray &name)
    : m_name(name)
    , m_vfs(new sqlite3_vfs(*Methods::system()))
{
    // Every function that is not replaced here is the system's and looks only at its arguments.
    m_vfs->zName = m_name.constData();
    m_vfs->pNext = nullptr;
    m_vfs->pAppData = this;
    m_vfs->szOsFile = int(sizeof(File)) + Methods::system()->szOsFile;
    m_vfs->xOpen = Methods::open;
    m_vfs->xDelete = Methods::remove;
    sqlite3_vfs_register(m_vfs, 0);
}

FaultVfs::~FaultVfs()
{
    sqlite3_vfs_unregister(m_vfs);
    delete m_vfs;
}

void FaultVfs::announce(const QString &path)
{
    if (m_beforeChange)
        m_beforeChange(path);
}

void FaultVfs::failWrites(int code, int count)
{
    m_writeCode = code;
    m_writesToFail = count;
}

void FaultVfs::cutPower(const QString &path, const QString &target, quint32 seed)
{
    const QMutexLocker lock(&m_mutex);
    for (const QString &suffix : {QString(), QStringLiteral("-wal")})
        copyAfterCut(path + suffix, target + suffix, seed);
}

void FaultVfs::copyAfterCut(const QString &path, const QString &target, quint32 seed)
{
    QFile::remove(target);
    const auto image = m_files.constFind(path);
    if (image == m_files.cend())
        return;
    QRandomGenerator random(seed);
    QByteArray content = image->synced;
    for (const Write &write : image->since) {
        if (random.bounded(2) == 0)
            continue; // it never reached the disk
        const bool torn = random.bounded(4) == 0;
        apply(content, write.offset, torn ? write.bytes.left(write.bytes.size() / 2) : write.bytes,
              write.truncates);
    }
    QFile file(target);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(target));
}

} // namespace miniqq::test
