// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/callparts.h"

#include <map>
#include <unordered_map>
#include <vector>

namespace miniqq::lab {

/// What a socket is doing, as its calls tell it.
enum class SocketState {
    Created,    ///< socket() alone
    Bound,      ///< it has a name
    Listening,  ///< passive: it only accepts
    Connecting, ///< connect() has begun
    Connected,
    HalfClosed, ///< we have sent FIN (shutdown), the peer may still talk
    PeerClosed, ///< a receive told the end: the peer has sent FIN
    Failed,     ///< connect() or a transfer failed
    Closed
};

/// One socket of an experiment. Names are as the calls have them: "127.0.0.1:8001", "[::1]:8001", a path.
struct LabSocket
{
    ConnectionId id;
    int end = -1; ///< whose it is: index of an end of the experiment
    int fd = -1;
    QString family; ///< "AF_INET"
    QString kind;   ///< "SOCK_STREAM"; of an accepted one its listener's
    QString local;
    QString peer;
    ConnectionId listener; ///< that it was accepted from; null if it was not
    SocketState state = SocketState::Created;
    int backlog = -1; ///< of listen()
    int error = 0;    ///< errno of the failure, 0 if there was none
    qint64 sends = 0;
    qint64 receives = 0;
    qint64 bytesOut = 0;
    qint64 bytesIn = 0;
    qint64 accepted = 0;    ///< by a listener
    quint64 number = 0;     ///< in the order of appearance
    bool connected = false; ///< it was, by what a call told
    bool torn = false;      ///< some of its calls were lost: what follows cannot be laid on offsets

    bool isDatagram() const { return kind == QLatin1String("SOCK_DGRAM"); }
    bool isOpen() const { return state != SocketState::Closed; }
    bool isListener() const { return backlog >= 0; }
};

/// The sockets of an experiment, learned from their calls. Bounded: of those that are closed the oldest are
/// forgotten. Values only.
class SocketBook
{
public:
    static constexpr size_t maxSockets = 500;

    /// Sockets with these ids, both included, belong to this end. Accepted ones belong to their listener's.
    void addRange(int end, ConnectionId first, ConnectionId last);
    void clear(); ///< the sockets
    void clearRanges() { m_ranges.clear(); }

    /// nullptr: the event is of none of our sockets. Otherwise what is now known of it; valid until the next
    /// call of a function that is not const.
    const LabSocket *learn(const tap::TrafficEvent &event, const CallParts &parts);
    /// Calls were lost: the sockets there are now are torn.
    void tear();

    const LabSocket *find(ConnectionId id) const;
    /// In the order of appearance.
    std::vector<const LabSocket *> sockets() const;
    const std::map<qint64, LabSocket> &all() const { return m_sockets; } ///< by id
    /// Another one after a socket came, went or got another local name.
    quint64 namesVersion() const { return m_namesVersion; }
    bool anyOpen() const;
    quint64 forgotten() const { return m_forgotten; }
    quint64 version() const { return m_version; } ///< another one after each change

private:
    struct Range
    {
        ConnectionId first;
        ConnectionId last;
        int end = -1;
    };
    struct Accepted
    {
        ConnectionId listener;
        QString peer;
    };

    LabSocket *adopt(const tap::TrafficEvent &event, const CallParts &parts);
    int endOf(ConnectionId id) const;
    void apply(LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts);
    void applyTransfer(LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts);
    void forgetOldest();

    std::vector<Range> m_ranges;
    std::map<qint64, LabSocket> m_sockets;
    std::unordered_map<int, Accepted> m_accepted; // by descriptor, until the new socket makes its first call
    quint64 m_next = 1;
    quint64 m_forgotten = 0;
    quint64 m_version = 0;
    quint64 m_namesVersion = 0;
};

} // namespace miniqq::lab
