// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/core/textcodec.h"

#include <QStringList>

namespace miniqq::lab {

/// What makefile() and readline() make of a stream: lines, however the receives cut it. As in Python a line
/// ends with \n, \r\n or \r; the ending is not part of it here. Broken bytes become U+FFFD.
class LineReader
{
public:
    /// A line without an end is given out in pieces of this many UTF-16 units.
    static constexpr qsizetype longestLine = 64 * 1024;

    explicit LineReader(Encoding encoding)
        : m_decoder(encoding)
    {}

    /// The lines that are complete now.
    QStringList feed(QByteArrayView bytes);
    /// The end of the stream: the line that was begun, if there is one.
    QStringList finish();
    /// Of the line that is not complete yet.
    const QString &begun() const { return m_line; }

private:
    QStringList split(QStringView text);

    TextDecoder m_decoder;
    QString m_line;
    bool m_afterReturn = false; // a \n that follows belongs to the \r before it
};

} // namespace miniqq::lab
