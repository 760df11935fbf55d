// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/uuid.h"

#include <QByteArray>

#include <algorithm>
#include <optional>

namespace miniqq::protocol {

/// A piece of a file on the wire, the one payload that is no JSON:
///
///     byte 0        0x01
///     byte 1..16    the transfer, as file.begin named it: the 16 bytes of its UUID
///     byte 17..24   where in the file the data belong, unsigned, big-endian
///     byte 25..     the data, 1 to maxChunkData bytes
inline constexpr char chunkMark = '\x01';
inline constexpr qsizetype chunkHead = 25;
inline constexpr qsizetype maxChunkData = 64 * 1024;

struct FileChunk
{
    Uuid transfer;
    qint64 offset = 0;
    QByteArrayView data; ///< of the payload it was read from

    friend bool operator==(const FileChunk &, const FileChunk &) = default;
};

inline bool isChunk(QByteArrayView payload)
{
    return !payload.isEmpty() && payload.front() == chunkMark;
}

/// Nothing if `payload` is no chunk, ends within the head, or has too much data. An offset from 2^63 on is
/// read as the largest number; whether data are there and belong there is for whoever knows the transfer.
std::optional<FileChunk> readChunk(QByteArrayView payload);

/// What stands in front of the data in a frame: its length and the chunk's own head.
inline constexpr qsizetype chunkFrameHead = 4 + chunkHead;
/// Fills the first chunkFrameHead bytes of `frame`, behind which the data stand already.
void writeChunkHead(QByteArray &frame, const Uuid &transfer, qint64 offset);
QByteArray encodeChunkFrame(const FileChunk &chunk);

/// The receiving end of a transfer: pieces come in order, without holes and overlap, each as large as pieces
/// are, and the last as large as what is left.
class ChunkSequence
{
public:
    ChunkSequence() = default;
    /// Of a file of `size` bytes, of which the first `have` are there, in pieces of `pieceSize`.
    ChunkSequence(qint64 size, qint64 have, qsizetype pieceSize)
        : m_size(size)
        , m_next(have)
        , m_pieceSize(pieceSize)
    {}

    /// Whether `count` bytes at `offset` are what comes next; then they count as taken.
    [[nodiscard]] bool take(qint64 offset, qsizetype count)
    {
        const qint64 left = m_size - m_next;
        if (offset != m_next || left < 1 || count != std::min(left, qint64(m_pieceSize)))
            return false;
        m_next += count;
        return true;
    }
    qint64 next() const { return m_next; } ///< where the next piece belongs
    bool isComplete() const { return m_next == m_size; }

private:
    qint64 m_size = 0;
    qint64 m_next = 0;
    qsizetype m_pieceSize = 0;
};

} // namespace miniqq::protocol
