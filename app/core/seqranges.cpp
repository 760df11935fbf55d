// SPDX-License-Identifier: MIT
#include "app/core/seqranges.h"

#include <algorithm>
#include <iterator>

namespace miniqq::client {

void SeqRanges::add(qint64 first, qint64 last)
{
    if (first > last)
        return;
    // The first range that could touch [first, last]: the one before it, if it reaches up to first - 1.
    auto it = m_ranges.upper_bound(first);
    if (it != m_ranges.begin() && std::prev(it)->second >= first - 1)
        --it;
    while (it != m_ranges.end() && it->first <= last + 1) {
        first = std::min(first, it->first);
        last = std::max(last, it->second);
        it = m_ranges.erase(it);
    }
    m_ranges.emplace(first, last);
}

bool SeqRanges::contains(qint64 seq) const
{
    const auto it = m_ranges.upper_bound(seq);
    return it != m_ranges.begin() && std::prev(it)->second >= seq;
}

qint64 SeqRanges::endOfRun(qint64 seq) const
{
    const auto it = m_ranges.upper_bound(seq + 1);
    return it == m_ranges.begin() ? seq : std::max(seq, std::prev(it)->second);
}

qint64 SeqRanges::missing(qint64 first, qint64 last) const
{
    qint64 count = std::max<qint64>(0, last - first + 1);
    for (const auto &[from, to] : m_ranges)
        count -= std::max<qint64>(0, std::min(to, last) - std::max(from, first) + 1);
    return count;
}

void SeqRanges::dropAbove(qint64 seq)
{
    m_ranges.erase(m_ranges.upper_bound(seq), m_ranges.end());
    if (!m_ranges.empty() && m_ranges.rbegin()->second > seq)
        m_ranges.rbegin()->second = seq;
}

void SeqRanges::dropUpTo(qint64 seq)
{
    while (!m_ranges.empty() && m_ranges.begin()->first <= seq) {
        const qint64 last = m_ranges.begin()->second;
        m_ranges.erase(m_ranges.begin());
        if (last > seq)
            m_ranges.emplace(seq + 1, last);
    }
}

} // namespace miniqq::client
