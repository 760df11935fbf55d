// SPDX-License-Identifier: MIT
#include "server/core/configkeys.h"

#include "common/protocol/chat.h"
#include "common/protocol/groups.h"
#include "common/protocol/textrules.h"

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int maxNameLength = 80;
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

/// Two keys, `name`.perSecond (0: unlimited) and `name`.burst.
void addRate(std::vector<ConfigKey> &table, const QString &name, Rate Limits::*member)
{
    constexpr double maxPerSecond = 1e9;
    table.push_back({name + u".perSecond", [=](ServerConfig &config, const QString &value) -> Result<Done> {
                         bool ok = false;
                         const double parsed = value.toDouble(&ok);
                         if (!ok || !(parsed >= 0 && parsed <= maxPerSecond))
                             return Error{
                                 u"a number from 0 (no limit) to %1 is expected"_s.arg(maxPerSecond)};
                         (config.limits.*member).perSecond = parsed;
                         return Done{};
                     }});
    table.push_back({name + u".burst", [=](ServerConfig &config, const QString &value) -> Result<Done> {
                         bool ok = false;
                         const int parsed = value.toInt(&ok);
                         if (!ok || parsed < 1)
                             return Error{u"a whole number from 1 is expected"_s};
                         (config.limits.*member).burst = parsed;
                         return Done{};
                     }});
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

Result<Done> applyLog(ServerConfig &config, const QString &value)
{
    if (value.isEmpty())
        return Error{u"a folder is expected"_s};
    config.logDir = value;
    return Done{};
}

Result<Done> applyName(ServerConfig &config, const QString &value)
{
    if (value.isEmpty() || value.size() > maxNameLength)
        return Error{u"a name of 1 to %1 characters is expected"_s.arg(maxNameLength)};
    config.name = value;
    return Done{};
}

Result<Done> applyRegistrationCode(ServerConfig &config, const QString &value)
{
    if (!protocol::violation(value.toUtf8(), protocol::registrationCode).isEmpty())
        return Error{
            u"a code of 1 to %1 characters is expected"_s.arg(protocol::registrationCode.maxCodePoints)};
    config.registrationCode = value;
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

ConfigKey whole(const QString &name, quint32 ServerConfig::*member, quint32 min, quint32 max)
{
    return {name, [=](ServerConfig &config, const QString &value) -> Result<Done> {
                bool ok = false;
                const uint parsed = value.toUInt(&ok);
                if (!ok || parsed < min || parsed > max)
                    return Error{u"a whole number from %1 to %2 is expected"_s.arg(min).arg(max)};
                config.*member = parsed;
                return Done{};
            }};
}

std::vector<ConfigKey> makeTable()
{
    using L = Limits;
    std::vector<ConfigKey> table = {
        {u"listen"_s, applyListen},
        {u"data"_s, applyData},
        {u"log"_s, applyLog},
        {u"name"_s, applyName},
        flag(u"plain"_s, &ServerConfig::plain),
        flag(u"trust-loopback"_s, &ServerConfig::trustLoopback),
        flag(u"registration"_s, &ServerConfig::registration),
        {u"registration.code"_s, applyRegistrationCode},
        {u"io-threads"_s, applyIoThreads},
        whole(u"password.memoryKiB"_s, &ServerConfig::passwordMemoryKiB, 8, 1 << 20),
        whole(u"password.iterations"_s, &ServerConfig::passwordIterations, 1, 100),
        whole(u"password.queue"_s, &ServerConfig::passwordQueue, 1, 100'000),
        number(u"limit.preAuthFrameBytes"_s, &L::preAuthFrameBytes, 1'024, 64 * 1'024),
        number(u"limit.frameBytes"_s, &L::frameBytes, 32 * 1'024, 1'024 * 1'024),
        number(u"limit.handshakeMs"_s, &L::handshakeMs, 100, day),
        number(u"limit.signInMs"_s, &L::signInMs, 100, day),
        number(u"limit.frameMs"_s, &L::frameMs, 100, day),
        number(u"limit.pingAfterMs"_s, &L::pingAfterMs, 100, day),
        number(u"limit.deadAfterMs"_s, &L::deadAfterMs, 200, day),
        number(u"limit.connections"_s, &L::connections, 1, 1'000'000),
        number(u"limit.connectionsPerAddress"_s, &L::connectionsPerAddress, 1, 1'000'000),
        number(u"limit.preAuthPerAddress"_s, &L::preAuthPerAddress, 1, 1'000'000),
        number(u"limit.connectionsPerTrustedAddress"_s, &L::connectionsPerTrustedAddress, 1, 1'000'000),
        number(u"limit.preAuth"_s, &L::preAuth, 1, 1'000'000),
        number(u"limit.writeSoftBytes"_s, &L::writeSoftBytes, 4'096, 1 << 30),
        number(u"limit.writeHardBytes"_s, &L::writeHardBytes, 512 * 1'024, 1 << 30),
        number(u"limit.writeStallMs"_s, &L::writeStallMs, 100, day),
        number(u"limit.sessionsPerAccount"_s, &L::sessionsPerAccount, 1, 1'000),
        number(u"limit.freeSignInFailures"_s, &L::freeSignInFailures, 1, 1'000),
        number(u"limit.maxSignInDelayMs"_s, &L::maxSignInDelayMs, 0, day),
        number(u"limit.tokenLifetimeMs"_s, &L::tokenLifetimeMs, 1'000, 3'650LL * day),
        number(u"limit.textCodePoints"_s, &L::textCodePoints, 1, protocol::maxMessageCodePoints),
        number(u"limit.textBytes"_s, &L::textBytes, 4, protocol::maxMessageBytes),
        number(u"limit.historyPage"_s, &L::historyPage, 1, protocol::HistoryPage::maxMessages),
        number(u"limit.pendingMessages"_s, &L::pendingMessages, 1, 1'000'000),
        number(u"limit.pendingMessageBytes"_s, &L::pendingMessageBytes, protocol::maxMessageBytes, 1 << 30),
        number(u"limit.typingLapsesMs"_s, &L::typingLapsesMs, 100, day),
        number(u"limit.typingMembers"_s, &L::typingMembers, 0, 1'000'000),
        number(u"limit.mentions"_s, &L::mentions, 1, protocol::MessageLinks::maxMentions),
        number(u"limit.recallMs"_s, &L::recallMs, 0, day),
        number(u"limit.groupMembers"_s, &L::groupMembers, 1, protocol::GroupInfo::maxMembers),
        number(u"limit.groupsPerAccount"_s, &L::groupsPerAccount, 1, 100'000),
        number(u"limit.groupsBroughtInto"_s, &L::groupsBroughtInto, 1, 100'000),
        number(u"limit.groupsPerInviter"_s, &L::groupsPerInviter, 1, 100'000),
        number(u"limit.groupTitleCodePoints"_s, &L::groupTitleCodePoints, 1,
               protocol::GroupChange::maxTitleCodePoints),
        number(u"limit.groupNoticeCodePoints"_s, &L::groupNoticeCodePoints, 1,
               protocol::GroupChange::maxNoticeCodePoints),
        number(u"limit.waitingGroupChanges"_s, &L::waitingGroupChanges, 1, 10'000),
        number(u"limit.fileBytes"_s, &L::fileBytes, 1, 1LL << 50),
        number(u"limit.chunkBytes"_s, &L::chunkBytes, 1'024, protocol::maxChunkData),
        number(u"limit.fileWindow"_s, &L::fileWindow, 1, 64),
        number(u"limit.transfersPerAccount"_s, &L::transfersPerAccount, 1, 1'000),
        number(u"limit.transfersWaiting"_s, &L::transfersWaiting, 0, 10'000),
        number(u"limit.transfers"_s, &L::transfers, 1, 100'000),
        number(u"limit.fileBytesPerAccount"_s, &L::fileBytesPerAccount, 1, 1LL << 50),
        number(u"limit.filesPerAccount"_s, &L::filesPerAccount, 1, 1'000'000),
        number(u"limit.imageBytes"_s, &L::imageBytes, 1, 1LL << 30),
        number(u"limit.imageSide"_s, &L::imageSide, 1, 65'535),
        number(u"limit.imagePixels"_s, &L::imagePixels, 1, 1LL << 32),
        number(u"limit.imageFrames"_s, &L::imageFrames, 1, 100'000),
        number(u"limit.avatarBytes"_s, &L::avatarBytes, 1, 1 << 30),
        number(u"limit.avatarSide"_s, &L::avatarSide, 1, 65'535),
        number(u"limit.fileKeepMs"_s, &L::fileKeepMs, 1'000, 36'500LL * day),
        number(u"limit.fileAbandonedMs"_s, &L::fileAbandonedMs, 1'000, 36'500LL * day),
        number(u"limit.fileIdleMs"_s, &L::fileIdleMs, 1'000, day),
        number(u"limit.fileSweepMs"_s, &L::fileSweepMs, 1'000, day),
        number(u"limit.diskFloorBytes"_s, &L::diskFloorBytes, 0, 1LL << 50),
        number(u"limit.diskFloorPercent"_s, &L::diskFloorPercent, 0, 99),
    };
    addRate(table, u"limit.fileBytesPerConnection"_s, &L::fileBytesPerConnection);
    addRate(table, u"limit.newConnectionsPerAddress"_s, &L::newConnectionsPerAddress);
    addRate(table, u"limit.framesPerConnection"_s, &L::framesPerConnection);
    addRate(table, u"limit.bytesPerConnection"_s, &L::bytesPerConnection);
    addRate(table, u"limit.registrations"_s, &L::registrations);
    addRate(table, u"limit.registrationsPerAddress"_s, &L::registrationsPerAddress);
    addRate(table, u"limit.signInFailuresPerAddress"_s, &L::signInFailuresPerAddress);
    addRate(table, u"limit.signInSlowLane"_s, &L::signInSlowLane);
    addRate(table, u"limit.signInFailuresPerAccount"_s, &L::signInFailuresPerAccount);
    addRate(table, u"limit.messages"_s, &L::messages);
    addRate(table, u"limit.historyPages"_s, &L::historyPages);
    addRate(table, u"limit.requests"_s, &L::requests);
    addRate(table, u"limit.hints"_s, &L::hints);
    addRate(table, u"limit.mentionsOfAll"_s, &L::mentionsOfAll);
    addRate(table, u"limit.recalls"_s, &L::recalls);
    addRate(table, u"limit.groupChanges"_s, &L::groupChanges);
    addRate(table, u"limit.groupPeople"_s, &L::groupPeople);
    addRate(table, u"limit.groupMessages"_s, &L::groupMessages);
    return table;
}

} // namespace

const std::vector<ConfigKey> &configKeyTable()
{
    static const std::vector<ConfigKey> table = makeTable();
    return table;
}

} // namespace miniqq::server
