// SPDX-License-Identifier: MIT
#pragma once

#include "server/files/blobstore.h"
#include "server/store/filestore.h"
#include "tests/support/deferred.h"

#include <map>

namespace miniqq::testing {

using namespace miniqq::server;

/// What is known of files, in memory. What happens, happens when the answer is given; `failures` requests
/// from now on fail.
class FakeFileStore final : public FileStore
{
public:
    explicit FakeFileStore(Deferred &deferred)
        : m_deferred(deferred)
    {}

    void offer(const FileRecord &file, const FileQuota &quota, qint64 nowMs, OfferHandler then) override;
    void setVerified(const Uuid &file, qint64 verified, qint64 nowMs) override;
    void complete(const Uuid &file, int width, int height, qint64 nowMs, KnownHandler then) override;
    void drop(const Uuid &file) override;
    void find(const Uuid &file, AccountId reader, FindHandler then) override;
    void findAvatar(AccountId account, FindHandler then) override;
    void setAvatar(AccountId account, const Uuid &file, FindHandler then) override;
    void lose(const std::vector<Uuid> &gone) override;
    void collect(const CollectRules &rules, ListHandler then) override;

    int failures = 0;
    std::map<Uuid, FileRecord> files;
    std::map<Uuid, std::vector<AccountId>> readers; ///< who may have a file beside its owner
    std::map<AccountId, Uuid> avatars;
    std::vector<CollectRules> collected; ///< what was asked for
    std::vector<Uuid> collectNext;       ///< the answer to the next

private:
    bool takeFailure() { return failures > 0 && failures-- > 0; }

    Deferred &m_deferred;
};

/// The contents of files, in memory.
class FakeBlobStore final : public BlobStore
{
public:
    explicit FakeBlobStore(Deferred &deferred)
        : m_deferred(deferred)
    {}

    void openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted,
                    Handler<OpenedUpload> then) override;
    void write(const Uuid &transfer, qint64 offset, const QByteArray &data,
               Handler<WrittenPart> then) override;
    void finish(const Uuid &transfer, Handler<ImageInfo> then) override;
    void pause(const Uuid &transfer, Handler<WrittenPart> then) override;
    void openDownload(const Uuid &transfer, const Uuid &file, qint64 size, Handler<Done> then) override;
    void read(const Uuid &transfer, qint64 offset, qsizetype length, qsizetype headroom,
              ReadHandler then) override;
    void closeDownload(const Uuid &transfer) override { downloads.erase(transfer); }
    void remove(const std::vector<Uuid> &files) override
    {
        removed.insert(removed.end(), files.begin(), files.end());
    }
    void removeAllBut(std::vector<Uuid> &&whole, std::vector<Uuid> &&arriving,
                      Handler<std::vector<Uuid>> then) override;

    std::optional<BlobError> failure; ///< of the next call but closeDownload() and remove()
    std::map<Uuid, QByteArray> whole; ///< by file
    std::map<Uuid, QByteArray> partial;
    std::map<Uuid, UploadPlan> uploads; ///< by transfer
    std::map<Uuid, Uuid> downloads;     ///< the same
    std::vector<Uuid> removed;
    std::optional<std::vector<Uuid>> kept; ///< by removeAllBut()

private:
    template<class T, class Then>
    void answer(Then then, std::function<Result<T, BlobError>()> work);

    Deferred &m_deferred;
};

} // namespace miniqq::testing
