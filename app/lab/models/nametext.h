// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace miniqq::lab {

/// Names of sockets as calls have them: "127.0.0.1:8001", "[::1]:8001", a path.

/// Whether what is sent to `address` can come to a socket with the local name `name`: it is the same, or the
/// socket is bound to every address, or many may receive it.
bool reaches(const QString &address, const QString &name);
/// Multicast or broadcast.
bool mayReachMany(const QString &address);
/// Whether `from` can be what others see of a socket with this local name; one without a name yet may be.
bool comesFrom(const QString &from, const QString &name);

} // namespace miniqq::lab
