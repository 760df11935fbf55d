// SPDX-License-Identifier: MIT
// miniqq-load: the load generator of scripts/bench.sh. Speaks the MiniQQ protocol to a server on this
// machine's loopback interface and counts every message. Ends with status 1 if any was lost, doubled,
// disordered, not acknowledged or refused, 2 if it was called wrongly.
#include "tests/bench/load.h"

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string_view>
#include <unistd.h>

namespace {

using namespace miniqq::bench;

unsigned alarmSeconds(const Options &options)
{
    constexpr double others = 200; // settling, counted phases, draining: each of them has its own limit
    return unsigned(options.setupLimitSeconds + options.warmSeconds + options.seconds + others);
}

int run(const Options &options)
{
    ::alarm(alarmSeconds(options)); // whatever happens, a run ends
    try {
        const Report report = runLoad(options);
        if (options.work == Options::Work::Register)
            return 0;
        report.print(options);
        return report.clean() ? 0 : 1;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "miniqq-load: %s\n", problem.what());
        return 1;
    }
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "--help") {
        std::fputs(usageText(), stdout);
        return 0;
    }
    try {
        return run(parseOptions(argc, argv));
    } catch (const std::invalid_argument &problem) {
        std::fprintf(stderr, "miniqq-load: %s\n%s", problem.what(), usageText());
        return 2;
    }
}
