// SPDX-License-Identifier: MIT
#include "common/sql/gatheringvfs.h"

#include "common/sql/vfslayer.h"

#include <QStringBuilder>

#include <new>
#include <vector>

namespace miniqq::sql {
namespace {

// SQLite's own VFS for Unix writes at most 128 KiB - 1 at once (seekAndWriteFd() in os_unix.c), and takes
// more for a full disk.
constexpr size_t mostHeldBack = 120 * 1024;

/// Writes that adjoin and have not been made yet.
struct Held
{
    sqlite3_int64 begin = 0;
    std::vector<char> bytes;

    sqlite3_int64 end() const { return begin + sqlite3_int64(bytes.size()); }
    bool touches(sqlite3_int64 from, int size) const
    {
        return !bytes.empty() && from < end() && begin < from + size;
    }
};

struct File
{
    LayerFile layer;
    Held *held; // nullptr: this file is written to as asked
};

File *self(sqlite3_file *file)
{
    return reinterpret_cast<File *>(file);
}

/// Makes the writes that were held back. If that fails they are given up: whoever is told so rolls back.
int writeHeld(sqlite3_file *file)
{
    Held *held = self(file)->held;
    if (held == nullptr || held->bytes.empty())
        return SQLITE_OK;
    sqlite3_file *below = self(file)->layer.below;
    const int code = below->pMethods->xWrite(below, held->bytes.data(), int(held->bytes.size()), held->begin);
    held->bytes.clear();
    return code;
}

/// A method before which the file must be as it was told to be.
template<auto Method>
struct AfterWriting;

template<class... Arguments, int (*sqlite3_io_methods::*Method)(sqlite3_file *, Arguments...)>
struct AfterWriting<Method>
{
    static int call(sqlite3_file *file, Arguments... arguments)
    {
        if (const int code = writeHeld(file); code != SQLITE_OK)
            return code;
        sqlite3_file *below = self(file)->layer.below;
        return (below->pMethods->*Method)(below, arguments...);
    }
};

} // namespace

struct GatheringVfs::Methods
{
    static int close(sqlite3_file *file)
    {
        const int written = writeHeld(file);
        delete self(file)->held;
        sqlite3_file *below = self(file)->layer.below;
        const int closed = below->pMethods->xClose(below);
        return closed == SQLITE_OK ? written : closed;
    }

    static int read(sqlite3_file *file, void *to, int size, sqlite3_int64 at)
    {
        const Held *held = self(file)->held;
        if (held != nullptr && held->touches(at, size)) {
            if (const int code = writeHeld(file); code != SQLITE_OK)
                return code;
        }
        sqlite3_file *below = self(file)->layer.below;
        return below->pMethods->xRead(below, to, size, at);
    }

    static int write(sqlite3_file *file, const void *from, int size, sqlite3_int64 at)
    {
        Held *held = self(file)->held;
        if (held == nullptr) {
            sqlite3_file *below = self(file)->layer.below;
            return below->pMethods->xWrite(below, from, size, at);
        }
        if (at != held->end() || held->bytes.size() + size_t(size) > mostHeldBack) {
            if (const int code = writeHeld(file); code != SQLITE_OK)
                return code;
        }
        if (held->bytes.empty())
            held->begin = at;
        const char *bytes = static_cast<const char *>(from);
        held->bytes.insert(held->bytes.end(), bytes, bytes + size);
        return SQLITE_OK;
    }

    static const sqlite3_io_methods *methods()
    {
        static const sqlite3_io_methods result = [] {
            sqlite3_io_methods own = passingMethods();
            own.xClose = close;
            own.xRead = read;
            own.xWrite = write;
            own.xTruncate = AfterWriting<&sqlite3_io_methods::xTruncate>::call;
            own.xSync = AfterWriting<&sqlite3_io_methods::xSync>::call;
            own.xFileSize = AfterWriting<&sqlite3_io_methods::xFileSize>::call;
            own.xUnlock = AfterWriting<&sqlite3_io_methods::xUnlock>::call;
            own.xFileControl = AfterWriting<&sqlite3_io_methods::xFileControl>::call;
            return own;
        }();
        return &result;
    }

    static sqlite3_vfs *below(sqlite3_vfs *vfs)
    {
        return static_cast<GatheringVfs *>(vfs->pAppData)->m_below;
    }

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        const int code = openBelow(below(vfs), name, file, int(sizeof(File)), flags, outFlags);
        if (code != SQLITE_OK)
            return code;
        // The rollback journal and temporary files are written rarely, and by other rules.
        const bool gathers = (flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_DB)) != 0;
        self(file)->held = gathers ? new Held : nullptr;
        self(file)->layer.base.pMethods = methods();
        return SQLITE_OK;
    }
    static int remove(sqlite3_vfs *vfs, const char *name, int syncFolder)
    {
        return below(vfs)->xDelete(below(vfs), name, syncFolder);
    }
    static int access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
    {
        return below(vfs)->xAccess(below(vfs), name, flags, out);
    }
    static int fullPath(sqlite3_vfs *vfs, const char *name, int size, char *out)
    {
        return below(vfs)->xFullPathname(below(vfs), name, size, out);
    }
};

GatheringVfs::GatheringVfs(const QByteArray &below)
    : m_name("miniqq-gathering-" + QByteArray::number(quintptr(this), 16))
    , m_below(sqlite3_vfs_find(below.isEmpty() ? nullptr : below.constData()))
    , m_vfs(std::make_unique<sqlite3_vfs>())
{
    if (m_below == nullptr)
        return;        // opening with a name that nobody registered says so
    *m_vfs = *m_below; // what is not replaced looks at its arguments alone
    m_vfs->zName = m_name.constData();
    m_vfs->pNext = nullptr;
    m_vfs->pAppData = this;
    m_vfs->szOsFile = int(sizeof(File)) + m_below->szOsFile;
    m_vfs->xOpen = Methods::open;
    m_vfs->xDelete = Methods::remove;
    m_vfs->xAccess = Methods::access;
    m_vfs->xFullPathname = Methods::fullPath;
    sqlite3_vfs_register(m_vfs.get(), 0);
}

GatheringVfs::~GatheringVfs()
{
    if (m_below != nullptr)
        sqlite3_vfs_unregister(m_vfs.get());
}

} // namespace miniqq::sql
