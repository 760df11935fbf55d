// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::ui {

/// "88 B", "18.4 KB", "4.2 MB": powers of 1024, one decimal below 100.
QString formatBytes(qint64 bytes);
/// "00:16:03"; days are added to the hours.
QString formatClockDuration(qint64 ms);
/// A measured time with the unit that fits: "0.8 ms", "14 ms", "2.5 s".
QString formatDuration(qint64 ns);
/// Local time of day with milliseconds: "09:41:47.102".
QString formatTimeOfDay(qint64 wallMs);
/// Only minutes, seconds and milliseconds, for narrow columns: "41:47.102".
QString formatShortTime(qint64 wallMs);
/// Any text as a tooltip that shows it letter by letter. A tooltip takes what looks like markup for markup:
/// such a text, and only such a one, is escaped.
QString toolTipText(const QString &plain);

} // namespace miniqq::ui
