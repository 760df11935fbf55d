// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/connection.h"
#include "tests/bench/report.h"

#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace miniqq::bench {

struct Options
{
    uint16_t port = 0;
    int serverPid = 0;
    int pairs = 50;
    int window = 1; ///< messages a talker has in flight
    int idle = 0;   ///< further signed-in connections that say nothing
    double warmSeconds = 1;
    double seconds = 4;
    int textSize = 100;
    std::string prefix = "b"; ///< of the account names, so that runs on one server do not meet
};

/// Pairs of accounts that answer each other over direct conversations while others sit idle. One thread, one
/// epoll. With a window of 1 it is ping-pong; with more, the first of each pair keeps that many messages in
/// flight one way.
class Load
{
public:
    explicit Load(const Options &options);
    ~Load();

    /// Signs everybody in, talks, waits until everything sent is delivered and acked, and reports.
    Report run();

private:
    struct Peer
    {
        Connection connection;
        std::string account;
        std::string conversation; ///< empty for idle ones
        size_t index = 0;
        size_t partner = 0;
        bool opener = false; ///< starts the exchange
        bool ready = false;
        int64_t nextOut = 0;        ///< number of the next message this one sends
        int64_t nextIn = 0;         ///< number expected from the partner
        std::deque<int64_t> sentNs; ///< send times of messages not yet acked
        uint32_t interest = 0;
    };

    void signInAll();
    void greet(Peer &peer);
    void send(Peer &peer);
    void turn(int timeoutMs);
    void onReadable(Peer &peer);
    void onFrame(Peer &peer, std::string_view payload);
    void onDelivery(Peer &peer, std::string_view payload);
    void onAck(Peer &peer);
    void touch(Peer &peer);
    void flushTouched();
    void watch(Peer &peer);
    void broken(Peer &peer, const char *why);
    bool settled() const;
    void writeUuid(char *out, size_t index);

    Options m_options;
    int m_epoll = -1;
    std::vector<std::unique_ptr<Peer>> m_peers;
    std::vector<Peer *> m_touched;
    int m_readyCount = 0;
    bool m_talking = false;
    bool m_measuring = false;
    uint64_t m_uuidCounter = 0;
    Report m_report;
};

} // namespace miniqq::bench
