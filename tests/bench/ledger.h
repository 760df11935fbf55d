// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/histogram.h"

#include <cstdint>
#include <set>

namespace miniqq::bench {

/// Judges a stream of numbers that should run 0, 1, 2, ... without a gap.
class Sequence
{
public:
    enum class Verdict { New, Late, Doubled };

    Verdict record(int64_t number)
    {
        if (number >= m_next) {
            while (m_next < number)
                m_missing.insert(m_next++);
            ++m_next;
            return Verdict::New;
        }
        return m_missing.erase(number) > 0 ? Verdict::Late : Verdict::Doubled;
    }
    /// How many different numbers came.
    int64_t distinct() const { return m_next - int64_t(m_missing.size()); }

private:
    int64_t m_next = 0;
    std::set<int64_t> m_missing;
};

/// Every message of a run is accounted for here: a run with any fault is no result.
struct Ledger
{
    // Of the whole run.
    int64_t sent = 0;
    int64_t delivered = 0; ///< Different ones.
    int64_t acked = 0;     ///< Different ones.
    int64_t lost = 0;
    int64_t unacked = 0;
    int64_t doubled = 0;    ///< Deliveries and acks.
    int64_t disordered = 0; ///< The same.
    int64_t errors = 0;     ///< Refusals, closed connections, what cannot be read.
    int64_t slowestNs = 0;  ///< The longest that a delivery took, those after measuring included.

    // While measuring.
    bool measuring = false;
    int64_t deliveredInTime = 0;
    int64_t ackedInTime = 0;
    Histogram delivery; ///< From the sender's turn to the receiver's.
    Histogram ack;      ///< From the sender's turn to the sender's.

    /// Counts what a sequence found; true if the number is new to it.
    bool judge(Sequence::Verdict verdict, int64_t &distinct)
    {
        if (verdict == Sequence::Verdict::Doubled) {
            ++doubled;
            return false;
        }
        if (verdict == Sequence::Verdict::Late)
            ++disordered;
        ++distinct;
        return true;
    }
    bool clean() const { return lost == 0 && unacked == 0 && doubled == 0 && disordered == 0 && errors == 0; }
};

} // namespace miniqq::bench
