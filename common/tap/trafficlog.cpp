// SPDX-License-Identifier: MIT
#include "common/tap/trafficlog.h"

#include "common/protocol/secrets.h"
#include "common/tap/redaction.h"

#include <algorithm>

namespace miniqq::tap {
namespace {

qsizetype cost(const TrafficEvent &event)
{
    return qsizetype(sizeof event) + event.frame.size() + event.type.size() + event.id.size() +
           event.re.size() + event.text.size() * qsizetype(sizeof(QChar));
}

} // namespace

TrafficLog::TrafficLog(const Clock &clock, Side side, const TrafficLimits &limits)
    : m_clock(clock)
    , m_limits(limits)
    , m_side(side)
{}

TrafficLog::Batch TrafficLog::drain(Cursor &cursor, size_t max) const
{
    Batch batch;
    const std::lock_guard lock(m_mutex);
    const quint64 oldest = m_nextNumber - m_events.size();
    if (cursor.m_next < oldest) {
        batch.missed = oldest - cursor.m_next;
        cursor.m_next = oldest;
    }
    const auto from = m_events.begin() + qsizetype(cursor.m_next - oldest);
    const auto count = std::min(max, size_t(m_events.end() - from));
    batch.events.assign(from, from + qsizetype(count));
    cursor.m_next += count;
    return batch;
}

quint64 TrafficLog::waiting(const Cursor &cursor) const
{
    const std::lock_guard lock(m_mutex);
    return m_nextNumber - cursor.m_next;
}

TrafficLog::Cursor TrafficLog::end() const
{
    Cursor cursor;
    const std::lock_guard lock(m_mutex);
    cursor.m_next = m_nextNumber;
    return cursor;
}

quint64 TrafficLog::recorded() const
{
    const std::lock_guard lock(m_mutex);
    return m_nextNumber - 1;
}

quint64 TrafficLog::dropped() const
{
    const std::lock_guard lock(m_mutex);
    return m_nextNumber - 1 - m_events.size();
}

std::optional<ConnectionFacts> TrafficLog::connection(ConnectionId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(id.value());
    if (found == m_connections.end())
        return std::nullopt;
    return found->second.facts;
}

std::vector<ConnectionFacts> TrafficLog::connections() const
{
    std::vector<ConnectionFacts> list;
    {
        const std::lock_guard lock(m_mutex);
        list.reserve(m_connections.size());
        for (const auto &[id, connection] : m_connections)
            list.push_back(connection.facts);
    }
    std::sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.id < b.id; });
    return list;
}

void TrafficLog::setAccount(ConnectionId id, const QByteArray &account)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(id.value());
    if (found == m_connections.end())
        return;
    found->second.facts.account = account;
    found->second.signedIn = !account.isEmpty();
}

void TrafficLog::opened(ConnectionId id, const Endpoint &local, const Endpoint &peer)
{
    TrafficEvent event = newEvent(id, EventKind::Opened);
    const std::lock_guard lock(m_mutex);
    Connection connection;
    connection.facts.id = id;
    connection.facts.local = local;
    connection.facts.peer = peer;
    connection.facts.sinceWallMs = event.wallMs;
    m_connections.insert_or_assign(id.value(), std::move(connection));
    store(std::move(event));
}

void TrafficLog::secured(ConnectionId id, const QString &tlsVersion, const QString &cipher)
{
    TrafficEvent event = newEvent(id, EventKind::Secured);
    event.text = QString(tlsVersion + QLatin1Char(' ') + cipher);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_connections.find(id.value()); found != m_connections.end())
        found->second.facts.tls = event.text;
    store(std::move(event));
}

void TrafficLog::bytesRead(ConnectionId id, qsizetype bytes)
{
    bytesMoved(id, EventKind::BytesRead, bytes);
}

void TrafficLog::bytesWritten(ConnectionId id, qsizetype bytes)
{
    bytesMoved(id, EventKind::BytesWritten, bytes);
}

