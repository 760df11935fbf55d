// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::protocol {

/// One event of a server's log file: a line of JSON, with its line break. Empty members are left out.
struct LogLine
{
    QByteArray time;     ///< RFC 3339, UTC, with milliseconds
    QByteArray level;    ///< "info", "warning", "error"
    QByteArray category; ///< "connections", "accounts", "chat", "store", "server"
    QByteArray account;
    QByteArray peer; ///< address and port
    QByteArray text; ///< one sentence, English; may quote strangers

    QByteArray toJson() const;
};

} // namespace miniqq::protocol
