// SPDX-License-Identifier: MIT
#include "tests/bench/connection.h"

#include <arpa/inet.h>
#include <cerrno>
#include <ctime>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace miniqq::bench {
namespace {

constexpr size_t readSize = 64 * 1024;

} // namespace

int64_t nowNs()
{
    timespec t{};
    clock_gettime(CLOCK_MONOTONIC, &t);
    return int64_t(t.tv_sec) * 1'000'000'000 + t.tv_nsec;
}

Connection::~Connection()
{
    close();
}

void Connection::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

bool Connection::open(uint16_t port)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_fd < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(m_fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0 ||
           errno == EINPROGRESS;
}

void Connection::queue(std::string_view payload)
{
    const uint32_t length = htonl(uint32_t(payload.size()));
    m_out.append(reinterpret_cast<const char *>(&length), sizeof length).append(payload);
}

bool Connection::flush()
{
    while (wantsWrite()) {
        const ssize_t n = ::send(m_fd, m_out.data() + m_written, m_out.size() - m_written, MSG_NOSIGNAL);
        if (n < 0)
            return errno == EAGAIN || errno == ENOTCONN;
        m_written += size_t(n);
    }
    m_out.clear();
    m_written = 0;
    return true;
}

bool Connection::fill()
{
    char buffer[readSize];
    const ssize_t n = ::recv(m_fd, buffer, sizeof buffer, 0);
    if (n > 0)
        m_in.append(buffer, size_t(n));
    return n > 0 || (n < 0 && errno == EAGAIN);
}

size_t Connection::frameAt(size_t at) const
{
    if (m_in.size() - at < 4)
        return 0;
    const auto byte = [&](size_t i) { return size_t(uint8_t(m_in[at + i])); };
    const size_t length = byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
    return m_in.size() - at - 4 >= length ? length : 0;
}

} // namespace miniqq::bench
