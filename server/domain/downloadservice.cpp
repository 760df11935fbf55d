// SPDX-License-Identifier: MIT
#include "server/domain/downloadservice.h"

#include "common/protocol/filechunk.h"

#include <utility>

namespace miniqq::server {

using protocol::ErrorCode;

namespace {

const Refusal noFile{ErrorCode::NoFile, "There is no such file."};

}

void DownloadService::get(const Session &session, const Request &request, const protocol::FileGet &message)
{
    if (!session.knowsFiles) {
        m.replies.refuse(request, ErrorCode::Forbidden, "Say files among the features of hello first.");
        return;
    }
    Account &account = *session.account;
    const bool admitted = m.transfers.admit(
        account, request, [this, request, &account, message] { begin(request, account, message); });
    if (!admitted)
        m.replies.refuse(request, ErrorCode::LimitReached,
                         "Too many files are on their way. Wait until some of them have arrived.");
}

void DownloadService::begin(const Request &request, Account &account, const protocol::FileGet &message)
{
    const Account *const shown = message.account ? m_accounts.find(*message.account) : nullptr;
    const bool exists = m.registry.find(request.connection) && (message.file || shown);
    if (!exists) {
        m.replies.refuse(request, noFile);
        m.transfers.giveBack(account.id);
        return;
    }
    Transfer transfer;
    transfer.id = randomId();
    transfer.kind = Transfer::Download;
    transfer.request = request;
    transfer.account = &account;
    const Uuid id = m.transfers.add(std::move(transfer)).id;
    auto then = m.turn.callback(
        [this, id, offset = message.offset](const Result<std::optional<FileRecord>, StoreError> &result) {
            found(id, offset, result);
        });
    if (shown)
        m.store.findAvatar(shown->id, std::move(then));
    else
        m.store.find(*message.file, account.id, std::move(then));
}

void DownloadService::found(const Uuid &id, qint64 offset,
                            const Result<std::optional<FileRecord>, StoreError> &result)
{
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (!result) {
        logFailure(m, result.error().text);
        refuse(*transfer, refusalOf(result.error()));
        return;
    }
    if (!*result) {
        refuse(*transfer, noFile);
        return;
    }
    const FileRecord &file = **result;
    if (file.state == FileState::Expired) {
        refuse(*transfer, {ErrorCode::FileExpired, "The server does not keep this file any more."});
        return;
    }
    if (offset > file.about.size) {
        m.replies.refuseField(transfer->request, "offset", "lies behind the end of the file");
        m.transfers.remove(id);
        return;
    }
    transfer->about = file.about;
    transfer->moved = transfer->sent = transfer->settled = offset;
    m.blobs.openDownload(
        id, file.about.file, file.about.size,
        m.turn.callback([this, id](const Result<Done, BlobError> &done) { opened(id, done); }));
}

void DownloadService::opened(const Uuid &id, const Result<Done, BlobError> &result)
{
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer) {
        m.blobs.closeDownload(id);
        return;
    }
    if (!result && result.error().kind == BlobError::Missing) { // expired since it was looked up
        refuse(*transfer, {ErrorCode::FileExpired, "The server does not keep this file any more."});
        return;
    }
    if (!result) {
        logFailure(m, result.error().text);
        refuse(*transfer, refusalOf(result.error()));
        return;
    }
    transfer->state = Transfer::Flowing;
    transfer->lastSignNs = m.clock.monotonicNs();
    m.replies.answer(transfer->request, protocol::FileBegin{id, transfer->moved, transfer->about});
    if (transfer->settled == transfer->about.size)
        stop(*transfer);
    else
        produce(*transfer);
}

/// Asks the disk for as much as the client has room for.
void DownloadService::produce(Transfer &transfer)
{
    const qint64 window = qint64(m.limits.fileWindow) * m.limits.chunkBytes;
    while (transfer.moved < transfer.about.size && transfer.moved - transfer.settled < window) {
        const qint64 left = transfer.about.size - transfer.moved;
        const auto length = qsizetype(std::min(left, qint64(m.limits.chunkBytes)));
        m.blobs.read(transfer.id, transfer.moved, length, protocol::chunkFrameHead,
                     m.turn.callback([this, id = transfer.id,
                                      offset = transfer.moved](Result<QByteArray, BlobError> &&result) {
                         read(id, offset, std::move(result));
                     }));
        transfer.moved += length;
    }
}

void DownloadService::read(const Uuid &id, qint64 offset, Result<QByteArray, BlobError> &&result)
{
    Transfer *const transfer = m.transfers.find(id);
    if (!transfer)
        return;
    if (!result) {
        logFailure(m, result.error().text);
        tellEnded(m, transfer->request.connection, id, refusalOf(result.error()));
        stop(*transfer);
        return;
    }
    QByteArray frame = std::move(result).value();
    protocol::writeChunkHead(frame, id, offset);
    transfer->sent = offset + frame.size() - protocol::chunkFrameHead;
    m.out.sendChunk(transfer->request.connection, id, frame);
}

void DownloadService::progress(Transfer &transfer, qint64 offset)
{
    if (transfer.state != Transfer::Flowing || offset < transfer.settled || offset > transfer.sent) {
        tellEnded(m, transfer.request.connection, transfer.id,
                  {ErrorCode::BadChunk, "Acknowledged was what had not been sent. Ask for the file again."});
        stop(transfer);
        return;
    }
    if (offset == transfer.settled)
        return;
    transfer.settled = offset;
    transfer.lastSignNs = m.clock.monotonicNs();
    if (offset == transfer.about.size)
        stop(transfer);
    else
        produce(transfer);
}

void DownloadService::stop(const Transfer &transfer)
{
    if (transfer.state == Transfer::Flowing) {
        m.blobs.closeDownload(transfer.id);
        m.out.dropChunks(transfer.request.connection, transfer.id);
    }
    m.transfers.remove(transfer.id);
}

void DownloadService::refuse(const Transfer &transfer, const Refusal &why)
{
    m.replies.refuse(transfer.request, why);
    m.transfers.remove(transfer.id);
}

} // namespace miniqq::server
