// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/limits.h"

#include <algorithm>

namespace miniqq::server {

/// What one peer may still use up of a Rate. May go into debt: what has arrived is taken, and the peer is
/// left waiting until the debt is paid. Small, because every connection has some; the rate is kept by the
/// caller. Does not look at the clock while there is something left.
class Budget
{
public:
    Budget() = default; ///< Used up.
    Budget(const Rate &rate, qint64 nowNs)
        : m_left(rate.burst)
        , m_filledNs(nowNs)
    {}

    /// False if nothing is left: refill() then says whether that is still so.
    bool spend(const Rate &rate, double amount)
    {
        if (rate.perSecond <= 0)
            return true;
        m_left -= amount;
        return m_left >= 0;
    }

    /// Adds what has accrued since the last call; true if something is left.
    bool refill(const Rate &rate, qint64 nowNs)
    {
        if (rate.perSecond <= 0)
            return true;
        m_left = std::min(double(rate.burst), m_left + rate.perSecond * double(nowNs - m_filledNs) / 1e9);
        m_filledNs = nowNs;
        return m_left >= 0;
    }

private:
    double m_left = 0;
    qint64 m_filledNs = 0;
};

} // namespace miniqq::server
