// SPDX-License-Identifier: MIT
#include "common/net/sockets.h"

#include <QHostAddress>
#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <system_error>

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace miniqq::net {
namespace {

/// An acknowledgement missing for this long means the peer is gone: between two heartbeats and the 60 s after
/// which it counts as dead anyway.
[[maybe_unused]] constexpr unsigned userTimeoutMs = 45'000;

Endpoint fromV6(const sockaddr_in6 &in6)
{
    char text[INET6_ADDRSTRLEN] = {};
    const quint16 port = qFromBigEndian(in6.sin6_port);
    if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr)) {
        inet_ntop(AF_INET, in6.sin6_addr.s6_addr + 12, text, sizeof text);
        return {QString::fromLatin1(text), port};
    }
    inet_ntop(AF_INET6, &in6.sin6_addr, text, sizeof text);
    QString address = QString::fromLatin1(text);
    char interfaceName[IF_NAMESIZE] = {};
    if (in6.sin6_scope_id != 0 && if_indextoname(in6.sin6_scope_id, interfaceName))
        address += QLatin1Char('%') + QString::fromLocal8Bit(interfaceName);
    return {address, port};
}

Endpoint askKernel(int fd, int (*ask)(int, sockaddr *, socklen_t *))
{
    sockaddr_storage storage = {};
    socklen_t size = sizeof storage;
    auto *address = reinterpret_cast<sockaddr *>(&storage);
    return ask(fd, address, &size) == 0 ? endpointFrom(address) : Endpoint();
}

} // namespace

QString errnoText(int errorNumber)
{
    return QString::fromStdString(std::generic_category().message(errorNumber));
}

Endpoint endpointFrom(const sockaddr *address)
{
    // Copied, because a sockaddr need not be aligned for the type it stands for.
    if (address->sa_family == AF_INET) {
        sockaddr_in in = {};
        std::memcpy(&in, address, sizeof in);
        char text[INET_ADDRSTRLEN] = {};
        inet_ntop(AF_INET, &in.sin_addr, text, sizeof text);
        return {QString::fromLatin1(text), qFromBigEndian(in.sin_port)};
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 in6 = {};
        std::memcpy(&in6, address, sizeof in6);
        return fromV6(in6);
    }
    return {};
}

Endpoint localEndpoint(int fd)
{
    return askKernel(fd, ::getsockname);
}

Endpoint peerEndpoint(int fd)
{
    return askKernel(fd, ::getpeername);
}

SocketAddress socketAddressFrom(const QHostAddress &address, quint16 port)
{
    SocketAddress result;
    if (address.protocol() == QAbstractSocket::IPv4Protocol) {
        sockaddr_in in = {};
        in.sin_family = AF_INET;
        in.sin_port = qToBigEndian(port);
        in.sin_addr.s_addr = qToBigEndian(address.toIPv4Address());
        std::memcpy(&result.storage, &in, sizeof in);
        result.size = sizeof in;
    } else if (address.protocol() == QAbstractSocket::IPv6Protocol) {
        sockaddr_in6 in6 = {};
        in6.sin6_family = AF_INET6;
        in6.sin6_port = qToBigEndian(port);
        const Q_IPV6ADDR bytes = address.toIPv6Address();
        std::memcpy(&in6.sin6_addr, &bytes, sizeof bytes);
        bool isNumber = false;
        const uint scope = address.scopeId().toUInt(&isNumber);
        in6.sin6_scope_id = isNumber ? scope : if_nametoindex(address.scopeId().toLocal8Bit().constData());
        std::memcpy(&result.storage, &in6, sizeof in6);
        result.size = sizeof in6;
    }
    return result;
}

Descriptor makeStreamSocket(int family)
{
#ifdef SOCK_NONBLOCK
    return Descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
#else
    Descriptor fd(::socket(family, SOCK_STREAM, 0));
    if (fd.isValid() &&
        (::fcntl(fd.get(), F_SETFL, O_NONBLOCK) != 0 || ::fcntl(fd.get(), F_SETFD, FD_CLOEXEC) != 0))
        fd.reset();
    return fd;
#endif
}

void tuneConnection(int fd)
{
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#ifdef TCP_USER_TIMEOUT
    ::setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &userTimeoutMs, sizeof userTimeoutMs);
#endif
}

void Descriptor::reset(int fd)
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = fd;
}

} // namespace miniqq::net
