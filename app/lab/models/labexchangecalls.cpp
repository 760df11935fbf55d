// SPDX-License-Identifier: MIT
// The calls around the bytes: how connections begin and end, and datagrams.
#include "app/lab/models/labexchange.h"

#include "app/lab/models/nametext.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void LabExchange::onConnect(const Call &call)
{
    if (call.socket.isDatagram())
        return; // nothing crosses a wire
    const qint64 point = addPoint(call);
    ExchangeArrow arrow = arrowOf(call, ExchangeArrow::Connect, true, call.socket.peer);
    arrow.sent = point;
    const bool failed = !call.parts.ok && !wouldWait(call.event);
    if (failed)
        arrow.error = call.event.error;
    const qint64 number = addArrow(arrow);
    if (!failed)
        pushBounded(m_connects, {number, call.socket.id, call.socket.peer, point});
    settleAccepts();
}

void LabExchange::onAnswered(const Call &call)
{
    const auto pending = std::find_if(m_connects.begin(), m_connects.end(), [&call](const Pending &connect) {
        return connect.socket == call.socket.id;
    });
    if (pending == m_connects.end())
        return;
    const bool failed = call.parts.is("getsockopt") && call.parts.argument(1) == u"SO_ERROR"_s &&
                        call.parts.argument(2).toInt() != 0;
    if (failed) {
        if (ExchangeArrow *arrow = m_record.arrow(pending->arrow)) {
            arrow->error = call.parts.argument(2).toInt();
            ++m_record.version;
        }
        m_connects.erase(pending);
    }
    settleAccepts();
}

void LabExchange::onAccept(const Call &call)
{
    const qint64 point = addPoint(call);
    if (!call.parts.ok)
        return;
    const QString peer = call.parts.arguments.mid(0, call.parts.arguments.size() - 1).join(u", "_s);
    pushBounded(m_accepts, {-1, call.socket.id, peer, point});
    settleAccepts();
}

/// Finds the connect() of each accept(); one that certainly has none of ours came from elsewhere.
void LabExchange::settleAccepts()
{
    for (auto accept = m_accepts.begin(); accept != m_accepts.end();) {
        bool maybe = false; // a connect whose socket has no name yet
        auto found = m_connects.end();
        for (auto connect = m_connects.begin(); connect != m_connects.end(); ++connect) {
            const LabSocket *socket = m_book.find(connect->socket);
            if (socket && !socket->local.isEmpty() && socket->local == accept->address)
                found = connect;
            maybe = maybe || (socket && socket->isOpen() && socket->state <= SocketState::Connecting) ||
                    (socket && socket->isOpen() && socket->local.isEmpty());
        }
        const LabSocket *listener = m_book.find(accept->socket);
        if (found == m_connects.end() && maybe && listener) {
            ++accept;
            continue;
        }
        ExchangeArrow *arrow = found == m_connects.end() ? nullptr : m_record.arrow(found->arrow);
        if (arrow && listener) {
            arrow->to = laneOfEnd(listener->end);
            arrow->received = accept->point;
            arrow->theirs = false;
            ++m_record.version;
        } else if (listener) {
            ExchangeArrow foreign;
            foreign.kind = ExchangeArrow::Connect;
            foreign.from = laneOfPeer(accept->address);
            foreign.to = laneOfEnd(listener->end);
            foreign.received = accept->point;
            foreign.theirs = true;
            addArrow(foreign);
        }
        if (found != m_connects.end())
            m_connects.erase(found);
        accept = m_accepts.erase(accept);
    }
}

void LabExchange::onFinish(const Call &call)
{
    const LabSocket &socket = call.socket;
    const bool sendsEnd = call.parts.is("close") || call.parts.argument(0) != u"SHUT_RD"_s;
    const bool wasConnected = !socket.isListener() && socket.connected && !socket.peer.isEmpty();
    m_connects.erase(std::remove_if(m_connects.begin(), m_connects.end(),
                                    [&socket, &call](const Pending &connect) {
                                        return call.parts.is("close") && connect.socket == socket.id &&
                                               socket.local.isEmpty();
                                    }),
                     m_connects.end());
    if (socket.isDatagram() || (!wasConnected && !socket.isListener()) || !sendsEnd)
        return;
    const qint64 point = addPoint(call);
    const bool broken = !call.parts.ok || socket.error == ECONNRESET || socket.error == EPIPE ||
                        socket.error == ECONNREFUSED || socket.error == ETIMEDOUT;
    if (!wasConnected || broken)
        return;
    Way *way = wayOf(socket, true);
    ExchangeArrow *known = way && way->end >= 0 ? m_record.arrow(way->end) : nullptr;
    if (known && known->sent >= 0)
        return; // it was sent before
    if (known) {
        known->sent = point;
        known->from = laneOfEnd(socket.end);
        known->theirs = false;
        ++m_record.version;
        return;
    }
    const Way *in = call.parts.is("close") ? wayOf(socket, false) : nullptr;
    const auto isUnread = [this](qint64 number) {
        const ExchangeArrow *arrow = m_record.arrow(number);
        return arrow && arrow->received < 0;
    };
    const bool unread = in && std::any_of(in->unread.begin(), in->unread.end(), isUnread);
    const bool resets = unread || (call.parts.is("close") && m_resetting.contains(socket.id.value()));
    ExchangeArrow arrow =
        arrowOf(call, resets ? ExchangeArrow::Reset : ExchangeArrow::End, true, socket.peer);
    arrow.sent = point;
    const qint64 number = addArrow(arrow);
    if (way)
        way->end = number;
}

