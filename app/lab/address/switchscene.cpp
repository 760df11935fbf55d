// SPDX-License-Identifier: MIT
#include "app/lab/address/switchscene.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

bool isGroup(HardwareNumber address)
{
    return address >> 40 & 1; // the lowest bit of the first byte
}

QList<int> allBut(int port, int ports)
{
    QList<int> list;
    for (int other = 0; other < ports; ++other) {
        if (other != port)
            list << other;
    }
    return list;
}

} // namespace

QString hardwareText(HardwareNumber address)
{
    QString text;
    for (int shift = 40; shift >= 0; shift -= 8) {
        if (!text.isEmpty())
            text += QLatin1Char(':');
        text += QString::number(address >> shift & 0xff, 16).rightJustified(2, QLatin1Char('0'));
    }
    return text;
}

QList<int> Hub::forward(const SceneFrame &frame) const
{
    return frame.port >= 0 && frame.port < m_ports ? allBut(frame.port, m_ports) : QList<int>();
}

QList<int> LearningSwitch::forward(const SceneFrame &frame)
{
    if (frame.port < 0 || frame.port >= m_ports)
        return {};
    // Nobody sends as a group; a frame that claims it teaches nothing.
    if (!isGroup(frame.source) && (m_table.contains(frame.source) || m_table.size() < m_capacity))
        m_table.insert(frame.source, frame.port); // also when the machine was plugged in elsewhere
    const int port = isGroup(frame.destination) ? -1 : portOf(frame.destination);
    if (port == -1)
        return allBut(frame.port, m_ports);
    return port == frame.port ? QList<int>()
                              : QList<int>{port}; // behind the same port: it has heard it already
}

QList<SceneHop> packetJourney(const SceneStation &from, const QList<SceneRouter> &routers,
                              const SceneStation &to, int ttl)
{
    QList<SceneHop> hops;
    SceneStation sender = from;
    for (const SceneRouter &router : routers) {
        if (ttl <= 0)
            return hops;
        hops << SceneHop{sender.hardware, router.near.hardware, from.address, to.address, ttl};
        sender = router.far;
        --ttl;
    }
    if (ttl > 0)
        hops << SceneHop{sender.hardware, to.hardware, from.address, to.address, ttl};
    return hops;
}

} // namespace miniqq::lab
