// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace miniqq::lab {

/// How a run of the system's ping ended.
enum class PingOutcome {
    Replied,      ///< every packet came back
    Partly,       ///< some did
    NoReply,      ///< none, and nobody said why
    Unreachable,  ///< somebody on the way, or the own system, said that no way leads there
    UnknownHost,  ///< the name has no address
    NotPermitted, ///< this user may not send ICMP
    NotInstalled, ///< there is no ping here
    Failed,       ///< anything else; `detail` has what it said
};
const char *pingOutcomeCode(PingOutcome outcome); ///< "replied", "no_reply", ...

struct PingResult
{
    PingOutcome outcome = PingOutcome::Failed;
    int sent = 0;
    int received = 0;
    QList<double> timesMs;           ///< of each reply that told
    std::optional<double> averageMs; ///< as the program summed it up, or over timesMs
    QString detail;                  ///< the line that tells what went wrong; as the program printed it
};

/// Reads what ping of iputils, BusyBox or macOS printed in the C locale; `exitCode` is the program's.
PingResult parsePing(const QByteArray &output, const QByteArray &errors, int exitCode);

} // namespace miniqq::lab
