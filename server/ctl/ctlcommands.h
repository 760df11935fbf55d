// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"
#include "common/protocol/control.h"

#include <QString>
#include <QStringList>

#include <span>
#include <variant>

namespace miniqq::server {

/// One thing that `ctl` can ask for.
struct CtlCommand
{
    const char *name;
    const char *usage; ///< What stands behind the name.
    const char *help;
    int minArguments = 0;
    int maxArguments = 0;
    bool takesReason = false;
    const char *flag = nullptr; ///< The option that ControlRequest::flag stands for.
};
std::span<const CtlCommand> ctlCommands();
const CtlCommand *findCtlCommand(QByteArrayView name);

/// Whether a request is one that `ctl` would send; the error is one sentence. Asked at both ends.
Result<Done> checkCtlRequest(const protocol::ControlRequest &request);

/// What `PROGRAM ctl ...` asks for.
struct CtlCommandLine
{
    struct Ask
    {
        QString dataDir;
        protocol::ControlRequest request;
    };
    struct Print
    {
        QString text;
    };
    /// Print this to stderr and end with `status`: 2 for wrong usage, 1 for a configuration that cannot be
    /// read.
    struct Refuse
    {
        QString text;
        int status = 2;
    };
    using Outcome = std::variant<Ask, Print, Refuse>;

    /// `arguments` with the program's name and "ctl" first. Names of files become absolute here: the server
    /// has another current folder.
    static Outcome parse(const QStringList &arguments);
};

} // namespace miniqq::server
