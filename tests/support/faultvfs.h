// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QMutex>
#include <QString>

#include <atomic>
#include <functional>
#include <vector>

struct sqlite3_vfs;

namespace miniqq::test {

/// A SQLite VFS over the system's own that fails when told to, and knows what a power cut would leave: it
/// remembers every write that was not yet followed by a sync of its file. Thread-safe; register one per test,
/// under its own name.
class FaultVfs
{
public:
    explicit FaultVfs(const QByteArray &name);
    ~FaultVfs();
    Q_DISABLE_COPY_MOVE(FaultVfs)

    const QByteArray &name() const { return m_name; }

    /// The next `count` writes fail with this SQLite result code; half of the bytes are written all the same.
    void failWrites(int code, int count);
    /// The next `count` syncs fail with SQLITE_IOERR_FSYNC; what they should have synced never reaches the
    /// disk.
    void failSyncs(int count) { m_syncsToFail = count; }
    int syncs() const { return m_syncs; }
    int writes() const { return m_writes; } ///< calls, failed ones included

    /// Called before each write, truncation, sync and removal, on the thread that does it, with the name of
    /// the file: a moment at which the power could go. Set while nothing is open.
    void setBeforeChange(std::function<void(const QString &)> act) { m_beforeChange = std::move(act); }

    /// Copies the database `path` and its log to `target` as a power cut at this moment would leave them:
    /// what was synced, and of the writes since then a random choice, some of them torn. `seed` repeats a
    /// choice.
    void cutPower(const QString &path, const QString &target, quint32 seed);

    struct Methods; // the C callbacks

private:
    struct Write
    {
        qint64 offset = 0;
        QByteArray bytes; // truncation: empty
        bool truncates = false;
    };
    struct Image
    {
        QByteArray synced;        // as of the last sync
        std::vector<Write> since; // by pages: the disk gets any of them first, however they were written

        void remember(qint64 offset, const QByteArray &bytes);
    };

    void announce(const QString &path);
    void copyAfterCut(const QString &path, const QString &target, quint32 seed);

    QByteArray m_name;
    sqlite3_vfs *m_vfs = nullptr;
    QMutex m_mutex;
    QHash<QString, Image> m_files; // guarded by m_mutex
    std::function<void(const QString &)> m_beforeChange;
    std::atomic<int> m_writesToFail = 0;
    std::atomic<int> m_writeCode = 0;
    std::atomic<int> m_syncsToFail = 0;
    std::atomic<int> m_syncs = 0;
    std::atomic<int> m_writes = 0;
};

} // namespace miniqq::test
