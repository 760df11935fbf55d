// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/byteruler.h"
#include "app/lab/models/labend.h"

#include "common/base/strongid.h"

#include <deque>
#include <vector>

namespace miniqq::lab {

/// A lifeline: one of our ends with all its sockets, or a foreign one by its address.
struct ExchangeLane
{
    int end = -1;    ///< index of an end; -1: foreign
    QString address; ///< of a foreign one; empty for all those for which there is no room
    LabEnd who = {}; ///< of ours

    bool isServer() const { return end >= 0 && who.role == EndRole::Server; }
    /// As it is shown, in the language of the program.
    QString title() const
    {
        return end >= 0 ? who.title() : address.isEmpty() ? QStringLiteral("…") : address;
    }
};

/// A call on a lifeline that began, moved, ended or waited for something on the wire.
struct ExchangePoint
{
    qint64 ns = 0; ///< monotonic: what sends when it began, what receives when it returned
    int lane = 0;
    ConnectionId socket;
    quint64 event = 0; ///< number in the log
    QByteArray call;   ///< "recv"
    qint64 asked = 0;  ///< bytes that were asked for; backlog of listen
    qint64 result = 0;
    int error = 0;
};

/// What went from one lifeline to another.
struct ExchangeArrow
{
    enum Kind {
        Connect,  ///< connect() and the accept() that returned it
        Bytes,    ///< bytes of a stream: part of one send and part of one receive
        Datagram, ///< one datagram
        End,      ///< the end of a stream: FIN
        Reset,    ///< its breaking off: RST
    };
    Kind kind = Bytes;
    int from = 0; ///< lanes
    int to = 0;
    qint64 sent = -1;     ///< running number of the point where it began; -1: not ours, or not kept
    qint64 received = -1; ///< of the point where it arrived; -1: not ours, or not (yet) received
    ByteRange range = {}; ///< Bytes: of the stream
    qint64 sendSize = 0;  ///< Bytes: what the send took that it is part of; 0 if not known
    QByteArray head = {}; ///< the first bytes, at most headBytes
    std::optional<Encoding> encoding = {}; ///< that they were written in
    int error = 0;                         ///< errno that it ended with
    bool theirs = false; ///< the receiving (or sending) end is foreign: it has only one time
    static constexpr qsizetype headBytes = 48;

    bool hasBothTimes() const { return sent >= 0 && received >= 0; }
    /// Both times were measured; that the two calls belong together was deduced.
    bool isDerived() const { return hasBothTimes() || kind == End || kind == Reset; }
};

/// What crossed between the ends of an experiment: a value to draw, filter, replay and export. Running
/// numbers stay what they are when the oldest go.
struct ExchangeRecord
{
    static constexpr size_t maxPoints = 3'000;
    static constexpr size_t maxArrows = 3'000;
    static constexpr size_t maxLanes = 12;

    qint64 startNs = -1; ///< monotonic: the first call of the experiment, from which times are counted
    std::vector<ExchangeLane> lanes;
    std::deque<ExchangePoint> points; ///< in the order they were told, which is nearly that of their times
    std::deque<ExchangeArrow> arrows;
    qint64 firstPoint = 0; ///< running number of points.front()
    qint64 firstArrow = 0;
    quint64 dropped = 0; ///< arrows that had to make room
    quint64 crowded = 0; ///< what belonged to a lifeline for which there was no room
    quint64 version = 0; ///< another one after each change

    const ExchangePoint *point(qint64 number) const
    {
        const qint64 i = number - firstPoint;
        return number >= 0 && i >= 0 && size_t(i) < points.size() ? &points[size_t(i)] : nullptr;
    }
    ExchangeArrow *arrow(qint64 number)
    {
        const qint64 i = number - firstArrow;
        return i >= 0 && size_t(i) < arrows.size() ? &arrows[size_t(i)] : nullptr;
    }
    const ExchangeArrow *arrow(qint64 number) const
    {
        return const_cast<ExchangeRecord *>(this)->arrow(number);
    }

    /// When it began and arrived, monotonic ns; -1 where not known.
    qint64 sentNs(const ExchangeArrow &arrow) const;
    qint64 receivedNs(const ExchangeArrow &arrow) const;
};

/// "connect", "6 B · 你好吗", "FIN": what stands on an arrow.
QString arrowLabel(const ExchangeArrow &arrow);
/// "recv(5) → 5", "connect: ECONNREFUSED": what stands at its lifeline.
QString pointLabel(const ExchangePoint &point);
/// The rule by which the two calls of an arrow were found to belong together.
QString arrowRule(const ExchangeArrow &arrow);
/// Everything about an arrow in words: both times, the way, what it carried.
QString arrowSentence(const ExchangeRecord &record, const ExchangeArrow &arrow);
/// Whether all words of a filter occur in what is said about the arrow; "" fits all.
bool arrowMatches(const ExchangeRecord &record, const ExchangeArrow &arrow, const QString &filter);

} // namespace miniqq::lab
