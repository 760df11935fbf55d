// SPDX-License-Identifier: MIT
#include "tests/bench/load.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <stdexcept>
#include <sys/epoll.h>
#include <unistd.h>

namespace miniqq::bench {
namespace {

constexpr int signInsAtOnce = 200;
constexpr double setupLimitSeconds = 120;
constexpr double settleLimitSeconds = 10;

bool startsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

double secondsSince(int64_t startNs)
{
    return double(nowNs() - startNs) / 1e9;
}

} // namespace

Load::Load(const Options &options)
    : m_options(options)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    const int talkers = options.pairs * 2;
    for (int i = 0; i < talkers + options.idle; ++i) {
        auto peer = std::make_unique<Peer>();
        peer->index = size_t(i);
        peer->account = options.prefix + std::to_string(i);
        if (i < talkers) {
            peer->opener = i % 2 == 0;
            peer->partner = size_t(peer->opener ? i + 1 : i - 1);
            const std::string other = options.prefix + std::to_string(peer->partner);
            peer->conversation = peer->account < other ? "d:" + peer->account + ':' + other
                                                       : "d:" + other + ':' + peer->account;
        }
        m_peers.push_back(std::move(peer));
    }
}

Load::~Load()
{
    ::close(m_epoll);
}

Report Load::run()
{
    const ProcessUsage empty = usageOf(m_options.serverPid);
    signInAll();
    m_report.workload = std::to_string(m_options.pairs) + " pairs, window " +
                        std::to_string(m_options.window) + ", " + std::to_string(m_options.idle) + " idle";
    m_report.connections = int(m_peers.size());
    m_report.bytesPerConnection =
        double(usageOf(m_options.serverPid).residentBytes - empty.residentBytes) / double(m_peers.size());

    m_talking = true;
    for (const auto &peer : m_peers) {
        if (peer->opener && !peer->conversation.empty()) {
            for (int i = 0; i < m_options.window; ++i)
                send(*peer);
        }
    }
    for (const int64_t start = nowNs(); secondsSince(start) < m_options.warmSeconds;)
        turn(10);

    const ProcessUsage before = usageOf(m_options.serverPid);
    const int64_t start = nowNs();
    m_measuring = true;
    while (secondsSince(start) < m_options.seconds)
        turn(10);
    m_measuring = false;
    m_report.seconds = secondsSince(start);
    const ProcessUsage after = usageOf(m_options.serverPid);
    m_report.usage = {after.userNs - before.userNs, after.systemNs - before.systemNs, after.residentBytes};

    m_talking = false; // no more new messages: what is under way has to arrive
    for (const int64_t from = nowNs(); !settled() && secondsSince(from) < settleLimitSeconds;)
        turn(10);
    for (const auto &peer : m_peers) {
        m_report.lost += int64_t(peer->sentNs.size());
        if (!peer->conversation.empty())
            m_report.lost += peer->nextOut - m_peers[peer->partner]->nextIn;
    }
    return std::move(m_report);
}

bool Load::settled() const
{
    for (const auto &peer : m_peers) {
        if (!peer->sentNs.empty())
            return false;
        if (!peer->conversation.empty() && peer->nextOut != m_peers[peer->partner]->nextIn)
            return false;
    }
    return true;
}

void Load::signInAll()
{
    const int64_t start = nowNs();
    size_t opened = 0;
    while (size_t(m_readyCount) < m_peers.size()) {
        while (opened < m_peers.size() && opened - size_t(m_readyCount) < signInsAtOnce) {
            Peer &peer = *m_peers[opened++];
            if (!peer.connection.open(m_options.port))
                throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
            epoll_event event{};
            event.data.ptr = &peer;
            event.events = peer.interest = EPOLLIN | EPOLLOUT;
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, peer.connection.fd(), &event);
            greet(peer);
        }
        turn(100);
        if (m_report.errors > 0)
            throw std::runtime_error("sign-in failed");
        if (secondsSince(start) > setupLimitSeconds)
            throw std::runtime_error("sign-in of all connections took too long");
    }
    m_report.signInsPerSecond = double(m_peers.size()) / secondsSince(start);
}

void Load::greet(Peer &peer)
{
    peer.connection.queue(R"({"type":"hello","body":{"protocol":[1,1],"client":"miniqq-load"}})");
    peer.connection.queue(R"({"type":"auth.register","body":{"account":")" + peer.account +
                          R"(","password":"load-generator"}})");
}

void Load::writeUuid(char *out, size_t index)
{
    // Version 7: milliseconds, then a counter and the connection, so that ids ascend per sender.
    timespec t{};
    clock_gettime(CLOCK_REALTIME, &t);
    const uint64_t ms = uint64_t(t.tv_sec) * 1000 + uint64_t(t.tv_nsec) / 1'000'000;
    const uint64_t counter = ++m_uuidCounter;
    std::snprintf(out, 37, "%08x-%04x-7%03x-%04x-%012llx", unsigned(ms >> 16), unsigned(ms & 0xffff),
                  unsigned(counter >> 12 & 0xfff), unsigned(0x8000 | (counter & 0xfff)),
                  static_cast<unsigned long long>(index));
}

