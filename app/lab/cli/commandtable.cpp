// SPDX-License-Identifier: MIT
#include "app/lab/cli/commandtable.h"

#include <algorithm>
#include <array>

namespace miniqq::lab {
namespace {

constexpr std::array<CommandRow, 0> rows;

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
