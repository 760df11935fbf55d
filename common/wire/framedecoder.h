// SPDX-License-Identifier: MIT
#pragma once

#include "common/wire/frame.h"

#include <QByteArray>

namespace miniqq::wire {

/// Turns the bytes of a stream, cut anywhere, into whole frames. Knows no sockets and no JSON.
///
///     decoder.feed(bytes);
///     while (decoder.next() == FrameDecoder::Status::Frame)
///         use(decoder.payload());
///
/// The declared length is checked as soon as its four bytes are there, before anything is kept for the body,
/// so a peer can make it hold at most the limit plus what was fed at once. After TooLong or TooShort the
/// decoder stays in that state: the stream has lost its frame boundaries and the connection has to end.
class FrameDecoder
{
public:
    enum class Status {
        NeedMore, ///< no whole frame is buffered
        Frame,    ///< payload() is the next frame
        TooShort, ///< declared length below minPayload
        TooLong,  ///< declared length above maxPayload()
    };

    explicit FrameDecoder(quint32 maxPayload = maxPayloadBeforeSignIn);

    quint32 maxPayload() const { return m_maxPayload; }
    /// Takes effect for the next header looked at.
    void setMaxPayload(quint32 bytes) { m_maxPayload = bytes; }

    /// Takes the next bytes of the stream. Invalidates payload().
    void feed(QByteArrayView bytes);

    /// Moves to the next frame. Invalidates payload().
    Status next();

    /// Payload of the frame that next() announced; a view into the decoder, valid until the next call of
    /// feed() or next().
    QByteArrayView payload() const { return m_payload; }
    /// Header and payload of that frame, as they crossed the wire.
    QByteArrayView frame() const { return m_frame; }

    /// The length the last inspected header declared; meaningful after TooShort and TooLong.
    quint32 declaredLength() const { return m_declared; }
    /// Bytes fed and not yet given out as frames.
    qsizetype buffered() const { return m_buffer.size() - m_offset; }
    /// Bytes of memory held for the stream.
    qsizetype capacity() const { return m_buffer.capacity(); }
    /// True if part of a frame has arrived and the rest is awaited.
    bool midFrame() const { return buffered() > 0; }

private:
    QByteArray m_buffer;
    qsizetype m_offset = 0;
    QByteArrayView m_payload;
    QByteArrayView m_frame;
    quint32 m_maxPayload;
    quint32 m_declared = 0;
    Status m_failed = Status::NeedMore;
};

} // namespace miniqq::wire
