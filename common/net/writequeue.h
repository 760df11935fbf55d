// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <algorithm>
#include <span>
#include <vector>

#include <sys/uio.h>

namespace miniqq::net {

/// Whole frames waiting to be written, in order. Shares their bytes. Idle it holds room for a few frames
/// only.
class WriteQueue
{
public:
    bool isEmpty() const { return m_head == m_frames.size(); }
    qsizetype bytes() const { return m_bytes; } ///< Not yet taken.

    void push(const QByteArray &frame);
    /// Points as many of `parts` as there are frames to the bytes to be written next; returns how many. Valid
    /// until the queue changes.
    size_t gather(std::span<iovec> parts) const;
    /// The first `bytes` are written; `frameDone(const QByteArray &)` is called for each frame that is whole
    /// thereby.
    template<class FrameDone>
    void take(qsizetype bytes, FrameDone frameDone)
    {
        m_bytes -= bytes;
        while (bytes > 0) {
            const QByteArray &frame = m_frames[m_head];
            const qsizetype step = std::min(bytes, frame.size() - m_headTaken);
            m_headTaken += step;
            bytes -= step;
            if (m_headTaken < frame.size())
                return;
            frameDone(frame);
            m_frames[m_head++] = QByteArray();
            m_headTaken = 0;
        }
    }
    /// Gives back the room of what is written. Call it when done with writing for now.
    void compact();
    void clear() { *this = WriteQueue(); }

private:
    std::vector<QByteArray> m_frames; ///< Those before m_head are written.
    size_t m_head = 0;
    qsizetype m_headTaken = 0; ///< Bytes of the first frame that are written.
    qsizetype m_bytes = 0;
};

} // namespace miniqq::net
