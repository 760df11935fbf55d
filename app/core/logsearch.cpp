// SPDX-License-Identifier: MIT
#include "app/core/logsearch.h"

#include <algorithm>

namespace miniqq::client {
namespace {

/// The time is what makes it certain: a message that was sent again to the restored server may get the place
/// it had before, but not the moment. So where one is the same, all before it are.
bool isSame(const Message &row, const protocol::ChatMessage &message)
{
    return row.uuid == message.uuid && row.from == message.from && row.timeMs == message.time;
}

} // namespace

std::optional<qint64> LogSearch::top(const MessageList &rows)
{
    if (!rows.isEmpty() && rows.constLast().seq > m_same)
        return rows.constLast().seq;
    m_same = m_below - 1;
    chooseNext();
    return std::nullopt;
}

bool LogSearch::take(const MessageList &rows, const std::vector<protocol::ChatMessage> &page)
{
    for (auto row = rows.crbegin(); row != rows.crend() && row->seq > m_same; ++row) {
        const auto found = std::lower_bound(
            page.begin(), page.end(), row->seq,
            [](const protocol::ChatMessage &message, qint64 seq) { return message.seq < seq; });
        if (found == page.end() || found->seq != row->seq) {
            if (row == rows.crbegin() || found != page.begin())
                return false;
            break; // the page ends above it
        }
        if (isSame(*row, *found)) {
            m_agreed = row->seq;
            // Between this row and the one above it, or the place looked below, nothing is stored.
            m_same = (row == rows.crbegin() ? m_below : m_differs) - 1;
            break;
        }
        m_differs = row->seq;
    }
    chooseNext();
    return true;
}

/// The next page down, as long as not much is left; otherwise the middle.
void LogSearch::chooseNext()
{
    const qint64 left = m_differs - m_same - 1;
    m_below = left <= 2 * pageSize ? m_differs : m_same + 1 + left / 2;
}

} // namespace miniqq::client
