// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace miniqq::bench {

/// Nanoseconds of the monotonic clock.
int64_t nowNs();

/// One client connection of the load generator: a non-blocking socket, what is still to be written, what is
/// not yet a whole frame. Kept as bare as the kernel allows, so that the figures are the server's.
class Connection
{
public:
    Connection() = default;
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Starts connecting to a loopback port; false with errno if that fails at once.
    bool open(uint16_t port);
    void close();
    int fd() const { return m_fd; }

    /// Appends one frame; written by flush().
    void queue(std::string_view payload);
    /// Writes what the kernel takes. False if the connection is broken.
    bool flush();
    bool wantsWrite() const { return m_written < m_out.size(); }

    /// Reads once and calls `take(payload)` for each whole frame. False at the end of the stream or on an
    /// error.
    template<class Take>
    bool read(Take &&take)
    {
        if (!fill())
            return false;
        size_t at = 0;
        for (size_t length; (length = frameAt(at)) != 0; at += 4 + length)
            take(std::string_view(m_in.data() + at + 4, length));
        m_in.erase(0, at);
        return true;
    }

private:
    bool fill();
    /// Length of the whole frame at `at`, 0 if it is not complete.
    size_t frameAt(size_t at) const;

    int m_fd = -1;
    std::string m_in;
    std::string m_out;
    size_t m_written = 0;
};

} // namespace miniqq::bench
