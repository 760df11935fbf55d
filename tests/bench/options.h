// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace miniqq::bench {

/// What one run is to do. The workloads and their defaults are those of the README beside this file.
struct Options
{
    enum class Work {
        PingPong, ///< `pairs`, one message in flight each; every delivery is answered.
        Pipeline, ///< `pairs`, one direction, `window` in flight each.
        Fanout,   ///< One sender to the lobby with `members` others in it, `window` in flight.
        Scale,    ///< `connections` in all; up to 10 pairs among them play ping-pong.
        Fill,     ///< `pairs` * 2 talkers fill `conversations` each with `count` messages in all; only acks
                  ///< count.
        Register, ///< Makes `connections` accounts and leaves.
    };
    enum class SignIn { Register, Password, Token };

    Work work = Work::PingPong;
    SignIn signIn = SignIn::Register;
    std::string workName = "pingpong";
    std::string label = "miniqq";
    std::string tokensFile; ///< Where Register writes resume tokens, and SignIn::Token reads them.
    uint16_t port = 0;
    int serverPid = 0;
    bool tls = false;
    int pairs = 50;
    int window = 0; ///< 0: the workload's own.
    int members = 100;
    int connections = 1000;
    int conversations = 10;
    int64_t count = 0; ///< Measured messages, 0: as many as `seconds` bring. Then a fifth more warms up.
    int textSize = 100;
    int atOnce = 64; ///< Connections that are signing in at the same time.
    double warmSeconds = 1;
    double seconds = 4;
    double setupLimitSeconds = 120;
    double settleLimitSeconds = 10; ///< For what is under way at the end.
};

/// Throws std::invalid_argument, whose text says what is wrong.
Options parseOptions(int argc, char **argv);
/// The lines of --help.
const char *usageText();

} // namespace miniqq::bench
