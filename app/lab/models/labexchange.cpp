// SPDX-License-Identifier: MIT
#include "app/lab/models/labexchange.h"

#include "app/lab/models/nametext.h"

#include <algorithm>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

namespace {
constexpr size_t dropBlock = 200;
constexpr size_t maxCachedLanes = 1'000;
} // namespace

void LabExchange::clear()
{
    const quint64 version = m_record.version;
    tear();
    m_resetting.clear();
    m_peerLanes.clear();
    m_record = {};
    m_record.version = version + 1;
}

void LabExchange::tear()
{
    m_ways.clear();
    m_connects.clear();
    m_accepts.clear();
    m_datagrams.clear();
    m_datagramsRead.clear();
}

int LabExchange::laneOfEnd(int end)
{
    auto &lanes = m_record.lanes;
    const auto found =
        std::find_if(lanes.begin(), lanes.end(), [end](const ExchangeLane &lane) { return lane.end == end; });
    if (found != lanes.end())
        return int(found - lanes.begin());
    lanes.push_back({end, {}, m_ends[size_t(end)]});
    return int(lanes.size()) - 1;
}

int LabExchange::laneOfAddress(const QString &address)
{
    auto &lanes = m_record.lanes;
    const auto isIt = [&address](const ExchangeLane &lane) {
        return lane.end < 0 && lane.address == address;
    };
    if (const auto found = std::find_if(lanes.begin(), lanes.end(), isIt); found != lanes.end())
        return int(found - lanes.begin());
    if (lanes.size() >= ExchangeRecord::maxLanes && !address.isEmpty()) {
        ++m_record.crowded;
        return laneOfAddress({}); // those for whom there is no room share one, beyond the most
    }
    lanes.push_back({-1, address});
    return int(lanes.size()) - 1;
}

int LabExchange::laneOfPeer(const QString &address)
{
    const auto cached = m_peerLanes.constFind(address);
    if (cached != m_peerLanes.constEnd() && cached->names == m_book.namesVersion())
        return cached->lane;
    const LabSocket *best = nullptr;
    for (const auto &[id, socket] : m_book.all()) {
        const bool better =
            !best || std::pair(socket.isOpen(), socket.number) > std::pair(best->isOpen(), best->number);
        if (better && reaches(address, socket.local))
            best = &socket;
    }
    const int lane = best ? laneOfEnd(best->end) : laneOfAddress(address);
    if (m_peerLanes.size() >= qsizetype(maxCachedLanes))
        m_peerLanes.clear();
    m_peerLanes.insert(address, {lane, m_book.namesVersion()});
    return lane;
}

qint64 LabExchange::addPoint(const Call &call)
{
    const bool fetches = call.event.direction == tap::Direction::In;
    ExchangePoint point;
    point.ns = fetches ? endNs(call.event) : call.event.monotonicNs;
    point.lane = laneOfEnd(call.socket.end);
    point.socket = call.socket.id;
    point.event = call.event.number;
    point.call = call.parts.is("accept4") ? QByteArray("accept") : call.parts.name;
    point.asked = call.parts.argument(0).toLongLong();
    point.result = call.event.result;
    point.error = wouldWait(call.event) ? 0 : call.event.error; // a connect() that has begun
    m_record.points.push_back(std::move(point));
    ++m_record.version;
    return m_record.firstPoint + qint64(m_record.points.size()) - 1;
}

qint64 LabExchange::addArrow(const ExchangeArrow &arrow)
{
    m_record.arrows.push_back(arrow);
    ++m_record.version;
    return m_record.firstArrow + qint64(m_record.arrows.size()) - 1;
}

void LabExchange::trim()
{
    auto &record = m_record;
    if (record.points.size() <= ExchangeRecord::maxPoints &&
        record.arrows.size() <= ExchangeRecord::maxArrows)
        return;
    const auto drop = [](auto &items, qint64 &first, size_t most) {
        const size_t count =
            items.size() > most ? std::min(items.size(), items.size() - most + dropBlock) : 0;
        items.erase(items.begin(), items.begin() + qsizetype(count));
        first += qint64(count);
        return count;
    };
    drop(record.points, record.firstPoint, ExchangeRecord::maxPoints);
    record.dropped += drop(record.arrows, record.firstArrow, ExchangeRecord::maxArrows);
    // An arrow without any point left cannot be placed.
    while (!record.arrows.empty() &&
           std::max(record.arrows.front().sent, record.arrows.front().received) < record.firstPoint) {
        record.arrows.pop_front();
        ++record.firstArrow;
        ++record.dropped;
    }
}

ExchangeArrow LabExchange::arrowOf(const Call &call, ExchangeArrow::Kind kind, bool sends,
                                   const QString &peer)
{
    ExchangeArrow arrow;
    arrow.kind = kind;
    const int own = laneOfEnd(call.socket.end);
    const int other = laneOfPeer(peer);
    arrow.from = sends ? own : other;
    arrow.to = sends ? other : own;
    // AF_UNIX clients have no name: which of them it is cannot be told.
    const bool unnamed =
        call.socket.local.isEmpty() && !call.socket.isDatagram() && kind != ExchangeArrow::Connect;
    arrow.theirs = m_record.lanes[size_t(other)].end < 0 || unnamed || call.socket.torn;
    return arrow;
}

