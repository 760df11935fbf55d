// SPDX-License-Identifier: MIT
// The part of IoWorker that moves pieces of files.
#include "common/protocol/filechunk.h"
#include "server/net/ioworker.h"

namespace miniqq::server {

namespace {

/// Pieces are handed to a connection only while less than this waits in it: all else goes ahead of those held
/// back.
constexpr qsizetype chunkRoom = 64 * 1024;

} // namespace

/// Whether this payload was dealt with: a piece of a file, or one that only such a piece may be as large as.
bool IoWorker::takeChunk(WorkerConnection &connection, QByteArrayView payload)
{
    const bool isChunk = protocol::isChunk(payload);
    if (!isChunk && payload.size() <= m_links.limits.frameBytes)
        return false;
    const auto chunk = protocol::readChunk(payload);
    if (!chunk) {
        protocol::DecodeError error;
        error.reply.code = protocol::ErrorCode::BadFrame;
        error.reply.message =
            isChunk ? "a piece of a file is cut short or too large" : "the frame is too large";
        refuse(connection, error);
        return true;
    }
    spendFileBudget(connection, payload.size());
    tell(ChunkArrived{connection.channel->id(), chunk->transfer, chunk->offset, chunk->data.toByteArray()});
    return true;
}

void IoWorker::run(const SendChunk &command)
{
    WorkerConnection *const connection = find(command.to);
    if (!connection)
        return;
    connection->chunks.push_back(command.frame);
    feedChunks(*connection);
}

void IoWorker::feedChunks(WorkerConnection &connection)
{
    PeerChannel &channel = *connection.channel;
    while (!connection.chunks.isEmpty() && channel.queuedBytes() < chunkRoom) {
        if (!channel.send(connection.chunks.takeFirst()))
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
