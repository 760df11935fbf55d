// SPDX-License-Identifier: MIT
#include "app/lab/cli/terminal.h"

#include <cstdio>
#include <unistd.h>

namespace miniqq::lab {
namespace {

/// What strangers send must not steer the terminal: its control characters are shown as their pictures
/// (U+2400 and on). Files and pipes get the bytes as they came.
QByteArray harmless(const QByteArray &bytes)
{
    QByteArray text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7f)
            text += QString(QChar(ushort(byte == 0x7f ? 0x2421 : 0x2400 + byte))).toUtf8();
        else
            text += c;
    }
    return text;
}

void write(FILE *stream, const QByteArray &bytes)
{
    const QByteArray safe = ::isatty(::fileno(stream)) != 0 ? harmless(bytes) : bytes;
    std::fwrite(safe.constData(), 1, size_t(safe.size()), stream);
    std::fflush(stream);
}

} // namespace

void Terminal::print(const QString &text)
{
    write(stdout, text.toUtf8());
}

void Terminal::printLine(const QString &text)
{
    write(stdout, text.toUtf8() + '\n');
}

void Terminal::printBytes(const QByteArray &bytes)
{
    write(stdout, bytes);
}

void Terminal::note(const QString &text)
{
    write(stderr, QString(m_program + QStringLiteral(": ") + text + QLatin1Char('\n')).toUtf8());
}

} // namespace miniqq::lab
