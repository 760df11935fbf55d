// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace miniqq::lab {

/// Where a command writes. Everything is UTF-8 and flushed at once, so that whoever reads a pipe sees it when
/// it happens. Control characters reach files and pipes as they are, but no terminal. For one thread.
class Terminal
{
public:
    /// `program` stands before every line on stderr.
    explicit Terminal(const QString &program)
        : m_program(program)
    {}

    void print(const QString &text); ///< no newline added
    void printLine(const QString &text);
    void printBytes(const QByteArray &bytes); ///< to stdout
    /// One line on stderr, "miniqq-lab: TEXT": what the person should know besides the result.
    void note(const QString &text);

private:
    const QString m_program;
};

} // namespace miniqq::lab
