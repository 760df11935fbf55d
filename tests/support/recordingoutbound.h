// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/codec.h"
#include "server/domain/outbound.h"

#include <map>
#include <vector>

namespace miniqq::testing {

/// Remembers what the domain wanted written. Nothing counts before flush(), so a forgotten one is noticed.
class RecordingOutbound final : public server::Outbound
{
public:
    struct Event
    {
        enum Kind { Frame, Chunk, DropChunks, SignedIn, Close };
        Kind kind = Frame;
        ConnectionId connection;
        QByteArray frame; ///< or the account's name
        QString reason;
        Uuid transfer; ///< of chunks
    };

    void send(ConnectionId to, const QByteArray &frame) override
    {
        ++calls;
        m_gathered.push_back({Event::Frame, to, frame, {}, {}});
    }
    void send(std::span<const ConnectionId> to, const QByteArray &frame) override
    {
        ++calls;
        for (const ConnectionId connection : to)
            m_gathered.push_back({Event::Frame, connection, frame, {}, {}});
    }
    void sendChunk(ConnectionId to, const Uuid &transfer, const QByteArray &frame) override
    {
        m_gathered.push_back({Event::Chunk, to, frame, {}, transfer});
    }
    void dropChunks(ConnectionId to, const Uuid &transfer) override
    {
        m_gathered.push_back({Event::DropChunks, to, {}, {}, transfer});
    }
    void signedIn(ConnectionId connection, const QByteArray &account, bool) override
    {
        m_gathered.push_back({Event::SignedIn, connection, account, {}, {}});
    }
    void close(ConnectionId connection, const QByteArray &lastFrame, const QString &reason) override
    {
        m_gathered.push_back({Event::Close, connection, lastFrame, reason, {}});
    }
    void flush() override
    {
        events.insert(events.end(), m_gathered.begin(), m_gathered.end());
        m_gathered.clear();
        ++flushes;
    }

    bool isClosed(ConnectionId connection) const
    {
        for (const Event &event : events) {
            if (event.kind == Event::Close && event.connection == connection)
                return true;
        }
        return false;
    }

    std::vector<Event> events;
    int flushes = 0;
    int calls = 0; ///< of send(), however many connections were named

private:
    std::vector<Event> m_gathered;
};

} // namespace miniqq::testing
