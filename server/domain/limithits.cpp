// SPDX-License-Identifier: MIT
#include "server/domain/limithits.h"

#include <cmath>

#include "common/protocol/jsondocument.h"

namespace miniqq::server {
namespace {

using namespace Qt::Literals::StringLiterals;

using Unit = LimitReport::Unit;

struct Row
{
    LimitHit hit;
    const char *name;
    Unit unit;
    qint64 amount;
    double perSecond = 0;
};

Row row(LimitHit hit, const char *name, qint64 count)
{
    return {hit, name, Unit::Count, count};
}

Row row(LimitHit hit, const char *name, const Rate &rate)
{
    return {hit, name, Unit::Rate, rate.burst, rate.perSecond};
}

Row byteRate(LimitHit hit, const char *name, const Rate &rate)
{
    return {hit, name, Unit::ByteRate, rate.burst, rate.perSecond};
}

Row bytes(LimitHit hit, const char *name, qint64 count)
{
    return {hit, name, Unit::Bytes, count};
}

Row milliseconds(LimitHit hit, const char *name, qint64 count)
{
    return {hit, name, Unit::Milliseconds, count};
}

} // namespace

QString valueOf(const LimitReport &report)
{
    const QString amount = QString::number(report.amount);
    switch (report.unit) {
    case Unit::Count:
        return amount;
    case Unit::Bytes:
        return QString(amount + u" bytes");
    case Unit::Milliseconds:
        return QString(amount + u" ms");
    case Unit::Rate:
    case Unit::ByteRate:
        break;
    }
    if (report.perSecond <= 0)
        return u"no limit"_s;
    const QString what = report.unit == Unit::ByteRate ? u" bytes"_s : QString();
    const bool fast = report.perSecond >= 1;
    const double each = fast ? report.perSecond : report.perSecond * 60;
    const bool isWhole = each == std::floor(each);
    return QString(amount + what + u" at once, then " +
                   (isWhole ? QString::number(each, 'f', 0) : QString::number(each, 'g', 6)) + what +
                   (fast ? u"/s" : u"/min"));
}

std::vector<LimitReport> limitReports(const Limits &l, quint32 passwordQueue, const LimitHits &hits,
                                      const LimitMeter &meter)
{
    const Row rows[] = {
        bytes(LimitHit::PreAuthFrameBytes, "preAuthFrameBytes", l.preAuthFrameBytes),
        bytes(LimitHit::FrameBytes, "frameBytes", l.frameBytes),
        milliseconds(LimitHit::Handshake, "handshakeMs", l.handshakeMs),
        milliseconds(LimitHit::SignIn, "signInMs", l.signInMs),
        milliseconds(LimitHit::Frame, "frameMs", l.frameMs),
        milliseconds(LimitHit::Dead, "deadAfterMs", l.deadAfterMs),
        row(LimitHit::Connections, "connections", l.connections),
        row(LimitHit::ConnectionsPerAddress, "connectionsPerAddress", l.connectionsPerAddress),
        row(LimitHit::PreAuthPerAddress, "preAuthPerAddress", l.preAuthPerAddress),
        row(LimitHit::PreAuth, "preAuth", l.preAuth),
        row(LimitHit::NewConnectionsPerAddress, "newConnectionsPerAddress", l.newConnectionsPerAddress),
        row(LimitHit::FramesPerConnection, "framesPerConnection", l.framesPerConnection),
        byteRate(LimitHit::BytesPerConnection, "bytesPerConnection", l.bytesPerConnection),
        byteRate(LimitHit::FileBytesPerConnection, "fileBytesPerConnection", l.fileBytesPerConnection),
        row(LimitHit::Json, "json", protocol::JsonLimits().values),
        bytes(LimitHit::WriteHard, "writeHardBytes", l.writeHardBytes),
        row(LimitHit::SessionsPerAccount, "sessionsPerAccount", l.sessionsPerAccount),
        row(LimitHit::Registrations, "registrations", l.registrations),
        row(LimitHit::RegistrationsPerAddress, "registrationsPerAddress", l.registrationsPerAddress),
        row(LimitHit::FreeSignInFailures, "freeSignInFailures", l.freeSignInFailures),
        row(LimitHit::SignInFailuresPerAddress, "signInFailuresPerAddress", l.signInFailuresPerAddress),
        row(LimitHit::SignInFailuresPerAccount, "signInFailuresPerAccount", l.signInFailuresPerAccount),
        row(LimitHit::PasswordQueue, "password.queue", passwordQueue),
        row(LimitHit::Text, "textCodePoints", l.textCodePoints),
        row(LimitHit::Messages, "messages", l.messages),
        row(LimitHit::PendingMessages, "pendingMessages", l.pendingMessages),
        row(LimitHit::Mentions, "mentions", l.mentions),
        row(LimitHit::MentionsOfAll, "mentionsOfAll", l.mentionsOfAll),
        row(LimitHit::HistoryPages, "historyPages", l.historyPages),
        row(LimitHit::Recalls, "recalls", l.recalls),
        row(LimitHit::Requests, "requests", l.requests),
        row(LimitHit::Hints, "hints", l.hints),
        row(LimitHit::GroupMembers, "groupMembers", l.groupMembers),
        row(LimitHit::GroupsPerAccount, "groupsPerAccount", l.groupsPerAccount),
        row(LimitHit::GroupsBroughtInto, "groupsBroughtInto", l.groupsBroughtInto),
        row(LimitHit::GroupsPerInviter, "groupsPerInviter", l.groupsPerInviter),
        row(LimitHit::GroupTitle, "groupTitleCodePoints", l.groupTitleCodePoints),
        row(LimitHit::GroupNotice, "groupNoticeCodePoints", l.groupNoticeCodePoints),
        row(LimitHit::GroupChanges, "groupChanges", l.groupChanges),
        row(LimitHit::GroupPeople, "groupPeople", l.groupPeople),
        row(LimitHit::GroupMessages, "groupMessages", l.groupMessages),
        row(LimitHit::WaitingGroupChanges, "waitingGroupChanges", l.waitingGroupChanges),
        bytes(LimitHit::FileBytes, "fileBytes", l.fileBytes),
        row(LimitHit::TransfersWaiting, "transfersWaiting", l.transfersWaiting),
        row(LimitHit::Transfers, "transfers", l.transfers),
        bytes(LimitHit::FileBytesPerAccount, "fileBytesPerAccount", l.fileBytesPerAccount),
        bytes(LimitHit::Images, "imageBytes", l.imageBytes),
        bytes(LimitHit::Avatars, "avatarBytes", l.avatarBytes),
        milliseconds(LimitHit::FileIdle, "fileIdleMs", l.fileIdleMs),
        bytes(LimitHit::DiskFloor, "diskFloorBytes", l.diskFloorBytes),
    };
    static_assert(std::size(rows) == limitHitCount, "each limit has a row");
    std::vector<LimitReport> reports;
    for (const Row &each : rows)
        reports.push_back({each.hit, QString::fromLatin1(each.name), each.unit, each.amount, each.perSecond,
                           hits[size_t(each.hit)] + meter.hits(each.hit)});
    return reports;
}

} // namespace miniqq::server
