// SPDX-License-Identifier: MIT
#include "app/core/link.h"

#include "common/base/logging.h"

namespace miniqq::client {
namespace {

using namespace Qt::Literals::StringLiterals;

bool carriesSecret(const protocol::ClientMessage &message)
{
    return std::holds_alternative<protocol::AuthSignIn>(message) ||
           std::holds_alternative<protocol::AuthRegister>(message) ||
           std::holds_alternative<protocol::AuthResume>(message);
}

} // namespace

Link::Link(ConnectionId id, std::unique_ptr<net::Transport> transport, const net::SecurityInfo &security,
           tap::TrafficSink &sink, const Clock &clock, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_timing(timing)
    , m_security(security)
    , m_channel(new net::PeerChannel(id, std::move(transport), *this, sink, m_buffer, clock))
    , m_heartbeat(
          clock, timing, [this] { return m_channel->lastActivityNs(); }, nullptr)
{
    connect(&m_heartbeat, &Heartbeat::pingDue, this, &Link::ping);
    connect(&m_heartbeat, &Heartbeat::died, this,
            [this] { abort(net::CloseReason::Timeout, u"The server gave no sign of life."_s); });
    m_channel->start();
    m_heartbeat.start();
}

Link::~Link() = default;

bool Link::request(const protocol::ClientMessage &message, Answer answer)
{
    const QByteArray id = QByteArray::number(++m_lastRequest);
    if (!sendFrame(protocol::encodeFrame(message, id), carriesSecret(message)))
        return false;
    m_pending.insert(id, std::move(answer));
    return true;
}

bool Link::send(const protocol::ClientMessage &message)
{
    return sendFrame(protocol::encodeFrame(message), carriesSecret(message));
}

bool Link::sendFrame(QByteArray frame, bool secret)
{
    if (m_over || !m_channel->send(frame))
        return false;
    if (secret) {
        m_channel->flush();
        if (m_channel->queuedBytes() == 0) // otherwise the queue shares these bytes and needs them
            frame.fill('\0');
    }
    return true;
}

void Link::leave(const protocol::ClientMessage &lastWords)
{
    m_heartbeat.stop();
    m_pending.clear();
    m_channel->closeAfterFlush(net::CloseReason::LocalClosed, protocol::encodeFrame(lastWords),
                               m_timing.goodbye);
}

void Link::abort(net::CloseReason reason, const QString &detail)
{
    m_channel->abort(reason, detail);
}

void Link::channelReady(net::PeerChannel &) {}

void Link::frameArrived(net::PeerChannel &, QByteArrayView payload)
{
    if (m_over)
        return;
    auto decoded = protocol::decodeFromServer(payload, m_scratch);
    if (decoded)
        take(std::move(*decoded));
    else
        notUnderstood(decoded.error());
}

void Link::take(protocol::Incoming<protocol::ServerMessage> &&incoming)
{
    if (!incoming.re.isEmpty()) {
        const auto pending = m_pending.constFind(incoming.re);
        if (pending != m_pending.cend()) {
            const Answer answer = *pending;
            m_pending.erase(pending);
            if (answer)
                answer(incoming.message);
            return;
        }
    }
    if (std::holds_alternative<protocol::Ping>(incoming.message)) {
        sendFrame(protocol::encodeFrame(protocol::Pong(), {}, incoming.id), false);
        return;
    }
    if (auto *bye = std::get_if<protocol::Bye>(&incoming.message)) {
        m_end.bye = *bye;
        return;
    }
    if (auto *error = std::get_if<protocol::ErrorReply>(&incoming.message)) {
        qCDebug(lcNet) << "error without a request:" << protocol::errorCodeText(error->code);
        if (protocol::endsConnection(error->code))
            m_end.error = *error;
        return;
    }
    Q_EMIT arrived(incoming.message);
}

void Link::notUnderstood(const protocol::DecodeError &error)
{
    // A newer server may say things this messenger does not know. All else is a server that cannot be
    // trusted.
    if (error.reply.code == protocol::ErrorCode::UnknownType) {
        m_pending.remove(error.re);
        return;
    }
    abort(net::CloseReason::ProtocolError, u"Not understood: "_s + QString::fromUtf8(error.type) + u' ' +
                                               QString::fromUtf8(error.reply.message));
}

void Link::readFinished(net::PeerChannel &channel)
{
    if (m_over)
        return;
    Q_EMIT readCompleted();
    channel.flush();
}

void Link::frameRejected(net::PeerChannel &channel, wire::FrameDecoder::Status, quint32 declaredLength)
{
    channel.abort(net::CloseReason::ProtocolError, u"A frame announces %1 bytes."_s.arg(declaredLength));
}

void Link::channelDirty(net::PeerChannel &)
{
    // What one turn of the event loop says goes out in one write.
    if (m_flushPosted)
        return;
    m_flushPosted = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_flushPosted = false;
            m_channel->flush();
        },
        Qt::QueuedConnection);
}

void Link::channelClosed(net::PeerChannel &channel, net::CloseReason reason)
{
    m_over = true;
    m_heartbeat.stop();
    m_pending.clear();
    m_end.reason = reason;
    m_end.detail = channel.closeDetail();
    Q_EMIT closed(m_end);
}

void Link::ping()
{
    const qint64 sentNs = m_clock.monotonicNs();
    request(protocol::Ping(), [this, sentNs](const protocol::ServerMessage &) {
        m_pingRttUs = (m_clock.monotonicNs() - sentNs) / 1000;
        m_heartbeat.answered();
    });
}

} // namespace miniqq::client
