// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/labend.h"
#include "app/lab/models/socketbook.h"

#include <QObject>

#include <vector>

namespace miniqq::lab {

/// The steps that the tutorials list for a client (5) and for a server (7), and which of them an end has
/// really taken.
class StepTracker : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Open,      ///< not yet
        Waits,     ///< begun: connect() on its way, accept() or a receive with nothing there
        Done,      ///< its call succeeded at least once
        Failed,    ///< its call was made and has only failed so far
        NotNeeded, ///< datagrams have no connection
    };
    struct Step
    {
        QByteArray call; ///< "socket", "accept"; "send" and "recv" stand for sendto and recvfrom, too
        QString text;    ///< "create a socket", in the language of the program
        State state = State::Open;
        int count = 0;          ///< calls that succeeded
        qint64 firstNs = -1;    ///< when the first of them returned, monotonic
        int error = 0;          ///< errno of the last failure
        bool early = false;     ///< taken before a step that the list has before it
        quint64 firstEvent = 0; ///< number in the log
    };

    /// The ends must stay valid.
    explicit StepTracker(const std::vector<LabEnd> &ends, QObject *parent = nullptr);

    void add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts);
    void clear();

    /// In the tutorials' order; empty for an index that is none.
    std::vector<Step> stepsOf(int end) const;
    /// How many of them are Done, and how many are needed.
    static int doneOf(const std::vector<Step> &steps);
    static int neededOf(const std::vector<Step> &steps);
    quint64 version() const { return m_version; } ///< another one after each change

    /// "done 3 times", "waits", "failed: ECONNREFUSED".
    static QString stateText(const Step &step);

private:
    std::vector<Step> stepsFor(EndRole role) const;
    std::vector<Step> &ofEnd(int end);
    void take(std::vector<Step> &steps, Step &step, const tap::TrafficEvent &event);

    const std::vector<LabEnd> &m_ends;
    std::vector<std::vector<Step>> m_steps; // by end; empty until its first call
    quint64 m_version = 0;
};

} // namespace miniqq::lab
