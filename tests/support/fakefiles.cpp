// SPDX-License-Identifier: MIT
#include "tests/support/fakefiles.h"

#include <QCryptographicHash>

#include <algorithm>

namespace miniqq::testing {

namespace {

const StoreError diskError{QStringLiteral("the disk is broken"), false};

} // namespace

void FakeFileStore::offer(const FileRecord &file, const FileQuota &quota, qint64, OfferHandler then)
{
    m_deferred.post([=, this] {
        if (takeFailure()) {
            then(diskError);
            return;
        }
        OfferResult result;
        result.file = file;
        qint64 bytes = file.about.size;
        for (const auto &[id, known] : files) {
            if (known.owner == file.owner && known.uuid == file.uuid) {
                result.status =
                    known.about.sha256 == file.about.sha256 ? OfferStatus::Known : OfferStatus::Conflict;
                result.file = known;
                then(result);
                return;
            }
            bytes += known.owner == file.owner ? known.about.size : 0;
        }
        if (bytes <= quota.bytes) {
            result.status = OfferStatus::Created;
            files[file.about.file] = file;
        }
        then(result);
    });
}

void FakeFileStore::setVerified(const Uuid &file, qint64 verified, qint64)
{
    if (const auto found = files.find(file); found != files.end())
        found->second.verified = verified;
}

void FakeFileStore::complete(const Uuid &file, int width, int height, qint64, KnownHandler then)
{
    m_deferred.post([=, this] {
        if (takeFailure()) {
            then(diskError);
            return;
        }
        const auto found = files.find(file);
        if (found != files.end()) {
            found->second.state = FileState::Whole;
            found->second.about.width = width;
            found->second.about.height = height;
        }
        then(found != files.end());
    });
}

void FakeFileStore::drop(const Uuid &file)
{
    const auto found = files.find(file);
    if (found != files.end() && found->second.state == FileState::Arriving)
        files.erase(found);
}

void FakeFileStore::find(const Uuid &file, AccountId reader, FindHandler then)
{
    m_deferred.post([=, this] {
        const auto found = files.find(file);
        const auto &allowed = readers[file];
        const bool mayRead = found != files.end() && found->second.state != FileState::Arriving &&
                             (found->second.owner == reader ||
                              std::find(allowed.begin(), allowed.end(), reader) != allowed.end());
        if (takeFailure())
            then(diskError);
        else
            then(mayRead ? std::optional(found->second) : std::nullopt);
    });
}

void FakeFileStore::findAvatar(AccountId account, FindHandler then)
{
    m_deferred.post([=, this] {
        const auto found = avatars.find(account);
        then(found == avatars.end() ? std::nullopt : std::optional(files[found->second]));
    });
}

void FakeFileStore::setAvatar(AccountId account, const Uuid &file, FindHandler then)
{
    m_deferred.post([=, this] {
        const auto found = files.find(file);
        const bool fits = found != files.end() && found->second.owner == account &&
                          found->second.about.kind == protocol::FileKind::Avatar &&
                          found->second.state == FileState::Whole;
        if (fits)
            avatars[account] = file;
        if (file.isNull())
            avatars.erase(account);
        then(fits ? std::optional(found->second) : std::nullopt);
    });
}

void FakeFileStore::lose(const std::vector<Uuid> &gone)
{
    for (const Uuid &file : gone) {
        if (const auto found = files.find(file); found != files.end())
            found->second.state = FileState::Expired;
    }
}

void FakeFileStore::collect(const CollectRules &rules, ListHandler then)
{
    collected.push_back(rules);
    m_deferred.post([this, then] { then(std::exchange(collectNext, {})); });
}

template<class T, class Then>
void FakeBlobStore::answer(Then then, std::function<Result<T, BlobError>()> work)
{
    m_deferred.post([this, then = std::move(then), work = std::move(work)] {
        if (failure)
            then(*std::exchange(failure, std::nullopt));
        else
            then(work());
    });
}

void FakeBlobStore::openUpload(const Uuid &transfer, const UploadPlan &plan, qint64 trusted,
                               Handler<OpenedUpload> then)
{
    answer<OpenedUpload>(then, [=, this]() -> Result<OpenedUpload, BlobError> {
        if (whole.contains(plan.file))
            return OpenedUpload{plan.size, true, {}};
        uploads[transfer] = plan;
        partial[plan.file].truncate(trusted);
        return OpenedUpload{partial[plan.file].size(), false, {}};
    });
}

void FakeBlobStore::write(const Uuid &transfer, qint64 offset, const QByteArray &data,
                          Handler<WrittenPart> then)
{
    answer<WrittenPart>(then, [=, this]() -> Result<WrittenPart, BlobError> {
        QByteArray &part = partial[uploads.at(transfer).file];
        if (part.size() != offset)
            return BlobError{BlobError::Failed, QStringLiteral("out of order")};
        part += data;
        return WrittenPart{part.size(), 0};
    });
}

void FakeBlobStore::finish(const Uuid &transfer, Handler<ImageInfo> then)
{
    answer<ImageInfo>(then, [=, this]() -> Result<ImageInfo, BlobError> {
        const UploadPlan plan = uploads.at(transfer);
        uploads.erase(transfer);
        const QByteArray data = partial[plan.file];
        partial.erase(plan.file);
        if (QCryptographicHash::hash(data, QCryptographicHash::Sha256) != plan.sha256)
            return BlobError{BlobError::Mismatch, {}};
        whole[plan.file] = data;
        return plan.image ? ImageInfo{plan.image->format, 2, 3, 1} : ImageInfo{};
    });
}

void FakeBlobStore::pause(const Uuid &transfer, Handler<WrittenPart> then)
{
    answer<WrittenPart>(then, [=, this]() -> Result<WrittenPart, BlobError> {
        const auto found = uploads.find(transfer);
        if (found == uploads.end())
            return BlobError{BlobError::Missing, {}};
        const qint64 size = partial[found->second.file].size();
        uploads.erase(found);
        return WrittenPart{size, size};
    });
}

void FakeBlobStore::openDownload(const Uuid &transfer, const Uuid &file, qint64, Handler<Done> then)
{
    answer<Done>(then, [=, this]() -> Result<Done, BlobError> {
        if (!whole.contains(file))
            return BlobError{BlobError::Missing, {}};
        downloads[transfer] = file;
        return Done{};
    });
}

void FakeBlobStore::read(const Uuid &transfer, qint64 offset, qsizetype length, qsizetype headroom,
                         ReadHandler then)
{
    answer<QByteArray>(std::move(then), [=, this]() -> Result<QByteArray, BlobError> {
        const auto found = downloads.find(transfer);
        if (found == downloads.end())
            return BlobError{BlobError::Missing, {}};
        return QByteArray(QByteArray(headroom, '\0') + whole[found->second].mid(offset, length));
    });
}

void FakeBlobStore::removeAllBut(std::vector<Uuid> &&known, std::vector<Uuid> &&,
                                 Handler<std::vector<Uuid>> then)
{
    kept = std::move(known);
    answer<std::vector<Uuid>>(then, [this]() -> Result<std::vector<Uuid>, BlobError> {
        std::vector<Uuid> lost;
        for (const Uuid &file : *kept) {
            if (!whole.contains(file))
                lost.push_back(file);
        }
        return lost;
    });
}

} // namespace miniqq::testing
