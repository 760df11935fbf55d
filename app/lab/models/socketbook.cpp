// SPDX-License-Identifier: MIT
#include "app/lab/models/socketbook.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

void SocketBook::addRange(int end, ConnectionId first, ConnectionId last)
{
    m_ranges.push_back({first, last, end});
}

void SocketBook::clear()
{
    m_sockets.clear();
    m_accepted.clear();
    m_forgotten = 0;
    ++m_namesVersion;
    ++m_version;
}

int SocketBook::endOf(ConnectionId id) const
{
    // The last word counts: a number may be given again.
    for (auto range = m_ranges.rbegin(); range != m_ranges.rend(); ++range) {
        if (range->first <= id && id <= range->last)
            return range->end;
    }
    return -1;
}

void SocketBook::tear()
{
    for (auto &[id, socket] : m_sockets)
        socket.torn = true;
    m_accepted.clear();
    ++m_version;
}

const LabSocket *SocketBook::learn(const tap::TrafficEvent &event, const CallParts &parts)
{
    const auto found = m_sockets.find(event.connection.value());
    LabSocket *socket = found == m_sockets.end() ? adopt(event, parts) : &found->second;
    if (!socket)
        return nullptr;
    const QString name = socket->local;
    apply(*socket, event, parts);
    if (socket->local != name)
        ++m_namesVersion;
    ++m_version;
    return socket;
}

LabSocket *SocketBook::adopt(const tap::TrafficEvent &event, const CallParts &parts)
{
    // The kernel gives a descriptor to nobody else while it is open, so the first call on the one that
    // accept() returned is the new socket's.
    LabSocket socket;
    const auto accepted = parts.is("socket") ? m_accepted.end() : m_accepted.find(parts.fd);
    if (accepted != m_accepted.end()) {
        if (const auto listener = m_sockets.find(accepted->second.listener.value());
            listener != m_sockets.end()) {
            socket.family = listener->second.family;
            socket.kind = listener->second.kind;
            socket.end = listener->second.end;
        }
        socket.listener = accepted->second.listener;
        socket.peer = accepted->second.peer;
        socket.state = SocketState::Connected;
    } else {
        socket.torn = !parts.is("socket"); // its beginning was lost
    }
    if (const int end = endOf(event.connection); end >= 0)
        socket.end = end;
    if (socket.end < 0)
        return nullptr;
    if (accepted != m_accepted.end())
        m_accepted.erase(accepted);
    socket.id = event.connection;
    socket.fd = parts.fd;
    socket.number = m_next++;
    ++m_namesVersion;
    forgetOldest();
    return &m_sockets.insert_or_assign(event.connection.value(), std::move(socket)).first->second;
}

void SocketBook::apply(LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts)
{
    if (parts.is("socket")) {
        socket.family = parts.argument(0);
        socket.kind = parts.argument(1).section(u" | "_s, 0, 0);
        if (parts.ok)
            socket.fd = int(event.result);
    } else if (parts.is("bind") && parts.ok) {
        socket.local = parts.all();
        socket.state = SocketState::Bound;
    } else if (parts.is("listen") && parts.ok) {
        socket.backlog = parts.argument(0).toInt();
        socket.state = SocketState::Listening;
    } else if (parts.is("connect")) {
        socket.peer = parts.all();
        socket.state = parts.ok                     ? SocketState::Connected
                       : event.error == EINPROGRESS ? SocketState::Connecting
                                                    : SocketState::Failed;
    } else if (parts.is("getsockopt") && parts.argument(1) == u"SO_ERROR"_s && parts.ok &&
               socket.state == SocketState::Connecting) {
        socket.error = parts.argument(2).toInt();
        socket.state = socket.error == 0 ? SocketState::Connected : SocketState::Failed;
    } else if (parts.is("accept4") && parts.ok) {
        const QString peer = parts.arguments.mid(0, parts.arguments.size() - 1).join(u", "_s);
        m_accepted.insert_or_assign(int(event.result), Accepted{event.connection, peer});
        ++socket.accepted;
    } else if (parts.is("getsockname") && parts.ok) {
        socket.local = parts.all();
    } else if (parts.is("getpeername") && parts.ok) {
        socket.peer = parts.all();
    } else if (parts.is("shutdown") && parts.ok && parts.argument(0) != u"SHUT_RD"_s) {
        socket.state = SocketState::HalfClosed;
    } else if (parts.is("close")) {
        socket.state = SocketState::Closed;
    } else {
        applyTransfer(socket, event, parts);
    }
    if (!parts.ok && !wouldWait(event))
        socket.error = event.error;
    const bool moved = (socket.sends > 0 || socket.receives > 0) && !socket.isDatagram();
    socket.connected = socket.connected || socket.state == SocketState::Connected || moved;
}

void SocketBook::applyTransfer(LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts)
{
    const bool sends = parts.is("send") || parts.is("sendto");
    const bool receives = (parts.is("recv") && !parts.isPeek()) || parts.is("recvfrom");
    if (!sends && !receives)
        return;
    if (!parts.ok) {
        const bool broken = event.error == ECONNRESET || event.error == EPIPE || event.error == ETIMEDOUT;
        if (broken && !socket.isDatagram())
            socket.state = SocketState::Failed;
        return;
    }
    ++(sends ? socket.sends : socket.receives);
    (sends ? socket.bytesOut : socket.bytesIn) += event.length;
    const bool asked = parts.argument(0).toLongLong() > 0;
    if (receives && asked && event.result == 0 && !socket.isDatagram() &&
        socket.state != SocketState::HalfClosed)
        socket.state = SocketState::PeerClosed;
}

void SocketBook::forgetOldest()
{
    if (m_sockets.size() < maxSockets)
        return;
    auto oldest = m_sockets.end();
    for (auto it = m_sockets.begin(); it != m_sockets.end(); ++it) {
        const bool better =
            oldest == m_sockets.end() || std::pair(it->second.isOpen(), it->second.number) <
                                             std::pair(oldest->second.isOpen(), oldest->second.number);
        if (better)
            oldest = it;
    }
    m_sockets.erase(oldest);
    ++m_forgotten;
}

bool SocketBook::anyOpen() const
{
    return std::any_of(m_sockets.begin(), m_sockets.end(),
                       [](const auto &entry) { return entry.second.isOpen(); });
}

const LabSocket *SocketBook::find(ConnectionId id) const
{
    const auto found = m_sockets.find(id.value());
    return found == m_sockets.end() ? nullptr : &found->second;
}

std::vector<const LabSocket *> SocketBook::sockets() const
{
    std::vector<const LabSocket *> list;
    list.reserve(m_sockets.size());
    for (const auto &[id, socket] : m_sockets)
        list.push_back(&socket);
    std::sort(list.begin(), list.end(),
              [](const LabSocket *a, const LabSocket *b) { return a->number < b->number; });
    return list;
}

} // namespace miniqq::lab
