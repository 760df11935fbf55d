// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/switchscene.h"

#include <QList>
#include <QString>

namespace miniqq::lab {

/// Four machines round a hub or a switch, and what one frame after the other does. Simulated.
class SwitchRun
{
public:
    enum class Box { Hub, Switch };
    static constexpr int stations = 4;
    static constexpr int everybody = stations; ///< As a receiver: a broadcast.

    struct Step
    {
        int from = 0;
        int to = 0;           ///< a station, or everybody
        QList<int> out;       ///< where the box gave the frame
        bool learned = false; ///< the switch did not know the sender's port before
        QString sentence;     ///< what happened, and why
    };

    explicit SwitchRun(Box box = Box::Switch);

    Box box() const { return m_box; }
    /// Another box, with an empty table.
    void setBox(Box box);
    /// `from` and `to` are stations, `to` may also be everybody; sending to oneself is no step.
    Step send(int from, int to);
    /// The ports that the switch has learned, by station; -1 where it has not.
    QList<int> table() const;
    void forget();

    static QString stationName(int station); ///< "A"
    static HardwareNumber hardwareOf(int station);

private:
    Box m_box;
    Hub m_hub{stations};
    LearningSwitch m_switch{stations};
};

/// A packet's way from one machine to another through routers. Simulated.
struct HopScene
{
    static constexpr int mostRouters = 4;

    int routers = 2; ///< 0 to mostRouters
    int ttl = 64;    ///< 1 to 255

    SceneStation from() const;
    SceneStation to() const;
    /// The machines on the way, from left to right: "A", "router 1", ..., "B".
    QStringList names() const;
    QList<SceneHop> hops() const;
    /// The router where the packet ends, from 0; -1 if it arrives.
    int endsAt() const;
    QString sentence() const;
};

} // namespace miniqq::lab