/// A receive told the end, or any transfer told that the connection is broken.
void LabExchange::onEnd(const Call &call)
{
    const bool reset = call.event.error == ECONNRESET || call.event.error == EPIPE;
    Way *way = wayOf(call.socket, false);
    ExchangeArrow *known = way && way->end >= 0 ? m_record.arrow(way->end) : nullptr;
    if (known && known->received >= 0 && call.parts.ok)
        return; // told again and again
    const qint64 point = addPoint(call);
    if (!call.parts.ok && !reset)
        return;
    if (known && known->received < 0) {
        // EPIPE alone does not tell: it also comes after our own FIN.
        if (call.event.error == ECONNRESET)
            known->kind = ExchangeArrow::Reset;
        known->received = point;
        known->to = laneOfEnd(call.socket.end);
        known->theirs = false;
        ++m_record.version;
        return;
    }
    if (known || call.event.error == EPIPE)
        return;
    ExchangeArrow arrow =
        arrowOf(call, reset ? ExchangeArrow::Reset : ExchangeArrow::End, false, call.socket.peer);
    arrow.received = point;
    const qint64 number = addArrow(arrow);
    if (way)
        way->end = number;
}

void LabExchange::onDatagram(const Call &call, bool sends)
{
    const qint64 point = addPoint(call);
    if (!call.parts.ok)
        return;
    const bool named = call.parts.is("sendto") || call.parts.is("recvfrom");
    const QString address = named ? call.parts.arguments.mid(2).join(u", "_s) : call.socket.peer;
    if (matchDatagram(call, sends, address, point))
        return;
    ExchangeArrow arrow = arrowOf(call, ExchangeArrow::Datagram, sends, address);
    (sends ? arrow.sent : arrow.received) = point;
    arrow.range = {0, call.event.result}; // the full length, even where it was cut
    arrow.sendSize = call.event.result;
    arrow.head = call.event.frame.left(ExchangeArrow::headBytes);
    const int writer = m_record.lanes[size_t(arrow.from)].end;
    arrow.encoding = writer >= 0 ? m_ends[size_t(writer)].writes : std::nullopt;
    const qint64 number = addArrow(arrow);
    if (sends || writer >= 0)
        pushBounded(sends ? m_datagrams : m_datagramsRead, {number, call.socket.id, address, point});
}

/// The first one of the other side that fits in sender, receiver, length and content.
bool LabExchange::matchDatagram(const Call &call, bool sends, const QString &address, qint64 point)
{
    auto &others = sends ? m_datagramsRead : m_datagrams;
    for (auto other = others.begin(); other != others.end(); ++other) {
        ExchangeArrow *arrow = m_record.arrow(other->arrow);
        const LabSocket *peer = m_book.find(other->socket);
        if (!arrow || !peer)
            continue;
        const LabSocket &sender = sends ? call.socket : *peer;
        const LabSocket &receiver = sends ? *peer : call.socket;
        const QString &from = sends ? other->address : address;
        const QString &to = sends ? address : other->address;
        const QByteArray head = call.event.frame.left(ExchangeArrow::headBytes);
        const QByteArray &less = head.size() < arrow->head.size() ? head : arrow->head;
        const QByteArray &more = head.size() < arrow->head.size() ? arrow->head : head;
        const bool fits = comesFrom(from, sender.local) && reaches(to, receiver.local) &&
                          arrow->range.length() == call.event.result && more.startsWith(less);
        if (!fits)
            continue;
        const bool group = mayReachMany(to);
        if (group && arrow->hasBothTimes()) {
            ExchangeArrow another = *arrow; // one datagram, several receivers
            another.received = point;
            another.to = laneOfEnd(call.socket.end);
            addArrow(another);
            return true;
        }
        (sends ? arrow->sent : arrow->received) = point;
        (sends ? arrow->from : arrow->to) = laneOfEnd(call.socket.end);
        arrow->theirs = false;
        ++m_record.version;
        if (!group || sends)
            others.erase(other);
        return true;
    }
    return false;
}

} // namespace miniqq::lab
