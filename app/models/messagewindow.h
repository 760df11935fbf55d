// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/message.h"

#include <deque>

namespace miniqq::client {

/// The rows of MessageListModel: an unbroken piece of the log, then the outbox. Knows neither Qt models nor
/// signals.
class MessageWindow
{
public:
    void clear() { m_rows.clear(), m_stored = 0; }
    int size() const { return int(m_rows.size()); }
    int storedCount() const { return m_stored; } ///< Rows with a seq; the others follow them.
    const Message &at(int row) const { return m_rows[size_t(row)]; }
    Message &at(int row) { return m_rows[size_t(row)]; }

    qint64 firstSeq() const { return m_stored ? m_rows.front().seq : 0; }
    qint64 lastSeq() const { return m_stored ? m_rows[size_t(m_stored) - 1].seq : 0; }
    int rowOfSeq(qint64 seq) const;    ///< -1 if it is not in the window.
    int rowOf(const Uuid &uuid) const; ///< -1 if it is not in the window.

    void prepend(const MessageList &messages);      ///< Older ones, ascending.
    void appendStored(const MessageList &messages); ///< Newer ones, ascending.
    void appendPending(const Message &message);
    void remove(int row);
    void dropOldest(int count);
    void dropNewestStored(int count);

private:
    std::deque<Message> m_rows;
    int m_stored = 0;
};

} // namespace miniqq::client
