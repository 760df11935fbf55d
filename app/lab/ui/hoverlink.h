// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"

#include <QObject>
#include <QPointer>

namespace miniqq::ui {
class HexView;
} // namespace miniqq::ui

namespace miniqq::lab {

class ByteRulerView;
class EncodingBenchView;

/// Marks the bytes under the pointer in all views of the same stream at once: byte ruler, encoding bench and
/// hex view. A byte that is chosen with the keyboard is marked in the others, too.
class HoverLink : public QObject
{
    Q_OBJECT
public:
    explicit HoverLink(QObject *parent = nullptr);

    /// Any of them may be left out. A view that goes is forgotten.
    void setRuler(ByteRulerView *view);
    /// The bench and the hex view begin at this byte of the stream; -1: their bytes are of no stream.
    void setBench(EncodingBenchView *view);
    void setBenchAt(qint64 offset) { m_benchAt = offset; }
    void setHex(ui::HexView *view);
    void setHexAt(qint64 offset) { m_hexAt = offset; }

Q_SIGNALS:
    /// Bytes of the stream; empty when the pointer left them.
    void marked(const miniqq::lab::ByteRange &range);

private:
    void mark(const ByteRange &range);
    void markFrom(qint64 base, qint64 begin, qint64 end);

    QPointer<ByteRulerView> m_ruler;
    QPointer<EncodingBenchView> m_bench;
    QPointer<ui::HexView> m_hex;
    qint64 m_benchAt = 0;
    qint64 m_hexAt = 0;
};

} // namespace miniqq::lab
