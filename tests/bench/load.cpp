// SPDX-License-Identifier: MIT
#include "tests/bench/load.h"

#include "tests/bench/swarm.h"
#include "tests/bench/workload.h"

#include <stdexcept>
#include <sys/resource.h>

namespace miniqq::bench {
namespace {

// Nobody has heard anything for so long: signing in is over. News of people are gathered, the longer the more
// there are to be told.
constexpr double quietSeconds = 0.3;
constexpr double quietSecondsPerConnection = 0.1e-3;
constexpr double quietLimitSeconds = 30;
constexpr double afterwardsSeconds = 0.05; // what is delivered twice would come now
constexpr double countLimitSeconds = 120;
constexpr int64_t tooManyErrors = 100;

void raiseDescriptorLimit()
{
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

ProcessUsage difference(const ProcessUsage &before, const ProcessUsage &after)
{
    return {after.cpuNs - before.cpuNs, after.userNs - before.userNs, after.systemNs - before.systemNs,
            after.residentBytes};
}

/// What the server puts off until there is time is part of the price: waits until it uses no more CPU.
void runUntilServerRests(Swarm &swarm, int pid)
{
    constexpr double step = 0.1;
    constexpr int64_t restNs = 2'000'000;
    int quiet = 0;
    int64_t last = usageOf(pid).cpuNs;
    for (int i = 0; i < 100 && quiet < 3; ++i) {
        swarm.run(step, [] { return false; });
        const int64_t now = usageOf(pid).cpuNs;
        quiet = now - last < restNs ? quiet + 1 : 0;
        last = now;
    }
}

int64_t progress(const Options &options, const Ledger &ledger)
{
    return options.work == Options::Work::Fill ? ledger.acked : ledger.delivered;
}

class Phases
{
public:
    Phases(const Options &options, Swarm &swarm, Workload &work, Report &report)
        : m_options(options)
        , m_swarm(swarm)
        , m_work(work)
        , m_report(report)
        , m_ledger(report.ledger)
    {}

    void run()
    {
        m_work.start();
        const bool counted = m_options.count > 0;
        const bool fill = m_options.work == Options::Work::Fill;
        if (!fill)
            proceed(counted ? m_options.count / 5 : 0, m_options.warmSeconds);
        m_before = usageOf(m_options.serverPid);
        m_loadBefore = ownCpuNs();
        m_start = nowNs();
        m_base = progress(m_options, m_ledger);
        m_ledger.measuring = true;
        proceed(counted ? m_base + m_options.count : 0, m_options.seconds);
        m_ledger.measuring = false;
        m_report.seconds = secondsSinceStart();
        m_report.loadCpuShare = double(ownCpuNs() - m_loadBefore) / 1e9 / m_report.seconds;
        if (!counted)
            takeCost();
        m_work.stop();
        m_swarm.run(m_options.settleLimitSeconds, [&] { return m_work.settled() || failed(); });
        m_swarm.run(afterwardsSeconds, [] { return false; });
        if (counted) {
            runUntilServerRests(m_swarm, m_options.serverPid);
            takeCost();
        }
        m_work.close();
    }

private:
    /// Until so many messages have come through, or, if that is 0, for so long.
    void proceed(int64_t until, double seconds)
    {
        if (until == 0) {
            m_swarm.run(seconds, [&] { return failed(); });
        } else if (!m_swarm.run(countLimitSeconds,
                                [&] { return progress(m_options, m_ledger) >= until || failed(); })) {
            throw std::runtime_error("the messages that were to be counted did not come in time");
        }
    }
    bool failed() const { return m_ledger.errors > tooManyErrors; }
    double secondsSinceStart() const { return double(nowNs() - m_start) / 1e9; }
    void takeCost()
    {
        m_report.cost = difference(m_before, usageOf(m_options.serverPid));
        m_report.costMessages = progress(m_options, m_ledger) - m_base;
        m_report.costSeconds = secondsSinceStart();
    }

    const Options &m_options;
    Swarm &m_swarm;
    Workload &m_work;
    Report &m_report;
    Ledger &m_ledger;
    ProcessUsage m_before;
    int64_t m_loadBefore = 0;
    int64_t m_start = 0;
    int64_t m_base = 0;
};

} // namespace

Report runLoad(const Options &options)
{
    raiseDescriptorLimit();
    Report report;
    Swarm swarm(options, report.ledger);
    const ProcessUsage empty = usageOf(options.serverPid);
    report.connections = Workload::connectionsFor(options);
    if (options.work == Options::Work::Register) {
        swarm.registerOnly(report.connections);
        return report;
    }
    report.signInsPerSecond = double(report.connections) / swarm.signIn(report.connections);
    swarm.runUntilQuiet(quietSeconds + quietSecondsPerConnection * double(report.connections),
                        quietLimitSeconds);
    report.bytesPerConnection =
        double(usageOf(options.serverPid).residentBytes - empty.residentBytes) / double(report.connections);
    const std::unique_ptr<Workload> work = Workload::make(options, swarm, report.ledger);
    Phases(options, swarm, *work, report).run();
    return report;
}

} // namespace miniqq::bench
