// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <map>

namespace miniqq::client {

/// Which numbers of a log are there, as few ranges; a value.
class SeqRanges
{
public:
    /// Adds first..last, both included.
    void add(qint64 first, qint64 last);
    bool contains(qint64 seq) const;
    /// The end of the unbroken run that includes or directly follows `seq`; `seq` itself if seq + 1 is
    /// missing.
    qint64 endOfRun(qint64 seq) const;
    /// How many of first..last, both included, are not there.
    qint64 missing(qint64 first, qint64 last) const;
    /// Forgets everything up to `seq`.
    void dropUpTo(qint64 seq);
    /// Forgets everything behind `seq`.
    void dropAbove(qint64 seq);
    size_t rangeCount() const { return m_ranges.size(); }
    void clear() { m_ranges.clear(); }

private:
    std::map<qint64, qint64> m_ranges; // first -> last; neither overlapping nor touching
};

} // namespace miniqq::client
