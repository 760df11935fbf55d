// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/tap/trafficevent.h"
#include "common/tap/trafficsink.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace miniqq::tap {

/// What a log may hold; the oldest goes first.
struct TrafficLimits
{
    size_t events = 20'000;
    qsizetype bytes = 16 * 1024 * 1024; ///< frames, texts and the events themselves
    size_t closedConnections = 1'000;   ///< facts kept of connections that are gone
};

/// What is known about a connection, so that views can show names instead of numbers.
struct ConnectionFacts
{
    ConnectionId id;
    Endpoint local;
    Endpoint peer;
    qint64 sinceWallMs = 0;
    QString tls;        ///< version and cipher; empty while the connection is plain
    QByteArray account; ///< who is signed in on it; empty before that
    bool open = true;
};

/// The event log of everything that crosses a wire: a ring bounded by number and by bytes. Thread-safe.
/// Connections report to it, any number of viewers read it, each at its own place; it gives neither of them
/// a way to act on the other. Switched off, an event costs one relaxed load. Facts about connections are kept
/// in every mode, so a view that is opened later knows the names.
class TrafficLog final : public TrafficSink
{
public:
    enum class Mode : quint8 {
        Off,
        Headers, ///< times, types and lengths
        Full,    ///< and the bytes
    };

    /// A reader's place. A new one stands at the oldest event that is still there.
    class Cursor
    {
        friend class TrafficLog;
        quint64 m_next = 1;
    };

    struct Batch
    {
        std::vector<TrafficEvent> events;
        quint64 missed = 0; ///< events that left the ring before this reader came
    };

    /// `side` decides whose auth.ok is believed: only the server's word names a connection.
    TrafficLog(const Clock &clock, Side side, const TrafficLimits &limits = {});

    Side side() const { return m_side; }
    Mode mode() const { return m_mode.load(std::memory_order_relaxed); }
    void setMode(Mode mode) { m_mode.store(mode, std::memory_order_relaxed); }

    /// The next events behind the cursor, at most `max`; moves the cursor behind them.
    Batch drain(Cursor &cursor, size_t max = 2'000) const;
    /// How many events stand behind the cursor, those that were dropped meanwhile included.
    quint64 waiting(const Cursor &cursor) const;
    /// A cursor behind the newest event.
    Cursor end() const;

    quint64 recorded() const; ///< events ever stored
    quint64 dropped() const;  ///< of these, how many had to make room

    std::optional<ConnectionFacts> connection(ConnectionId id) const;
    std::vector<ConnectionFacts> connections() const; ///< in the order of opening
    /// For owners that know it from elsewhere; otherwise it is learned from auth.ok.
    void setAccount(ConnectionId id, const QByteArray &account);

    void opened(ConnectionId id, const Endpoint &local, const Endpoint &peer) override;
    void secured(ConnectionId id, const QString &tlsVersion, const QString &cipher) override;
    void bytesRead(ConnectionId id, qsizetype bytes) override;
    void bytesWritten(ConnectionId id, qsizetype bytes) override;
    void frame(ConnectionId id, Direction direction, QByteArrayView frame) override;
    void closed(ConnectionId id, const QString &reason) override;
    void call(ConnectionId id, const SystemCall &call) override;

private:
    struct Connection
    {
        ConnectionFacts facts;
        bool signedIn = false;
    };

    bool off() const { return mode() == Mode::Off; }
    TrafficEvent newEvent(ConnectionId id, EventKind kind) const;
    void bytesMoved(ConnectionId id, EventKind kind, qsizetype bytes);
    bool isSignedIn(ConnectionId id) const;
    void store(TrafficEvent event); // with m_mutex held
    void forgetOldest();            // with m_mutex held

    const Clock &m_clock;
    const TrafficLimits m_limits;
    const Side m_side;
    std::atomic<Mode> m_mode = Mode::Off;

    mutable std::mutex m_mutex; // for everything below
    std::deque<TrafficEvent> m_events;
    qsizetype m_bytes = 0;
    quint64 m_nextNumber = 1;
    std::unordered_map<qint64, Connection> m_connections;
    std::deque<ConnectionId> m_closed; // in the order of closing
};

} // namespace miniqq::tap
