// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "server/core/serverconfig.h"

#include <QStringList>

#include <cstdio>
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
    /// Bring a backup back, and end.
    struct Restore
    {
        QString backup;
        QString dataDir;
    };
    /// Look through the data folder, or a backup, and end.
    struct Check
    {
        QString dataDir;
        QString backup; ///< Empty: the data folder.
    };
    using Outcome = std::variant<Run, Print, Refuse, Restore, Check>;

    /// `arguments` with the program's name first. Options win over the configuration file.
    static Outcome parse(const QStringList &arguments);

    /// What both programs do with it: prints what is to be printed, restores and checks. The configuration to
    /// run with, or the status to end with.
    static std::variant<ServerConfig, int> settle(const QStringList &arguments);
};

/// Writes `text` in the encoding of the terminal and flushes, so that whoever reads a pipe sees it at once.
void printNow(FILE *stream, const QString &text);

} // namespace miniqq::server
