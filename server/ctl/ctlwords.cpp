// SPDX-License-Identifier: MIT
#include "server/ctl/ctlwords.h"

#include "server/core/logrelay.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

namespace miniqq::server {

namespace {

using namespace Qt::Literals::StringLiterals;

QString durationOf(qint64 milliseconds)
{
    const qint64 seconds = milliseconds / 1000;
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    if (seconds < 24 * 3600)
        return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
    return u"%1 d %2 h"_s.arg(seconds / 86'400).arg(seconds / 3600 % 24);
}

QString bytesOf(qint64 bytes)
{
    if (bytes < 1024)
        return u"%1 B"_s.arg(bytes);
    if (bytes < 1024 * 1024)
        return u"%1 KiB"_s.arg(double(bytes) / 1024, 0, 'f', 1);
    return u"%1 MiB"_s.arg(double(bytes) / (1024 * 1024), 0, 'f', 1);
}

QString millisecondsOf(qint64 microseconds)
{
    return u"%1 ms"_s.arg(double(microseconds) / 1000, 0, 'f', 2);
}

} // namespace

protocol::ControlStatus controlStatusOf(const ServerStatus &status)
{
    protocol::ControlStatus out;
    out.server = QByteArrayLiteral("MiniQQ/" MINIQQ_VERSION);
    out.name = status.name.toUtf8();
    for (const Endpoint &endpoint : status.listening)
        out.listening.push_back(endpoint.toText().toUtf8());
    out.plain = status.plain;
    out.fingerprint = status.fingerprint.toLatin1();
    out.process = QCoreApplication::applicationPid();
    out.uptimeMs = status.uptimeMs;
    out.connections = qint64(status.connections.size());
    out.signedIn = status.signedIn;
    out.accounts = status.accounts;
    out.messages = status.messages;
    out.messagesPerMinute = std::llround(status.messagesPerSecond * 60);
    out.storeBytes = status.storeBytes;
    out.lastCommitUs = status.lastCommitUs;
    out.maxCommitUs = status.maxCommitUs;
    out.storeFailures = status.storeFailures;
    out.refusedConnections = status.refused;
    for (const LimitReport &limit : status.limits)
        out.limits.push_back({limit.name.toUtf8(), valueOf(limit).toUtf8(), limit.hits});
    return out;
}

std::vector<protocol::ControlSession> controlSessionsOf(const ServerStatus &status)
{
    std::vector<protocol::ControlSession> sessions;
    sessions.reserve(status.connections.size());
    for (const ConnectionStatus &connection : status.connections)
        sessions.push_back({connection.id.value(), connection.account.toUtf8(),
                            connection.peer.toText().toUtf8(), connection.sinceMs, connection.idleMs,
                            connection.bytesIn, connection.bytesOut});
    return sessions;
}

QByteArray wordsOf(const protocol::ControlStatus &status)
{
    QString listening;
    for (const QByteArray &endpoint : status.listening)
        listening += (listening.isEmpty() ? u"" : u", ") + QString::fromUtf8(endpoint);
    QStringList lines{
        u"%1 \"%2\", process %3, up %4"_s
            .arg(QString::fromUtf8(status.server), singleLine(QString::fromUtf8(status.name)))
            .arg(status.process)
            .arg(durationOf(status.uptimeMs)),
        (listening.isEmpty() ? u"not listening"_s : u"listening on "_s + listening) +
            (status.plain ? u", without TLS"_s : u", TLS"_s),
        u"connections   %1, %2 signed in, %3 refused"_s.arg(status.connections)
            .arg(status.signedIn)
            .arg(status.refusedConnections),
        u"accounts      %1"_s.arg(status.accounts),
        u"messages      %1 since the start, %2 a minute"_s.arg(status.messages).arg(status.messagesPerMinute),
        u"store         %1, last commit %2, longest %3, %4 refused"_s
            .arg(bytesOf(status.storeBytes), millisecondsOf(status.lastCommitUs),
                 millisecondsOf(status.maxCommitUs))
            .arg(status.storeFailures)};
    if (!status.fingerprint.isEmpty())
        lines.insert(2, u"public key    SHA-256 "_s + QString::fromLatin1(status.fingerprint));
    if (!status.limits.empty())
        lines.append(u"limits        times reached, since the start"_s);
    for (const protocol::LimitUse &limit : status.limits)
        lines.append(u"  %1 %2  %3"_s
                         .arg(QString::fromUtf8(limit.name).leftJustified(30),
                              QString::fromUtf8(limit.value).leftJustified(28))
                         .arg(limit.hits));
    return lines.join(u'\n').toUtf8();
}

QByteArray wordsOf(const std::vector<protocol::ControlSession> &sessions)
{
    if (sessions.empty())
        return "Nobody is connected.";
    QStringList lines{u"%1 %2 %3 %4 %5"_s.arg(u"number"_s.leftJustified(8), u"account"_s.leftJustified(32),
                                              u"address"_s.leftJustified(28), u"since"_s.leftJustified(19),
                                              u"silent"_s)};
    for (const protocol::ControlSession &session : sessions) {
        const QString account = session.account.isEmpty() ? u"-"_s : QString::fromUtf8(session.account);
        lines.append(u"%1 %2 %3 %4 %5"_s.arg(
            QString::number(session.connection).leftJustified(8), account.leftJustified(32),
            QString::fromUtf8(session.address).leftJustified(28),
            QDateTime::fromMSecsSinceEpoch(session.sinceMs).toString(u"yyyy-MM-dd HH:mm:ss"_s),
            durationOf(session.idleMs)));
    }
    return lines.join(u'\n').toUtf8();
}

QByteArray wordsOf(const std::vector<protocol::ControlBan> &bans)
{
    if (bans.empty())
        return "Nobody is banned.";
    QStringList lines;
    for (const protocol::ControlBan &ban : bans)
        lines.append(u"%1 %2 since %3  %4"_s.arg(
            (ban.isAddress ? u"address"_s : u"account"_s), QString::fromUtf8(ban.subject).leftJustified(32),
            QDateTime::fromMSecsSinceEpoch(ban.sinceMs).toString(u"yyyy-MM-dd HH:mm:ss"_s),
            singleLine(QString::fromUtf8(ban.reason))));
    return lines.join(u'\n').toUtf8();
}

QByteArray countOf(qint64 count, QByteArrayView what)
{
    return QByteArray::number(count) + ' ' + what.toByteArray() + (count == 1 ? "" : "s");
}

} // namespace miniqq::server
