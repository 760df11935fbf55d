// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/domain/logsink.h"

#include <QFile>
#include <QObject>
#include <QThread>

#include <atomic>

namespace miniqq::server {

/// Writes the operator's log into a folder, one JSON object a line (protocol::LogLine): server.log, and what
/// was before in server.log.1 (newer) to server.log.9. Written in a thread of its own: whoever logs never
/// waits for the disk. Where the disk does not keep up or refuses, whole lines are lost, and a line says how
/// many. New files are their owner's alone from the start.
class LogFile
{
public:
    struct Options
    {
        QString folder;                      ///< Made for its owner alone where it is not there.
        qint64 maxBytes = 5LL * 1024 * 1024; ///< of one file
        int files = 10;                      ///< at least 2
        int maxWaiting = 10'000;             ///< lines; beyond it they are lost
    };

    explicit LogFile(const Options &options);
    ~LogFile(); ///< Writes what waits, then ends.
    Q_DISABLE_COPY_MOVE(LogFile)

    /// From any thread.
    void write(const LogEvent &event);

private:
    void append(const std::vector<LogEvent> &events); // in the thread
    bool put(const QByteArray &line);
    bool open();
    void rotate();
    QString nameOf(int number) const;

    const Options m_options;
    std::atomic<int> m_waiting = 0;
    std::atomic<quint64> m_lost = 0;
    QThread m_thread;
    QObject m_home; // lives in m_thread
    QFile m_file;   // used there alone
    std::unique_ptr<Mailbox<LogEvent>> m_events;
};

} // namespace miniqq::server
