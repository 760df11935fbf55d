// SPDX-License-Identifier: MIT
#include "common/protocol/filechunk.h"

#include "common/wire/frame.h"

#include <QtEndian>

#include <algorithm>
#include <limits>

namespace miniqq::protocol {

static_assert(chunkFrameHead == wire::headerSize + chunkHead);

std::optional<FileChunk> readChunk(QByteArrayView payload)
{
    const qsizetype size = payload.size() - chunkHead;
    if (!isChunk(payload) || size < 0 || size > maxChunkData)
        return std::nullopt;
    FileChunk chunk;
    chunk.transfer = Uuid::fromBytes(payload.sliced(1, 16)).value_or(Uuid());
    constexpr auto largest = quint64(std::numeric_limits<qint64>::max());
    chunk.offset = qint64(std::min(qFromBigEndian<quint64>(payload.data() + 17), largest));
    chunk.data = payload.sliced(chunkHead);
    return chunk;
}

void writeChunkHead(QByteArray &frame, const Uuid &transfer, qint64 offset)
{
    Q_ASSERT(frame.size() > chunkFrameHead && offset >= 0);
    char *at = frame.data();
    wire::writeHeader(at, quint32(frame.size() - wire::headerSize));
    at += wire::headerSize;
    *at++ = chunkMark;
    at = std::copy(transfer.bytes.begin(), transfer.bytes.end(), at);
    qToBigEndian(quint64(offset), at);
}

QByteArray encodeChunkFrame(const FileChunk &chunk)
{
    QByteArray frame(chunkFrameHead, '\0');
    frame.append(chunk.data);
    writeChunkHead(frame, chunk.transfer, chunk.offset);
    return frame;
}

} // namespace miniqq::protocol
