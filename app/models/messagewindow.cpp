// SPDX-License-Identifier: MIT
#include "app/models/messagewindow.h"

#include <algorithm>

namespace miniqq::client {

int MessageWindow::rowOfSeq(qint64 seq) const
{
    // Without holes the row follows from the number.
    if (m_stored == 0 || seq < firstSeq() || seq > lastSeq())
        return -1;
    return int(seq - firstSeq());
}

int MessageWindow::rowOf(const Uuid &uuid) const
{
    const auto it = std::find_if(m_rows.rbegin(), m_rows.rend(),
                                 [&](const Message &message) { return message.uuid == uuid; });
    return it == m_rows.rend() ? -1 : int(m_rows.rend() - it) - 1;
}

void MessageWindow::prepend(const MessageList &messages)
{
    m_rows.insert(m_rows.begin(), messages.cbegin(), messages.cend());
    m_stored += int(messages.size());
}

void MessageWindow::appendStored(const MessageList &messages)
{
    m_rows.insert(m_rows.begin() + m_stored, messages.cbegin(), messages.cend());
    m_stored += int(messages.size());
}

void MessageWindow::appendPending(const Message &message)
{
    m_rows.push_back(message);
}

void MessageWindow::remove(int row)
{
    if (row < m_stored)
        --m_stored;
    m_rows.erase(m_rows.begin() + row);
}

void MessageWindow::dropOldest(int count)
{
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_stored -= count;
}

void MessageWindow::dropNewestStored(int count)
{
    m_rows.erase(m_rows.begin() + m_stored - count, m_rows.begin() + m_stored);
    m_stored -= count;
}

} // namespace miniqq::client
