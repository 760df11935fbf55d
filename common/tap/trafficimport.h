// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/tap/trafficevent.h"

namespace miniqq::tap {

/// A line of a recording (trafficexport.h), read again.
struct RecordedLine
{
    TrafficEvent event; ///< only its number is set where `missed` is not 0
    QString local; ///< endpoints, where the line has them: when a connection opened, was secured or closed
    QString peer;
    quint64 missed = 0; ///< the line stands for so many events that were lost before they could be written
};

/// Reads what toJsonLine() and missedLine() write. The error says what is wrong with the line; nothing in it
/// is believed without being checked.
Result<RecordedLine> fromJsonLine(QByteArrayView line);

/// A longer line is no line of a recording.
inline constexpr qsizetype longestRecordedLine = 4 * 1024 * 1024;

} // namespace miniqq::tap
