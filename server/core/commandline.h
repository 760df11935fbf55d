// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/core/serverconfig.h"

#include <QStringList>

#include <variant>

namespace miniqq::server {

/// What the command line asked for, both of the daemon and of the server window.
struct CommandLine
{
    struct Run
    {
        ServerConfig config;
    };
    /// Print this and end well: --help, --version.
    struct Print
    {
        QString text;
    };
    /// Print this to stderr and end with `status`: 2 for wrong usage, 1 for a configuration that cannot be
    /// used.
    struct Refuse
    {
        QString text;
        int status = 2;
    };
    using Outcome = std::variant<Run, Print, Refuse>;

    /// `arguments` with the program's name first. Options win over the configuration file.
    static Outcome parse(const QStringList &arguments);
};

} // namespace miniqq::server
