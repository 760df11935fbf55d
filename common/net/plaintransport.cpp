// SPDX-License-Identifier: MIT
#include "common/net/plaintransport.h"

#include <algorithm>
#include <cerrno>
#include <climits>

#include <sys/socket.h>

namespace miniqq::net {
namespace {

#ifdef IOV_MAX
constexpr size_t maxParts = IOV_MAX;
#else
constexpr size_t maxParts = 16; // what POSIX promises (_XOPEN_IOV_MAX)
#endif

} // namespace

PlainTransport::PlainTransport(Descriptor fd, const Endpoint &local, const Endpoint &peer)
    : SocketTransport(std::move(fd), local, peer)
{}

void PlainTransport::start()
{
    markReady();
}

IoResult PlainTransport::read(char *buffer, qsizetype size)
{
    if (!isOpen())
        return errorResult(EBADF);
    for (;;) {
        const ssize_t got = ::recv(fd(), buffer, size_t(size), 0);
        if (got > 0)
            return {IoResult::Status::Ok, got, 0};
        if (got == 0)
            return {IoResult::Status::Eof, 0, 0};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {};
        if (errno != EINTR)
            return errorResult(errno);
    }
}

IoResult PlainTransport::write(std::span<const iovec> parts)
{
    if (!isOpen())
        return errorResult(EBADF);
    msghdr message = {};
    message.msg_iov = const_cast<iovec *>(parts.data()); // sendmsg() reads it only
    message.msg_iovlen = std::min(parts.size(), maxParts);
    for (;;) {
        // sendmsg and not writev: a peer that is gone must be an error here, not a signal for the whole
        // program.
        const ssize_t sent = ::sendmsg(fd(), &message, MSG_NOSIGNAL);
        if (sent >= 0)
            return {IoResult::Status::Ok, sent, 0};
        if (errno == EAGAIN || errno == EWOULDBLOCK)
            return {};
        if (errno != EINTR)
            return errorResult(errno);
    }
}

void PlainTransport::finishWriting()
{
    if (isOpen())
        ::shutdown(fd(), SHUT_WR);
}

} // namespace miniqq::net
