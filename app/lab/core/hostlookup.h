// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/socketname.h"
#include "common/base/result.h"

#include <QObject>

#include <functional>

namespace miniqq::lab {

/// The first address of a computer, by its name or its numeric address, asked for without blocking. `then` is
/// called once, in the thread of `context`, later or (for numeric addresses) at once; not at all if `context`
/// goes first.
void lookUpHost(const QString &host, quint16 port, QObject *context,
                const std::function<void(const Result<SocketName> &)> &then);

} // namespace miniqq::lab
