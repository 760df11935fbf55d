// SPDX-License-Identifier: MIT
// The part of IoWorker that moves pieces of files.
#include "common/protocol/filechunk.h"
#include "server/net/ioworker.h"

#include <algorithm>

namespace miniqq::server {

namespace {

/// Pieces are handed to a connection only while less than this waits in it: all else goes ahead of those held
/// back.
constexpr qsizetype chunkRoom = 64 * 1024;

/// No reader that acknowledges only what it has got can have more waiting than this.
qint64 mostWaiting(const Limits &limits)
{
    const qint64 windows = qint64(limits.transfersPerAccount) * limits.fileWindow *
                           (limits.chunkBytes + protocol::chunkFrameHead);
    return std::max(windows, qint64(limits.writeHardBytes));
}

} // namespace

/// Whether this is counted with the pieces: the short word of somebody who may have some.
bool IoWorker::isProgress(const WorkerConnection &connection, const protocol::ClientMessage &message,
                          qsizetype payloadBytes)
{
    constexpr qsizetype wordy = 256;
    return connection.mayUpload && payloadBytes <= wordy &&
           std::holds_alternative<protocol::FileProgress>(message);
}

/// Whether this payload was dealt with: a piece of a file, or one that only such a piece may be as large as.
bool IoWorker::takeChunk(WorkerConnection &connection, QByteArrayView payload)
{
    const bool isChunk = protocol::isChunk(payload);
    if (!isChunk && payload.size() <= m_links.limits.frameBytes)
        return false;
    const auto chunk = protocol::readChunk(payload);
    if (!chunk || chunk->data.size() > m_links.limits.chunkBytes) {
        protocol::DecodeError error;
        error.reply.code = protocol::ErrorCode::BadFrame;
        error.reply.message =
            isChunk ? "a piece of a file is cut short or too large" : "the frame is too large";
        refuse(connection, error);
        return true;
    }
    spendFileBudget(connection);
    tell(ChunkArrived{connection.channel->id(), chunk->transfer, chunk->offset, chunk->data.toByteArray()});
    return true;
}

void IoWorker::run(const SendChunk &command)
{
    WorkerConnection *const connection = find(command.to);
    if (!connection || connection->channel->isClosing())
        return;
    connection->chunks.push_back({command.transfer, command.frame});
    connection->chunkBytes += command.frame.size();
    feedChunks(*connection);
    // Asked for more and more without reading: acknowledging what was not there yet is no way around it.
    if (connection->chunkBytes > mostWaiting(m_links.limits))
        connection->channel->abort(
            net::CloseReason::SlowConsumer,
            QStringLiteral("%1 bytes of files were waiting to be taken.").arg(connection->chunkBytes));
}

/// What the channel was given already is not touched: a frame goes whole or not at all.
void IoWorker::run(const DropChunks &command)
{
    WorkerConnection *const connection = find(command.to);
    if (!connection)
        return;
    connection->chunks.removeIf([&](const WaitingChunk &chunk) {
        const bool isOver = chunk.transfer == command.transfer;
        connection->chunkBytes -= isOver ? chunk.frame.size() : 0;
        return isOver;
    });
}

void IoWorker::feedChunks(WorkerConnection &connection)
{
    PeerChannel &channel = *connection.channel;
    while (!connection.chunks.isEmpty() && channel.queuedBytes() < chunkRoom) {
        const QByteArray frame = connection.chunks.takeFirst().frame;
        connection.chunkBytes -= frame.size();
        if (!channel.send(frame))
            return;
    }
    if (!connection.chunks.isEmpty())
        channel.tellWhenBelow(chunkRoom);
}

void IoWorker::channelHasRoom(PeerChannel &channel)
{
    if (WorkerConnection *connection = find(channel.id()))
        feedChunks(*connection);
}

} // namespace miniqq::server
