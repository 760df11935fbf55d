// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/socketbook.h"

#include <deque>
#include <map>
#include <unordered_map>

namespace miniqq::lab {

/// One direction of a stream connection, whichever of its two ends is ours.
struct Direction
{
    quint64 number = 0; ///< from 1, in the order of appearance
    QString from;       ///< names as the sockets have them
    QString to;
    ConnectionId sender; ///< null if it is not ours, or has not been met yet
    ConnectionId receiver;
};

/// Finds out which calls of two sockets are about the same bytes: what is one's local name is the other's
/// peer. The same four numbers used again are another direction. AF_UNIX clients have no name, so there the
/// two ends stay apart. Bounded; what was forgotten is not met again under a new number, for its offsets are
/// lost.
class Directions
{
public:
    static constexpr size_t maxDirections = 1'000;

    /// The direction in which this socket sends (or receives), new if need be; nullptr if it was forgotten.
    const Direction *of(const LabSocket &socket, bool sends);
    void clear();
    quint64 version() const { return m_version; } ///< another one after each change
    /// All before it were forgotten.
    quint64 oldest() const { return m_directions.empty() ? m_next : m_directions.front().number; }

private:
    static qint64 keyOf(const LabSocket &socket, bool sends)
    {
        return socket.id.value() * 2 + (sends ? 1 : 0);
    }
    Direction *find(quint64 number);

    std::deque<Direction> m_directions; // by number, without gaps
    std::unordered_map<qint64, quint64> m_bySocket;
    std::map<QString, quint64> m_byNames; // the newest of these names
    quint64 m_next = 1;
    quint64 m_version = 0;
};

} // namespace miniqq::lab
