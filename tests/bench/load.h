// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/ledger.h"
#include "tests/bench/options.h"
#include "tests/bench/usage.h"

namespace miniqq::bench {

/// What one run found.
struct Report
{
    Ledger ledger;
    size_t connections = 0;
    double seconds = 0; ///< Of measuring.
    double signInsPerSecond = 0;
    double bytesPerConnection = 0; ///< Of the server's resident memory, without what it had before.
    int64_t costMessages = 0;      ///< Delivered (Fill: acknowledged) in the time of `cost`.
    double costSeconds = 0;
    ProcessUsage cost; ///< Of the server; resident memory as it was at the end.
    double loadCpuShare = 0;

    bool clean() const { return ledger.clean() && ledger.sent > 0; }
    /// For people, and behind that one line of key=value for programs.
    void print(const Options &options) const;
};

/// One run, from the first connection to the last message. Throws std::runtime_error if it cannot be done at
/// all.
Report runLoad(const Options &options);

} // namespace miniqq::bench
