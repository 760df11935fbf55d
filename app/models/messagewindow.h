// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/message.h"

#include <deque>

namespace miniqq::client {

/// The rows of MessageListModel: an unbroken piece of the log, then the outbox. What the server lost
/// (Message::isLost()) stands behind the message it followed, or before the first of all. Knows neither Qt
/// models nor signals.
class MessageWindow
{
public:
    void clear() { m_rows.clear(), m_stored = 0, m_lost = 0; }
    int size() const { return int(m_rows.size()); }
    int storedCount() const
    {
        return m_stored;
    } ///< Rows of the log, lost ones among them; the others follow.
    int logCount() const { return m_stored - m_lost; } ///< Rows with a seq.
    const Message &at(int row) const { return m_rows[size_t(row)]; }
    Message &at(int row) { return m_rows[size_t(row)]; }

    qint64 firstSeq() const; ///< 0 if there is none.
    qint64 lastSeq() const;
    int rowOfSeq(qint64 seq) const;    ///< -1 if it is not in the window.
    int rowOf(const Uuid &uuid) const; ///< -1 if it is not in the window.

    int rowOfLost(const Message &again) const; ///< The same with the same words; -1: not in the window.
    /// How many rows the oldest `count` of the log are, with what stands behind each; the same of the newest.
    int rowsOfOldest(int count) const;
    int rowsOfNewest(int count) const;

    void prepend(const MessageList &messages);      ///< Older ones, ascending.
    void appendStored(const MessageList &messages); ///< Newer ones, ascending.
    void appendPending(const Message &message);
    void remove(int row);
    void dropOldest(int count);
    void dropNewestStored(int count);

private:
    std::deque<Message> m_rows;
    int m_stored = 0;
    int m_lost = 0; // of those
};

} // namespace miniqq::client
