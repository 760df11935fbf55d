// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"
#include "app/lab/core/encodingbench.h"
#include "app/lab/core/rulerwords.h"
#include "app/lab/models/directions.h"
#include "app/lab/models/labend.h"
#include "app/lab/models/socketbook.h"

#include <memory>
#include <set>

namespace miniqq::lab {

/// One direction of one stream connection: the bytes that one end sent and the other received. Where only one
/// of the two is ours, only its calls are there: messages without reads, or reads without messages.
struct LabStream
{
    quint64 number = 0; ///< of its direction
    QString fromName;   ///< "127.0.0.1:8008"
    QString toName;
    int from = -1; ///< index of the end that sends; -1 if it is not ours
    int to = -1;
    ConnectionId sender; ///< null if it is not ours (or not known yet)
    ConnectionId receiver;
    ByteRuler ruler;
    BenchInput lastRead;   ///< the bytes of the last receive
    qint64 lastReadAt = 0; ///< offset of its first byte
    std::optional<TextPieces> pieces;
    QByteArray carried;

    explicit LabStream(const ByteRuler::Limits &limits)
        : ruler(limits)
    {}

    bool hasBothEnds() const { return !sender.isNull() && !receiver.isNull(); }
};

/// The streams of an experiment that moved bytes, or told their end. Bounded: the oldest goes when there are
/// too many. A stream stays where it is in memory until it goes.
class StreamBook
{
public:
    static constexpr size_t maxStreams = 32;
    static constexpr ByteRuler::Limits limits{.items = 5'000, .keptBytes = 1 << 20};

    /// How the ends write and read, and which calls are about the same bytes; both must stay valid.
    StreamBook(const std::vector<LabEnd> &ends, Directions &directions)
        : m_ends(ends)
        , m_directions(directions)
    {}

    /// The stream this call moved bytes of; nullptr if it did not, or if the socket is torn.
    LabStream *add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts);
    void clear();

    const std::vector<std::unique_ptr<LabStream>> &streams() const { return m_streams; }
    LabStream *find(ConnectionId sender, ConnectionId receiver) const;
    /// The one that the last receive (without one, the last send) belongs to; nullptr if there is none.
    LabStream *current() const { return m_current; }
    quint64 dropped() const { return m_dropped; }

    /// Which streams there are; another number after each change.
    quint64 version() const { return m_version; }

private:
    LabStream *streamOf(const LabSocket &socket, bool sends);
    void dropOldest();
    void read(LabStream &stream, const tap::TrafficEvent &event, qint64 asked);
    void write(LabStream &stream, const tap::TrafficEvent &event);

    const std::vector<LabEnd> &m_ends;
    Directions &m_directions;
    std::vector<std::unique_ptr<LabStream>> m_streams;
    LabStream *m_current = nullptr;
    std::set<quint64> m_gone; // numbers of streams that were dropped
    quint64 m_dropped = 0;
    quint64 m_version = 0;
};

} // namespace miniqq::lab
