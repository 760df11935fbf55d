// SPDX-License-Identifier: MIT
#pragma once

#include "common/tap/trafficlog.h"

namespace miniqq::tap {

/// An event as one line of JSON with its newline, for files that scripts read. `facts` is what is known of
/// the event's connection. Members every line has:
///
///     n        running number        t        monotonic, ns        wall     ms since 1970 UTC
///     socket   connection number     layer    "connection", "bytes", "frame" or "call"
///
/// and by layer: connection: `event`, `local`, `peer`, `text`; bytes: `direction`, `length`; frame:
/// `direction`, `length`, `type`, `id`, `re`, `data`; call: `call`, `arguments`, `result`, `errno` and
/// `error` (its name) if it failed, `took` (ns), `direction`, `length`, `data`. `data` is hexadecimal.
QByteArray toJsonLine(const TrafficEvent &event, const std::optional<ConnectionFacts> &facts);

/// The line that stands for events which left the log before they could be written.
QByteArray missedLine(quint64 events);

} // namespace miniqq::tap
