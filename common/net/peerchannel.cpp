// SPDX-License-Identifier: MIT
#include "common/net/peerchannel.h"

#include "common/base/logging.h"

#include <QCoreApplication>
#include <QEvent>

#include <utility>

namespace miniqq::net {
namespace {

CloseReason reasonOf(const TransportFailure &failure)
{
    switch (failure.kind) {
    case TransportFailure::Kind::TimedOut:
        return CloseReason::Timeout;
    case TransportFailure::Kind::Tls:
        return CloseReason::TlsFailed;
    case TransportFailure::Kind::Reset:
    case TransportFailure::Kind::Other:
        break;
    }
    return CloseReason::Reset;
}

} // namespace

PeerChannel::PeerChannel(ConnectionId id, std::unique_ptr<Transport> transport, Owner &owner,
                         tap::TrafficSink &sink, ReadBuffer &buffer, const Clock &clock,
                         const ChannelLimits &limits)
    : m_buffer(buffer)
    , m_owner(owner)
    , m_sink(sink)
    , m_clock(clock)
    , m_id(id)
    , m_transport(std::move(transport))
    , m_limits(limits)
    , m_decoder(limits.maxPayload)
{
    Q_ASSERT(m_transport);
}

PeerChannel::~PeerChannel()
{
    Q_ASSERT_X(!m_inCallback, "PeerChannel", "deleted inside one of its callbacks");
    if (m_state != State::New && m_state != State::Closed)
        m_sink.closed(m_id, QString::fromLatin1(closeReasonCode(m_closeReason)));
    m_transport->close(Transport::CloseMode::Graceful);
}

void PeerChannel::start()
{
    if (m_state != State::New)
        return;
    m_state = State::Handshake;
    m_openedNs = m_lastActivityNs = m_clock.monotonicNs();
    m_sink.opened(m_id, m_transport->local(), m_transport->peer());
    m_transport->setObserver(this);
    if (!m_transport->isReady())
        m_transport->start();
    if (m_transport->isReady())
        post(ReadyEvent);
}

void PeerChannel::ready()
{
    becomeReady();
}

void PeerChannel::failed(const TransportFailure &failure)
{
    abort(reasonOf(failure), failure.text);
}

void PeerChannel::becomeReady()
{
    if (m_state != State::Handshake)
        return;
    m_state = State::Open;
    if (m_transport->isEncrypted()) {
        const SecurityInfo security = m_transport->security();
        m_sink.secured(m_id, security.tlsVersion, security.cipher);
    }
    updateReadInterest();
    call([this] { m_owner.channelReady(*this); });
    if (m_state == State::Open && !m_queue.isEmpty())
        writeQueue();
    if (m_state == State::Open && !m_paused && m_transport->hasBufferedData())
        continueLater();
}

// -- Ending --

void PeerChannel::closeAfterFlush(CloseReason reason, const QByteArray &lastFrame, int graceMs,
                                  const QString &detail)
{
    if (isClosing())
        return;
    if (m_state != State::Open) {
        abort(reason, detail); // no handshake, so there is nobody to say anything to
        return;
    }
    m_queue.push(lastFrame);
    m_closeReason = reason;
    m_closeDetail = detail;
    m_state = State::Flushing;
    m_timer.start(graceMs, this);
    updateReadInterest();
    if (!m_blocked)
        writeQueue();
}

/// Closing a socket with unread input makes the kernel send a reset, which can overtake the last words. So:
/// announce the end, read on until the peer ends too.
void PeerChannel::startLingering()
{
    m_state = State::Lingering;
    m_transport->finishWriting();
    if (m_eof)
        end();
}

void PeerChannel::abort(CloseReason reason, const QString &detail)
{
    if (m_state == State::Closed)
        return;
    if (!isClosing()) {
        m_closeReason = reason;
        m_closeDetail = detail;
    }
    end();
}

void PeerChannel::lost()
{
    const TransportFailure failure = m_transport->failure();
    abort(reasonOf(failure), failure.text);
}

void PeerChannel::end()
{
    const bool wasStarted = m_state != State::New;
    m_state = State::Closed;
    m_timer.stop();
    m_queue.clear();
    m_blocked = false;
    // Who did not take what was sent gets no further chance to: the kernel's buffers are freed at once.
    const bool abortive = m_closeReason == CloseReason::SlowConsumer || m_closeReason == CloseReason::Timeout;
    m_transport->close(abortive ? Transport::CloseMode::Abortive : Transport::CloseMode::Graceful);
    if (wasStarted)
        m_sink.closed(m_id, QString::fromLatin1(closeReasonCode(m_closeReason)));
    qCDebug(lcNet) << "connection" << m_id.value() << "closed:" << closeReasonCode(m_closeReason)
                   << m_closeDetail;
    post(ClosedEvent);
}

// -- Events --

void PeerChannel::customEvent(QEvent *event)
{
    switch (int(event->type())) {
    case ReadyEvent:
        becomeReady();
        break;
    case ContinueEvent:
        continueReading();
        break;
    case DrainedEvent:
        if (!isClosing())
            call([this] { m_owner.channelDrained(*this); });
        break;
    case RoomEvent:
        if (!isClosing())
            call([this] { m_owner.channelHasRoom(*this); });
        break;
    case ClosedEvent:
        call([this] { m_owner.channelClosed(*this, m_closeReason); });
        break;
    }
}

void PeerChannel::timerEvent(QTimerEvent *)
{
    if (m_state == State::Open)
        checkProgress();
    else if (m_state == State::Flushing || m_state == State::Lingering)
        end();
}

void PeerChannel::post(PostedEvent type)
{
    QCoreApplication::postEvent(this, new QEvent(QEvent::Type(type)));
}

} // namespace miniqq::net
