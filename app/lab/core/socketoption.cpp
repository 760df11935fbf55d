// SPDX-License-Identifier: MIT
#include "app/lab/core/socketoption.h"

#include <QStringBuilder>

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace miniqq::lab {
namespace {

struct Row
{
    int level;
    int name;
    const char *text;
};

// clang-format off
constexpr Row rows[] = {
    {SOL_SOCKET, SO_REUSEADDR, "SOL_SOCKET, SO_REUSEADDR"}, {SOL_SOCKET, SO_BROADCAST, "SOL_SOCKET, SO_BROADCAST"},
    {SOL_SOCKET, SO_KEEPALIVE, "SOL_SOCKET, SO_KEEPALIVE"}, {SOL_SOCKET, SO_SNDBUF, "SOL_SOCKET, SO_SNDBUF"},
    {SOL_SOCKET, SO_RCVBUF, "SOL_SOCKET, SO_RCVBUF"},       {SOL_SOCKET, SO_LINGER, "SOL_SOCKET, SO_LINGER"},
    {SOL_SOCKET, SO_ERROR, "SOL_SOCKET, SO_ERROR"},         {SOL_SOCKET, SO_TYPE, "SOL_SOCKET, SO_TYPE"},
    {SOL_SOCKET, SO_REUSEPORT, "SOL_SOCKET, SO_REUSEPORT"},
    {IPPROTO_TCP, TCP_NODELAY, "IPPROTO_TCP, TCP_NODELAY"}, {IPPROTO_TCP, TCP_MAXSEG, "IPPROTO_TCP, TCP_MAXSEG"},
    {IPPROTO_IP, IP_TTL, "IPPROTO_IP, IP_TTL"},
    {IPPROTO_IP, IP_MULTICAST_TTL, "IPPROTO_IP, IP_MULTICAST_TTL"},
    {IPPROTO_IP, IP_MULTICAST_LOOP, "IPPROTO_IP, IP_MULTICAST_LOOP"},
    {IPPROTO_IP, IP_MULTICAST_IF, "IPPROTO_IP, IP_MULTICAST_IF"},
    {IPPROTO_IP, IP_ADD_MEMBERSHIP, "IPPROTO_IP, IP_ADD_MEMBERSHIP"},
    {IPPROTO_IP, IP_DROP_MEMBERSHIP, "IPPROTO_IP, IP_DROP_MEMBERSHIP"},
    {IPPROTO_IPV6, IPV6_V6ONLY, "IPPROTO_IPV6, IPV6_V6ONLY"},
    {IPPROTO_IPV6, IPV6_JOIN_GROUP, "IPPROTO_IPV6, IPV6_JOIN_GROUP"},
    {IPPROTO_IPV6, IPV6_LEAVE_GROUP, "IPPROTO_IPV6, IPV6_LEAVE_GROUP"},
    {IPPROTO_IPV6, IPV6_MULTICAST_IF, "IPPROTO_IPV6, IPV6_MULTICAST_IF"},
};
// clang-format on

} // namespace

namespace options {
SocketOption reuseAddress()
{
    return {SOL_SOCKET, SO_REUSEADDR};
}
SocketOption broadcast()
{
    return {SOL_SOCKET, SO_BROADCAST};
}
SocketOption keepAlive()
{
    return {SOL_SOCKET, SO_KEEPALIVE};
}
SocketOption sendBuffer()
{
    return {SOL_SOCKET, SO_SNDBUF};
}
SocketOption receiveBuffer()
{
    return {SOL_SOCKET, SO_RCVBUF};
}
SocketOption linger()
{
    return {SOL_SOCKET, SO_LINGER};
}
SocketOption pendingError()
{
    return {SOL_SOCKET, SO_ERROR};
}
SocketOption noDelay()
{
    return {IPPROTO_TCP, TCP_NODELAY};
}
SocketOption maxSegment()
{
    return {IPPROTO_TCP, TCP_MAXSEG};
}
SocketOption ttl()
{
    return {IPPROTO_IP, IP_TTL};
}
SocketOption multicastTtl()
{
    return {IPPROTO_IP, IP_MULTICAST_TTL};
}
SocketOption multicastLoop()
{
    return {IPPROTO_IP, IP_MULTICAST_LOOP};
}
SocketOption v6Only()
{
    return {IPPROTO_IPV6, IPV6_V6ONLY};
}
} // namespace options

QByteArray intValue(int value)
{
    return QByteArray(reinterpret_cast<const char *>(&value), qsizetype(sizeof value));
}

QByteArray lingerValue(bool on, int seconds)
{
    const struct linger value = {.l_onoff = on ? 1 : 0, .l_linger = seconds};
    return QByteArray(reinterpret_cast<const char *>(&value), qsizetype(sizeof value));
}

int toInt(const QByteArray &value)
{
    int number = 0;
    if (value.size() == qsizetype(sizeof number))
        std::memcpy(&number, value.constData(), sizeof number);
    return number;
}

QByteArray optionText(SocketOption option)
{
    const auto found = std::find_if(std::begin(rows), std::end(rows), [option](const Row &row) {
        return row.level == option.level && row.name == option.name;
    });
    if (found != std::end(rows))
        return found->text;
    return QByteArray::number(option.level) + ", " + QByteArray::number(option.name);
}

QByteArray optionValueText(SocketOption option, const QByteArray &value)
{
    if (value.size() == qsizetype(sizeof(int)))
        return QByteArray::number(toInt(value));
    if (option.level == SOL_SOCKET && option.name == SO_LINGER &&
        value.size() == qsizetype(sizeof(struct linger))) {
        struct linger parts = {};
        std::memcpy(&parts, value.constData(), sizeof parts);
        return '{' + QByteArray::number(parts.l_onoff) + ", " + QByteArray::number(parts.l_linger) + '}';
    }
    return value.toHex();
}

} // namespace miniqq::lab
