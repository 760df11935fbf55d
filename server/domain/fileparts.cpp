// SPDX-License-Identifier: MIT
#include "server/domain/fileparts.h"

#include <QRandomGenerator>

#include <array>
#include <cstring>

namespace miniqq::server {

using protocol::ErrorCode;

Uuid randomId()
{
    std::array<quint32, 4> random{};
    QRandomGenerator::system()->fillRange(random.data(), qsizetype(random.size()));
    Uuid id;
    std::memcpy(id.bytes.data(), random.data(), id.bytes.size());
    id.bytes[6] = quint8((id.bytes[6] & 0x0f) | 0x40);
    id.bytes[8] = quint8((id.bytes[8] & 0x3f) | 0x80);
    return id;
}

Refusal refusalOf(const BlobError &error, protocol::FileKind kind)
{
    switch (error.kind) {
    case BlobError::Full:
        return {ErrorCode::StorageFailed,
                "The server's disk is full. The file was not stored; try again later.",
                {},
                LimitHit::DiskFloor};
    case BlobError::Mismatch:
        return {ErrorCode::HashMismatch, "What arrived is not what was offered. Offer the file again."};
    case BlobError::BadImage:
        return {ErrorCode::BadImage,
                "Not taken as a picture: " + error.text.toUtf8() + ". Send it as a file.",
                {},
                kind == protocol::FileKind::Avatar ? LimitHit::Avatars : LimitHit::Images};
    case BlobError::Missing:
    case BlobError::Failed:
        break;
    }
    return {ErrorCode::StorageFailed, "The server's disk failed. Try again later."};
}

Refusal refusalOf(const StoreError &error)
{
    return {ErrorCode::StorageFailed, error.storageFull ? "The server's disk is full. Try again later."
                                                        : "The server's disk failed. Try again later."};
}

void tellEnded(const FileParts &m, ConnectionId connection, const Uuid &transfer, const Refusal &why)
{
    if (why.limit)
        m.replies.hit(*why.limit);
    m.out.send(connection, protocol::encodeFrame(protocol::FileEnded{transfer, why.code, why.text}));
}

void logFailure(const FileParts &m, const QString &text)
{
    m.log.write(LogLevel::Error, LogCategory::Store, "files.failed", {}, text);
}

} // namespace miniqq::server
