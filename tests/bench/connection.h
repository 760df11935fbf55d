// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <openssl/ssl.h>
#include <string>
#include <string_view>
#include <sys/types.h>

namespace miniqq::bench {

struct FreeSsl
{
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
};
using SslContext = std::unique_ptr<SSL_CTX, FreeSsl>;

/// What TLS connections share. The server's certificate is not checked: it was made a moment ago by the
/// server that the same script has started. Throws std::runtime_error.
SslContext makeSslContext();

/// One client connection of the load generator: a non-blocking socket, TLS or not, what is still to be
/// written, what is not yet a whole frame. Kept as bare as the kernel allows, so that the figures are the
/// server's.
class Connection
{
public:
    Connection() = default;
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Starts connecting to a loopback port; `tls` null for none. False with errno if that fails at once.
    bool open(uint16_t port, SSL_CTX *tls);
    /// Drops the connection at once and leaves no TIME_WAIT behind: ten thousand of them, in each round,
    /// would use up the ports.
    void close();
    int fd() const { return m_fd; }

    /// Appends one frame; written by flush().
    void queue(std::string_view payload);
    /// The same for a frame that has its four bytes of length already.
    void queueFrame(std::string_view frame) { m_out.append(frame); }
    /// Writes what the kernel takes. False if the connection is broken.
    bool flush();
    bool hasOutput() const { return !m_out.empty(); }
    /// There is output, and the kernel takes no more of it now.
    bool isBlocked() const { return m_blocked; }

    /// Reads what is there and calls `take(payload)` for each whole frame. False at the end of the stream, on
    /// an error, and on a frame that cannot be one.
    template<class Take>
    bool read(Take &&take)
    {
        for (;;) {
            const ssize_t n = receive();
            if (n <= 0)
                return n == 0;
            const char *bytes = s_buffer;
            size_t size = size_t(n);
            if (!m_in.empty()) {
                m_in.append(s_buffer, size);
                bytes = m_in.data();
                size = m_in.size();
            }
            size_t at = 0;
            size_t length = 0;
            while (size - at >= prefixBytes && size - at - prefixBytes >= (length = lengthAt(bytes + at))) {
                take(std::string_view(bytes + at + prefixBytes, length));
                at += prefixBytes + length;
            }
            keep(bytes, at, size);
            if (size - at >= prefixBytes && length > maxFrameBytes)
                return false;
            if (!m_ssl)
                return true;
        }
    }

private:
    static constexpr size_t prefixBytes = 4;
    static constexpr size_t maxFrameBytes = 1024 * 1024;
    static constexpr size_t bufferBytes = 256 * 1024;
    static char s_buffer[bufferBytes]; ///< Of all connections: there is one thread, and nothing stays in it.

    static size_t lengthAt(const char *bytes)
    {
        const auto byte = [bytes](int i) { return size_t(uint8_t(bytes[i])); };
        return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
    }
    /// Into s_buffer: bytes, 0 if there are none now, -1 at the end.
    ssize_t receive();
    void keep(const char *bytes, size_t from, size_t size);
    ssize_t write(const char *bytes, size_t size);

    int m_fd = -1;
    bool m_blocked = false;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    std::string m_in;
    std::string m_out;
};

} // namespace miniqq::bench
