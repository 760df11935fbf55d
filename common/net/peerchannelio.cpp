// SPDX-License-Identifier: MIT
// The half of PeerChannel that moves bytes; beginning and end are in peerchannel.cpp.
#include "common/net/peerchannel.h"

#include <algorithm>
#include <array>

namespace miniqq::net {
namespace {

constexpr int stallTicks = 8; // in the time in which a peer has to take something

} // namespace

// -- Reading --

void PeerChannel::readable()
{
    if (isClosing())
        discardInput();
    else if (m_state == State::Open && !m_paused && !m_continueQueued)
        readOnce();
}

void PeerChannel::readOnce()
{
    const IoResult result = m_transport->read(m_buffer.data(), ReadBuffer::size);
    switch (result.status) {
    case IoResult::Status::WouldBlock:
        return;
    case IoResult::Status::Error:
        lost();
        return;
    case IoResult::Status::Eof:
        m_eof = true;
        updateReadInterest();
        endOfStream();
        return;
    case IoResult::Status::Ok:
        break;
    }
    m_lastActivityNs = m_clock.monotonicNs();
    m_counters.bytesIn += quint64(result.bytes);
    m_sink.bytesRead(m_id, result.bytes);
    m_decoder.feed({m_buffer.data(), result.bytes});
    deliver();
    if (m_state == State::Open && !m_paused && m_transport->hasBufferedData())
        continueLater();
}

void PeerChannel::deliver()
{
    using Status = wire::FrameDecoder::Status;
    int delivered = 0;
    Status status = Status::Frame;
    while (m_state == State::Open && !m_paused) {
        if (delivered == m_limits.maxFramesPerTurn) {
            continueLater();
            break;
        }
        status = m_decoder.next();
        if (status != Status::Frame)
            break;
        ++delivered;
        ++m_counters.framesIn;
        m_sink.frame(m_id, tap::Direction::In, m_decoder.frame());
        call([this] { m_owner.frameArrived(*this, m_decoder.payload()); });
    }
    const bool partial = status == Status::NeedMore && m_decoder.midFrame();
    if (!partial)
        m_midFrameSinceNs = 0;
    else if (delivered > 0 || m_midFrameSinceNs == 0)
        m_midFrameSinceNs = m_clock.monotonicNs();

    if (delivered > 0)
        call([this] { m_owner.readFinished(*this); });
    if (status == Status::TooLong || status == Status::TooShort)
        rejectFrame(status);
}

void PeerChannel::rejectFrame(wire::FrameDecoder::Status status)
{
    if (m_state != State::Open)
        return;
    const quint32 declared = m_decoder.declaredLength();
    call([this, status, declared] { m_owner.frameRejected(*this, status, declared); });
    if (m_state == State::Open)
        abort(CloseReason::ProtocolError,
              QStringLiteral("A frame of %1 bytes was announced; 2 to %2 are allowed.")
                  .arg(declared)
                  .arg(m_decoder.maxPayload()));
}

/// Goes on where the frame budget, a pause, or bytes left in the transport interrupted.
void PeerChannel::continueReading()
{
    m_continueQueued = false;
    if (m_state != State::Open || m_paused)
        return;
    deliver();
    if (m_state != State::Open || m_paused || m_continueQueued)
        return;
    if (m_eof)
        endOfStream();
    else if (m_transport->hasBufferedData())
        readOnce();
}

/// The peer will send nothing more: what it sent is given out first, and what waits for it gets one chance.
void PeerChannel::endOfStream()
{
    if (m_state != State::Open || m_paused || m_continueQueued)
        return;
    if (!m_queue.isEmpty())
        writeQueue();
    abort(CloseReason::PeerClosed,
          m_decoder.midFrame() ? QStringLiteral("The stream ended inside a frame.") : QString());
}

void PeerChannel::discardInput()
{
    while (m_state == State::Flushing || m_state == State::Lingering) {
        const IoResult result = m_transport->read(m_buffer.data(), ReadBuffer::size);
        if (result.status == IoResult::Status::Ok) {
            m_counters.bytesIn += quint64(result.bytes);
            m_sink.bytesRead(m_id, result.bytes);
            if (m_transport->hasBufferedData())
                continue;
        } else if (result.status == IoResult::Status::Eof) {
            m_eof = true;
            updateReadInterest();
            if (m_state == State::Lingering)
                end();
        } else if (result.status == IoResult::Status::Error) {
            end();
        }
        return;
    }
}

void PeerChannel::pauseReading()
{
    m_paused = true;
    updateReadInterest();
}

void PeerChannel::resumeReading()
{
    if (!m_paused)
        return;
    m_paused = false;
    m_midFrameSinceNs = 0;
    updateReadInterest();
    if (m_state == State::Open && (m_decoder.midFrame() || m_eof || m_transport->hasBufferedData()))
        continueLater();
}

void PeerChannel::updateReadInterest()
{
    const bool wanted =
        (m_state == State::Open && !m_paused) || m_state == State::Flushing || m_state == State::Lingering;
    m_transport->setReadEnabled(wanted && !m_eof);
}

void PeerChannel::continueLater()
{
    if (!std::exchange(m_continueQueued, true))
        post(ContinueEvent);
}

// -- Writing --

bool PeerChannel::send(const QByteArray &frame)
{
    if (isClosing())
        return false;
    if (queuedBytes() + frame.size() > m_limits.hardQueue) {
        abort(CloseReason::SlowConsumer,
              QStringLiteral("%1 bytes were waiting to be taken.").arg(queuedBytes()));
        return false;
    }
    m_queue.push(frame);
    m_aboveSoft = m_aboveSoft || overSoftLimit();
    if (!m_dirty && !m_blocked) {
        m_dirty = true;
        call([this] { m_owner.channelDirty(*this); });
    }
    return !isClosing();
}

void PeerChannel::flush()
{
    m_dirty = false;
    // While write readiness is awaited the attempt would fail: the rest goes out when it comes.
    if ((m_state == State::Open || m_state == State::Flushing) && !m_blocked)
        writeQueue();
}

void PeerChannel::writable()
{
    if (m_state == State::Open || m_state == State::Flushing)
        writeQueue();
}

void PeerChannel::writeQueue()
{
    std::array<iovec, 128> parts; // 2 KiB of stack: the frames of a busy turn in one system call
    while (!m_queue.isEmpty()) {
        const IoResult result = m_transport->write({parts.data(), m_queue.gather(parts)});
        if (result.status == IoResult::Status::WouldBlock) {
            setBlocked(true);
            m_queue.compact();
            return;
        }
        if (result.status != IoResult::Status::Ok) {
            lost();
            return;
        }
        bytesTaken(result.bytes);
    }
    setBlocked(false);
    m_queue.compact();
    if (m_state == State::Flushing)
        startLingering();
}

void PeerChannel::bytesTaken(qsizetype bytes)
{
    m_counters.bytesOut += quint64(bytes);
    m_sink.bytesWritten(m_id, bytes);
    if (m_blocked)
        m_stalledTicks = 0;
    m_queue.take(bytes, [this](const QByteArray &frame) {
        ++m_counters.framesOut;
        m_sink.frame(m_id, tap::Direction::Out, frame);
    });
    if (m_aboveSoft && queuedBytes() <= m_limits.softQueue / 2) {
        m_aboveSoft = false;
        post(DrainedEvent);
    }
    if (queuedBytes() < m_roomBelow) {
        m_roomBelow = 0;
        post(RoomEvent);
    }
}

void PeerChannel::setBlocked(bool blocked)
{
    if (m_blocked == blocked)
        return;
    m_blocked = blocked;
    m_transport->setWriteEnabled(blocked);
    if (m_state != State::Open)
        return; // the timer measures the grace period
    if (blocked) {
        m_stalledTicks = 0;
        startStallCheck();
    } else {
        m_timer.stop();
    }
}

// Counted in ticks and not by the clock: a tick that comes late, because this process was stopped or starved
// or the computer slept, is still one, and a standstill of any length costs the peer no more than that.
void PeerChannel::startStallCheck()
{
    m_timer.start(std::max(1, (m_limits.stallMs + stallTicks - 1) / stallTicks), this);
}

void PeerChannel::checkProgress()
{
    if (++m_stalledTicks > stallTicks) // the first may have come at once
        abort(CloseReason::SlowConsumer,
              QStringLiteral("Nothing was taken for %1 s.").arg(m_limits.stallMs / 1000));
    else
        startStallCheck();
}

} // namespace miniqq::net
