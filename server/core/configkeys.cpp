// SPDX-License-Identifier: MIT
#include "server/core/configkeys.h"

#include "common/protocol/chat.h"

#include <cmath>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxNameLength = 100;
constexpr int day = 24 * 3'600 * 1'000;

template<class Value>
ConfigKey number(const QString &name, Value Limits::*member, qint64 min, qint64 max)
{
    return {name, [=](ServerConfig &config, const QString &value) -> Result<Done> {
                bool ok = false;
                const qint64 parsed = value.toLongLong(&ok);
                if (!ok || parsed < min || parsed > max)
                    return Error{u"a whole number from %1 to %2 is expected"_s.arg(min).arg(max)};
                config.limits.*member = static_cast<Value>(parsed);
                return Done{};
            }};
}

/// "5 20": per second in the long run, and at once. "0": unlimited.
ConfigKey rate(const QString &name, Rate Limits::*member)
{
    return {name, [=](ServerConfig &config, const QString &value) -> Result<Done> {
                const QStringList parts = value.split(u' ', Qt::SkipEmptyParts);
                bool rateOk = false;
                bool burstOk = false;
                const double perSecond = parts.value(0).toDouble(&rateOk);
                const int burst = parts.value(1).toInt(&burstOk);
                if (parts.size() == 1 && rateOk && perSecond == 0) {
                    config.limits.*member = Rate{};
                    return Done{};
                }
                if (parts.size() != 2 || !rateOk || !burstOk || !std::isfinite(perSecond) || perSecond <= 0 ||
                    perSecond > 1e9 || burst < 1)
                    return Error{
                        u"two numbers are expected, how many per second in the long run and how many "
                        "at once, such as \"5 20\"; or 0 for no limit"_s};
                config.limits.*member = Rate{perSecond, burst};
                return Done{};
            }};
}

ConfigKey flag(const QString &name, bool ServerConfig::*member)
{
    return {name, [=](ServerConfig &config, const QString &value) -> Result<Done> {
                if (value != u"yes" && value != u"no")
                    return Error{u"yes or no is expected"_s};
                config.*member = value == u"yes";
                return Done{};
            }};
}

Result<Done> applyListen(ServerConfig &config, const QString &value)
{
    const Result<ListenAddress> parsed = parseListenAddress(value);
    if (!parsed)
        return parsed.error();
    config.listenAddress = parsed.value().address;
    config.port = parsed.value().port;
    return Done{};
}

Result<Done> applyData(ServerConfig &config, const QString &value)
{
    if (value.isEmpty())
        return Error{u"a folder is expected"_s};
    config.dataDir = value;
    return Done{};
}

Result<Done> applyName(ServerConfig &config, const QString &value)
{
    if (value.isEmpty() || value.size() > maxNameLength)
        return Error{u"a name of 1 to %1 characters is expected"_s.arg(maxNameLength)};
    config.name = value;
    return Done{};
}

Result<Done> applyIoThreads(ServerConfig &config, const QString &value)
{
    bool ok = false;
    const int threads = value.toInt(&ok);
    if (!ok || threads < 1 || threads > ServerConfig::maxIoThreads)
        return Error{u"a whole number from 1 to %1 is expected"_s.arg(ServerConfig::maxIoThreads)};
    config.ioThreads = threads;
    return Done{};
}

std::vector<ConfigKey> makeTable()
{
    using L = Limits;
    return {
        {u"listen"_s, applyListen},
        {u"data"_s, applyData},
        {u"name"_s, applyName},
        flag(u"plain"_s, &ServerConfig::plain),
        flag(u"registration"_s, &ServerConfig::registration),
        {u"io-threads"_s, applyIoThreads},
        number(u"limit.pre-auth-frame-bytes"_s, &L::preAuthFrameBytes, 1'024, 64 * 1'024),
        number(u"limit.frame-bytes"_s, &L::frameBytes, 32 * 1'024, 1'024 * 1'024),
        number(u"limit.handshake-ms"_s, &L::handshakeMs, 100, day),
        number(u"limit.sign-in-ms"_s, &L::signInMs, 100, day),
        number(u"limit.frame-ms"_s, &L::frameMs, 100, day),
        number(u"limit.ping-after-ms"_s, &L::pingAfterMs, 100, day),
        number(u"limit.dead-after-ms"_s, &L::deadAfterMs, 200, day),
        number(u"limit.connections"_s, &L::connections, 1, 1'000'000),
        number(u"limit.connections-per-address"_s, &L::connectionsPerAddress, 1, 1'000'000),
        number(u"limit.pre-auth-per-address"_s, &L::preAuthPerAddress, 1, 1'000'000),
        number(u"limit.connections-per-trusted-address"_s, &L::connectionsPerTrustedAddress, 1, 1'000'000),
        number(u"limit.pre-auth"_s, &L::preAuth, 1, 1'000'000),
        rate(u"limit.new-connections-per-address"_s, &L::newConnectionsPerAddress),
        rate(u"limit.frames-per-connection"_s, &L::framesPerConnection),
        rate(u"limit.bytes-per-connection"_s, &L::bytesPerConnection),
        number(u"limit.write-soft-bytes"_s, &L::writeSoftBytes, 4'096, 1 << 30),
        number(u"limit.write-hard-bytes"_s, &L::writeHardBytes, 512 * 1'024, 1 << 30),
        number(u"limit.write-stall-ms"_s, &L::writeStallMs, 100, day),
        number(u"limit.sessions-per-account"_s, &L::sessionsPerAccount, 1, 1'000),
        rate(u"limit.registrations"_s, &L::registrations),
        rate(u"limit.registrations-per-address"_s, &L::registrationsPerAddress),
        number(u"limit.free-sign-in-failures"_s, &L::freeSignInFailures, 1, 1'000),
        number(u"limit.max-sign-in-delay-ms"_s, &L::maxSignInDelayMs, 0, day),
        rate(u"limit.sign-in-failures-per-address"_s, &L::signInFailuresPerAddress),
        rate(u"limit.sign-in-failures-per-account"_s, &L::signInFailuresPerAccount),
        number(u"limit.token-lifetime-ms"_s, &L::tokenLifetimeMs, 1'000, 3'650LL * day),
        number(u"limit.text-code-points"_s, &L::textCodePoints, 1, protocol::maxMessageCodePoints),
        number(u"limit.text-bytes"_s, &L::textBytes, 4, protocol::maxMessageBytes),
        rate(u"limit.messages"_s, &L::messages),
        rate(u"limit.history-pages"_s, &L::historyPages),
        rate(u"limit.requests"_s, &L::requests),
        rate(u"limit.hints"_s, &L::hints),
        number(u"limit.history-page"_s, &L::historyPage, 1, protocol::HistoryPage::maxMessages),
        number(u"limit.typing-members"_s, &L::typingMembers, 0, 1'000'000),
    };
}

} // namespace

const std::vector<ConfigKey> &configKeyTable()
{
    static const std::vector<ConfigKey> table = makeTable();
    return table;
}

} // namespace miniqq::server
