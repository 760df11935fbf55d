// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/terminal.h"
#include "app/lab/core/nativesocket.h"
#include "app/lab/core/textcodec.h"

namespace miniqq::lab {

/// Prints a datagram as the tutorials do: its text, then its sender as Python writes one. What was broken or
/// did not fit is noted.
void showDatagram(Terminal &terminal, Encoding encoding, const Received &datagram);

} // namespace miniqq::lab
