// SPDX-License-Identifier: MIT
#include "common/net/writequeue.h"

namespace miniqq::net {

void WriteQueue::push(const QByteArray &frame)
{
    if (frame.isEmpty())
        return;
    m_frames.push_back(frame);
    m_bytes += frame.size();
}

size_t WriteQueue::gather(std::span<iovec> parts) const
{
    const size_t count = std::min(parts.size(), m_frames.size() - m_head);
    for (size_t i = 0; i < count; ++i) {
        const QByteArray &frame = m_frames[m_head + i];
        const qsizetype skip = i == 0 ? m_headTaken : 0;
        parts[i].iov_base = const_cast<char *>(frame.constData() + skip); // iovec serves reading, too
        parts[i].iov_len = size_t(frame.size() - skip);
    }
    return count;
}

void WriteQueue::compact()
{
    constexpr size_t keepCapacity = 8;
    if (isEmpty()) {
        m_head = 0;
        if (m_frames.capacity() > keepCapacity)
            m_frames = {};
        else
            m_frames.clear();
    } else if (m_head > m_frames.size() / 2) {
        m_frames.erase(m_frames.begin(), m_frames.begin() + qsizetype(m_head));
        m_head = 0;
    }
}

} // namespace miniqq::net
