// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/workbench/workbench.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>

namespace miniqq::lab {

using namespace Qt::Literals::StringLiterals;

/// Sockets among this process's descriptors.
inline int openSocketsOfProcess()
{
    int count = 0;
    const QDir folder(u"/proc/self/fd"_s);
    for (const QString &name : folder.entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot))
        count += QFile::symLinkTarget(folder.filePath(name)).contains(u"socket:"_s) ? 1 : 0;
    return count;
}

/// A workbench over a log that listens.
struct Bench
{
    Bench() { log.setMode(tap::TrafficLog::Mode::Full); }

    /// A service on a port of the kernel's choice; its port.
    RunningService *serve(const QString &name, bool asPrinted = false)
    {
        ServiceForm form = defaultForm(*findService(name));
        form.address = u"127.0.0.1"_s;
        form.ports = u"0"_s;
        form.asPrinted = asPrinted;
        const auto complaint = bench.services().start(form);
        return complaint ? nullptr : bench.services().services().back().get();
    }
    static QString portOf(const RunningService *service)
    {
        return QString::number(service->names().constFirst().port());
    }
    bool dial(const RunningService *service, const QString &encoding = u"utf-8"_s, int receiveSize = 1024)
    {
        TcpForm form = {u"127.0.0.1"_s, portOf(service)};
        form.sends = form.reads = encoding;
        form.receiveSize = receiveSize;
        if (bench.connectTcp(form))
            return false;
        return QTest::qWaitFor([this] { return bench.tcp().isConnected(); }, 30'000);
    }

    SystemClock clock;
    tap::TrafficLog log{clock, tap::Side::Client};
    Workbench bench{log, clock};
};

inline QStringList textsOf(const Transcript &transcript, Transcript::Kind kind)
{
    QStringList texts;
    for (const Transcript::Line &line : transcript.lines()) {
        if (line.kind == kind)
            texts.append(line.text);
    }
    return texts;
}

inline Complaint last(const QSignalSpy &spy)
{
    return spy.isEmpty() ? Complaint() : spy.constLast().constFirst().value<Complaint>();
}

using Said = Transcript::Kind;

} // namespace miniqq::lab
