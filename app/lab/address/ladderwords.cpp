// SPDX-License-Identifier: MIT
#include "app/lab/address/addresswords.h"
#include "app/lab/address/pingladder.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

QString rungName(Rung rung)
{
    switch (rung) {
    case Rung::Loopback:
        return AddressWords::tr("this machine (loopback)");
    case Rung::OwnAddress:
        return AddressWords::tr("this machine's own address");
    case Rung::Gateway:
        return AddressWords::tr("the gateway");
    case Rung::Public:
        return AddressWords::tr("the Internet");
    }
    Q_UNREACHABLE();
}

QString worksText(Rung rung)
{
    switch (rung) {
    case Rung::Loopback:
        return AddressWords::tr(
            "TCP/IP works inside this machine. That says nothing about the network card.");
    case Rung::OwnAddress:
        return AddressWords::tr(
            "The address is there. The packet took the loopback interface: the cable was not tested.");
    case Rung::Gateway:
        return AddressWords::tr("Network card, cable or Wi-Fi and the local network work.");
    case Rung::Public:
        return AddressWords::tr("The way to the Internet works.");
    }
    Q_UNREACHABLE();
}

QString skippedText(Rung rung)
{
    switch (rung) {
    case Rung::OwnAddress:
        return AddressWords::tr("This machine has no address but loopback: it is connected to no network. "
                                "Plug in the cable or join a Wi-Fi.");
    case Rung::Gateway:
        return AddressWords::tr("This machine knows no gateway: it can only talk to its own subnet.");
    case Rung::Loopback:
    case Rung::Public:
        return AddressWords::tr("Nothing was asked for here.");
    }
    Q_UNREACHABLE();
}

QString silentText(Rung rung)
{
    switch (rung) {
    case Rung::Loopback:
        return AddressWords::tr(
            "Not even this machine answers itself: TCP/IP is broken, or a firewall blocks ICMP on it.");
    case Rung::OwnAddress:
        return AddressWords::tr(
            "The own address does not answer: the interface may be down, or a firewall blocks ICMP.");
    case Rung::Gateway:
        return AddressWords::tr("The gateway does not answer: check cable or Wi-Fi and whether address and "
                                "mask are right. Some routers never answer ping.");
    case Rung::Public:
        return AddressWords::tr("Nothing comes back from the Internet: the router may have no connection, or "
                                "the target does not answer ping.");
    }
    Q_UNREACHABLE();
}

QString failureText(const LadderRung &rung)
{
    switch (rung.result.outcome) {
    case PingOutcome::Replied:
        return worksText(rung.rung);
    case PingOutcome::Partly:
        return AddressWords::tr("Only %1 of %2 packets came back: the way works but loses packets.")
            .arg(rung.result.received)
            .arg(std::max(rung.result.sent, rung.result.received));
    case PingOutcome::NoReply:
        return silentText(rung.rung);
    case PingOutcome::Unreachable:
        return AddressWords::tr(
                   "No way leads to %1 (\"%2\"): nobody has that address, or the route to it is missing.")
            .arg(rung.target, rung.result.detail);
    case PingOutcome::UnknownHost:
        return AddressWords::tr("The name %1 has no address, or no name server answers. Try with an address: "
                                "if that works, only DNS is broken.")
            .arg(rung.target);
    case PingOutcome::NotPermitted:
        return AddressWords::tr("This user may not send ICMP here, so ping says nothing about the network. "
                                "Use the echo server over TCP or UDP instead.");
    case PingOutcome::NotInstalled:
        return AddressWords::tr("The program ping is not installed here. Install it (Debian: iputils-ping), "
                                "or use the echo server over TCP or UDP.");
    case PingOutcome::Failed:
        return rung.result.detail.isEmpty() ? AddressWords::tr("ping failed without saying why.")
                                            : AddressWords::tr("ping failed: %1").arg(rung.result.detail);
    }
    Q_UNREACHABLE();
}

bool answered(const LadderRung &rung)
{
    return rung.state == LadderRung::State::Done && rung.result.received > 0;
}

