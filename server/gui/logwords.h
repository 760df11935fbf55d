// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::server {

/// The sentences of the operator's log, and why the server cannot listen or start, in the user's language.
/// They come in English, for terminals and for those who search the log; this knows them with their variable
/// parts. What it does not know (most texts of the operating system, those of the database and of people) is
/// shown as it is.
QString logWords(const QString &english);

} // namespace miniqq::server
