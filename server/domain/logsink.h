// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"

#include <QByteArray>
#include <QString>

namespace miniqq::server {

enum class LogLevel : quint8 { Info, Warning, Error };

enum class LogCategory : quint8 {
    Connections, ///< opened, closed, refused
    Accounts,    ///< registered, signed in, refused, signed out
    Chat,        ///< refused messages, rate limits; never a text
    Store,       ///< what the disk refused
    Server,      ///< started, stopped, settings
};

/// One line of the operator's log. Holds no secrets and no message texts. `text` may quote what a stranger
/// sent: show it as plain text.
struct LogEvent
{
    qint64 timeMs = 0; ///< wall clock, ms since 1970 UTC
    LogLevel level = LogLevel::Info;
    LogCategory category = LogCategory::Server;
    QByteArray account; ///< canonical name; empty if none
    Endpoint endpoint;  ///< the peer's; null if none
    QString text;       ///< one sentence, English
};

/// Where the operator's log goes. Called on the logic thread; must not block. The domain has thinned the
/// events already: one line per class and source in 10 s.
class LogSink
{
public:
    virtual ~LogSink() = default;
    virtual void write(const LogEvent &event) = 0;
};

} // namespace miniqq::server
