// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketcontext.h"
#include "app/lab/lessons/lessonfile.h"
#include "app/lab/lessons/lessonrunner.h"
#include "common/tap/trafficlog.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <unistd.h>

namespace miniqq::lab {

/// Runs lessons and keeps what they brought.
class LessonFixture
{
public:
    LessonFixture()
    {
        m_log.setMode(tap::TrafficLog::Mode::Full);
        QObject::connect(&runner, &LessonRunner::stepDone, &runner,
                         [this](const StepResult &result) { results.append(result); });
        QObject::connect(
            &runner, &LessonRunner::socketOpened, &runner,
            [this](const QString &, const QString &socket, ConnectionId) { opened.append(socket); });
        QObject::connect(&runner, &LessonRunner::finished, &runner,
                         [this](const LessonOutcome &outcome) { outcomes.append(outcome); });
    }

    /// From start to end; false if it did not end.
    bool run(const Lesson &lesson, LessonRunner::Part part = LessonRunner::Part::Printed)
    {
        results.clear();
        outcomes.clear();
        QSignalSpy ended(&runner, &LessonRunner::finished);
        runner.start(lesson, part);
        return ended.wait(patience);
    }
    bool awaitResults(qsizetype count)
    {
        QSignalSpy done(&runner, &LessonRunner::stepDone);
        while (results.size() < count) {
            if (!done.wait(patience))
                return false;
        }
        return true;
    }

    const LessonOutcome &outcome() const { return outcomes.constLast(); }
    tap::TrafficLog &log() { return m_log; }

    /// The calls that were reported, by name.
    QByteArrayList calls() const
    {
        QByteArrayList names;
        tap::TrafficLog::Cursor cursor;
        for (const tap::TrafficEvent &event : m_log.drain(cursor, 100'000).events) {
            if (event.kind == tap::EventKind::Call)
                names.append(event.type);
        }
        return names;
    }

    /// The sockets this process holds open.
    static qsizetype sockets()
    {
        qsizetype count = 0;
        QDirIterator descriptors(QStringLiteral("/proc/self/fd"), QDir::AllEntries | QDir::System);
        while (descriptors.hasNext()) {
            const std::string path = descriptors.next().toStdString();
            std::array<char, 64> target{};
            if (::readlink(path.c_str(), target.data(), target.size() - 1) > 0)
                count += QByteArrayView(target.data()).startsWith("socket:") ? 1 : 0;
        }
        return count;
    }

    static constexpr int patience = 60'000; // ms

private:
    SystemClock m_clock;
    tap::TrafficLog m_log{m_clock, tap::Side::Client};
    SocketContext m_context{m_log, m_clock, qint64(1) << 40};

public:
    LessonRunner runner{m_context};
    QList<StepResult> results;
    QStringList opened; ///< names of sockets
    QList<LessonOutcome> outcomes;
};

/// A lesson file with these steps, everything else in order: ends server, client and peer (UDP).
inline QByteArray lessonWith(const QByteArray &steps, const QByteArray &more = {})
{
    return R"({"format": 1, "id": "test", "title": {"en": "Test", "zh": "测试"},
        "text": {"en": "Text", "zh": "正文"}, "code": ["pass"], "question": {"en": "?", "zh": "？"},
        "choices": [{"en": "a", "zh": "甲"}, {"en": "b", "zh": "乙", "right": true}],
        "answer": {"en": "b", "zh": "乙"}, "views": ["lane"],
        "ends": [{"name": "server", "role": "server", "title": "Server"},
                 {"name": "client", "role": "client", "title": "Client"},
                 {"name": "peer", "role": "peer", "transport": "udp", "title": "Peer"}],
        )" +
           more + R"("steps": [)" + steps + "]}";
}

inline QByteArray connectedSteps()
{
    return R"({"do": "open", "on": "server"}, {"do": "bind", "on": "server"}, {"do": "listen", "on": "server"},
        {"do": "open", "on": "client"}, {"do": "connect", "on": "client", "to": "server"},
        {"do": "accept", "on": "server", "as": "server.talk"},)";
}

} // namespace miniqq::lab
