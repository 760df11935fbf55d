// SPDX-License-Identifier: MIT
#include "common/net/memorytransport.h"

#include "common/net/sockets.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace miniqq::net {

MemoryTransport::Pair MemoryTransport::makePair()
{
    Pair pair(new MemoryTransport, new MemoryTransport);
    pair.first->m_other = pair.second.get();
    pair.second->m_other = pair.first.get();
    pair.first->m_port = 1;
    pair.second->m_port = 2;
    return pair;
}

MemoryTransport::~MemoryTransport()
{
    MemoryTransport::close(CloseMode::Graceful);
    if (m_other)
        m_other->m_other = nullptr;
}

void MemoryTransport::setCapacity(qsizetype bytes)
{
    m_capacity = bytes;
    update();
}

void MemoryTransport::setStalled(bool stalled)
{
    m_stalled = stalled;
    update();
}

void MemoryTransport::breakWith(int errorNumber)
{
    m_brokenWith = errorNumber;
    update();
}

void MemoryTransport::start()
{
    m_ready = !m_manualHandshake;
}

void MemoryTransport::completeHandshake()
{
    m_announceReady = true;
    update();
}

void MemoryTransport::failHandshake(const TransportFailure &failure)
{
    m_failure = failure;
    m_announceFailure = true;
    update();
}

IoResult MemoryTransport::broken(int errorNumber)
{
    m_failure = {TransportFailure::Kind::Reset, errorNumber, errnoText(errorNumber)};
    return {IoResult::Status::Error, 0, errorNumber};
}

IoResult MemoryTransport::read(char *buffer, qsizetype size)
{
    if (m_brokenWith != 0 || !isOpen())
        return broken(m_brokenWith != 0 ? m_brokenWith : EBADF);
    if (m_stalled)
        return {};
    if (m_inbox.isEmpty())
        return {m_inputEnded ? IoResult::Status::Eof : IoResult::Status::WouldBlock, 0, 0};
    const qsizetype limit = m_readChunk > 0 ? std::min(size, m_readChunk) : size;
    const qsizetype bytes = std::min(limit, m_inbox.size());
    std::memcpy(buffer, m_inbox.constData(), size_t(bytes));
    m_inbox.remove(0, bytes);
    if (m_other)
        m_other->update();
    return {IoResult::Status::Ok, bytes, 0};
}

IoResult MemoryTransport::write(std::span<const iovec> parts)
{
    ++m_writeCalls;
    if (m_brokenWith != 0 || !isOpen())
        return broken(m_brokenWith != 0 ? m_brokenWith : EBADF);
    if (m_outputEnded || !m_other || !m_other->isOpen())
        return broken(EPIPE);
    qsizetype written = 0;
    for (const iovec &part : parts) {
        const qsizetype room = m_capacity - m_other->m_inbox.size();
        const qsizetype bytes =
            std::clamp<qsizetype>(qsizetype(part.iov_len), 0, std::max<qsizetype>(room, 0));
        m_other->m_inbox.append(static_cast<const char *>(part.iov_base), bytes);
        written += bytes;
        if (bytes < qsizetype(part.iov_len))
            break;
    }
    m_other->update();
    return written > 0 ? IoResult{IoResult::Status::Ok, written, 0} : IoResult{};
}

void MemoryTransport::setReadEnabled(bool enabled)
{
    m_readEnabled = enabled;
    update();
}

void MemoryTransport::setWriteEnabled(bool enabled)
{
    m_writeEnabled = enabled;
    update();
}

void MemoryTransport::finishWriting()
{
    m_outputEnded = true;
    if (m_other) {
        m_other->m_inputEnded = true;
        m_other->update();
    }
}

void MemoryTransport::close(CloseMode mode)
{
    if (!isOpen())
        return;
    m_closeMode = mode;
    m_observer = nullptr;
    if (!m_other)
        return;
    if (mode == CloseMode::Abortive || !m_inbox.isEmpty()) {
        // As TCP does: who closes without having read everything resets, and what was under way to the peer
        // is lost.
        m_other->m_inbox.clear();
        m_other->breakWith(ECONNRESET);
    } else {
        finishWriting();
    }
}

Endpoint MemoryTransport::local() const
{
    return {QStringLiteral("memory"), m_port};
}

Endpoint MemoryTransport::peer() const
{
    return {QStringLiteral("memory"), quint16(3 - m_port)};
}

bool MemoryTransport::hasInput() const
{
    return m_brokenWith != 0 || (!m_stalled && (!m_inbox.isEmpty() || m_inputEnded));
}

bool MemoryTransport::hasRoom() const
{
    return m_brokenWith != 0 || !m_other || !m_other->isOpen() || m_other->m_inbox.size() < m_capacity;
}

void MemoryTransport::update()
{
    const bool due = m_announceReady || m_announceFailure ||
                     (m_ready && ((m_readEnabled && hasInput()) || (m_writeEnabled && hasRoom())));
    if (m_posted || !due || !m_observer || !isOpen())
        return;
    m_posted = true;
    QCoreApplication::postEvent(this, new QEvent(QEvent::User));
}

void MemoryTransport::customEvent(QEvent *)
{
    m_posted = false;
    if (std::exchange(m_announceFailure, false) && m_observer)
        m_observer->failed(m_failure);
    if (std::exchange(m_announceReady, false) && m_observer) {
        m_ready = true;
        m_observer->ready();
    }
    if (m_ready && m_readEnabled && hasInput() && m_observer)
        m_observer->readable();
    if (m_ready && m_writeEnabled && hasRoom() && m_observer)
        m_observer->writable();
    update();
}

} // namespace miniqq::net
