// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/strongid.h"
#include "common/net/closereason.h"
#include "common/net/transport.h"
#include "common/net/writequeue.h"
#include "common/tap/trafficsink.h"
#include "common/wire/framedecoder.h"

#include <QBasicTimer>
#include <QEvent>
#include <QObject>

#include <memory>
#include <utility>

namespace miniqq::net {

/// Scratch space that all channels of one thread read into; an idle connection holds no buffer of its own.
class ReadBuffer
{
public:
    static constexpr qsizetype size = 64 * 1024;
    char *data() { return m_bytes.get(); }

private:
    std::unique_ptr<char[]> m_bytes = std::make_unique<char[]>(size_t(size));
};

struct ChannelLimits
{
    quint32 maxPayload = wire::maxPayloadBeforeSignIn;
    qsizetype softQueue =
        256 * 1024; ///< Above it overSoftLimit() asks producers of history and files to wait.
    qsizetype hardQueue = 4 * 1024 * 1024; ///< Above it the peer is closed as a slow consumer.
    int stallMs = 30'000; ///< So is one that takes nothing for this long while something is queued. (It may
                          ///< take an eighth longer. Time in which this process stood still is not counted.)
    int maxFramesPerTurn = 256; ///< Then the others get their turn and delivery goes on in the next.
};

/// One peer: frames in, frames out, limits, counters and the tap, over any Transport.
///
/// Belongs to one thread and one Owner. Callbacks of the owner come from the event loop, never from inside a
/// call that the owner made (except channelDirty). Any call below, abort() included, is allowed inside any
/// callback, and calls after the channel has closed do nothing. The channel must never be deleted inside a
/// callback: use deleteLater().
class PeerChannel final : public QObject, private Transport::Observer
{
public:
    class Owner
    {
    public:
        /// Handshake done; frames may come. Not called if the channel closes before.
        virtual void channelReady(PeerChannel &channel) = 0;
        /// `payload` is valid during the call only.
        virtual void frameArrived(PeerChannel &channel, QByteArrayView payload) = 0;
        /// All frames of one read were given out: the moment to pass the gathered batch on.
        virtual void readFinished(PeerChannel &channel) = 0;
        /// The stream has lost its boundaries (`status` is TooLong or TooShort). Nothing more will arrive;
        /// answer with closeAfterFlush(), otherwise the channel closes with ProtocolError.
        virtual void frameRejected(PeerChannel &channel, wire::FrameDecoder::Status status,
                                   quint32 declaredLength) = 0;
        /// Something was queued: call flush() once at the end of this turn. Comes once until the next
        /// flush(), from inside send(): only note it.
        virtual void channelDirty(PeerChannel &channel) = 0;
        /// The queue had been above the soft limit and is below half of it again.
        virtual void channelDrained(PeerChannel &channel) { Q_UNUSED(channel) }
        /// As tellWhenBelow() asked for.
        virtual void channelHasRoom(PeerChannel &channel) { Q_UNUSED(channel) }
        /// Exactly once and last, whoever ended it. Details: closeDetail().
        virtual void channelClosed(PeerChannel &channel, CloseReason reason) = 0;

    protected:
        ~Owner() = default;
    };

    struct Counters
    {
        quint64 bytesIn = 0;
        quint64 bytesOut = 0;
        quint64 framesIn = 0;
        quint64 framesOut = 0; ///< Whole frames the operating system has taken.
    };

    /// `owner`, `sink`, `buffer` and `clock` must outlive the channel.
    PeerChannel(ConnectionId id, std::unique_ptr<Transport> transport, Owner &owner, tap::TrafficSink &sink,
                ReadBuffer &buffer, const Clock &clock, const ChannelLimits &limits = {});
    ~PeerChannel() override;

    /// Begins the handshake (a transport that is ready already, as a Dialer gives it, is taken as it is).
    void start();

    ConnectionId id() const { return m_id; }
    bool isReady() const { return m_state == State::Open; }
    /// True from the moment the end was decided on, by either side.
    bool isClosing() const { return m_state >= State::Flushing; }

    /// Queues one whole frame (header and payload); the bytes are shared, not copied. False if the channel is
    /// closing or the hard limit was hit, which closes it.
    bool send(const QByteArray &frame);
    /// Writes what is queued, gathered in as few system calls as possible. The rest goes out by itself when
    /// there is room.
    void flush();

