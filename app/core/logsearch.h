// SPDX-License-Identifier: MIT
#pragma once

#include "app/types/message.h"
#include "common/protocol/chat.h"

#include <optional>
#include <vector>

namespace miniqq::client {

/// Finds up to where the messages stored here and those of the server's log are the same, where the log may
/// be another history that begins like the one stored (decision 018). Asks for few: a page or two where
/// little differs, about twenty where everything does. A value; knows neither store nor connection:
///
///     while (!search.isDone())
///         rows: the stored messages next below search.below()
///         if (const auto top = search.top(rows))
///             page: the server's messages up to and including *top
///             search.take(rows, page)
class LogSearch
{
public:
    static constexpr int pageSize = 100; ///< Rows and messages worth reading at once.

    /// `serverEnd`: the last place of the server's log; what is stored behind it is not in that log.
    explicit LogSearch(qint64 serverEnd)
        : m_differs(serverEnd + 1)
        , m_below(serverEnd + 1)
    {}

    bool isDone() const { return m_same + 1 >= m_differs; }
    /// Where to look next.
    qint64 below() const { return m_below; }
    /// `rows`, ascending: the newest of them, of which the server is to be asked. None: there is nothing to
    /// ask, go on.
    std::optional<qint64> top(const MessageList &rows);
    /// What the server has there, ascending. False: it lacks places below its end, and the search is over.
    bool take(const MessageList &rows, const std::vector<protocol::ChatMessage> &page);

    /// The last place that is stored here and the same in both; 0: there is none. Once it isDone().
    qint64 agreed() const { return m_agreed; }
    /// The last place that may be the same in both: what differs was said behind it. Not less than agreed(),
    /// more where what lies before is not stored here. Once it isDone().
    qint64 place() const { return m_differs - 1; }

private:
    void chooseNext();

    qint64 m_same = 0;    // nothing stored up to here differs
    qint64 m_agreed = 0;  // of that, the last one stored
    qint64 m_differs = 0; // everything stored from here on differs
    qint64 m_below = 0;
};

} // namespace miniqq::client
