// SPDX-License-Identifier: MIT
#include "tests/bench/report.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <unistd.h>

namespace miniqq::bench {

ProcessUsage usageOf(int pid)
{
    std::ifstream stat("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(stat, line))
        return {};
    // The second field is the name in parentheses and may hold blanks: count from behind it (proc(5), fields
    // 14, 15, 24).
    std::istringstream rest(line.substr(line.rfind(')') + 2));
    std::string field;
    ProcessUsage usage;
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

double Latencies::percentileUs(double share)
{
    if (m_values.empty())
        return 0;
    std::sort(m_values.begin(), m_values.end());
    const size_t index = std::min(m_values.size() - 1, size_t(share * double(m_values.size())));
    return double(m_values[index]) / 1000.0;
}

void Report::print()
{
    const double messages = double(std::max<int64_t>(delivered, 1));
    std::printf("workload            %s\n", workload.c_str());
    std::printf("connections         %d\n", connections);
    std::printf("messages/s          %.0f (%lld delivered in %.2f s)\n", double(delivered) / seconds,
                static_cast<long long>(delivered), seconds);
    std::printf("delivery us         p50 %.0f  p99 %.0f  p99.9 %.0f\n", delivery.percentileUs(0.5),
                delivery.percentileUs(0.99), delivery.percentileUs(0.999));
    std::printf("ack us              p50 %.0f  p99 %.0f  p99.9 %.0f\n", ack.percentileUs(0.5),
                ack.percentileUs(0.99), ack.percentileUs(0.999));
    std::printf("server us/message   %.2f (user %.2f, sys %.2f)\n",
                double(usage.userNs + usage.systemNs) / 1000.0 / messages,
                double(usage.userNs) / 1000.0 / messages, double(usage.systemNs) / 1000.0 / messages);
    std::printf("memory/connection   %.1f KiB\n", bytesPerConnection / 1024.0);
    std::printf("sign-ins/s          %.0f (registration, test hash)\n", signInsPerSecond);
    std::printf("sent %lld  acked %lld  lost %lld  doubled %lld  disordered %lld  errors %lld: %s\n\n",
                static_cast<long long>(sent), static_cast<long long>(acked), static_cast<long long>(lost),
                static_cast<long long>(doubled), static_cast<long long>(disordered),
                static_cast<long long>(errors), clean() ? "clean" : "NOT CLEAN");
    std::fflush(stdout);
}

} // namespace miniqq::bench
