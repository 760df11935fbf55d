// SPDX-License-Identifier: MIT
#include "app/lab/cli/portscommand.h"

#include "app/lab/address/portboard.h"
#include "app/lab/cli/factcommand.h"

namespace miniqq::lab {
namespace {

class PortsCommand final : public FactCommand
{
public:
    void start(Session &session) override
    {
        const PortBoard board = readPortBoard(session.clock());
        print(session, portBoardFacts(board, session.clock().monotonicNs()));
        session.end();
    }
};

} // namespace

std::unique_ptr<Command> makePortsCommand()
{
    return std::make_unique<PortsCommand>();
}

} // namespace miniqq::lab
