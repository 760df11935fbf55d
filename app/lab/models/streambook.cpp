// SPDX-License-Identifier: MIT
#include "app/lab/models/streambook.h"

#include "app/lab/core/calltext.h"

#include <algorithm>

namespace miniqq::lab {

void StreamBook::clear()
{
    m_streams.clear();
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

LabStream &StreamBook::streamOf(const LabSocket &socket, bool sends)
{
    const auto mine = [sends](LabStream &stream) -> ConnectionId & {
        return sends ? stream.sender : stream.receiver;
    };
    for (const auto &stream : m_streams) {
        if (mine(*stream) == socket.id)
            return *stream;
    }
    const QString &from = sends ? socket.local : socket.peer;
    const QString &to = sends ? socket.peer : socket.local;
    LabStream *half = nullptr;
    // The newest first: the same four numbers may have been used before.
    for (auto it = m_streams.rbegin(); it != m_streams.rend() && !half; ++it) {
        LabStream &stream = **it;
        const bool named = !from.isEmpty() && !to.isEmpty(); // AF_UNIX clients have no name
        if (named && mine(stream).isNull() && stream.fromName == from && stream.toName == to)
            half = &stream;
    }
    if (!half) {
        if (m_streams.size() >= maxStreams) {
            if (m_current == m_streams.front().get())
                m_current = nullptr;
            m_streams.erase(m_streams.begin());
            ++m_dropped;
        }
        half = m_streams.emplace_back(std::make_unique<LabStream>(limits)).get();
        half->number = m_next++;
        half->fromName = from;
        half->toName = to;
    }
    mine(*half) = socket.id;
    (sends ? half->from : half->to) = socket.end;
    ++m_version;
    return *half;
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
    LabStream &stream = streamOf(socket, sends);
    if (sends)
        write(stream, event);
    else
        read(stream, event, asked);
    if (receives || !m_current)
        m_current = &stream;
    return &stream;
}

void StreamBook::write(LabStream &stream, const tap::TrafficEvent &event)
{
    const auto &end = m_ends[size_t(stream.from)];
    if (end.writes && event.frame.size() == event.result)
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
