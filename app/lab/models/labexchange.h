// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/directions.h"
#include "app/lab/models/exchangerecord.h"
#include "app/lab/models/socketbook.h"

#include <QHash>

#include <map>
#include <set>

namespace miniqq::lab {

/// Makes the exchange of an experiment of its calls. Nothing is made up: an arrow is a call that was made,
/// and where both ends are ours, the two calls that moved the same bytes. Bytes are matched by their offset
/// in the stream, so a send may be covered by several receives and a receive by several sends.
class LabExchange
{
public:
    /// All must stay valid.
    LabExchange(const std::vector<LabEnd> &ends, const SocketBook &book, Directions &directions)
        : m_ends(ends)
        , m_book(book)
        , m_directions(directions)
    {}

    void add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts);
    /// Calls were lost: what is on its way is not matched any more.
    void tear();
    void clear();

    const ExchangeRecord &record() const { return m_record; }

private:
    struct Call
    {
        const LabSocket &socket;
        const tap::TrafficEvent &event;
        const CallParts &parts;
    };
    /// What is on its way in one direction of a stream.
    struct Way
    {
        qint64 sentTo = 0; ///< offset of the next byte
        qint64 readTo = 0;
        std::deque<qint64> unread; ///< numbers of arrows that were not received yet, by offset
        std::deque<qint64> unsent; ///< of arrows that were received before their send was told
        qint64 end = -1;           ///< the arrow of the end
    };
    struct Pending
    {
        qint64 arrow = -1;
        ConnectionId socket;
        QString address; ///< where it goes or comes from
        qint64 point = -1;
    };

    struct PeerLane
    {
        int lane = 0;
        quint64 names = 0; ///< SocketBook::namesVersion() when it was looked for
    };

    static constexpr size_t maxPending = 500;
    template<class Item>
    static void pushBounded(std::deque<Item> &items, Item item)
    {
        if (items.size() >= maxPending)
            items.pop_front();
        items.push_back(std::move(item));
    }

    qint64 addPoint(const Call &call);
    qint64 addArrow(const ExchangeArrow &arrow);
    void trim();
    int laneOfEnd(int end);
    int laneOfAddress(const QString &address);
    /// The lifeline at the other end of a socket, or of a datagram to this address.
    int laneOfPeer(const QString &address);
    ExchangeArrow arrowOf(const Call &call, ExchangeArrow::Kind kind, bool sends, const QString &peer);
    Way *wayOf(const LabSocket &socket, bool sends);

    void onConnect(const Call &call);
    void onAnswered(const Call &call);
    void onAccept(const Call &call);
    void settleAccepts();
    void onTransfer(const Call &call, bool sends);
    void moveBytes(const Call &call, Way &way, bool sends, qint64 point);
    void onDatagram(const Call &call, bool sends);
    bool matchDatagram(const Call &call, bool sends, const QString &address, qint64 point);
    void onFinish(const Call &call);
    void onEnd(const Call &call);

    const std::vector<LabEnd> &m_ends;
    const SocketBook &m_book;
    Directions &m_directions;
    ExchangeRecord m_record;
    std::map<quint64, Way> m_ways; // by direction
    std::deque<Pending> m_connects;
    std::deque<Pending> m_accepts;
    std::deque<Pending> m_datagrams;      // sent, not received
    std::deque<Pending> m_datagramsRead;  // received before their sending was told
    QHash<QString, PeerLane> m_peerLanes; // by address
    std::set<qint64> m_resetting;         // sockets with SO_LINGER {1, 0}
};

} // namespace miniqq::lab