    qsizetype queuedBytes() const { return m_queue.bytes(); }
    bool overSoftLimit() const { return queuedBytes() > m_limits.softQueue; }

    /// Calls channelHasRoom(), once, when less than so many bytes are queued after a write. For what may be
    /// overtaken: whoever holds it back until then lets all else pass.
    void tellWhenBelow(qsizetype bytes) { m_roomBelow = bytes; }

    /// Stops frameArrived() at once, even within a batch; resumeReading() goes on exactly there.
    void pauseReading();
    void resumeReading();
    bool isReadingPaused() const { return m_paused; }
    /// Takes effect for the next frame whose header is looked at.
    void setMaxPayload(quint32 bytes) { m_decoder.setMaxPayload(bytes); }

    /// Ends in good order: `lastFrame` (may be empty) and everything queued is written, the end is announced,
    /// and the peer's end awaited, so that no reset destroys the last words; `graceMs` at most. Frames that
    /// arrive are ignored.
    void closeAfterFlush(CloseReason reason, const QByteArray &lastFrame, int graceMs,
                         const QString &detail = QString());
    /// Ends now. channelClosed() follows from the event loop.
    void abort(CloseReason reason, const QString &detail = QString());

    const Counters &counters() const { return m_counters; }
    qint64 openedNs() const { return m_openedNs; } ///< Clock::monotonicNs() of start().
    qint64 lastActivityNs() const
    {
        return m_lastActivityNs;
    } ///< Of the last byte received, at first of start().
    /// When the frame being received began to arrive; 0 if none is incomplete or reading is paused.
    qint64 midFrameSinceNs() const { return m_paused ? 0 : m_midFrameSinceNs; }
    QString closeDetail() const { return m_closeDetail; } ///< In words, may be empty.
    CloseReason closeReason() const { return m_closeReason; }
    const Transport &transport() const { return *m_transport; }

protected:
    void customEvent(QEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    enum PostedEvent { ReadyEvent = QEvent::User, ContinueEvent, DrainedEvent, RoomEvent, ClosedEvent };
    enum class State : quint8 {
        New,
        Handshake,
        Open,
        Flushing,  ///< closeAfterFlush(): the rest goes out
        Lingering, ///< everything written; waiting for the peer's end
        Closed,    ///< transport closed; channelClosed() is under way or done
    };

    void readable() override;
    void writable() override;
    void ready() override;
    void failed(const TransportFailure &failure) override;

    void becomeReady();
    void readOnce();
    void deliver();
    void rejectFrame(wire::FrameDecoder::Status status);
    void continueReading();
    void continueLater();
    void endOfStream();
    void discardInput();
    void updateReadInterest();
    void writeQueue();
    void bytesTaken(qsizetype bytes);
    void setBlocked(bool blocked);
    void startStallCheck();
    void checkProgress();
    void startLingering();
    void lost();
    void end();
    void post(PostedEvent type);
    template<class Callback>
    void call(Callback callback)
    {
        const bool nested = std::exchange(m_inCallback, true);
        callback();
        m_inCallback = nested;
    }

    ReadBuffer &m_buffer;
    Owner &m_owner;
    tap::TrafficSink &m_sink;
    const Clock &m_clock;
    const ConnectionId m_id;
    std::unique_ptr<Transport> m_transport;
    ChannelLimits m_limits;
    wire::FrameDecoder m_decoder;
    WriteQueue m_queue;
    Counters m_counters;
    qsizetype m_roomBelow = 0; ///< tellWhenBelow()
    qint64 m_openedNs = 0;
    qint64 m_lastActivityNs = 0;
    qint64 m_midFrameSinceNs = 0;
    int m_stalledTicks =
        0;               ///< Of the stall check, since the peer last took something; valid while m_blocked.
    QBasicTimer m_timer; ///< Stall check while m_blocked, grace period while closing.
    QString m_closeDetail;
    CloseReason m_closeReason = CloseReason::LocalClosed;
    State m_state = State::New;
    bool m_paused = false;
    bool m_blocked = false; ///< Write readiness is awaited.
    bool m_dirty = false;   ///< The owner was told and has not flushed yet.
    bool m_aboveSoft = false;
    bool m_eof = false;
    bool m_continueQueued = false;
    bool m_inCallback = false;
};

} // namespace miniqq::net
