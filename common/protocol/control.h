// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>

#include <optional>
#include <vector>

/// What `miniqq-serverd ctl` and a running server tell each other over the local socket in the data folder:
/// one frame each way (four bytes of length, then JSON, as on the wire), then the connection ends. No peer of
/// the network gets here. The server finds the words and the JSON; the other end prints them.
namespace miniqq::protocol {

struct ControlRequest
{
    static constexpr quint32 maxPayload = 32 * 1024;
    static constexpr int maxArguments = 8;

    QByteArray command;                ///< "status"
    std::vector<QByteArray> arguments; ///< what stands behind it
    std::optional<QByteArray> reason;  ///< for the person concerned
    bool json = false;                 ///< the answer is for a program
    bool flag = false;                 ///< WHO is a connection, or an address: what the command says
};
struct ControlReply
{
    /// As many connections as a server can have, each in a line, with room.
    static constexpr quint32 maxPayload = 32 * 1024 * 1024;

    bool ok = false;
    QByteArray output; ///< UTF-8; `ok`: for stdout, else one sentence for stderr
};

/// Whole frames.
QByteArray encodeControl(const ControlRequest &request);
QByteArray encodeControl(const ControlReply &reply);
/// The error is one sentence.
Result<ControlRequest> decodeControlRequest(QByteArrayView payload);
Result<ControlReply> decodeControlReply(QByteArrayView payload);

/// One figure that bounds something, and how often it did.
struct LimitUse
{
    QByteArray name;  ///< as in the configuration file: "messages"
    QByteArray value; ///< "20 at once, then 5/s"
    quint64 hits = 0; ///< since the start
};
/// What `ctl status --json` prints.
struct ControlStatus
{
    QByteArray server; ///< program and version
    QByteArray name;
    std::vector<QByteArray> listening;
    bool plain = false;
    QByteArray fingerprint; ///< of the public key, "AB:CD:..."; empty: plain
    qint64 process = 0;
    qint64 uptimeMs = 0;
    qint64 connections = 0;
    qint64 signedIn = 0;
    qint64 accounts = 0;
    quint64 messages = 0; ///< stored since the start
    qint64 messagesPerMinute = 0;
    qint64 storeBytes = 0;
    qint64 lastCommitUs = 0;
    qint64 maxCommitUs = 0;
    quint64 storeFailures = 0;
    quint64 refusedConnections = 0;
    std::vector<LimitUse> limits;
};
/// One line of `ctl sessions --json`.
struct ControlSession
{
    qint64 connection = 0;
    QByteArray account; ///< empty: not signed in
    QByteArray address; ///< with port
    qint64 sinceMs = 0; ///< wall clock
    qint64 idleMs = 0;
    quint64 bytesIn = 0;
    quint64 bytesOut = 0;
};
/// One line of `ctl bans --json`.
struct ControlBan
{
    bool isAddress = false;
    QByteArray subject;
    QByteArray reason;
    qint64 sinceMs = 0; ///< wall clock
};
/// What `ctl backup --json` and `ctl check --json` print.
struct ControlHoldings
{
    QByteArray file; ///< Of a backup.
    qint64 accounts = 0;
    qint64 conversations = 0;
    qint64 messages = 0;
    qint64 files = 0; ///< With their contents.
    QByteArray notes; ///< What to know though all went well.
};
/// One object each, without a line break.
QByteArray controlJson(const ControlStatus &status);
QByteArray controlJson(const std::vector<ControlSession> &sessions);
QByteArray controlJson(const std::vector<ControlBan> &bans);
QByteArray controlJson(const ControlHoldings &holdings);
/// {"KEY":COUNT}: what commands that only count answer.
QByteArray controlJson(QByteArrayView key, qint64 count);
/// {"KEY":"TEXT"}
QByteArray controlJson(QByteArrayView key, QByteArrayView text);

} // namespace miniqq::protocol
