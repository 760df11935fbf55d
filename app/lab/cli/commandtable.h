// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/command.h"

#include <memory>
#include <span>

namespace miniqq::lab {

/// A row of the table of commands.
struct CommandRow
{
    const char *name;
    const char *arguments; ///< for the usage line: "HOST PORT"
    const char *summary;   ///< for the list
    std::unique_ptr<Command> (*make)();
};

/// All commands, in the order of the help text. A new one is one file and one row in commandtable.cpp.
std::span<const CommandRow> commandTable();
/// nullptr if there is none of that name.
const CommandRow *findCommand(const QString &name);

} // namespace miniqq::lab