/// The first IPv4 address that a neighbour could use.
QString ownAddress(const QList<Interface> &interfaces, const QList<Route> &routes)
{
    const QList<QHostAddress> gateways = defaultGateways(routes);
    QString first;
    for (const Interface &interface : interfaces) {
        for (const InterfaceAddress &entry : interface.addresses) {
            if (!interface.up || entry.address.protocol() != QAbstractSocket::IPv4Protocol ||
                entry.address.isLoopback())
                continue;
            // The one on the way out is the one that people mean.
            if (!gateways.isEmpty() && entry.contains(gateways.first()))
                return entry.address.toString();
            if (first.isEmpty())
                first = entry.address.toString();
        }
    }
    return first;
}

} // namespace

const char *rungCode(Rung rung)
{
    switch (rung) {
    case Rung::Loopback:
        return "loopback";
    case Rung::OwnAddress:
        return "own_address";
    case Rung::Gateway:
        return "gateway";
    case Rung::Public:
        return "public";
    }
    Q_UNREACHABLE();
}

QList<LadderRung> planLadder(const QList<Interface> &interfaces, const QList<Route> &routes,
                             const std::optional<QString> &publicTarget)
{
    const QList<QHostAddress> gateways = defaultGateways(routes);
    QList<LadderRung> rungs(3);
    rungs[0] = {Rung::Loopback, u"127.0.0.1"_s, LadderRung::State::Waiting, {}};
    rungs[1] = {Rung::OwnAddress, ownAddress(interfaces, routes), LadderRung::State::Waiting, {}};
    rungs[2] = {Rung::Gateway,
                gateways.isEmpty() ? QString() : gateways.first().toString(),
                LadderRung::State::Waiting,
                {}};
    if (publicTarget)
        rungs << LadderRung{Rung::Public, publicTarget->trimmed(), LadderRung::State::Waiting, {}};
    return rungs;
}

QString rungText(const QList<LadderRung> &rungs, qsizetype at)
{
    const LadderRung &rung = rungs[at];
    switch (rung.state) {
    case LadderRung::State::Waiting:
        return AddressWords::tr("not tried yet");
    case LadderRung::State::Running:
        return AddressWords::tr("waiting for an answer");
    case LadderRung::State::Skipped:
        return skippedText(rung.rung);
    case LadderRung::State::Done:
        break;
    }
    QString text = failureText(rung);
    // A router that is silent although what lies behind it answers is only shy.
    const bool laterAnswers = std::any_of(rungs.begin() + at + 1, rungs.end(), answered);
    if (rung.result.outcome == PingOutcome::NoReply && laterAnswers)
        text =
            AddressWords::tr("No answer, but what lies behind it answers: it works and merely ignores ping.");
    return text;
}

Facts ladderFacts(const QList<LadderRung> &rungs)
{
    std::vector<Facts> rows;
    for (qsizetype at = 0; at < rungs.size(); ++at) {
        const LadderRung &rung = rungs[at];
        const bool done = rung.state == LadderRung::State::Done;
        Facts row;
        row.push_back({"rung", AddressWords::tr("Rung"), QString::fromLatin1(rungCode(rung.rung)),
                       rungName(rung.rung)});
        row.push_back(
            {"target", AddressWords::tr("Target"), rung.target, rung.target.isEmpty() ? u"-"_s : QString()});
        row.push_back({"outcome", AddressWords::tr("Outcome"),
                       done ? QString::fromLatin1(pingOutcomeCode(rung.result.outcome))
                       : rung.state == LadderRung::State::Skipped ? u"skipped"_s
                                                                  : u"waiting"_s});
        row.push_back({"received", AddressWords::tr("Answers"), qint64(rung.result.received),
                       u"%1 / %2"_s.arg(rung.result.received).arg(rung.result.sent)});
        row.push_back({"sent", {}, qint64(rung.result.sent)});
        row.push_back({"average_us", AddressWords::tr("Average"),
                       rung.result.averageMs ? qint64(*rung.result.averageMs * 1000) : qint64(-1),
                       rung.result.averageMs
                           ? AddressWords::tr("%1 ms").arg(*rung.result.averageMs, 0, 'f', 3)
                           : u"-"_s});
        row.push_back({"meaning", AddressWords::tr("Meaning"), rungText(rungs, at)});
        rows.push_back(std::move(row));
    }
    return {{"rungs", AddressWords::tr("Ping ladder"), rows}};
}

} // namespace miniqq::lab
