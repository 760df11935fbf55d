// SPDX-License-Identifier: MIT
#include "app/lab/ui/hoverlink.h"

#include "app/lab/ui/byterulerview.h"
#include "app/lab/ui/encodingbenchview.h"
#include "common/ui/exchange/hexview.h"

namespace miniqq::lab {

namespace {

ByteRange moved(const ByteRange &range, qint64 by)
{
    return range.length() > 0 ? ByteRange{range.begin + by, range.end + by} : ByteRange{};
}

ByteRange oneByte(qint64 offset)
{
    return offset < 0 ? ByteRange{} : ByteRange{offset, offset + 1};
}

} // namespace

HoverLink::HoverLink(QObject *parent)
    : QObject(parent)
{}

void HoverLink::setRuler(ByteRulerView *view)
{
    if (m_ruler)
        disconnect(m_ruler, nullptr, this, nullptr);
    m_ruler = view;
    if (!view)
        return;
    connect(view, &ByteRulerView::byteHovered, this, [this](qint64 offset) { mark(oneByte(offset)); });
    connect(view, &ByteRulerView::currentByteChanged, this, [this](qint64 offset) { mark(oneByte(offset)); });
}

void HoverLink::setBench(EncodingBenchView *view)
{
    if (m_bench)
        disconnect(m_bench, nullptr, this, nullptr);
    m_bench = view;
    if (!view)
        return;
    const auto markBench = [this](const ByteRange &range) { markFrom(m_benchAt, range.begin, range.end); };
    connect(view, &EncodingBenchView::bytesHovered, this, markBench);
    connect(view, &EncodingBenchView::cellChosen, this, markBench);
}

void HoverLink::setHex(ui::HexView *view)
{
    if (m_hex)
        disconnect(m_hex, nullptr, this, nullptr);
    m_hex = view;
    if (!view)
        return;
    const auto markHex = [this](qsizetype offset) {
        const ByteRange range = oneByte(offset);
        markFrom(m_hexAt, range.begin, range.end);
    };
    connect(view, &ui::HexView::byteHovered, this, markHex);
    connect(view, &ui::HexView::currentByteChanged, this, markHex);
}

void HoverLink::markFrom(qint64 base, qint64 begin, qint64 end)
{
    if (base >= 0)
        mark(moved({begin, end}, base));
}

void HoverLink::mark(const ByteRange &range)
{
    if (m_ruler)
        m_ruler->setMarked(range);
    if (m_bench)
        m_bench->setMarked(m_benchAt < 0 ? ByteRange{} : moved(range, -m_benchAt));
    if (m_hex) {
        const ByteRange there = m_hexAt < 0 ? ByteRange{} : moved(range, -m_hexAt);
        // What lies before its first byte is none of its bytes.
        m_hex->setHovered(std::max<qint64>(0, there.begin), std::max<qint64>(0, there.end));
    }
    Q_EMIT marked(range);
}

} // namespace miniqq::lab
