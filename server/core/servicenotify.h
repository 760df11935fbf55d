// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::server {

/// Tells the service manager that started this program, if one did: "READY=1", "STOPPING=1". One datagram to
/// the socket that NOTIFY_SOCKET names (sd_notify(3)); nothing without it. Does not block.
void notifyServiceManager(const QByteArray &state);

} // namespace miniqq::server
