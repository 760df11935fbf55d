// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"

#include <memory>

namespace miniqq::lab {

/// miniqq-lab address TEXT: the card of an address, however it is written. Status 1 if it is none.
std::unique_ptr<Command> makeAddressCommand();
/// miniqq-lab route HOST: the way a packet to it takes. A name is resolved first. Status 1 if there is no
/// way.
std::unique_ptr<Command> makeRouteCommand();
/// miniqq-lab resolve NAME: its addresses and the time taken; of an address, its name. Status 1 if there is
/// no answer.
std::unique_ptr<Command> makeResolveCommand();
/// miniqq-lab interfaces: this machine's, with their addresses.
std::unique_ptr<Command> makeInterfacesCommand();

} // namespace miniqq::lab
