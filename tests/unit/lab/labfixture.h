// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/nativesocket.h"
#include "common/tap/trafficlog.h"

#include <QSignalSpy>
#include <QTest>

#include <cerrno>

namespace miniqq::lab {

/// An event log that listens, and sockets on loopback that report to it.
class LabFixture
{
public:
    LabFixture() { m_log.setMode(tap::TrafficLog::Mode::Full); }

    SocketContext &context() { return m_context; }
    const tap::TrafficLog &log() const { return m_log; }

    std::unique_ptr<NativeSocket> make(Family family, Kind kind)
    {
        auto socket = std::make_unique<NativeSocket>(m_context);
        return socket->open(family, kind).ok() ? std::move(socket) : nullptr;
    }

    /// A socket bound to a free port of 127.0.0.1.
    std::unique_ptr<NativeSocket> makeBound(Kind kind)
    {
        auto socket = make(Family::Inet, kind);
        return socket && socket->bind(here()).ok() ? std::move(socket) : nullptr;
    }

    std::unique_ptr<NativeSocket> makeListener(int backlog = 5)
    {
        auto socket = makeBound(Kind::Stream);
        return socket && socket->listen(backlog).ok() ? std::move(socket) : nullptr;
    }

    static SocketName here(quint16 port = 0)
    {
        return *SocketName::fromNumeric(QStringLiteral("127.0.0.1"), port);
    }

    /// Waits for the answer to a connect that has begun.
    static CallResult await(NativeSocket &socket, CallResult begun)
    {
        if (!begun.inProgress())
            return begun;
        if (!awaitWritable(socket))
            return {-1, ETIMEDOUT};
        return socket.finishConnect();
    }

    static bool awaitWritable(NativeSocket &socket)
    {
        QSignalSpy spy(&socket, &NativeSocket::writable);
        socket.watchWrites(true);
        const bool came = spy.wait(patience);
        socket.watchWrites(false);
        return came;
    }
    static bool awaitReadable(NativeSocket &socket)
    {
        QSignalSpy spy(&socket, &NativeSocket::readable);
        socket.watchReads(true);
        const bool came = spy.wait(patience);
        socket.watchReads(false);
        return came;
    }

    static CallResult connectTo(NativeSocket &socket, const SocketName &name)
    {
        return await(socket, socket.connect(name));
    }
    static std::unique_ptr<NativeSocket> accept(NativeSocket &listener)
    {
        CallResult result;
        return awaitReadable(listener) ? listener.accept(result) : nullptr;
    }
    static Received receive(NativeSocket &socket, qsizetype max = 1024)
    {
        return awaitReadable(socket) ? socket.receive(max) : Received{{-1, ETIMEDOUT}, {}, {}, 0};
    }
    static Received receiveFrom(NativeSocket &socket, qsizetype max = 1024)
    {
        return awaitReadable(socket) ? socket.receiveFrom(max) : Received{{-1, ETIMEDOUT}, {}, {}, 0};
    }

    /// Two connected ends.
    struct Pair
    {
        std::unique_ptr<NativeSocket> client;
        std::unique_ptr<NativeSocket> server;
        explicit operator bool() const { return client && server; }
    };
    Pair makePair(NativeSocket &listener)
    {
        Pair pair;
        pair.client = make(Family::Inet, Kind::Stream);
        if (pair.client && connectTo(*pair.client, listener.localName()).ok())
            pair.server = accept(listener);
        return pair;
    }

    /// The calls that were reported for a socket, by name, in their order.
    QByteArrayList callsOf(const NativeSocket &socket) const
    {
        QByteArrayList names;
        for (const tap::TrafficEvent &event : events()) {
            if (event.connection == socket.id() && event.kind == tap::EventKind::Call)
                names.append(event.type);
        }
        return names;
    }
    std::vector<tap::TrafficEvent> events() const
    {
        tap::TrafficLog::Cursor cursor;
        return m_log.drain(cursor, 100'000).events;
    }
    tap::TrafficEvent lastEvent() const
    {
        const auto all = events();
        return all.empty() ? tap::TrafficEvent() : all.back();
    }

private:
    static constexpr int patience = 30'000; // ms
    SystemClock m_clock;
    tap::TrafficLog m_log{m_clock, tap::Side::Client};
    SocketContext m_context{m_log, m_clock};
};

} // namespace miniqq::lab
