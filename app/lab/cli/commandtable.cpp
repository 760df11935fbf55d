// SPDX-License-Identifier: MIT
#include "app/lab/cli/commandtable.h"

#include "app/lab/cli/addresscommands.h"
#include "app/lab/cli/httpcommand.h"
#include "app/lab/cli/lessoncommand.h"
#include "app/lab/cli/portscommand.h"
#include "app/lab/cli/servecommand.h"
#include "app/lab/cli/tcpcommand.h"
#include "app/lab/cli/udpcommand.h"
#include "app/lab/cli/udplistencommand.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

template<class T>
std::unique_ptr<Command> make()
{
    return std::make_unique<T>();
}

constexpr CommandRow rows[] = {
    {"serve", "NAME", "a server of the tutorials", make<ServeCommand>},
    {"tcp", "HOST PORT", "a TCP client: sends lines, prints receives", make<TcpCommand>},
    {"udp", "HOST PORT", "datagrams there, and what comes back", make<UdpCommand>},
    {"udp-listen", "--port N", "the datagrams that come to a port", make<UdpListenCommand>},
    {"http", "URL", "a page, fetched with the tutorial's request", make<HttpCommand>},
    {"lesson", "[NAME|FILE]", "the lessons: list, describe, check, run", make<LessonCommand>},
    {"address", "TEXT", "what there is to say of an address", makeAddressCommand},
    {"route", "HOST", "the way a packet takes", makeRouteCommand},
    {"resolve", "NAME", "the addresses of a name, the name of an address", makeResolveCommand},
    {"interfaces", "", "the network cards of this machine", makeInterfacesCommand},
    {"ports", "", "the sockets of this machine and who holds them", makePortsCommand},
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
