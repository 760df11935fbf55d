// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/cli/command.h"

namespace miniqq::lab {

/// A command that answers with facts: for people as text, with --json for programs.
class FactCommand : public Command
{
    Q_OBJECT

public:
    using Command::Command;

    void declare(QCommandLineParser &parser) const override;
    Result<Done> read(const QCommandLineParser &parser) override;

protected:
    /// What the positional arguments are called in the help text, and how many there must be.
    struct Positional
    {
        const char *name;
        const char *meaning;
    };
    /// Null name: the command takes none.
    virtual Positional positional() const { return {nullptr, nullptr}; }
    /// What was typed behind the command, joined by spaces: an address and its mask may come as two words.
    const QString &typed() const { return m_typed; }

    void print(Session &session, const Facts &facts) const;

private:
    QString m_typed;
    bool m_json = false;
};

} // namespace miniqq::lab
