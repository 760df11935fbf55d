// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdio>

namespace miniqq::lab {

/// Where a command writes. Everything is UTF-8 and flushed at once, so that whoever reads a pipe sees it when
/// it happens. For one thread.
class Terminal
{
public:
    /// `program` stands before every line on stderr.
    explicit Terminal(const QString &program)
        : m_program(program)
    {}

    void print(const QString &text) { write(stdout, text); } ///< as it is, no newline added
    void printLine(const QString &text);
    void printBytes(const QByteArray &bytes); ///< to stdout, untouched
    /// One line on stderr, "miniqq-lab: TEXT": what the person should know besides the result.
    void note(const QString &text);

private:
    static void write(FILE *stream, const QString &text);

    const QString m_program;
};

} // namespace miniqq::lab