void TrafficLog::bytesMoved(ConnectionId id, EventKind kind, qsizetype bytes)
{
    if (off())
        return;
    TrafficEvent event = newEvent(id, kind);
    event.direction = kind == EventKind::BytesRead ? Direction::In : Direction::Out;
    event.length = bytes;
    const std::lock_guard lock(m_mutex);
    // Before sign-in the number of bytes would tell the length of the password.
    const auto found = m_connections.find(id.value());
    if (found != m_connections.end() && found->second.signedIn)
        store(std::move(event));
}

void TrafficLog::frame(ConnectionId id, Direction direction, QByteArrayView frame)
{
    const Mode mode = this->mode();
    if (mode == Mode::Off)
        return;
    TrafficEvent event = newEvent(id, EventKind::Frame);
    RedactedFrame shown = redact(frame, isSignedIn(id));
    event.direction = direction;
    event.redacted = shown.redacted;
    event.length = shown.length;
    event.type = std::move(shown.type);
    event.id = std::move(shown.id);
    event.re = std::move(shown.re);
    event.text = std::move(shown.text);
    if (mode == Mode::Full)
        event.frame = std::move(shown.frame);

    const bool fromServer = (direction == Direction::Out) == (m_side == Side::Server);
    const std::lock_guard lock(m_mutex);
    if (const auto found = m_connections.find(id.value()); fromServer && found != m_connections.end()) {
        Connection &connection = found->second;
        if (!shown.account.isEmpty())
            connection.facts.account = std::move(shown.account);
        connection.signedIn = connection.signedIn || !connection.facts.account.isEmpty() ||
                              protocol::isSignedInType(event.type);
    }
    store(std::move(event));
}

void TrafficLog::closed(ConnectionId id, const QString &reason)
{
    TrafficEvent event = newEvent(id, EventKind::Closed);
    event.text = reason;
    const std::lock_guard lock(m_mutex);
    store(std::move(event));
    const auto found = m_connections.find(id.value());
    if (found == m_connections.end() || !found->second.facts.open)
        return;
    found->second.facts.open = false;
    m_closed.push_back(id);
    if (m_closed.size() > m_limits.closedConnections) {
        m_connections.erase(m_closed.front().value());
        m_closed.pop_front();
    }
}

void TrafficLog::call(ConnectionId id, const SystemCall &call)
{
    const Mode mode = this->mode();
    if (mode == Mode::Off)
        return;
    TrafficEvent event = newEvent(id, EventKind::Call);
    event.durationNs = event.monotonicNs - call.beganNs;
    event.monotonicNs = call.beganNs;
    event.direction = call.direction;
    event.type = call.name;
    event.text = QString::fromUtf8(call.arguments);
    event.result = call.result;
    event.error = call.error;
    event.length = call.data.size();
    if (mode == Mode::Full)
        event.frame = call.data.toByteArray();
    const std::lock_guard lock(m_mutex);
    store(std::move(event));
}

TrafficEvent TrafficLog::newEvent(ConnectionId id, EventKind kind) const
{
    TrafficEvent event;
    event.monotonicNs = m_clock.monotonicNs();
    event.wallMs = m_clock.wallMs();
    event.connection = id;
    event.kind = kind;
    return event;
}

bool TrafficLog::isSignedIn(ConnectionId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_connections.find(id.value());
    return found != m_connections.end() && found->second.signedIn;
}

void TrafficLog::store(TrafficEvent event)
{
    if (off())
        return;
    event.number = m_nextNumber++;
    m_bytes += cost(event);
    m_events.push_back(std::move(event));
    while (m_events.size() > m_limits.events || (m_bytes > m_limits.bytes && m_events.size() > 1))
        forgetOldest();
}

void TrafficLog::forgetOldest()
{
    m_bytes -= cost(m_events.front());
    m_events.pop_front();
}

} // namespace miniqq::tap
