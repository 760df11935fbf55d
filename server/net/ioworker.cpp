// SPDX-License-Identifier: MIT
#include "server/net/ioworker.h"

#include "common/net/plaintransport.h"
#include "common/net/tlstransport.h"
#include "common/protocol/filechunk.h"
#include "server/net/deadlines.h"
#include "server/net/foreign.h"

#include <QCoreApplication>
#include <QEvent>
#include <QtEndian>

#include <algorithm>
#include <utility>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr auto turnEndEvent = QEvent::Type(QEvent::User + 1);
constexpr int graceMs = 2'000; ///< for last words

/// The transport's name for what the domain gave as the reason, a protocol::ErrorCode in words as a rule.
net::CloseReason closeReasonFrom(const QString &reason)
{
    using Code = protocol::ErrorCode;
    using Reason = net::CloseReason;
    const auto code = protocol::errorCodeFromText(reason.toUtf8());
    if (!code)
        return Reason::LocalClosed;
    switch (*code) {
    case Code::TimedOut:
        return Reason::Timeout;
    case Code::SlowConsumer:
        return Reason::SlowConsumer;
    case Code::Kicked:
        return Reason::Kicked;
    case Code::TooManySessions:
        return Reason::Replaced;
    case Code::ShuttingDown:
        return Reason::Shutdown;
    case Code::SignedOut:
        return Reason::LocalClosed;
    default:
        return Reason::ProtocolError;
    }
}

/// The bytes all frames with this message begin with, behind their length, when they carry no id.
template<class Message>
QByteArray framePrefix()
{
    return protocol::detail::beginEnvelope(Message::type, {}, {}).mid(wire::headerSize);
}

} // namespace

IoWorker::IoWorker(const Links &links, const std::optional<net::TlsContext> &tls)
    : m_links(links)
    , m_tls(tls)
    , m_pingFrame(protocol::encodeFrame(protocol::Ping{}, "ping"))
    , m_deliverPrefix(framePrefix<protocol::ChatDeliver>())
    , m_throttle(links.clock)
{}

IoWorker::~IoWorker() = default;

WorkerConnection *IoWorker::find(ConnectionId id)
{
    const auto found = m_connections.find(id);
    return found == m_connections.end() ? nullptr : &found->second;
}

// Commands
// ------------------------------------------------------------------------------------------------------------

void IoWorker::execute(std::vector<WorkerCommand> &&commands)
{
    for (WorkerCommand &command : commands)
        std::visit([this](auto &content) { run(content); }, command);
    endTurn();
}

void IoWorker::run(AdoptConnection &command)
{
    const ConnectionId id = command.connection;
    if (m_drain) {
        count(id, ConnectionEvent::Kind::Closed);
        return;
    }
    std::unique_ptr<net::Transport> transport;
    if (m_tls)
        transport = std::make_unique<net::TlsTransport>(std::move(command.descriptor), *m_tls, command.local,
                                                        command.peer);
    else
        transport =
            std::make_unique<net::PlainTransport>(std::move(command.descriptor), command.local, command.peer);
    const Limits &limits = m_links.limits;
    net::ChannelLimits channelLimits;
    channelLimits.maxPayload = quint32(limits.preAuthFrameBytes);
    channelLimits.softQueue = limits.writeSoftBytes;
    channelLimits.hardQueue = limits.writeHardBytes;
    channelLimits.stallMs = limits.writeStallMs;

    const qint64 now = m_links.clock.monotonicNs();
    WorkerConnection connection;
    Owner &owner = *this;
    connection.channel = std::make_unique<PeerChannel>(id, std::move(transport), owner, m_links.sink,
                                                       m_readBuffer, m_links.clock, channelLimits);
    connection.acceptedNs = now;
    connection.acceptedMs = m_links.clock.wallMs();
    connection.frames = Budget(limits.framesPerConnection, now);
    connection.bytes = Budget(limits.bytesPerConnection, now);
    connection.fileBytes = Budget(limits.fileBytesPerConnection, now);
    connection.trusted = command.trusted;
    PeerChannel &channel = *connection.channel;
    m_connections.insert_or_assign(id, std::move(connection));
    watchDeadlines();
    channel.start();
}

void IoWorker::run(const SendFrame &command)
{
    if (WorkerConnection *connection = find(command.to))
        sendTo(*connection, command.frame);
}

void IoWorker::run(const SendToMany &command)
{
    for (const ConnectionId id : command.to) {
        if (WorkerConnection *connection = find(id))
            sendTo(*connection, command.frame);
    }
}

