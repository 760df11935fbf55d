// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QString>

namespace miniqq::client {

/// Times as people read them, local time and the language of the program. `ms` is the wall clock since 1970.

/// "09:41".
QString clockText(qint64 ms);
/// "Today", "Yesterday", "Monday, 16 November" or, in another year, with the year.
QString dayText(const QDate &day, const QDate &today);
/// For a list: "09:41" today, "yesterday", "Mon" within the last week, else the date.
QString listTimeText(qint64 ms, const QDate &today);
/// Everything, with seconds.
QString fullTimeText(qint64 ms);
/// The local day of a moment.
QDate localDay(qint64 ms);

} // namespace miniqq::client
