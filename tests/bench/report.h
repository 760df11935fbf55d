// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace miniqq::bench {

/// User and system CPU time of a process so far, in nanoseconds, and its resident memory.
struct ProcessUsage
{
    int64_t userNs = 0;
    int64_t systemNs = 0;
    int64_t residentBytes = 0;
};

/// From /proc; zeros if there is no such process.
ProcessUsage usageOf(int pid);

/// Times collected during a run.
class Latencies
{
public:
    void add(int64_t ns) { m_values.push_back(ns); }
    void clear() { m_values.clear(); }
    /// In microseconds; `share` from 0 to 1. Sorts, so to be called at the end.
    double percentileUs(double share);
    size_t size() const { return m_values.size(); }

private:
    std::vector<int64_t> m_values;
};

/// What one run found. Every message is accounted for: a run with any of the faults is no result.
struct Report
{
    std::string workload;
    int connections = 0;
    double seconds = 0;
    int64_t delivered = 0;
    int64_t acked = 0;
    int64_t sent = 0;
    int64_t lost = 0;
    int64_t doubled = 0;
    int64_t disordered = 0;
    int64_t errors = 0;
    double signInsPerSecond = 0;
    double bytesPerConnection = 0;
    Latencies delivery;
    Latencies ack;
    ProcessUsage usage; ///< of the server, during the measured time

    bool clean() const
    {
        return lost == 0 && doubled == 0 && disordered == 0 && errors == 0 && delivered > 0;
    }
    /// Prints one block of "name value" lines.
    void print();
};

} // namespace miniqq::bench