void IoWorker::run(const CloseConnection &command)
{
    WorkerConnection *const connection = find(command.connection);
    if (!connection || connection->channel->isClosing())
        return;
    connection->reason = command.reason;
    connection->channel->closeAfterFlush(closeReasonFrom(command.reason), command.lastFrame, graceMs,
                                         command.reason);
}

void IoWorker::run(const EvictConnection &command)
{
    if (WorkerConnection *connection = find(command.connection))
        connection->channel->abort(net::CloseReason::Refused, u"made room for others"_s);
}

void IoWorker::run(const DrainConnections &command)
{
    m_drain = command;
    for (auto &[id, connection] : m_connections)
        connection.channel->closeAfterFlush(net::CloseReason::Shutdown, command.lastFrame, command.graceMs);
    reportDrained();
}

void IoWorker::run(const ReportConnections &command)
{
    const qint64 now = m_links.clock.monotonicNs();
    std::vector<ConnectionStatus> report;
    report.reserve(m_connections.size());
    for (const auto &[id, connection] : m_connections)
        report.push_back(statusOf(connection, now));
    command.then(std::move(report));
}

void IoWorker::sendTo(WorkerConnection &connection, const QByteArray &frame)
{
    if (QByteArrayView(frame).sliced(qMin(frame.size(), wire::headerSize)).startsWith(m_deliverPrefix))
        ++connection.messagesOut;
    PeerChannel &channel = *connection.channel;
    if (channel.send(frame) && channel.overSoftLimit() && !connection.congested) {
        connection.congested = true; // whoever does not take answers cannot ask for more
        channel.pauseReading();
    }
}

void IoWorker::dropConnections()
{
    m_deadlineTimer.stop();
    m_throttleTimer.stop();
    m_connections.clear();
}

// Turns
// ------------------------------------------------------------------------------------------------------------

void IoWorker::tell(Inbound &&event)
{
    m_inbound.push_back(std::move(event));
    endTurnLater();
}

void IoWorker::count(ConnectionId connection, ConnectionEvent::Kind kind)
{
    m_events.push_back({connection, kind});
    endTurnLater();
}

/// The event comes when everything that is ready now was served; posting it within the thread costs no
/// system call with the epoll dispatcher.
void IoWorker::endTurnLater()
{
    if (!std::exchange(m_turnEndPosted, true))
        QCoreApplication::postEvent(this, new QEvent(turnEndEvent));
}

void IoWorker::endTurn()
{
    if (!m_inbound.empty())
        m_links.logic.post(std::exchange(m_inbound, {}));
    if (!m_events.empty())
        m_links.pool.post(std::exchange(m_events, {}));
    for (const ConnectionId id : m_dirty) {
        if (WorkerConnection *connection = find(id))
            connection->channel->flush();
    }
    m_dirty.clear();
}

void IoWorker::customEvent(QEvent *event)
{
    if (event->type() != turnEndEvent)
        return;
    m_turnEndPosted = false;
    endTurn();
}

void IoWorker::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_throttleTimer.timerId())
        checkThrottled();
    else if (event->timerId() == m_deadlineTimer.timerId())
        checkDeadlines();
}

// Peers
// ------------------------------------------------------------------------------------------------------------

void IoWorker::channelReady(PeerChannel &channel)
{
    WorkerConnection *const connection = find(channel.id());
    if (!connection)
        return;
    connection->announced = true;
    tell(ConnectionOpened{channel.id(), channel.transport().peer(), channel.transport().local(),
                          connection->trusted, channel.transport().isEncrypted()});
}

void IoWorker::frameArrived(PeerChannel &channel, QByteArrayView payload)
{
    WorkerConnection *const connection = find(channel.id());
    if (!connection)
        return;
    if (!std::exchange(connection->spoke, true))
        count(channel.id(), ConnectionEvent::Kind::Spoke);
    if (connection->mayUpload && takeChunk(*connection, payload))
        return;
    auto decoded = protocol::decodeFromClient(payload, m_scratch);
    if (decoded && isProgress(*connection, decoded->message, payload.size()))
        spendFileBudget(*connection);
    else
        spendBudget(*connection, payload.size() + wire::headerSize);
    if (!decoded) {
        refuse(*connection, decoded.error());
        return;
    }
    if (std::holds_alternative<protocol::ChatSend>(decoded->message))
        ++connection->messagesIn;
    tell(MessageArrived{channel.id(), std::move(decoded->id), std::move(decoded->message)});
}

