// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/cli/session.h"

#include <QObject>

class QCommandLineParser;

namespace miniqq::lab {

/// One sub-command of miniqq-lab. Made for one run: declare, read, start, then events until the session ends.
class Command : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Tells the parser its options and positional arguments; --help and --events are there already.
    virtual void declare(QCommandLineParser &parser) const = 0;
    /// Takes over what was typed. An error is wrong usage: it is printed and the program ends with status 2.
    /// The positional arguments do not contain the command's own name.
    virtual Result<Done> read(const QCommandLineParser &parser) = 0;
    /// Begins the work and returns; it ends with session.end() or session.fail(), now or later. The session
    /// outlives the command.
    virtual void start(Session &session) = 0;
    /// SIGINT or SIGTERM: closes everything. The program then ends with status 0.
    virtual void stop() {}
};

} // namespace miniqq::lab
