// SPDX-License-Identifier: MIT
#include "tests/bench/load.h"

#include <algorithm>
#include <cstdio>

namespace miniqq::bench {
namespace {

using Number = long long;

const char *signInName(Options::SignIn signIn)
{
    switch (signIn) {
    case Options::SignIn::Register:
        return "register";
    case Options::SignIn::Password:
        return "password";
    case Options::SignIn::Token:
        break;
    }
    return "token";
}

} // namespace

void Report::print(const Options &options) const
{
    const double span = std::max(seconds, 1e-9);
    const double rate = double(ledger.deliveredInTime) / span;
    const double messages = double(std::max<int64_t>(costMessages, 1));
    const double cpu = double(cost.cpuNs) / 1000 / messages;
    // The kernel tells the two halves to a tick only; their sum is known exactly.
    const double ticks = double(std::max<int64_t>(cost.userNs + cost.systemNs, 1));
    const double user = cpu * double(cost.userNs) / ticks;
    const double system = cpu - user;
    const double serverShare = double(cost.cpuNs) / 1e9 / std::max(costSeconds, 1e-9) * 100;

    std::printf("%s %s, %zu connections%s\n", options.label.c_str(), options.workName.c_str(), connections,
                options.tls ? ", TLS" : "");
    std::printf("  messages/s          %.0f (%lld delivered in %.2f s)\n", rate,
                Number(ledger.deliveredInTime), seconds);
    std::printf("  delivery us         p50 %.0f  p99 %.0f  p99.9 %.0f  slowest of all %lld\n",
                ledger.delivery.percentileUs(0.5), ledger.delivery.percentileUs(0.99),
                ledger.delivery.percentileUs(0.999), Number(ledger.slowestNs / 1000));
    std::printf("  ack us              p50 %.0f  p99 %.0f\n", ledger.ack.percentileUs(0.5),
                ledger.ack.percentileUs(0.99));
    std::printf("  server us/message   %.2f (user %.2f, sys %.2f); server %.0f %%, load %.0f %%\n", cpu, user,
                system, serverShare, loadCpuShare * 100);
    std::printf("  memory/connection   %.1f KiB\n", bytesPerConnection / 1024);
    std::printf("  sign-ins/s          %.0f (by %s)\n", signInsPerSecond, signInName(options.signIn));
    std::printf(
        "  sent %lld  acked %lld  lost %lld  unacked %lld  doubled %lld  disordered %lld  errors %lld: %s\n",
        Number(ledger.sent), Number(ledger.acked), Number(ledger.lost), Number(ledger.unacked),
        Number(ledger.doubled), Number(ledger.disordered), Number(ledger.errors),
        clean() ? "clean" : "NOT CLEAN");
    std::printf(
        "RESULT label=%s work=%s tls=%d conns=%zu rate=%.0f p50=%.1f p99=%.1f p999=%.1f slowest=%lld "
        "ackp50=%.1f ackp99=%.1f cpu=%.3f user=%.3f sys=%.3f srvpct=%.0f lgpct=%.0f rss=%lld rssconn=%.2f "
        "login=%.0f signin=%s "
        "secs=%.2f sent=%lld delivered=%lld acked=%lld lost=%lld unacked=%lld dup=%lld disordered=%lld "
        "errors=%lld ok=%d\n",
        options.label.c_str(), options.workName.c_str(), options.tls ? 1 : 0, connections, rate,
        ledger.delivery.percentileUs(0.5), ledger.delivery.percentileUs(0.99),
        ledger.delivery.percentileUs(0.999), Number(ledger.slowestNs / 1000), ledger.ack.percentileUs(0.5),
        ledger.ack.percentileUs(0.99), cpu, user, system, serverShare, loadCpuShare * 100,
        Number(cost.residentBytes / 1024), bytesPerConnection / 1024, signInsPerSecond,
        signInName(options.signIn), seconds, Number(ledger.sent), Number(ledger.delivered),
        Number(ledger.acked), Number(ledger.lost), Number(ledger.unacked), Number(ledger.doubled),
        Number(ledger.disordered), Number(ledger.errors), clean() ? 1 : 0);
    std::fflush(stdout);
}

} // namespace miniqq::bench
