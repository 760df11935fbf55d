// SPDX-License-Identifier: MIT
#include "app/lab/models/steptracker.h"

#include "common/base/errornames.h"

#include <algorithm>

namespace miniqq::lab {

namespace {

/// Which step a call belongs to.
QByteArray stepOf(const CallParts &parts)
{
    if (parts.is("accept4"))
        return "accept";
    if (parts.is("sendto"))
        return "send";
    if (parts.is("recvfrom"))
        return "recv";
    return parts.name;
}

bool needsConnection(const QByteArray &call)
{
    return call == "listen" || call == "accept" || call == "connect";
}

} // namespace

StepTracker::StepTracker(const std::vector<LabEnd> &ends, QObject *parent)
    : QObject(parent)
    , m_ends(ends)
{}

void StepTracker::clear()
{
    m_steps.clear();
    ++m_version;
}

std::vector<StepTracker::Step> StepTracker::stepsFor(EndRole role) const
{
    if (role == EndRole::Client) {
        return {{.call = "socket", .text = tr("create a socket")},
                {.call = "connect", .text = tr("connect to the server")},
                {.call = "send", .text = tr("send")},
                {.call = "recv", .text = tr("receive")},
                {.call = "close", .text = tr("close the socket")}};
    }
    return {{.call = "socket", .text = tr("create a socket")},
            {.call = "bind", .text = tr("bind address and port")},
            {.call = "listen", .text = tr("listen")},
            {.call = "accept", .text = tr("wait for a client and accept it")},
            {.call = "recv", .text = tr("receive")},
            {.call = "send", .text = tr("send")},
            {.call = "close", .text = tr("close the socket")}};
}

std::vector<StepTracker::Step> &StepTracker::ofEnd(int end)
{
    if (m_steps.size() <= size_t(end))
        m_steps.resize(size_t(end) + 1);
    std::vector<Step> &steps = m_steps[size_t(end)];
    if (steps.empty())
        steps = stepsFor(m_ends[size_t(end)].role);
    return steps;
}

void StepTracker::add(const LabSocket &socket, const tap::TrafficEvent &event, const CallParts &parts)
{
    std::vector<Step> &steps = ofEnd(socket.end);
    if (parts.is("socket") && socket.isDatagram()) {
        for (Step &step : steps) {
            if (needsConnection(step.call) && step.state == State::Open)
                step.state = State::NotNeeded;
        }
        ++m_version;
    }
    QByteArray call = stepOf(parts);
    // A connect() that could not answer at once is answered by SO_ERROR.
    const bool answer = parts.is("getsockopt") && parts.argument(1) == QLatin1String("SO_ERROR") && parts.ok;
    if (answer)
        call = "connect";
    const auto step =
        std::find_if(steps.begin(), steps.end(), [&call](const Step &s) { return s.call == call; });
    if (step == steps.end() || parts.isPeek())
        return;
    if (answer) {
        if (step->state != State::Waits)
            return;
        tap::TrafficEvent told = event;
        told.error = parts.argument(2).toInt();
        take(steps, *step, told);
        return;
    }
    take(steps, *step, event);
}

void StepTracker::take(std::vector<Step> &steps, Step &step, const tap::TrafficEvent &event)
{
    ++m_version;
    if (event.error != 0) {
        if (step.state != State::Done)
            step.state = wouldWait(event) ? State::Waits : State::Failed;
        if (!wouldWait(event))
            step.error = event.error;
        return;
    }
    // Receiving the end is no receiving, but it is the call of this step all the same.
    ++step.count;
    step.state = State::Done;
    if (step.firstNs >= 0)
        return;
    step.firstNs = endNs(event);
    step.firstEvent = event.number;
    for (const Step &before : steps) {
        if (&before == &step)
            break;
        const bool either = before.call == "recv" || before.call == "send"; // who speaks first is free
        step.early =
            step.early || (!either && before.state != State::Done && before.state != State::NotNeeded);
    }
}

std::vector<StepTracker::Step> StepTracker::stepsOf(int end) const
{
    if (end < 0 || size_t(end) >= m_ends.size())
        return {};
    std::vector<Step> steps = stepsFor(m_ends[size_t(end)].role);
    if (size_t(end) >= m_steps.size() || m_steps[size_t(end)].empty())
        return steps;
    const std::vector<Step> &known = m_steps[size_t(end)];
    for (size_t i = 0; i < steps.size(); ++i) {
        const QString text = steps[i].text; // in today's language
        steps[i] = known[i];
        steps[i].text = text;
    }
    return steps;
}

int StepTracker::doneOf(const std::vector<Step> &steps)
{
    return int(
        std::count_if(steps.begin(), steps.end(), [](const Step &s) { return s.state == State::Done; }));
}

int StepTracker::neededOf(const std::vector<Step> &steps)
{
    return int(
        std::count_if(steps.begin(), steps.end(), [](const Step &s) { return s.state != State::NotNeeded; }));
}

QString StepTracker::stateText(const Step &step)
{
    switch (step.state) {
    case State::Open:
        return tr("not yet");
    case State::Waits:
        return tr("waits");
    case State::Done:
        return step.count == 1 ? tr("done") : tr("done %n time(s)", nullptr, step.count);
    case State::Failed:
        return tr("failed: %1").arg(QString::fromLatin1(errnoName(step.error)));
    case State::NotNeeded:
        break;
    }
    return tr("not needed: datagrams have no connection");
}

} // namespace miniqq::lab
