// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/mailbox.h"
#include "server/core/logfile.h"
#include "server/domain/logsink.h"

#include <functional>
#include <vector>

namespace miniqq::server {

/// Where all parts of the server write the operator's log, from any thread. Each line goes to the logging
/// categories at once and, in batches, to the handler in the receiver's thread.
class LogRelay final : public LogSink
{
public:
    /// `file`: where each line goes besides; may be null, and must outlive this.
    LogRelay(QObject *receiver, std::function<void(std::vector<LogEvent> &&)> handler,
             LogFile *file = nullptr);

    void write(const LogEvent &event) override;

private:
    Mailbox<LogEvent> m_events;
    LogFile *const m_file;
};

/// One line without control characters: strangers cannot forge lines, nor reach a terminal's escape codes.
QString singleLine(const QString &text);

} // namespace miniqq::server
