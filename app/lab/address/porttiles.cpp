// SPDX-License-Identifier: MIT
#include "app/lab/address/porttiles.h"

#include "app/lab/address/addresswords.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 timeWaitMs = 60'000; // of Linux, whatever the book says

bool isOurs(const PortBoardRow &row)
{
    return row.isOurs || row.owner.name.startsWith("miniqq"_L1);
}

QString protocolOf(const SocketRow &socket)
{
    return socket.protocol == IpProtocol::Tcp ? u"tcp"_s : u"udp"_s;
}

QString stateOf(const SocketRow &socket)
{
    return socket.protocol == IpProtocol::Udp ? u"UDP"_s : QString::fromLatin1(tcpStateName(socket.state));
}

PortTile::Tone toneOf(const SocketRow &socket)
{
    if (socket.protocol == IpProtocol::Udp)
        return PortTile::Tone::Datagram;
    switch (socket.state) {
    case TcpState::Listen:
        return PortTile::Tone::Listening;
    case TcpState::Established:
        return PortTile::Tone::Connected;
    case TcpState::TimeWait:
        return PortTile::Tone::Waiting;
    case TcpState::CloseWait:
    case TcpState::FinWait1:
    case TcpState::FinWait2:
    case TcpState::LastAck:
    case TcpState::Closing:
        return PortTile::Tone::Half;
    default:
        return PortTile::Tone::Other;
    }
}

QString ownerOfRow(const PortBoardRow &row)
{
    if (row.isOurs)
        return AddressWords::tr("this program");
    if (row.owner.processId != 0)
        return row.owner.name;
    return row.socket.inode == 0 ? AddressWords::tr("nobody any more") : AddressWords::tr("another user");
}

QString cornerOf(const PortBoardRow &row, qint64 leftMs)
{
    const SocketRow &socket = row.socket;
    if (leftMs >= 0)
        return AddressWords::tr("%1 s").arg((leftMs + 999) / 1000);
    if (socket.state == TcpState::Listen && socket.protocol == IpProtocol::Tcp && socket.receiveQueue > 0)
        return AddressWords::tr("%n waiting", nullptr, int(socket.receiveQueue));
    if (socket.receiveQueue > 0)
        return AddressWords::tr("%1 B unread").arg(socket.receiveQueue);
    if (socket.sendQueue > 0)
        return AddressWords::tr("%1 B unconfirmed").arg(socket.sendQueue);
    return socket.local.address;
}

PortTile tileOf(const PortBoard &board, const PortBoardRow &row, qint64 nowNs)
{
    const SocketRow &socket = row.socket;
    const qint64 leftMs = board.timeWaitLeftMs(row, nowNs);
    PortTile tile;
    tile.key = QStringList{protocolOf(socket), socket.local.toText(), socket.peer.toText(),
                           QString::number(socket.inode)}
                   .join(u' ');
    tile.port = socket.local.port;
    tile.protocol = protocolOf(socket);
    tile.state = stateOf(socket);
    tile.tone = toneOf(socket);
    tile.corner = cornerOf(row, leftMs);
    tile.ours = isOurs(row);
    tile.leftRatio = leftMs < 0 ? -1 : std::min(double(leftMs) / timeWaitMs, 1.0);
    // A connection says whom it talks to; who holds it is in the tooltip.
    tile.owner = socket.hasPeer() && socket.protocol == IpProtocol::Tcp
                     ? QString(u"→ "_s % socket.peer.toText())
                     : ownerOfRow(row);
    QStringList parts{u"%1 %2"_s.arg(tile.protocol).arg(tile.port), tile.state,
                      tcpStateText(socket.state, socket.protocol),
                      AddressWords::tr("local address %1").arg(socket.local.toText())};
    if (socket.hasPeer())
        parts << AddressWords::tr("peer %1").arg(socket.peer.toText());
    parts << AddressWords::tr("held by: %1").arg(ownerOfRow(row));
    if (!row.service.isEmpty())
        parts << AddressWords::tr("service: %1").arg(row.service);
    if (leftMs >= 0)
        parts << AddressWords::tr("free in %1 s").arg((leftMs + 999) / 1000);
    tile.spoken = parts.join(u'\n');
    return tile;
}

bool passes(const PortBoardRow &row, const QStringList &words)
{
    if (words.isEmpty())
        return true;
    const SocketRow &socket = row.socket;
    const QString text = QStringList{socket.local.toText(),
                                     socket.hasPeer() ? socket.peer.toText() : QString(),
                                     protocolOf(socket),
                                     stateOf(socket),
                                     ownerOfRow(row),
                                     row.owner.name,
                                     row.service}
                             .join(u'\n');
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

int rankOf(const PortBoardRow &row)
{
    const bool listens = row.socket.protocol == IpProtocol::Tcp && row.socket.state == TcpState::Listen;
    return (isOurs(row) ? 0 : 2) + (listens ? 0 : 1);
}

} // namespace

PortTiles portTiles(const PortBoard &board, const QString &filter, qsizetype most, qint64 nowNs)
{
    PortTiles found;
    found.total = board.rows.size();
    const QStringList words = filter.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<const PortBoardRow *> rows;
    for (const PortBoardRow &row : board.rows) {
        if (passes(row, words))
            rows.push_back(&row);
    }
    found.matching = qsizetype(rows.size());
    std::stable_sort(rows.begin(), rows.end(),
                     [](const PortBoardRow *a, const PortBoardRow *b) { return rankOf(*a) < rankOf(*b); });
    rows.resize(std::min(rows.size(), size_t(std::max(most, qsizetype(0)))));
    for (const PortBoardRow *row : rows)
        found.tiles << tileOf(board, *row, nowNs);
    return found;
}

} // namespace miniqq::lab
