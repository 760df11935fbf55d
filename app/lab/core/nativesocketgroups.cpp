// SPDX-License-Identifier: MIT
// Multicast: membership and the interface it leaves from.
#include "app/lab/core/nativesocket.h"

#include <cstring>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace miniqq::lab {
namespace {

template<class Value>
QByteArray bytesOf(const Value &value)
{
    return QByteArray(reinterpret_cast<const char *>(&value), qsizetype(sizeof value));
}

template<class Address>
Address addressOf(const SocketName &name)
{
    Address address = {};
    std::memcpy(&address, name.bytes().constData(), std::min(sizeof address, size_t(name.bytes().size())));
    return address;
}

/// The system's number of an interface; 0 for "you choose", -1 if there is none of that name.
int indexOf(const QString &interfaceName)
{
    if (interfaceName.isEmpty())
        return 0;
    const unsigned index = ::if_nametoindex(interfaceName.toUtf8().constData());
    return index == 0 ? -1 : int(index);
}

} // namespace

CallResult NativeSocket::joinGroup(const SocketName &group, const QString &interfaceName)
{
    return changeMembership(true, group, interfaceName);
}

CallResult NativeSocket::leaveGroup(const SocketName &group, const QString &interfaceName)
{
    return changeMembership(false, group, interfaceName);
}

CallResult NativeSocket::changeMembership(bool join, const SocketName &group, const QString &interfaceName)
{
    // An interface that does not exist is left to the kernel to refuse: its ENODEV is the answer to show.
    const int index = indexOf(interfaceName);
    if (group.family() == Family::Inet6) {
        const ipv6_mreq request = {.ipv6mr_multiaddr = addressOf<sockaddr_in6>(group).sin6_addr,
                                   .ipv6mr_interface = unsigned(index)};
        return setOption({IPPROTO_IPV6, join ? IPV6_JOIN_GROUP : IPV6_LEAVE_GROUP}, bytesOf(request));
    }
    const ip_mreqn request = {
        .imr_multiaddr = addressOf<sockaddr_in>(group).sin_addr, .imr_address = {}, .imr_ifindex = index};
    return setOption({IPPROTO_IP, join ? IP_ADD_MEMBERSHIP : IP_DROP_MEMBERSHIP}, bytesOf(request));
}

CallResult NativeSocket::setMulticastInterface(Family family, const QString &interfaceName)
{
    const int index = indexOf(interfaceName);
    if (family == Family::Inet6)
        return setOption({IPPROTO_IPV6, IPV6_MULTICAST_IF}, intValue(index));
    const ip_mreqn request = {.imr_multiaddr = {}, .imr_address = {}, .imr_ifindex = index};
    return setOption({IPPROTO_IP, IP_MULTICAST_IF}, bytesOf(request));
}

} // namespace miniqq::lab
