// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq {

/// The symbol of an errno value, e.g. "ECONNREFUSED"; "errno 4711" for one the system has no symbol for.
QByteArray errnoName(int errorNumber);

} // namespace miniqq
