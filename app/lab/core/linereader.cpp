// SPDX-License-Identifier: MIT
#include "app/lab/core/linereader.h"

#include <utility>

namespace miniqq::lab {

QStringList LineReader::feed(QByteArrayView bytes)
{
    return split(m_decoder.feed(bytes));
}

QStringList LineReader::finish()
{
    QStringList lines = split(m_decoder.finish());
    if (!m_line.isEmpty())
        lines.append(std::exchange(m_line, {}));
    m_afterReturn = false;
    return lines;
}

QStringList LineReader::split(QStringView text)
{
    QStringList lines;
    for (const QChar c : text) {
        const bool secondHalf = c == u'\n' && m_afterReturn;
        m_afterReturn = c == u'\r';
        if (secondHalf)
            continue;
        if (c == u'\n' || c == u'\r') {
            lines.append(std::exchange(m_line, {}));
            continue;
        }
        m_line.append(c);
        // Not between the halves of a surrogate pair.
        if (m_line.size() >= longestLine && !c.isHighSurrogate())
            lines.append(std::exchange(m_line, {}));
    }
    return lines;
}

} // namespace miniqq::lab
