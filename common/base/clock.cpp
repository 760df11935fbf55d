// SPDX-License-Identifier: MIT
#include "common/base/clock.h"

#include <chrono>
#include <ctime>

namespace miniqq {

qint64 SystemClock::monotonicNs() const
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::wallMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

qint64 SystemClock::withSleepNs() const
{
#ifdef CLOCK_BOOTTIME
    timespec now = {};
    if (::clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
#endif
    return monotonicNs();
}

} // namespace miniqq
