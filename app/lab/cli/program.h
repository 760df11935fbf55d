// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/commandtable.h"

#include <QStringList>

#include <memory>
#include <variant>

namespace miniqq::lab {

/// Finds the command in the program's arguments and brings it as far as the event loop.
class Program
{
public:
    /// A command that has been started. Declared so that the command goes first.
    struct Running
    {
        std::unique_ptr<Session> session;
        std::unique_ptr<Command> command;
    };

    /// `arguments` with the program's name first. Either something to run the event loop for, or the status
    /// to end with: 0 after --help and --version, 1 when it could not begin, 2 for wrong usage; then the
    /// reason has been printed.
    static std::variant<Running, int> start(const QStringList &arguments);
};

} // namespace miniqq::lab
