// SPDX-License-Identifier: MIT
#include "tests/bench/connection.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace miniqq::bench {
namespace {

constexpr size_t idleCapacity = 4096; // of a connection with nothing half read: ten thousand are held

} // namespace

char Connection::s_buffer[Connection::bufferBytes];

SslContext makeSslContext()
{
    SslContext context(SSL_CTX_new(TLS_client_method()));
    if (!context)
        throw std::runtime_error("OpenSSL gives no context");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                        SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context.get(), 1);
    return context;
}

Connection::~Connection()
{
    close();
}

void Connection::close()
{
    m_ssl.reset();
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
    m_blocked = false;
    std::string().swap(m_in);
    std::string().swap(m_out);
}

bool Connection::open(uint16_t port, SSL_CTX *tls)
{
    m_fd = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_fd < 0)
        return false;
    const int on = 1;
    ::setsockopt(m_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const linger atOnce{1, 0};
    ::setsockopt(m_fd, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    if (tls) {
        m_ssl.reset(SSL_new(tls));
        SSL_set_fd(m_ssl.get(), m_fd);
        SSL_set_connect_state(m_ssl.get());
    }
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

/// Bytes written, 0 if the kernel takes none now, -1 if the connection is broken.
ssize_t Connection::write(const char *bytes, size_t size)
{
    if (!m_ssl) {
        const ssize_t n = ::send(m_fd, bytes, size, MSG_NOSIGNAL);
        m_blocked = n < 0 && (errno == EAGAIN || errno == ENOTCONN);
        return m_blocked ? 0 : n;
    }
    ERR_clear_error();
    const int n = SSL_write(m_ssl.get(), bytes, int(std::min<size_t>(size, 1 << 30)));
    if (n > 0)
        return n;
    const int why = SSL_get_error(m_ssl.get(), n);
    m_blocked = why == SSL_ERROR_WANT_WRITE; // while shaking hands it may be the peer that is waited for
    return m_blocked || why == SSL_ERROR_WANT_READ ? 0 : -1;
}

bool Connection::flush()
{
    m_blocked = false;
    size_t written = 0;
    while (written < m_out.size()) {
        const ssize_t n = write(m_out.data() + written, m_out.size() - written);
        if (n < 0)
            return false;
        if (n == 0)
            break;
        written += size_t(n);
    }
    m_out.erase(0, written);
    return true;
}

ssize_t Connection::receive()
{
    if (!m_ssl) {
        const ssize_t n = ::recv(m_fd, s_buffer, bufferBytes, 0);
        return n > 0 ? n : n < 0 && errno == EAGAIN ? 0 : -1;
    }
    ERR_clear_error();
    const int n = SSL_read(m_ssl.get(), s_buffer, int(bufferBytes));
    if (n > 0)
        return n;
    const int why = SSL_get_error(m_ssl.get(), n);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? 0 : -1;
}

void Connection::keep(const char *bytes, size_t from, size_t size)
{
    if (m_in.empty())
        m_in.assign(bytes + from, size - from);
    else
        m_in.erase(0, from);
    if (m_in.empty() && m_in.capacity() > idleCapacity)
        std::string().swap(m_in);
}

} // namespace miniqq::bench
