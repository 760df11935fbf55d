// SPDX-License-Identifier: MIT
#include "app/lab/address/sockettable.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/systemfile.h"

#include <QHostAddress>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <tuple>

#include <unistd.h>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// "0100007F:1F41": the words of the address as numbers of this machine's byte order, then the port.
std::optional<Endpoint> endpoint(const QByteArray &text, bool isV6)
{
    const qsizetype digits = isV6 ? 32 : 8;
    if (text.size() != digits + 5 || text[digits] != ':')
        return std::nullopt;
    std::array<quint8, 16> bytes{};
    for (qsizetype word = 0; word < digits / 8; ++word) {
        bool isNumber = false;
        const quint32 number = text.mid(8 * word, 8).toUInt(&isNumber, 16);
        if (!isNumber)
            return std::nullopt;
        std::memcpy(bytes.data() + 4 * word, &number, 4);
    }
    bool isNumber = false;
    const quint16 port = text.last(4).toUShort(&isNumber, 16);
    if (!isNumber)
        return std::nullopt;
    QHostAddress address(bytes.data());
    if (!isV6)
        address = QHostAddress(quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 |
                               bytes[3]);
    bool isMapped = false;
    const quint32 v4 = address.toIPv4Address(&isMapped);
    isMapped = isMapped && v4 != 0; // Qt takes :: for 0.0.0.0
    return Endpoint{isV6 && isMapped ? QHostAddress(v4).toString() : address.toString(), port};
}

std::optional<std::pair<quint32, quint32>> hexPair(const QByteArray &text)
{
    const QList<QByteArray> parts = text.split(':');
    bool first = false;
    bool second = false;
    if (parts.size() != 2)
        return std::nullopt;
    const std::pair pair{parts[0].toUInt(&first, 16), parts[1].toUInt(&second, 16)};
    return first && second ? std::optional(pair) : std::nullopt;
}

std::optional<SocketRow> parseLine(const QByteArray &line, IpProtocol protocol, bool isV6, int ticksPerSecond)
{
    // sl local remote st tx:rx timer:when retransmits uid timeout inode ...
    const QList<QByteArray> words = line.simplified().split(' ');
    if (words.size() < 10 || !words[0].endsWith(':'))
        return std::nullopt;
    const auto local = endpoint(words[1], isV6);
    const auto peer = endpoint(words[2], isV6);
    const auto queues = hexPair(words[4]);
    const auto timer = hexPair(words[5]);
    bool hasState = false;
    const uint state = words[3].toUInt(&hasState, 16);
    bool hasUser = false;
    const uint user = words[7].toUInt(&hasUser);
    bool hasInode = false;
    const quint64 inode = words[9].toULongLong(&hasInode);
    if (!local || !peer || !queues || !timer || !hasState || !hasUser || !hasInode ||
        state < uint(TcpState::Established) || state > uint(TcpState::NewSynReceived))
        return std::nullopt;
    SocketRow row{protocol,      isV6,           *local, *peer, TcpState(state),
                  queues->first, queues->second, -1,     user,  inode};
    if (timer->first != 0)
        row.timerMs = qint64(timer->second) * 1000 / ticksPerSecond;
    return row;
}

} // namespace

QList<SocketRow> parseSockets(const QByteArray &text, IpProtocol protocol, bool isV6, int ticksPerSecond)
{
    QList<SocketRow> rows;
    qsizetype start = 0;
    while (start < text.size()) {
        const qsizetype end = text.indexOf('\n', start);
        const QByteArray line = text.mid(start, end < 0 ? -1 : end - start);
        start = end < 0 ? text.size() : end + 1;
        if (const auto row = parseLine(line, protocol, isV6, ticksPerSecond)) // the heading is no socket
            rows << *row;
    }
    return rows;
}

QList<SocketRow> systemSockets()
{
    const int ticks = int(std::max(::sysconf(_SC_CLK_TCK), 1L));
    QList<SocketRow> rows = parseSockets(readSystemFile(u"/proc/net/tcp"_s), IpProtocol::Tcp, false, ticks) +
                            parseSockets(readSystemFile(u"/proc/net/tcp6"_s), IpProtocol::Tcp, true, ticks) +
                            parseSockets(readSystemFile(u"/proc/net/udp"_s), IpProtocol::Udp, false, ticks) +
                            parseSockets(readSystemFile(u"/proc/net/udp6"_s), IpProtocol::Udp, true, ticks);
    const auto key = [](const SocketRow &row) {
        return std::tuple(row.protocol, row.state != TcpState::Listen, row.local.port, row.local.address,
                          row.peer.port);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&key](const SocketRow &a, const SocketRow &b) { return key(a) < key(b); });
    return rows;
}

const char *tcpStateName(TcpState state)
{
    static constexpr std::array names = {"?",         "ESTABLISHED", "SYN_SENT",    "SYN_RECV",   "FIN_WAIT1",
                                         "FIN_WAIT2", "TIME_WAIT",   "CLOSE",       "CLOSE_WAIT", "LAST_ACK",
                                         "LISTEN",    "CLOSING",     "NEW_SYN_RECV"};
    return names[size_t(state)];
}

QString tcpStateText(TcpState state, IpProtocol protocol)
{
    if (protocol == IpProtocol::Udp)
        return state == TcpState::Established
                   ? AddressWords::tr("connected: takes datagrams of one peer only")
                   : AddressWords::tr("bound: takes datagrams of anybody");
    switch (state) {
    case TcpState::Established:
        return AddressWords::tr("connected: both may send");
    case TcpState::SynSent:
        return AddressWords::tr("has called, no answer yet");
    case TcpState::SynReceived:
    case TcpState::NewSynReceived:
        return AddressWords::tr("was called, the third step of the handshake is missing");
    case TcpState::FinWait1:
        return AddressWords::tr("has closed; the other has not confirmed it");
    case TcpState::FinWait2:
        return AddressWords::tr("has closed; the other has confirmed it and not closed");
    case TcpState::TimeWait:
        return AddressWords::tr("closed first; waits in case something is still under way");
    case TcpState::Close:
        return AddressWords::tr("closed");
    case TcpState::CloseWait:
        return AddressWords::tr("the other has closed; this program has not yet");
    case TcpState::LastAck:
        return AddressWords::tr("both have closed; the last confirmation is missing");
    case TcpState::Listen:
        return AddressWords::tr("waits for calls");
    case TcpState::Closing:
        return AddressWords::tr("both closed at the same time");
    }
    Q_UNREACHABLE();
}

} // namespace miniqq::lab
