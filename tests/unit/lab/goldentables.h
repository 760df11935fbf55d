// SPDX-License-Identifier: MIT
#pragma once

#include <QFile>
#include <QString>

namespace miniqq::lab {

/// The lines of a table in tests/fixtures/lab; none if it cannot be read.
inline QByteArrayList linesOf(const char *name)
{
    QFile file(QStringLiteral(MINIQQ_FIXTURES "/lab/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArrayList lines = file.readAll().split('\n');
    lines.removeLast();
    return lines;
}

/// As Python's unicode_escape codec writes a text.
inline QByteArray escaped(const QString &text)
{
    QByteArray out;
    for (const uint c : text.toUcs4()) {
        const auto hex = [c](int digits) { return QByteArray::number(c, 16).rightJustified(digits, '0'); };
        if (c == '\\')
            out += "\\\\";
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (c >= 0x20 && c < 0x7f)
            out += char(c);
        else
            out += c < 0x100 ? "\\x" + hex(2) : c < 0x10000 ? "\\u" + hex(4) : "\\U" + hex(8);
    }
    return out;
}

} // namespace miniqq::lab
