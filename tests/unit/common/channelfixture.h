// SPDX-License-Identifier: MIT
#pragma once

#include "common/net/memorytransport.h"
#include "common/net/peerchannel.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>

namespace miniqq::net {

/// A frame as PeerChannel::send() wants it.
inline QByteArray framed(const QByteArray &payload)
{
    QByteArray frame;
    wire::appendFrame(frame, payload);
    return frame;
}

/// In memory every step is a posted event, so nothing needs to be waited for: a few rounds deliver all there
/// is.
inline void settle()
{
    for (int round = 0; round < 8; ++round)
        QCoreApplication::sendPostedEvents();
}

/// Writes down what it is told.
class RecordingSink final : public tap::TrafficSink
{
public:
    void opened(ConnectionId, const Endpoint &, const Endpoint &peer) override
    {
        log.append(u"opened " + peer.toText());
    }
    void secured(ConnectionId, const QString &version, const QString &) override
    {
        log.append(u"secured " + version);
    }
    void bytesRead(ConnectionId, qsizetype bytes) override { read += bytes; }
    void bytesWritten(ConnectionId, qsizetype bytes) override { written += bytes; }
    void frame(ConnectionId, tap::Direction direction, QByteArrayView frame) override
    {
        const QString arrow =
            direction == tap::Direction::In ? QStringLiteral("in ") : QStringLiteral("out ");
        log.append(arrow + QString::fromUtf8(frame.sliced(wire::headerSize)));
    }
    void closed(ConnectionId, const QString &reason) override { log.append(u"closed " + reason); }

    QStringList log;
    qsizetype read = 0;
    qsizetype written = 0;
};

/// Owner that records, with a hook for each callback.
class RecordingOwner final : public PeerChannel::Owner
{
public:
    void channelReady(PeerChannel &channel) override
    {
        ++ready;
        if (onReady)
            onReady(channel);
    }
    void frameArrived(PeerChannel &channel, QByteArrayView payload) override
    {
        frames.append(payload.toByteArray());
        if (onFrame)
            onFrame(channel, frames.last());
    }
    void readFinished(PeerChannel &channel) override
    {
        batches.append(frames.size());
        if (onReadFinished)
            onReadFinished(channel);
    }
    void frameRejected(PeerChannel &channel, wire::FrameDecoder::Status, quint32 declaredLength) override
    {
        rejected.append(declaredLength);
        if (onRejected)
            onRejected(channel);
    }
    void channelDirty(PeerChannel &) override { ++dirty; }
    void channelDrained(PeerChannel &) override { ++drained; }
    void channelHasRoom(PeerChannel &) override { ++room; }
    void channelClosed(PeerChannel &channel, CloseReason reason) override
    {
        closed.append(QString::fromLatin1(closeReasonCode(reason)));
        detail = channel.closeDetail();
    }

    std::function<void(PeerChannel &)> onReady;
    std::function<void(PeerChannel &, const QByteArray &)> onFrame;
    std::function<void(PeerChannel &)> onReadFinished;
    std::function<void(PeerChannel &)> onRejected;
    QList<QByteArray> frames;
    QList<qsizetype> batches; ///< How many frames had arrived when each batch ended.
    QList<quint32> rejected;
    QStringList closed;
    QString detail;
    int ready = 0;
    int dirty = 0;
    int drained = 0;
    int room = 0;
};

/// One channel over one end of a memory pair; the test holds the other end.
struct ChannelFixture
{
    explicit ChannelFixture(const ChannelLimits &limits = {})
        : pair(MemoryTransport::makePair())
        , end(pair.first.get())
        , other(std::move(pair.second))
        , channel(ConnectionId(7), std::move(pair.first), owner, sink, buffer, clock, limits)
    {
        other->start();
    }

    void write(const QByteArray &bytes) const
    {
        const iovec part = {const_cast<char *>(bytes.constData()), size_t(bytes.size())};
        const IoResult result = other->write({&part, 1});
        Q_ASSERT(result.bytes == bytes.size());
        Q_UNUSED(result)
    }
    /// Everything the channel has sent and nobody read yet.
    QByteArray readAll() const
    {
        QByteArray all;
        char chunk[4096];
        for (;;) {
            const IoResult result = other->read(chunk, sizeof chunk);
            if (result.status != IoResult::Status::Ok)
                return all;
            all.append(chunk, result.bytes);
        }
    }

    RecordingOwner owner;
    RecordingSink sink;
    ReadBuffer buffer;
    SystemClock clock;
    MemoryTransport::Pair pair;
    MemoryTransport *end; ///< The channel's own, for staging faults.
    std::unique_ptr<MemoryTransport> other;
    PeerChannel channel;
};

} // namespace miniqq::net
