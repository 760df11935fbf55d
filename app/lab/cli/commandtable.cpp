// SPDX-License-Identifier: MIT
#include "app/lab/cli/commandtable.h"

#include "app/lab/cli/addresscommands.h"
#include "app/lab/cli/portscommand.h"

#include <algorithm>
#include <array>

namespace miniqq::lab {
namespace {

constexpr std::array rows = {
    CommandRow{"address", "TEXT", "what there is to say of an address", makeAddressCommand},
    CommandRow{"route", "HOST", "the way a packet takes", makeRouteCommand},
    CommandRow{"resolve", "NAME", "the addresses of a name, the name of an address", makeResolveCommand},
    CommandRow{"interfaces", "", "the network cards of this machine", makeInterfacesCommand},
    CommandRow{"ports", "", "the sockets of this machine and who holds them", makePortsCommand},
};

} // namespace

std::span<const CommandRow> commandTable()
{
    return rows;
}

const CommandRow *findCommand(const QString &name)
{
    const auto found = std::find_if(std::begin(rows), std::end(rows), [&name](const CommandRow &row) {
        return name == QLatin1String(row.name);
    });
    return found == std::end(rows) ? nullptr : found;
}

} // namespace miniqq::lab
