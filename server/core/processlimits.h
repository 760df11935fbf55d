// SPDX-License-Identifier: MIT
#pragma once

namespace miniqq::server {

/// Descriptors that are not connections: database, log, event queues, listeners, some to spare.
inline constexpr int reservedDescriptors = 128;

/// Lets the process have as many descriptors as the system allows it; how many that are.
int raiseDescriptorLimit();

/// A pipe or terminal that went away must not end a server (sockets are written with MSG_NOSIGNAL anyway).
void ignoreBrokenPipes();

} // namespace miniqq::server
