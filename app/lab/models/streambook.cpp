// SPDX-License-Identifier: MIT
#include "app/lab/models/streambook.h"

#include "app/lab/core/calltext.h"

namespace miniqq::lab {
namespace {
constexpr qsizetype mostCharacters = 4'096;
} // namespace

void StreamBook::clear()
{
    m_streams.clear();
    m_gone.clear();
    m_current = nullptr;
    m_dropped = 0;
    ++m_version;
}

LabStream *StreamBook::find(ConnectionId sender, ConnectionId receiver) const
{
    for (const auto &stream : m_streams) {
        if ((sender.isNull() || stream->sender == sender) &&
            (receiver.isNull() || stream->receiver == receiver))
            return stream.get();
    }
    return nullptr;
}

LabStream *StreamBook::streamOf(const LabSocket &socket, bool sends)
{
    const Direction *direction = m_directions.of(socket, sends);
    if (!direction || m_gone.contains(direction->number))
        return nullptr;
    LabStream *stream = nullptr;
    for (const auto &known : m_streams) {
        if (known->number == direction->number)
            stream = known.get();
    }
    if (!stream) {
        if (m_streams.size() >= maxStreams)
            dropOldest();
        stream = m_streams.emplace_back(std::make_unique<LabStream>(limits)).get();
        stream->number = direction->number;
        stream->fromName = direction->from;
        stream->toName = direction->to;
    }
    if ((sends ? stream->sender : stream->receiver) != socket.id) {
        (sends ? stream->sender : stream->receiver) = socket.id;
        (sends ? stream->from : stream->to) = socket.end;
        ++m_version;
    }
    return stream;
}

void StreamBook::dropOldest()
{
    if (m_current == m_streams.front().get())
        m_current = nullptr;
    m_gone.erase(m_gone.begin(), m_gone.lower_bound(m_directions.oldest()));
    m_gone.insert(m_streams.front()->number);
    m_streams.erase(m_streams.begin());
    ++m_dropped;
}

LabStream *StreamBook::add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts)
{
    if (socket.torn || socket.isDatagram())
        return nullptr;
    const bool sends = parts.is("send");
    const qint64 asked = parts.argument(0).toLongLong();
    const bool receives = parts.is("recv") && !parts.isPeek() && asked > 0;
    if (!parts.ok || !(sends ? event.result > 0 : receives))
        return nullptr;
    LabStream *stream = streamOf(socket, sends);
    if (!stream)
        return nullptr;
    if (sends)
        write(*stream, event);
    else
        read(*stream, event, asked);
    if (receives || !m_current)
        m_current = stream;
    return stream;
}

void StreamBook::write(LabStream &stream, const tap::TrafficEvent &event)
{
    const auto &end = m_ends[size_t(stream.from)];
    const bool shown =
        event.frame.size() <= mostCharacters; // a character for each byte of a long one is a lot
    if (end.writes && shown && event.frame.size() == event.result)
        stream.ruler.addMessage(event.frame, charactersOf(*end.writes, event.frame));
    else
        addCall(stream.ruler, event);
}

void StreamBook::read(LabStream &stream, const tap::TrafficEvent &event, qint64 asked)
{
    const auto &end = m_ends[size_t(stream.to)];
    const bool kept = event.frame.size() == event.result;
    if (kept && !event.frame.isEmpty()) {
        const auto &reads = stream.ruler.reads();
        stream.lastReadAt = reads.empty() ? stream.ruler.begin() : reads.back().range.end;
        const auto writer = stream.from >= 0 ? m_ends[size_t(stream.from)].writes : std::nullopt;
        stream.lastRead = {event.frame, stream.carried, writer, {}};
        if (end.reads)
            stream.carried = carriedAfter(end.reads->encoding, stream.carried, event.frame);
    }
    if (!end.reads || !kept) {
        addCall(stream.ruler, event);
        return;
    }
    if (!stream.pieces)
        stream.pieces.emplace(end.reads->encoding, end.reads->incremental);
    stream.pieces->read(stream.ruler, event.frame, asked);
}

} // namespace miniqq::lab
