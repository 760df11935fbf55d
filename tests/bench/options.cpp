// SPDX-License-Identifier: MIT
#include "tests/bench/options.h"

#include <charconv>
#include <functional>
#include <map>
#include <stdexcept>
#include <string_view>

namespace miniqq::bench {
namespace {

constexpr int maxPeople = 100'000;
constexpr int minTextSize = 40; // what the receiver checks has to fit
constexpr int maxTextSize = 3'000;

using Setter = std::function<void(Options &, const std::string &, std::string_view)>;

template<class Number>
Setter number(Number Options::*member, Number min, Number max)
{
    return [=](Options &options, const std::string &name, std::string_view text) {
        Number value{};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || !(value >= min && value <= max))
            throw std::invalid_argument(name + ": a number from " + std::to_string(min) + " to " +
                                        std::to_string(max) + " is expected");
        options.*member = value;
    };
}

Setter text(std::string Options::*member)
{
    return [=](Options &options, const std::string &, std::string_view value) { options.*member = value; };
}

void setWork(Options &options, const std::string &name, std::string_view value)
{
    using Work = Options::Work;
    static const std::map<std::string_view, Work> known = {
        {"pingpong", Work::PingPong}, {"pipeline", Work::Pipeline}, {"fanout", Work::Fanout},
        {"scale", Work::Scale},       {"fill", Work::Fill},         {"register", Work::Register},
    };
    const auto found = known.find(value);
    if (found == known.end())
        throw std::invalid_argument(name + ": no such workload");
    options.work = found->second;
    options.workName = value;
}

void setSignIn(Options &options, const std::string &name, std::string_view value)
{
    if (value == "register")
        options.signIn = Options::SignIn::Register;
    else if (value == "password")
        options.signIn = Options::SignIn::Password;
    else if (value == "token")
        options.signIn = Options::SignIn::Token;
    else
        throw std::invalid_argument(name + ": register, password or token is expected");
}

const std::map<std::string, Setter> &setters()
{
    using O = Options;
    static const std::map<std::string, Setter> table = {
        {"--work", setWork},
        {"--sign-in", setSignIn},
        {"--tokens", text(&O::tokensFile)},
        {"--label", text(&O::label)},
        {"--port", number<uint16_t>(&O::port, 1, 65535)},
        {"--pid", number(&O::serverPid, 1, 1 << 30)},
        {"--pairs", number(&O::pairs, 1, maxPeople / 2)},
        {"--window", number(&O::window, 1, 10'000)},
        {"--members", number(&O::members, 1, maxPeople)},
        {"--conns", number(&O::connections, 2, maxPeople)},
        {"--conversations", number(&O::conversations, 1, maxPeople)},
        {"--count", number<int64_t>(&O::count, 1, 100'000'000)},
        {"--size", number(&O::textSize, minTextSize, maxTextSize)},
        {"--login-window", number(&O::atOnce, 1, 10'000)},
        {"--warm", number(&O::warmSeconds, 0.0, 60.0)},
        {"--secs", number(&O::seconds, 0.1, 600.0)},
        {"--setup-limit", number(&O::setupLimitSeconds, 1.0, 600.0)},
        {"--settle-limit", number(&O::settleLimitSeconds, 0.1, 60.0)},
    };
    return table;
}

} // namespace

Options parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string name = argv[i];
        if (name == "--tls") {
            options.tls = true;
            continue;
        }
        const auto setter = setters().find(name);
        if (setter == setters().end())
            throw std::invalid_argument(name + ": no such option");
        if (i + 1 == argc)
            throw std::invalid_argument(name + ": a value is expected");
        setter->second(options, name, argv[++i]);
    }
    if (options.port == 0)
        throw std::invalid_argument("--port is needed");
    if (options.serverPid == 0)
        throw std::invalid_argument("--pid is needed");
    if (options.work == Options::Work::Fill && options.count == 0)
        throw std::invalid_argument("--work fill needs --count");
    if (options.signIn == Options::SignIn::Token && options.tokensFile.empty())
        throw std::invalid_argument("--sign-in token needs --tokens");
    if (options.window == 0)
        options.window = options.work == Options::Work::Fanout ? 16 : 32;
    return options;
}

const char *usageText()
{
    return "usage: miniqq-load --port P --pid SERVER [--tls] [--work "
           "pingpong|pipeline|fanout|scale|fill|register]\n"
           "                   [--pairs N] [--window N] [--members N] [--conns N] [--conversations N]\n"
           "                   [--secs S | --count MESSAGES] [--warm S] [--size BYTES] [--label NAME]\n"
           "                   [--sign-in register|password|token] [--tokens FILE] [--login-window N]\n"
           "                   [--setup-limit S] [--settle-limit S]\n";
}

} // namespace miniqq::bench
