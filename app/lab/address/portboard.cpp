// SPDX-License-Identifier: MIT
#include "app/lab/address/portboard.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

QString ownerText(const PortBoardRow &row)
{
    if (row.isOurs)
        return AddressWords::tr("this program");
    if (row.owner.processId != 0)
        return u"%1 (%2)"_s.arg(row.owner.name).arg(row.owner.processId);
    return row.socket.inode == 0 ? AddressWords::tr("nobody any more")
                                 : AddressWords::tr("another user's program");
}

QString queueText(const SocketRow &socket)
{
    if (socket.state == TcpState::Listen)
        return AddressWords::tr("%1 waiting to be accepted").arg(socket.receiveQueue);
    return u"%1 / %2"_s.arg(socket.sendQueue).arg(socket.receiveQueue);
}

Facts rowFacts(const PortBoard &board, const PortBoardRow &row, qint64 nowNs)
{
    const SocketRow &socket = row.socket;
    const qint64 left = board.timeWaitLeftMs(row, nowNs);
    const QString state = QString::fromLatin1(tcpStateName(socket.state));
    QString shownState =
        socket.protocol == IpProtocol::Udp ? tcpStateText(socket.state, socket.protocol) : state;
    if (left >= 0)
        shownState += u' ' + AddressWords::tr("(%1 s left)").arg(double(left) / 1000, 0, 'f', 1);
    Facts facts;
    facts.push_back(
        {"protocol", AddressWords::tr("Protocol"), socket.protocol == IpProtocol::Tcp ? u"tcp"_s : u"udp"_s});
    facts.push_back({"local", AddressWords::tr("Local"), socket.local.toText()});
    facts.push_back({"peer", AddressWords::tr("Peer"), socket.hasPeer() ? socket.peer.toText() : QString(),
                     socket.hasPeer() ? QString() : u"-"_s});
    facts.push_back({"state", AddressWords::tr("State"), state, shownState});
    facts.push_back({"left_ms", {}, left}); // -1: not in TIME_WAIT
    facts.push_back({"send_queue", {}, qint64(socket.sendQueue)});
    facts.push_back({"receive_queue", AddressWords::tr("Unconfirmed / unread"), qint64(socket.receiveQueue),
                     queueText(socket)});
    facts.push_back(
        {"service", AddressWords::tr("Service"), row.service, row.service.isEmpty() ? u"-"_s : QString()});
    facts.push_back({"owner", AddressWords::tr("Program"), row.owner.name, ownerText(row)});
    facts.push_back({"process", {}, row.owner.processId});
    facts.push_back({"ours", {}, row.isOurs});
    return facts;
}

} // namespace

qint64 PortBoard::timeWaitLeftMs(const PortBoardRow &row, qint64 nowNs) const
{
    if (row.socket.state != TcpState::TimeWait || row.socket.timerMs < 0)
        return -1;
    return std::max(row.socket.timerMs - (nowNs - takenNs) / 1'000'000, qint64(0));
}

PortBoard makePortBoard(const QList<SocketRow> &sockets, const QHash<quint64, SocketOwner> &owners,
                        const QSet<quint64> &ours, const ServiceNames &names, const PortRules &rules,
                        qint64 nowNs)
{
    PortBoard board{nowNs, {}, rules};
    board.rows.reserve(sockets.size());
    for (const SocketRow &socket : sockets) {
        QString service = names.name(socket.local.port, socket.protocol);
        if (service.isEmpty() && socket.hasPeer())
            service = names.name(socket.peer.port, socket.protocol);
        board.rows << PortBoardRow{socket, owners.value(socket.inode),
                                   socket.inode != 0 && ours.contains(socket.inode), service};
    }
    return board;
}

PortBoard readPortBoard(const Clock &clock)
{
    const qint64 now = clock.monotonicNs();
    const QList<SocketRow> sockets = systemSockets();
    return makePortBoard(sockets, socketOwners(), ownSocketInodes(), ServiceNames::ofSystem(),
                         systemPortRules(), now);
}

Facts portBoardFacts(const PortBoard &board, qint64 nowNs)
{
    Facts facts;
    if (board.rules.ephemeral) {
        facts.push_back({"ephemeral_first", AddressWords::tr("Clients get ports from"),
                         qint64(board.rules.ephemeral->first)});
        facts.push_back({"ephemeral_last", AddressWords::tr("Clients get ports up to"),
                         qint64(board.rules.ephemeral->last)});
    }
    if (board.rules.unprivilegedStart)
        facts.push_back({"unprivileged_start", AddressWords::tr("Everybody may bind ports from"),
                         qint64(*board.rules.unprivilegedStart)});
    std::vector<Facts> rows;
    rows.reserve(size_t(board.rows.size()));
    for (const PortBoardRow &row : board.rows)
        rows.push_back(rowFacts(board, row, nowNs));
    facts.push_back({"sockets", AddressWords::tr("Sockets"), rows});
    return facts;
}

} // namespace miniqq::lab
