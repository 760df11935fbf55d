// SPDX-License-Identifier: MIT
#include "app/models/messagewindow.h"

#include <algorithm>

namespace miniqq::client {
namespace {

template<class Iterator>
int lostIn(Iterator first, Iterator last)
{
    return int(std::count_if(first, last, [](const Message &message) { return message.isLost(); }));
}

} // namespace

int MessageWindow::rowOfSeq(qint64 seq) const
{
    if (logCount() == 0 || seq < firstSeq() || seq > lastSeq())
        return -1;
    if (m_lost == 0) // without holes the row follows from the number
        return int(seq - firstSeq());
    const auto isBefore = [](const Message &row, qint64 place) {
        return row.isLost() ? *row.lostAfter < place : row.seq < place;
    };
    const auto end = m_rows.begin() + m_stored;
    return int(std::lower_bound(m_rows.begin(), end, seq, isBefore) - m_rows.begin());
}

qint64 MessageWindow::firstSeq() const
{
    if (logCount() == 0)
        return 0;
    // Only those before the first of all stand at the top.
    return m_rows.front().isLost() ? 1 : m_rows.front().seq;
}

qint64 MessageWindow::lastSeq() const
{
    if (logCount() == 0)
        return 0;
    const Message &last = m_rows[size_t(m_stored) - 1];
    return last.lostAfter.value_or(last.seq);
}

int MessageWindow::rowOfLost(const Message &again) const
{
    const auto end = m_rows.begin() + m_stored;
    const auto it = std::find_if(m_rows.begin(), end, [&](const Message &row) {
        return row.isLost() && row.uuid == again.uuid && row.from == again.from && row.text == again.text;
    });
    return it == end ? -1 : int(it - m_rows.begin());
}

int MessageWindow::rowsOfOldest(int count) const
{
    int rows = 0;
    while (rows < m_stored && (count > 0 || at(rows).isLost())) {
        if (!at(rows).isLost())
            --count;
        ++rows;
    }
    return rows;
}

int MessageWindow::rowsOfNewest(int count) const
{
    int rows = 0;
    while (rows < m_stored && count > 0) {
        if (!at(m_stored - 1 - rows).isLost())
            --count;
        ++rows;
    }
    return rows;
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
    m_lost += lostIn(messages.cbegin(), messages.cend());
}

void MessageWindow::appendStored(const MessageList &messages)
{
    m_rows.insert(m_rows.begin() + m_stored, messages.cbegin(), messages.cend());
    m_stored += int(messages.size());
    m_lost += lostIn(messages.cbegin(), messages.cend());
}

void MessageWindow::appendPending(const Message &message)
{
    m_rows.push_back(message);
}

void MessageWindow::remove(int row)
{
    if (row < m_stored)
        --m_stored;
    if (at(row).isLost())
        --m_lost;
    m_rows.erase(m_rows.begin() + row);
}

void MessageWindow::dropOldest(int count)
{
    m_lost -= lostIn(m_rows.cbegin(), m_rows.cbegin() + count);
    m_rows.erase(m_rows.begin(), m_rows.begin() + count);
    m_stored -= count;
}

void MessageWindow::dropNewestStored(int count)
{
    m_lost -= lostIn(m_rows.cbegin() + m_stored - count, m_rows.cbegin() + m_stored);
    m_rows.erase(m_rows.begin() + m_stored - count, m_rows.begin() + m_stored);
    m_stored -= count;
}

} // namespace miniqq::client
