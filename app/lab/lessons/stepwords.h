// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketoption.h"
#include "app/lab/lessons/lessonstep.h"

#include <QStringList>

#include <optional>

namespace miniqq::lab {

/// The words of lesson files, in the order of the enumerations.
const QStringList &actionWords();
/// "recv"
QString actionWord(Action action);
/// By its name in C and Python: "SO_REUSEADDR".
std::optional<SocketOption> optionFromName(const QString &name);
QStringList optionNames();
/// A place as it is written in files: "server", "127.0.0.1:8008", "127.0.0.2:server", "[::1]:0"; nullopt if
/// it is none of these.
std::optional<Place> placeFromText(const QString &text);
QString placeText(const Place &place);
/// "server", "server.ann": lower-case letters, digits and hyphens.
bool isSocketName(const QString &name);

} // namespace miniqq::lab
