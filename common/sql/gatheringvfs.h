// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <memory>

struct sqlite3_vfs;

namespace miniqq::sql {

/// A SQLite VFS over another one that writes in one call what lies side by side: SQLite writes its log page
/// by page, each behind a header of 24 bytes of its own, which makes two system calls per page. Writes are
/// held back (up to 120 KiB per file) until they are synced, read, or no longer adjoin.
///
/// Nothing is promised later than before: a commit counts when its sync returned, and a page of the database
/// is relied on only after the checkpoint's sync; both write first what was held back. A write that fails
/// does so from the call that made it necessary, mostly from the sync. What a transaction that is never
/// committed wrote may be lost, which is what becomes of it anyway.
///
/// Registered while it lives, under a name of its own; connections opened with it must be closed before.
class GatheringVfs
{
public:
    /// Over the VFS of this name; empty: the system's.
    explicit GatheringVfs(const QByteArray &below = {});
    ~GatheringVfs();
    Q_DISABLE_COPY_MOVE(GatheringVfs)

    const QByteArray &name() const { return m_name; }

private:
    struct Methods; // the C callbacks

    const QByteArray m_name;
    sqlite3_vfs *m_below;
    std::unique_ptr<sqlite3_vfs> m_vfs;
};

} // namespace miniqq::sql
