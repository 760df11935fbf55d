// SPDX-License-Identifier: MIT
#pragma once

#include "app/store/profile.h"
#include "app/ui/shell/messenger.h"

#include <QCommandLineParser>

#include <memory>
#include <optional>

namespace miniqq::client {

/// The options of `miniqq`, checked.
class CommandLine
{
public:
    explicit CommandLine(const QStringList &arguments);

    /// Set if the program should end now (help, version, or a mistake: then 2), after printing message().
    std::optional<int> exitCode() const { return m_exitCode; }
    QString message() const { return m_message; }

    Result<std::unique_ptr<Profile>, ProfileError> openProfile() const;
    StartOptions startOptions() const { return m_options; }

private:
    void read();
    void fail(const QString &text);

    QCommandLineParser m_parser;
    StartOptions m_options;
    std::optional<int> m_exitCode;
    QString m_message;
};

} // namespace miniqq::client
