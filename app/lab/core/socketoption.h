// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

namespace miniqq::lab {

/// A socket option by its two numbers, as setsockopt wants them.
struct SocketOption
{
    int level = 0;
    int name = 0;
};

/// Those that the tutorials and lessons speak of; any other pair works too.
namespace options {
SocketOption reuseAddress();  ///< SO_REUSEADDR
SocketOption broadcast();     ///< SO_BROADCAST
SocketOption keepAlive();     ///< SO_KEEPALIVE
SocketOption sendBuffer();    ///< SO_SNDBUF; Linux doubles what is set
SocketOption receiveBuffer(); ///< SO_RCVBUF
SocketOption linger();        ///< SO_LINGER, see lingerValue
SocketOption pendingError();  ///< SO_ERROR, read only; reading clears it
SocketOption noDelay();       ///< TCP_NODELAY
SocketOption maxSegment();    ///< TCP_MAXSEG
SocketOption ttl();           ///< IP_TTL
SocketOption multicastTtl();  ///< IP_MULTICAST_TTL
SocketOption multicastLoop(); ///< IP_MULTICAST_LOOP
SocketOption v6Only();        ///< IPV6_V6ONLY
} // namespace options

/// Values as setsockopt wants them.
QByteArray intValue(int value);
QByteArray lingerValue(bool on, int seconds);
/// What getsockopt wrote as a number; 0 if it is none.
int toInt(const QByteArray &value);

/// "SOL_SOCKET, SO_REUSEADDR", or the numbers if there is no name for them here.
QByteArray optionText(SocketOption option);
/// "1", "{1, 0}" for SO_LINGER, else hexadecimal.
QByteArray optionValueText(SocketOption option, const QByteArray &value);

} // namespace miniqq::lab
