// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace miniqq::bench {

/// Durations in nanoseconds, in classes 1.6 % wide: 64 of them to each power of two.
class Histogram
{
public:
    void add(int64_t ns)
    {
        ++m_counts[std::min(classOf(uint64_t(std::max<int64_t>(ns, 0))), m_counts.size() - 1)];
        ++m_total;
    }

    /// The duration that `share` (0 to 1) of all stay below, in microseconds; 0 if there are none.
    double percentileUs(double share) const
    {
        const uint64_t wanted = std::max<uint64_t>(1, uint64_t(share * double(m_total) + 0.5));
        uint64_t seen = 0;
        for (size_t i = 0; i < m_counts.size(); ++i) {
            seen += m_counts[i];
            if (seen >= wanted)
                return middleOf(i) / 1000;
        }
        return 0;
    }

private:
    static constexpr size_t perDouble = 64;

    static size_t classOf(uint64_t ns)
    {
        if (ns < perDouble)
            return ns;
        const int shift = int(std::bit_width(ns)) - 7; // leaves 64 to 127
        return size_t(shift + 1) * perDouble + ((ns >> shift) & (perDouble - 1));
    }
    static double middleOf(size_t index)
    {
        if (index < perDouble)
            return double(index);
        const size_t shift = index / perDouble - 1;
        return double((perDouble + index % perDouble) << shift) + double(uint64_t(1) << shift) / 2;
    }

    std::vector<uint64_t> m_counts = std::vector<uint64_t>(perDouble * perDouble);
    uint64_t m_total = 0;
};

} // namespace miniqq::bench
