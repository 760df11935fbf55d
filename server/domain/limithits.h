// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/limits.h"

#include <QString>

#include <array>
#include <atomic>
#include <vector>

namespace miniqq::server {

/// The limits whose effect is counted. Named as in Limits, one for those that act together.
enum class LimitHit : quint8 {
    PreAuthFrameBytes,
    FrameBytes,
    Handshake,
    SignIn,
    Frame,
    Dead,
    Connections,
    ConnectionsPerAddress,
    PreAuthPerAddress,
    PreAuth,
    NewConnectionsPerAddress,
    FramesPerConnection,
    BytesPerConnection,
    FileBytesPerConnection,
    Json,
    WriteHard,
    SessionsPerAccount,
    Registrations,
    RegistrationsPerAddress,
    FreeSignInFailures,
    SignInFailuresPerAddress,
    SignInFailuresPerAccount,
    PasswordQueue,
    Text,
    Messages,
    PendingMessages,
    Mentions,
    MentionsOfAll,
    HistoryPages,
    Recalls,
    Requests,
    Hints,
    GroupMembers,
    GroupsPerAccount,
    GroupsBroughtInto,
    GroupsPerInviter,
    GroupTitle,
    GroupNotice,
    GroupChanges,
    GroupPeople,
    GroupMessages,
    WaitingGroupChanges,
    FileBytes,
    TransfersWaiting,
    Transfers,
    FileBytesPerAccount,
    Images,
    Avatars,
    FileIdle,
    DiskFloor,
    Count,
};
inline constexpr size_t limitHitCount = size_t(LimitHit::Count);

/// How often each limit had an effect since the start. For one thread.
using LimitHits = std::array<quint64, limitHitCount>;

/// The same for several threads.
class LimitMeter
{
public:
    void count(LimitHit hit) { m_hits[size_t(hit)].fetch_add(1, std::memory_order_relaxed); }
    quint64 hits(LimitHit hit) const { return m_hits[size_t(hit)].load(std::memory_order_relaxed); }

private:
    std::array<std::atomic<quint64>, limitHitCount> m_hits{};
};

/// One limit as it is shown.
struct LimitReport
{
    enum class Unit : quint8 { Count, Bytes, Milliseconds, Rate, ByteRate };

    LimitHit limit = LimitHit::Count;
    QString name; ///< as in the configuration file, without "limit.", or "json", which nobody can set
    Unit unit = Unit::Count;
    qint64 amount = 0;    ///< of a rate: at once
    double perSecond = 0; ///< of a rate; 0: no limit
    quint64 hits = 0;
};
/// "20 at once, then 5/s", "65536 bytes", "5".
QString valueOf(const LimitReport &report);
/// All of them, in the order of the enumeration. `passwordQueue` is no member of Limits.
std::vector<LimitReport> limitReports(const Limits &limits, quint32 passwordQueue, const LimitHits &hits,
                                      const LimitMeter &meter);

} // namespace miniqq::server
