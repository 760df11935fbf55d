// SPDX-License-Identifier: MIT
#include "app/lab/cli/terminal.h"

namespace miniqq::lab {

void Terminal::write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stream);
    std::fflush(stream);
}

void Terminal::printLine(const QString &text)
{
    write(stdout, text + QLatin1Char('\n'));
}

void Terminal::printBytes(const QByteArray &bytes)
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void Terminal::note(const QString &text)
{
    write(stderr, m_program + QStringLiteral(": ") + text + QLatin1Char('\n'));
}

} // namespace miniqq::lab
