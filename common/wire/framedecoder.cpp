// SPDX-License-Identifier: MIT
#include "common/wire/framedecoder.h"

#include <QtEndian>

namespace miniqq::wire {
namespace {

/// Past this an emptied buffer gives its memory back: ten thousand idle peers must not keep what one busy
/// moment needed.
constexpr qsizetype keepCapacity = 4 * 1024;

} // namespace

FrameDecoder::FrameDecoder(quint32 maxPayload)
    : m_maxPayload(maxPayload)
{}

void FrameDecoder::feed(QByteArrayView bytes)
{
    m_payload = {};
    m_frame = {};
    if (m_failed != Status::NeedMore)
        return;
    if (m_offset > 0) {
        m_buffer.remove(0, m_offset);
        m_offset = 0;
    }
    m_buffer.append(bytes);
}

FrameDecoder::Status FrameDecoder::next()
{
    m_payload = {};
    m_frame = {};
    if (m_failed != Status::NeedMore)
        return m_failed;

    const qsizetype available = buffered();
    if (available == 0) {
        if (m_buffer.capacity() > keepCapacity)
            m_buffer = QByteArray();
        else
            m_buffer.resize(0);
        m_offset = 0;
        return Status::NeedMore;
    }
    if (available < headerSize)
        return Status::NeedMore;

    const char *start = m_buffer.constData() + m_offset;
    m_declared = qFromBigEndian<quint32>(start);
    if (m_declared > m_maxPayload || m_declared < minPayload) {
        m_failed = m_declared < minPayload ? Status::TooShort : Status::TooLong;
        m_buffer = QByteArray();
        m_offset = 0;
        return m_failed;
    }
    const qsizetype frameSize = headerSize + qsizetype(m_declared);
    if (available < frameSize)
        return Status::NeedMore;

    m_frame = QByteArrayView(start, frameSize);
    m_payload = m_frame.sliced(headerSize);
    m_offset += frameSize;
    return Status::Frame;
}

} // namespace miniqq::wire
