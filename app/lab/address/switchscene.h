// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QList>
#include <QString>

namespace miniqq::lab {

// Little models of what stands between two machines. Everything here is simulated: no packet exists.

/// The 48 bits of a network card's address.
using HardwareNumber = quint64;
constexpr HardwareNumber hardwareBroadcast = 0xffff'ffff'ffff;
QString hardwareText(HardwareNumber address); ///< "52:54:00:12:34:56"

/// A frame that arrives at a box with several sockets.
struct SceneFrame
{
    int port = 0; ///< where it came in, from 0
    HardwareNumber source = 0;
    HardwareNumber destination = 0;
};

/// Gives everything to everybody.
class Hub
{
public:
    explicit Hub(int ports)
        : m_ports(ports)
    {}
    /// Where the frame goes out; empty for a port that does not exist.
    QList<int> forward(const SceneFrame &frame) const;

private:
    int m_ports;
};

/// Learns from the sender of each frame what is behind which port (IEEE 802.1D), and gives a frame only to
/// where its receiver is. What it does not know, and what is for a group, goes everywhere.
class LearningSwitch
{
public:
    static constexpr int defaultCapacity = 1024;

    /// `capacity` bounds the table: when it is full nothing more is learned, and such a switch floods like a
    /// hub.
    explicit LearningSwitch(int ports, int capacity = defaultCapacity)
        : m_ports(ports)
        , m_capacity(capacity)
    {}

    QList<int> forward(const SceneFrame &frame);
    /// The port behind which the address is; -1 if not learned.
    int portOf(HardwareNumber address) const { return m_table.value(address, -1); }
    qsizetype learned() const { return m_table.size(); }
    void forget() { m_table.clear(); } ///< switched off and on

private:
    int m_ports;
    int m_capacity;
    QHash<HardwareNumber, int> m_table;
};

/// A machine or one side of a router.
struct SceneStation
{
    QHostAddress address;
    HardwareNumber hardware = 0;
};

/// A router on the way: the side that faces the sender, and the one that faces the receiver.
struct SceneRouter
{
    SceneStation near;
    SceneStation far;
};

/// What is written on the packet on one link of its way.
struct SceneHop
{
    HardwareNumber frameFrom = 0;
    HardwareNumber frameTo = 0;
    QHostAddress packetFrom;
    QHostAddress packetTo;
    int ttl = 0;
};

/// The links that a packet crosses: the addresses of the frame change at every router, those of the packet
/// never, and each router takes one off the time to live. Where that reaches 0 the packet ends and no further
/// link follows.
QList<SceneHop> packetJourney(const SceneStation &from, const QList<SceneRouter> &routers,
                              const SceneStation &to, int ttl = 64);

} // namespace miniqq::lab
