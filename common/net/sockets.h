// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"

#include <QString>

#include <sys/socket.h>

class QHostAddress;

namespace miniqq::net {

/// Owns a descriptor.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd)
        : m_fd(fd)
    {}
    Descriptor(Descriptor &&other) noexcept
        : m_fd(other.release())
    {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        if (this != &other)
            reset(other.release());
        return *this;
    }
    ~Descriptor() { reset(); }

    int get() const { return m_fd; }
    bool isValid() const { return m_fd >= 0; }
    int release()
    {
        const int fd = m_fd;
        m_fd = -1;
        return fd;
    }
    void reset(int fd = -1);

private:
    int m_fd = -1;
};

/// The system's words for an errno value, e.g. "Connection refused". Thread-safe.
QString errnoText(int errorNumber);

/// Numeric address and port; ::ffff:a.b.c.d becomes a.b.c.d. Null for anything that is not IPv4 or IPv6.
Endpoint endpointFrom(const sockaddr *address);
Endpoint localEndpoint(int fd);
Endpoint peerEndpoint(int fd);

/// An address as the kernel wants it.
struct SocketAddress
{
    sockaddr_storage storage = {};
    socklen_t size = 0; ///< 0: there is none

    const sockaddr *get() const { return reinterpret_cast<const sockaddr *>(&storage); }
    int family() const { return storage.ss_family; }
};
SocketAddress socketAddressFrom(const QHostAddress &address, quint16 port);

/// A non-blocking, close-on-exec TCP socket; on failure invalid, and errno says why.
Descriptor makeStreamSocket(int family);

/// What every connected socket gets: TCP_NODELAY, and on Linux TCP_USER_TIMEOUT of 45 s (RFC 5482) so that a
/// peer that vanished is noticed while something is unacknowledged. Errors are ignored: the connection works
/// without.
void tuneConnection(int fd);

} // namespace miniqq::net
