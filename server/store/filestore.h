// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/store/filerecords.h"
#include "server/store/records.h"

#include <functional>
#include <optional>
#include <vector>

namespace miniqq::server {

/// What one account may keep.
struct FileQuota
{
    qint64 bytes = 0;
    qint64 files = 0;
    std::vector<Uuid> inUse = {}; ///< arriving: these keep their place even if nothing of them is there yet
};

/// What may go, by age.
struct CollectRules
{
    qint64 nowMs = 0;
    qint64 abandonedMs = 0;  ///< uploads that stand still, and files that were never used
    qint64 keepMs = 0;       ///< files that were said
    std::vector<Uuid> inUse; ///< but not these: they are arriving
};

/// Files on disk, without their contents. Called on the logic thread; callbacks run there too, later, in the
/// order of the calls, and never after the store is destroyed. Success means committed and synced.
class FileStore
{
public:
    enum class OfferStatus : quint8 {
        Created,
        Known,    ///< offered before with the same content: `file` is as it stands
        Conflict, ///< offered before with other content
        NoRoom,   ///< the quota, even without all that may give way
    };
    struct OfferResult
    {
        OfferStatus status = OfferStatus::NoRoom;
        FileRecord file;
        std::vector<Uuid> expired; ///< older ones of this account that gave way: their contents may go
    };
    using OfferHandler = std::function<void(const Result<OfferResult, StoreError> &)>;
    using FindHandler = std::function<void(const Result<std::optional<FileRecord>, StoreError> &)>;
    using ListHandler = std::function<void(const Result<std::vector<Uuid>, StoreError> &)>;
    using KnownHandler = std::function<void(const Result<bool, StoreError> &)>;

    static constexpr int collectedAtOnce = 500; ///< of each sort: a commit stays short

    virtual ~FileStore() = default;

    /// Enters a file that begins to arrive. Where the quota would be exceeded, the account's offers of which
    /// nothing came are forgotten, and then its oldest files that were said in messages expire.
    virtual void offer(const FileRecord &file, const FileQuota &quota, qint64 nowMs, OfferHandler then) = 0;
    /// Remembers how much is safe. Not waited for.
    virtual void setVerified(const Uuid &file, qint64 verified, qint64 nowMs) = 0;
    /// It is whole, in its place and, if it is a picture, so large. False: no such file is known any more.
    virtual void complete(const Uuid &file, int width, int height, qint64 nowMs, KnownHandler then) = 0;
    /// The contents of these are gone: those of them that were whole expire.
    virtual void lose(const std::vector<Uuid> &files) = 0;
    /// Forgets one that was arriving.
    virtual void drop(const Uuid &file) = 0;

    /// The file if `reader` may have it: its owner, and whoever may read a message that it came with.
    virtual void find(const Uuid &file, AccountId reader, FindHandler then) = 0;
    virtual void findAvatar(AccountId account, FindHandler then) = 0;
    /// `file` null: none. Answers with the file; nothing if it is no whole avatar of this account's.
    virtual void setAvatar(AccountId account, const Uuid &file, FindHandler then) = 0;

    /// Removes what may go: what was never used or stands still for long, what is not used any more, and what
    /// is old. At most collectedAtOnce of the unused and of the old; answers with those whose contents may
    /// go.
    virtual void collect(const CollectRules &rules, ListHandler then) = 0;
};

} // namespace miniqq::server
