// SPDX-License-Identifier: MIT
#pragma once

#include <QCoreApplication>
#include <QString>

namespace miniqq::server {

/// Figures as the server window shows them, in the user's language.
class Format
{
    Q_DECLARE_TR_FUNCTIONS(miniqq::server::Format)

public:
    /// How long ago something was: "now", "14 s", "3 min", "2 h".
    static QString idle(qint64 ms);
    /// Milliseconds with a fitting precision, without the unit: "0.1", "12.3", "250".
    static QString milliseconds(double ms);
    /// The wall clock of today, or with the date if it was another day.
    static QString clock(qint64 wallMs, bool seconds = false);
};

} // namespace miniqq::server
