// SPDX-License-Identifier: MIT
// miniqq-load: the load generator of scripts/bench.sh. Speaks the MiniQQ protocol to a server on this
// machine's loopback interface and counts every message. Ends with status 1 if any was lost, doubled,
// disordered or refused.
#include "tests/bench/load.h"

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <unistd.h>

namespace {

constexpr unsigned alarmSeconds = 300; // whatever happens, a run ends

int usage()
{
    std::fprintf(stderr, "usage: miniqq-load --port P [--pid SERVER] [--pairs N] [--window N] [--idle N]\n"
                         "                   [--secs S] [--warm S] [--size BYTES] [--prefix NAME]\n");
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    miniqq::bench::Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        const char *value = argv[i + 1];
        if (name == "--port")
            options.port = uint16_t(std::atoi(value));
        else if (name == "--pid")
            options.serverPid = std::atoi(value);
        else if (name == "--pairs")
            options.pairs = std::atoi(value);
        else if (name == "--window")
            options.window = std::atoi(value);
        else if (name == "--idle")
            options.idle = std::atoi(value);
        else if (name == "--secs")
            options.seconds = std::atof(value);
        else if (name == "--warm")
            options.warmSeconds = std::atof(value);
        else if (name == "--size")
            options.textSize = std::atoi(value);
        else if (name == "--prefix")
            options.prefix = value;
        else
            return usage();
    }
    if (options.port == 0 || options.pairs < 1 || options.window < 1)
        return usage();

    ::alarm(alarmSeconds);
    try {
        miniqq::bench::Report report = miniqq::bench::Load(options).run();
        report.print();
        return report.clean() ? 0 : 1;
    } catch (const std::exception &problem) {
        std::fprintf(stderr, "miniqq-load: %s\n", problem.what());
        return 1;
    }
}
