// SPDX-License-Identifier: MIT
#pragma once

#include "app/core/heartbeat.h"
#include "app/core/requests.h"
#include "common/net/peerchannel.h"
#include "common/protocol/codec.h"

#include <QHash>

#include <memory>
#include <optional>

namespace miniqq::client {

/// One connection to a server, from the transport to its end: frames to messages and back, answers to
/// requests, heartbeat. Judges no message. Signals come from the event loop; the link must not be deleted
/// inside one, use deleteLater().
class Link final : public QObject, public Requests, private net::PeerChannel::Owner
{
    Q_OBJECT

public:
    /// How it ended.
    struct End
    {
        net::CloseReason reason = net::CloseReason::PeerClosed;
        QString detail;                            ///< In English; foreign text in parts.
        std::optional<protocol::Bye> bye;          ///< The server's last words.
        std::optional<protocol::ErrorReply> error; ///< An error that ended the connection.
    };

    /// `transport` is ready and nothing was sent on it. `sink` and `clock` must outlive the link.
    Link(ConnectionId id, std::unique_ptr<net::Transport> transport, const net::SecurityInfo &security,
         tap::TrafficSink &sink, const Clock &clock, const Timing &timing, QObject *parent);
    ~Link() override;

    bool request(const protocol::ClientMessage &message, Answer answer) override;
    bool send(const protocol::ClientMessage &message) override;

    /// Sign-in is done: larger frames are taken.
    void acceptLargeFrames() { m_channel->setMaxPayload(wire::maxPayloadToClient); }
    void pauseReading() { m_channel->pauseReading(); }
    void resumeReading() { m_channel->resumeReading(); }
    /// Says the last words and ends in good order. `closed` follows, within a moment.
    void leave(const protocol::ClientMessage &lastWords);
    /// Ends now; `closed` follows.
    void abort(net::CloseReason reason, const QString &detail);

    const net::PeerChannel &channel() const { return *m_channel; }
    const net::SecurityInfo &security() const { return m_security; }
    std::optional<qint64> pingRttUs() const { return m_pingRttUs; }
    /// `closed` was emitted.
    bool isOver() const { return m_over; }

Q_SIGNALS:
    /// A message that answers no request of this link.
    void arrived(const miniqq::protocol::ServerMessage &message);
    /// Everything one read brought has arrived.
    void readCompleted();
    /// Exactly once, and last.
    void closed(const miniqq::client::Link::End &end);

private:
    void channelReady(net::PeerChannel &channel) override;
    void frameArrived(net::PeerChannel &channel, QByteArrayView payload) override;
    void readFinished(net::PeerChannel &channel) override;
    void frameRejected(net::PeerChannel &channel, wire::FrameDecoder::Status status,
                       quint32 declaredLength) override;
    void channelDirty(net::PeerChannel &channel) override;
    void channelClosed(net::PeerChannel &channel, net::CloseReason reason) override;

    void take(protocol::Incoming<protocol::ServerMessage> &&incoming);
    void notUnderstood(const protocol::DecodeError &error);
    bool sendFrame(QByteArray frame, bool secret);
    void ping();

    const Clock &m_clock;
    const Timing m_timing;
    const net::SecurityInfo m_security;
    net::ReadBuffer m_buffer;
    protocol::JsonDocument m_scratch;
    std::unique_ptr<net::PeerChannel> m_channel;
    Heartbeat m_heartbeat;
    QHash<QByteArray, Answer> m_pending; ///< By the request's id.
    quint64 m_lastRequest = 0;
    End m_end;
    std::optional<qint64> m_pingRttUs;
    bool m_flushPosted = false;
    bool m_over = false;
};

} // namespace miniqq::client
