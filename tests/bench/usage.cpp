// SPDX-License-Identifier: MIT
#include "tests/bench/usage.h"

#include <ctime>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace miniqq::bench {
namespace {

int64_t read(clockid_t clock)
{
    timespec t{};
    clock_gettime(clock, &t);
    return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

} // namespace

int64_t nowNs()
{
    return read(CLOCK_MONOTONIC);
}

int64_t ownCpuNs()
{
    return read(CLOCK_PROCESS_CPUTIME_ID);
}

ProcessUsage usageOf(int pid)
{
    clockid_t clock{};
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (clock_getcpuclockid(pid, &clock) != 0 || !std::getline(stat, line))
        throw std::runtime_error("there is no server process " + std::to_string(pid));
    ProcessUsage usage;
    usage.cpuNs = read(clock);
    // The second field is the name in parentheses and may hold blanks: count from behind it (proc(5), fields
    // 14, 15, 24).
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    std::string field;
    const int64_t tickNs = 1'000'000'000 / sysconf(_SC_CLK_TCK);
    for (int number = 3; rest >> field; ++number) {
        if (number == 14)
            usage.userNs = std::stoll(field) * tickNs;
        else if (number == 15)
            usage.systemNs = std::stoll(field) * tickNs;
        else if (number == 24)
            usage.residentBytes = std::stoll(field) * sysconf(_SC_PAGESIZE);
    }
    return usage;
}

} // namespace miniqq::bench