void IoWorker::refuse(WorkerConnection &connection, const protocol::DecodeError &error)
{
    PeerChannel &channel = *connection.channel;
    tell(MessageRejected{channel.id(), error.reply.code});
    if (const auto limit = limitBehind(error))
        m_links.meter.count(*limit);
    const QByteArray frame = protocol::encodeFrame(error.reply, {}, error.id);
    if (protocol::endsConnection(error.reply.code)) {
        log(connection, int(error.reply.code), LogLevel::Warning,
            u"closed: "_s + QString::fromUtf8(error.reply.message));
        channel.closeAfterFlush(net::CloseReason::ProtocolError, frame, graceMs,
                                QString::fromUtf8(error.reply.message));
    } else {
        sendTo(connection, frame);
    }
}

void IoWorker::frameRejected(PeerChannel &channel, wire::FrameDecoder::Status status, quint32 declaredLength)
{
    WorkerConnection *const connection = find(channel.id());
    if (!connection)
        return;
    if (!connection->spoke && looksForeign(firstBytes(channel, declaredLength))) {
        const QString text = u"closed: does not speak this protocol"_s;
        log(*connection, ForeignProtocol, LogLevel::Warning, text);
        channel.abort(net::CloseReason::ProtocolError, text);
        return;
    }
    if (status == wire::FrameDecoder::Status::TooLong)
        m_links.meter.count(connection->signedIn ? LimitHit::FrameBytes : LimitHit::PreAuthFrameBytes);
    protocol::DecodeError error;
    error.reply.code = protocol::ErrorCode::BadFrame;
    error.reply.message =
        "a frame of " + QByteArray::number(declaredLength) + " bytes was announced; " +
        (status == wire::FrameDecoder::Status::TooShort
             ? QByteArray("no envelope is that short")
             : "at most " +
                   QByteArray::number(connection->signedIn ? m_links.limits.frameBytes
                                                           : m_links.limits.preAuthFrameBytes) +
                   " are allowed");
    refuse(*connection, error);
}

/// What a peer's stream began with: the four bytes taken for a length, and what came along with them. The
/// shared buffer still holds that if it came in one piece; if not, it holds something else.
QByteArray IoWorker::firstBytes(const PeerChannel &channel, quint32 declaredLength)
{
    QByteArray length(wire::headerSize, Qt::Uninitialized);
    qToBigEndian(declaredLength, length.data());
    const auto bytesIn = qsizetype(std::min(channel.counters().bytesIn, quint64(net::ReadBuffer::size)));
    const QByteArrayView read(m_readBuffer.data(), bytesIn);
    return read.startsWith(length) ? read.first(std::min(bytesIn, length.size() + 1)).toByteArray() : length;
}

void IoWorker::channelDirty(PeerChannel &channel)
{
    m_dirty.push_back(channel.id());
    endTurnLater();
}

void IoWorker::channelDrained(PeerChannel &channel)
{
    WorkerConnection *const connection = find(channel.id());
    if (!connection)
        return;
    connection->congested = false;
    if (!connection->throttled)
        channel.resumeReading();
}

void IoWorker::channelClosed(PeerChannel &channel, net::CloseReason reason)
{
    const auto found = m_connections.find(channel.id());
    if (found == m_connections.end())
        return;
    WorkerConnection &connection = found->second;
    if (reason == net::CloseReason::SlowConsumer)
        m_links.meter.count(LimitHit::WriteHard);
    if (reason == net::CloseReason::TlsFailed)
        log(connection, TlsFailure, LogLevel::Warning, u"TLS: "_s + channel.closeDetail());
    if (connection.announced) {
        const QString code = QLatin1StringView(net::closeReasonCode(reason));
        tell(ConnectionClosed{channel.id(), connection.reason.isEmpty() ? code : connection.reason});
    }
    count(channel.id(), ConnectionEvent::Kind::Closed);
    connection.channel.release()->deleteLater();
    m_connections.erase(found);
    if (m_connections.empty())
        m_deadlineTimer.stop();
    reportDrained();
}

void IoWorker::reportDrained()
{
    if (m_drain && m_drain->drained && m_connections.empty()) {
        endTurn();
        std::exchange(m_drain->drained, {})();
    }
}

void IoWorker::log(const WorkerConnection &connection, int logClass, LogLevel level, const QString &text)
{
    const Endpoint peer = connection.channel->transport().peer();
    if (m_throttle.allows(logClass, peer.address))
        m_links.log.write(
            {m_links.clock.wallMs(), level, LogCategory::Connections, connection.account, peer, text});
}

} // namespace miniqq::server
