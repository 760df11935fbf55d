// SPDX-License-Identifier: MIT
#include "server/core/servicenotify.h"

#include "common/net/sockets.h"

#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>

namespace miniqq::server {

void notifyServiceManager(const QByteArray &state)
{
    const QByteArray path = qgetenv("NOTIFY_SOCKET");
    sockaddr_un address = {};
    const bool isName = path.startsWith('/') || path.startsWith('@');
    if (!isName || path.size() >= qsizetype(sizeof address.sun_path))
        return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.constData(), size_t(path.size()));
    if (path.startsWith('@')) // the abstract namespace (unix(7))
        address.sun_path[0] = '\0';
    const net::Descriptor fd(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    const auto size = socklen_t(offsetof(sockaddr_un, sun_path) + size_t(path.size()));
    // Whoever does not listen to it does without.
    [[maybe_unused]] const ssize_t sent =
        ::sendto(fd.get(), state.constData(), size_t(state.size()), MSG_NOSIGNAL,
                 reinterpret_cast<const sockaddr *>(&address), size);
}

} // namespace miniqq::server