LabExchange::Way *LabExchange::wayOf(const LabSocket &socket, bool sends)
{
    const Direction *direction = socket.torn ? nullptr : m_directions.of(socket, sends);
    if (!direction)
        return nullptr;
    m_ways.erase(m_ways.begin(), m_ways.lower_bound(m_directions.oldest()));
    return &m_ways[direction->number];
}

void LabExchange::add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts)
{
    const Call call{socket, event, parts};
    if (m_record.startNs < 0)
        m_record.startNs = event.monotonicNs;
    const bool sends = parts.is("send") || parts.is("sendto");
    const bool receives = (parts.is("recv") && !parts.isPeek()) || parts.is("recvfrom");
    if (parts.is("connect")) {
        onConnect(call);
    } else if (parts.is("getsockopt") || parts.is("getsockname")) {
        onAnswered(call);
    } else if (wouldWait(event)) {
        return;
    } else if (parts.is("accept4")) {
        onAccept(call);
    } else if (parts.is("listen")) {
        addPoint(call);
    } else if (sends || receives) {
        if (socket.isDatagram())
            onDatagram(call, sends);
        else
            onTransfer(call, sends);
    } else if (parts.is("shutdown") || parts.is("close")) {
        onFinish(call);
    } else if (parts.is("setsockopt") && parts.ok && parts.argument(1) == u"SO_LINGER"_s &&
               parts.all().endsWith(u"{1, 0}"_s)) {
        if (m_resetting.size() >= maxPending)
            m_resetting.erase(m_resetting.begin());
        m_resetting.insert(socket.id.value());
    }
    trim();
}

void LabExchange::onTransfer(const Call &call, bool sends)
{
    const bool asked = call.parts.argument(0).toLongLong() > 0;
    if (!call.parts.ok || (!sends && call.event.result == 0 && asked)) {
        onEnd(call);
        return;
    }
    if (call.event.result == 0)
        return;
    const qint64 point = addPoint(call);
    Way *way = wayOf(call.socket, sends);
    if (way) {
        moveBytes(call, *way, sends, point);
        return;
    }
    ExchangeArrow arrow = arrowOf(call, ExchangeArrow::Bytes, sends, call.socket.peer);
    (sends ? arrow.sent : arrow.received) = point;
    arrow.range = {0, call.event.result};
    arrow.head = call.event.frame.left(ExchangeArrow::headBytes);
    arrow.theirs = true;
    addArrow(arrow);
}

void LabExchange::moveBytes(const Call &call, Way &way, bool sends, qint64 point)
{
    qint64 &mine = sends ? way.sentTo : way.readTo;
    const qint64 othersTo = sends ? way.readTo : way.sentTo;
    auto &waiting = sends ? way.unsent : way.unread; // arrows that this call may complete
    const ByteRange range{mine, mine + call.event.result};
    mine = range.end;

    ExchangeArrow fresh = arrowOf(call, ExchangeArrow::Bytes, sends, call.socket.peer);
    (sends ? fresh.sent : fresh.received) = point;
    fresh.sendSize = sends ? call.event.result : 0;
    fresh.encoding = m_ends[size_t(call.socket.end)].writes;
    if (!sends && m_record.lanes[size_t(fresh.from)].end >= 0)
        fresh.encoding = m_ends[size_t(m_record.lanes[size_t(fresh.from)].end)].writes;
    const auto addFresh = [&](const ByteRange &part) {
        fresh.range = part;
        fresh.head = call.event.frame.mid(part.begin - range.begin,
                                          std::min<qint64>(part.length(), ExchangeArrow::headBytes));
        return addArrow(fresh);
    };

    qint64 at = range.begin;
    while (!waiting.empty() && at < range.end) {
        ExchangeArrow *arrow = m_record.arrow(waiting.front());
        if (!arrow || arrow->range.end <= at) {
            waiting.pop_front();
            continue;
        }
        if (arrow->range.begin >= range.end)
            break;
        if (arrow->range.begin > at) // the other call's arrow had to make room
            addFresh({at, arrow->range.begin});
        at = std::min(arrow->range.end, range.end);
        ExchangeArrow rest = *arrow;
        arrow->range.end = at;
        arrow->head.truncate(std::min<qint64>(arrow->range.length(), arrow->head.size()));
        (sends ? arrow->sent : arrow->received) = point;
        (sends ? arrow->from : arrow->to) = laneOfEnd(call.socket.end);
        arrow->theirs = false;
        if (sends) {
            arrow->sendSize = call.event.result;
            arrow->encoding = fresh.encoding;
        }
        if (rest.range.end > at) {
            rest.head = rest.head.mid(std::min<qint64>(at - rest.range.begin, rest.head.size()));
            rest.range.begin = at;
            waiting.front() = addArrow(rest);
        } else {
            waiting.pop_front();
        }
        ++m_record.version;
    }
    if (at < range.end) {
        const qint64 number = addFresh({at, range.end});
        if (range.end > othersTo)
            pushBounded(sends ? way.unread : way.unsent, number);
    }
}

} // namespace miniqq::lab
