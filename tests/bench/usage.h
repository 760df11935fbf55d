// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace miniqq::bench {

/// Nanoseconds of the monotonic clock.
int64_t nowNs();

/// What a process has used so far.
struct ProcessUsage
{
    int64_t cpuNs = 0;    ///< User and system together, exact.
    int64_t userNs = 0;   ///< To a clock tick (10 ms).
    int64_t systemNs = 0; ///< The same.
    int64_t residentBytes = 0;
};

/// Throws std::runtime_error if there is no such process.
ProcessUsage usageOf(int pid);
/// CPU time of this process, in nanoseconds.
int64_t ownCpuNs();

} // namespace miniqq::bench
