// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"

#include <memory>

namespace miniqq::lab {

/// miniqq-lab ports: every TCP and UDP socket of this machine, with its state and who holds it.
std::unique_ptr<Command> makePortsCommand();

} // namespace miniqq::lab