void Load::send(Peer &peer)
{
    char payload[1024];
    char uuid[37];
    writeUuid(uuid, peer.index);
    const int64_t now = nowNs();
    int length = std::snprintf(
        payload, sizeof payload, R"({"type":"chat.send","body":{"conv":"%s","uuid":"%s","text":"%lld %lld )",
        peer.conversation.c_str(), uuid, static_cast<long long>(peer.nextOut), static_cast<long long>(now));
    const int fill = std::min(std::max(m_options.textSize - 30, 1), 500);
    std::memset(payload + length, 'x', size_t(fill));
    length += fill;
    std::memcpy(payload + length, "\"}}", 3);
    ++peer.nextOut;
    ++m_report.sent;
    peer.sentNs.push_back(now);
    peer.connection.queue(std::string_view(payload, size_t(length) + 3));
    touch(peer);
}

void Load::touch(Peer &peer)
{
    m_touched.push_back(&peer);
}

void Load::flushTouched()
{
    for (Peer *peer : m_touched) {
        if (!peer->connection.flush())
            broken(*peer, "write failed");
        watch(*peer);
    }
    m_touched.clear();
}

void Load::watch(Peer &peer)
{
    const uint32_t interest = EPOLLIN | (peer.connection.wantsWrite() ? uint32_t(EPOLLOUT) : 0u);
    if (interest == peer.interest || peer.connection.fd() < 0)
        return;
    peer.interest = interest;
    epoll_event event{};
    event.data.ptr = &peer;
    event.events = interest;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, peer.connection.fd(), &event);
}

void Load::turn(int timeoutMs)
{
    flushTouched();
    epoll_event events[256];
    const int count = ::epoll_wait(m_epoll, events, 256, timeoutMs);
    for (int i = 0; i < count; ++i) {
        Peer &peer = *static_cast<Peer *>(events[i].data.ptr);
        if (events[i].events & EPOLLOUT)
            touch(peer);
        if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            onReadable(peer);
    }
    flushTouched();
}

void Load::onReadable(Peer &peer)
{
    if (!peer.connection.read([&](std::string_view payload) { onFrame(peer, payload); }))
        broken(peer, "connection closed");
}

void Load::broken(Peer &peer, const char *why)
{
    if (peer.connection.fd() < 0)
        return;
    std::fprintf(stderr, "%s: %s\n", peer.account.c_str(), why);
    ++m_report.errors;
    peer.connection.close();
}

void Load::onFrame(Peer &peer, std::string_view payload)
{
    if (startsWith(payload, R"({"type":"chat.deliver")")) {
        onDelivery(peer, payload);
    } else if (startsWith(payload, R"({"type":"chat.ack")")) {
        onAck(peer);
    } else if (startsWith(payload, R"({"type":"auth.ok")")) {
        if (!peer.ready)
            ++m_readyCount;
        peer.ready = true;
    } else if (startsWith(payload, R"({"type":"ping")")) {
        peer.connection.queue(R"({"type":"pong"})");
        touch(peer);
    } else if (startsWith(payload, R"({"type":"error")") || startsWith(payload, R"({"type":"bye")")) {
        std::fprintf(stderr, "%s: %.*s\n", peer.account.c_str(), int(payload.size()), payload.data());
        ++m_report.errors;
    }
}

void Load::onDelivery(Peer &peer, std::string_view payload)
{
    static constexpr std::string_view key = R"("text":")";
    const size_t at = payload.find(key);
    if (at == std::string_view::npos) {
        ++m_report.errors;
        return;
    }
    const char *text = payload.data() + at + key.size();
    char *end = nullptr;
    const int64_t number = std::strtoll(text, &end, 10);
    const int64_t sentNs = std::strtoll(end, nullptr, 10);
    if (number < peer.nextIn)
        ++m_report.doubled;
    else if (number > peer.nextIn)
        ++m_report.disordered;
    peer.nextIn = std::max(peer.nextIn, number + 1);
    if (m_measuring) {
        ++m_report.delivered;
        m_report.delivery.add(nowNs() - sentNs);
    }
    if (m_talking && m_options.window == 1)
        send(peer); // ping-pong: every delivery is answered
}

void Load::onAck(Peer &peer)
{
    if (peer.sentNs.empty()) {
        ++m_report.doubled;
        return;
    }
    if (m_measuring)
        m_report.ack.add(nowNs() - peer.sentNs.front());
    peer.sentNs.pop_front();
    ++m_report.acked;
    if (m_talking && m_options.window > 1)
        send(peer);
}

} // namespace miniqq::bench
