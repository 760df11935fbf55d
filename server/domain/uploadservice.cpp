// SPDX-License-Identifier: MIT
#include "server/domain/uploadservice.h"

#include "common/protocol/filename.h"

namespace miniqq::server {

using protocol::ErrorCode;
using protocol::FileKind;

void UploadService::offer(const Session &session, const Request &request, const protocol::FileOffer &message)
{
    if (!session.knowsFiles) {
        m.replies.refuse(request, ErrorCode::Forbidden, "Say files among the features of hello first.");
        return;
    }
    if (const auto refusal = tooLarge(message)) {
        m.replies.refuse(request, *refusal);
        return;
    }
    FileRecord file;
    file.about = {randomId(),   protocol::safeFileName(message.name),
                  message.size, message.sha256,
                  message.kind, message.format};
    file.owner = session.account->id;
    file.uuid = message.uuid;
    Account &account = *session.account;
    const bool admitted = m.transfers.admit(
        account, request, [this, request, &account, file] { begin(request, account, file); });
    if (!admitted)
        m.replies.refuse(request, ErrorCode::LimitReached,
                         "Too many files are on their way. Wait until some of them have arrived.");
}

std::optional<Refusal> UploadService::tooLarge(const protocol::FileOffer &message) const
{
    const qint64 most = message.kind == FileKind::Avatar  ? m.limits.avatarBytes
                        : message.kind == FileKind::Image ? std::min(m.limits.imageBytes, m.limits.fileBytes)
                                                          : m.limits.fileBytes;
    if (message.size <= most)
        return std::nullopt;
    const LimitHit limit = message.kind == FileKind::Avatar  ? LimitHit::Avatars
                           : message.kind == FileKind::Image ? LimitHit::Images
                                                             : LimitHit::FileBytes;
    return Refusal{ErrorCode::TooLarge,
                   "This server takes at most " + QByteArray::number(most) + " bytes of that kind.",
                   {},
                   limit};
}

std::optional<ImageCaps> UploadService::capsFor(const protocol::Attachment &about) const
{
    const Limits &limits = m.limits;
    switch (about.kind) {
    case FileKind::File:
        break;
    case FileKind::Image:
        return ImageCaps{about.format, limits.imageSide, limits.imagePixels, limits.imageFrames};
    case FileKind::Avatar:
        return ImageCaps{about.format, limits.avatarSide, qint64(limits.avatarSide) * limits.avatarSide, 1};
    }
    return std::nullopt;
}

void UploadService::begin(const Request &request, Account &account, const FileRecord &file)
{
    if (!m.registry.find(request.connection)) {
        m.transfers.giveBack(account.id);
        return;
    }
    Transfer transfer;
    transfer.id = randomId();
    transfer.request = request;
    transfer.account = &account;
    transfer.about = file.about;
    const Uuid id = m.transfers.add(std::move(transfer)).id;
    m.store.offer(file, {m.limits.fileBytesPerAccount, m.limits.filesPerAccount, m.transfers.uploadedFiles()},
                  m.clock.wallMs(),
                  m.turn.callback([this, id](const Result<FileStore::OfferResult, StoreError> &result) {
                      offered(id, result);
                  }));
}

void UploadService::offered(const Uuid &id, const Result<FileStore::OfferResult, StoreError> &result)
{
    if (result && !result->expired.empty()) {
        m.replies.hit(LimitHit::FileBytesPerAccount);
        m.blobs.remove(result->expired);
    }
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (!result) {
        logFailure(m, result.error().text);
        refuse(*transfer, refusalOf(result.error()));
        return;
    }
    switch (result->status) {
    case FileStore::OfferStatus::Created:
    case FileStore::OfferStatus::Known:
        goOn(*transfer, result->file);
        return;
    case FileStore::OfferStatus::Conflict:
        refuse(*transfer, {ErrorCode::UuidConflict, "This uuid was used for another file."});
        return;
    case FileStore::OfferStatus::NoRoom:
        refuse(*transfer, {ErrorCode::QuotaExceeded,
                           "There is no room for it among your files on this server.",
                           {},
                           LimitHit::FileBytesPerAccount});
        return;
    }
}

void UploadService::goOn(Transfer &transfer, const FileRecord &file)
{
    if (file.state == FileState::Whole) {
        m.replies.answer(transfer.request, protocol::FileStored{file.about});
        m.transfers.remove(transfer.id);
        return;
    }
    if (file.state == FileState::Expired) {
        refuse(transfer,
               {ErrorCode::FileExpired, "This file was removed from the server. Offer it under a new uuid."});
        return;
    }
    // The same file from another session, or from a connection that is not known to be dead yet: the newer
    // goes on.
    transfer.about = {};
    qint64 trusted = file.verified;
    if (Transfer *const older = m.transfers.findUpload(file.about.file)) {
        if (older->state == Transfer::Finishing) {
            m.replies.refuseForNow(transfer.request, ErrorCode::ServerBusy, "The file is just being checked.",
                                   1'000);
            m.transfers.remove(transfer.id);
            return;
        }
        trusted = file.about.size; // the older ends with all that it wrote synced, or gone
        end(*older, {ErrorCode::UuidConflict, "The upload goes on elsewhere."});
    }
    transfer.about = file.about;
    transfer.verified = trusted == file.verified ? trusted : -1; // what an older one leaves is not known yet
    const UploadPlan plan{file.about.file, file.about.size, file.about.sha256, capsFor(file.about)};
    m.blobs.openUpload(
        transfer.id, plan, trusted,
        m.turn.callback(
            [this, id = transfer.id](const Result<OpenedUpload, BlobError> &result) { opened(id, result); }));
}

void UploadService::opened(const Uuid &id, const Result<OpenedUpload, BlobError> &result)
{
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (!result) {
        if (result.error().kind == BlobError::Failed || result.error().kind == BlobError::Full)
            logFailure(m, result.error().text);
        if (transfer->verified == 0 || result.error().kind == BlobError::BadImage)
            m.store.drop(transfer->about.file);
        refuse(*transfer, refusalOf(result.error(), transfer->about.kind));
        return;
    }
    if (result->isWhole) {
        transfer->state = Transfer::Finishing;
        complete(id, transfer->about, result->image);
        return;
    }
    transfer->state = Transfer::Flowing;
    transfer->settled = result->offset;
    if (transfer->verified != result->offset) { // what is not there any more must not be believed later
        transfer->verified = result->offset;
        m.store.setVerified(transfer->about.file, result->offset, m.clock.wallMs());
    }
    transfer->arriving = {transfer->about.size, result->offset, m.limits.chunkBytes};
    transfer->lastSignNs = m.clock.monotonicNs();
    m.replies.answer(transfer->request, protocol::FileBegin{id, result->offset, transfer->about});
    if (transfer->settled == transfer->about.size)
        finish(*transfer);
}

void UploadService::chunk(Transfer &transfer, const ChunkArrived &chunk)
{
    if (transfer.state == Transfer::Finishing)
        return; // all is there: what comes of it is told in a moment
    const bool fits = transfer.state == Transfer::Flowing && transfer.underWay < m.limits.fileWindow &&
                      transfer.arriving.take(chunk.offset, chunk.data.size());
    if (!fits) {
        end(transfer,
            {ErrorCode::BadChunk, "A chunk was out of place, of a wrong size, or sent ahead of the window. "
                                  "Offer the file again to go on."});
        return;
    }
    ++transfer.underWay;
    transfer.lastSignNs = m.clock.monotonicNs();
    m.blobs.write(transfer.id, chunk.offset, chunk.data,
                  m.turn.callback([this, id = transfer.id](const Result<WrittenPart, BlobError> &result) {
                      written(id, result);
                  }));
}

void UploadService::written(const Uuid &id, const Result<WrittenPart, BlobError> &result)
{
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (!result) {
        logFailure(m, result.error().text);
        m.store.drop(transfer->about.file);
        tellEnded(m, transfer->request.connection, id, refusalOf(result.error()));
        m.transfers.remove(id);
        return;
    }
    --transfer->underWay;
    transfer->settled = result->offset;
    transfer->lastSignNs = m.clock.monotonicNs();
    if (result->synced > transfer->verified) {
        transfer->verified = result->synced;
        m.store.setVerified(transfer->about.file, result->synced, m.clock.wallMs());
    }
    if (transfer->settled == transfer->about.size)
        finish(*transfer);
    else
        m.out.send(transfer->request.connection,
                   protocol::encodeFrame(protocol::FileProgress{id, transfer->settled}));
}

void UploadService::finish(Transfer &transfer)
{
    transfer.state = Transfer::Finishing;
    // What comes of it counts even if the sender is gone by then.
    m.blobs.finish(transfer.id, m.turn.callback([this, id = transfer.id, about = transfer.about,
                                                 owner = transfer.account->id](
                                                    const Result<ImageInfo, BlobError> &result) {
        if (!result)
            forget(id, about.file, owner);
        finished(id, about, result);
    }));
}

void UploadService::finished(const Uuid &id, const protocol::Attachment &about,
                             const Result<ImageInfo, BlobError> &result)
{
    if (result) {
        complete(id, about, *result);
        return;
    }
    if (result.error().kind == BlobError::Failed || result.error().kind == BlobError::Full)
        logFailure(m, result.error().text);
    if (const Transfer *transfer = m.transfers.find(id)) {
        tellEnded(m, transfer->request.connection, id, refusalOf(result.error(), about.kind));
        m.transfers.remove(id);
    }
}

void UploadService::complete(const Uuid &id, protocol::Attachment about, const ImageInfo &image)
{
    about.width = image.width;
    about.height = image.height;
    m.store.complete(about.file, image.width, image.height, m.clock.wallMs(),
                     m.turn.callback([this, id, about](const Result<bool, StoreError> &result) {
                         completed(id, about, result);
                     }));
}

void UploadService::completed(const Uuid &id, const protocol::Attachment &about,
                              const Result<bool, StoreError> &result)
{
    if (!result)
        logFailure(m, result.error().text);
    const bool isForgotten = result && !*result;
    if (isForgotten)
        m.blobs.remove({about.file});
    const Transfer *transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (isForgotten)
        tellEnded(m, transfer->request.connection, id,
                  {ErrorCode::StorageFailed, "The file was given up meanwhile. Offer it again."});
    else if (result)
        m.out.send(transfer->request.connection, protocol::encodeFrame(protocol::FileStored{about, id}));
    else // it is in its place: the next offer finds it there
        tellEnded(m, transfer->request.connection, id, refusalOf(result.error()));
    m.transfers.remove(id);
}

void UploadService::refuse(const Transfer &transfer, const Refusal &why)
{
    m.replies.refuse(transfer.request, why);
    m.transfers.remove(transfer.id);
}

void UploadService::end(const Transfer &transfer, const Refusal &why)
{
    const Uuid id = transfer.id;
    if (transfer.state == Transfer::Opening)
        m.replies.refuse(transfer.request, why);
    else
        tellEnded(m, transfer.request.connection, id, why);
    pause(transfer);
}

/// What came to nothing. Whoever left meanwhile may have come back, and goes on with the same file.
void UploadService::forget(const Uuid &transfer, const Uuid &file, AccountId owner)
{
    if (!m.transfers.mayBeUploading(file, owner, transfer))
        m.store.drop(file);
}

void UploadService::pause(const Transfer &transfer)
{
    if (transfer.state != Transfer::Finishing && !transfer.about.file.isNull()) {
        m.blobs.pause(transfer.id, m.turn.callback([this, id = transfer.id, file = transfer.about.file,
                                                    owner = transfer.account->id](
                                                       const Result<WrittenPart, BlobError> &result) {
            if (result)
                m.store.setVerified(file, result->synced, m.clock.wallMs());
            else if (result.error().kind != BlobError::Missing)
                forget(id, file, owner);
        }));
    }
    m.transfers.remove(transfer.id);
}

} // namespace miniqq::server
