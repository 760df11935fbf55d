// SPDX-License-Identifier: MIT
#include "app/lab/core/pythontext.h"

namespace miniqq::lab {

QByteArray pythonRepr(QByteArrayView bytes)
{
    const bool doubleQuotes = bytes.contains('\'') && !bytes.contains('"');
    const char quote = doubleQuotes ? '"' : '\'';
    QByteArray text = "b";
    text += quote;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == quote || c == '\\')
            (text += '\\') += c;
        else if (c == '\t')
            text += "\\t";
        else if (c == '\n')
            text += "\\n";
        else if (c == '\r')
            text += "\\r";
        else if (byte < 0x20 || byte >= 0x7f)
            text += "\\x" + QByteArray(&c, 1).toHex();
        else
            text += c;
    }
    text += quote;
    return text;
}

} // namespace miniqq::lab
