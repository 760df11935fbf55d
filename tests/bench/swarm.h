// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/connection.h"
#include "tests/bench/ledger.h"
#include "tests/bench/options.h"

#include <deque>
#include <functional>
#include <string>
#include <vector>

namespace miniqq::bench {

/// Who hears what the connections of a swarm bring. Called with the payload of a frame.
class Audience
{
public:
    virtual ~Audience() = default;
    virtual void delivered(size_t connection, std::string_view payload) = 0;
    virtual void acked(size_t connection, std::string_view payload) = 0;
};

/// All connections of the load generator, one account each, in one thread around one epoll. What a frame
/// makes others write is written, gathered, as soon as the bytes it came with are used up.
class Swarm
{
public:
    Swarm(const Options &options, Ledger &ledger);
    ~Swarm();
    Swarm(const Swarm &) = delete;
    Swarm &operator=(const Swarm &) = delete;

    static std::string accountOf(size_t index) { return "b" + std::to_string(index); }
    /// "d:b1:b2", as both ends name it.
    static std::string conversationOf(size_t one, size_t other);

    void setAudience(Audience *audience) { m_audience = audience; }

    /// Connects and signs in `count` accounts; returns the seconds it took. Throws std::runtime_error if it
    /// is refused or takes longer than the options allow.
    double signIn(size_t count);
    /// Makes `count` accounts, closing each connection when its answer is there, and writes their resume
    /// tokens to the file the options name, if any.
    void registerOnly(size_t count);

    size_t size() const { return m_peers.size(); }
    Connection &connection(size_t index) { return m_peers[index].connection; }
    /// There is something to write there.
    void touch(size_t index);
    void flushTouched();
    /// Runs until `stop()` or for so many seconds; true if it was `stop()`.
    bool run(double seconds, const std::function<bool()> &stop);
    /// Runs until nothing but pings has come for `seconds`, at most for `limit`.
    void runUntilQuiet(double seconds, double limit);

private:
    struct Peer
    {
        Connection connection;
        std::string token;
        bool ready = false;
        bool touched = false;
        uint32_t interest = 0;
    };

    double open(size_t count, bool keep);
    void greet(size_t index);
    void turn(int timeoutMs);
    void readable(size_t index);
    void flush(size_t index);
    void watch(size_t index);
    void frame(size_t index, std::string_view payload);
    void signedIn(size_t index, std::string_view payload);
    void broken(size_t index, const char *why);
    void complain(size_t index, std::string_view what);
    void readTokens();
    void writeTokens() const;

    const Options &m_options;
    Ledger &m_ledger;
    SslContext m_tls;
    int m_epoll = -1;
    std::deque<Peer> m_peers; ///< By the number of the account.
    std::vector<std::string> m_tokens;
    std::vector<size_t> m_touched;
    std::vector<size_t> m_finished; ///< Registered, to be closed.
    Audience *m_audience = nullptr;
    size_t m_readyCount = 0;
    bool m_keep = true;
    int64_t m_heard = 0; ///< Frames other than pings.
};

} // namespace miniqq::bench
