// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::server {

/// The sentences of the operator's log in the user's language. The log itself is English, for terminals and
/// for those who search it; this knows its sentences with their variable parts. What it does not know (texts
/// of the operating system, of the database, of people) is shown as it is.
QString logWords(const QString &english);

} // namespace miniqq::server
