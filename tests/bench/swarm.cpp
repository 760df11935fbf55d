// SPDX-License-Identifier: MIT
#include "tests/bench/swarm.h"

#include "tests/bench/usage.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace miniqq::bench {
namespace {

constexpr int64_t toldErrors = 5; // in words; all are counted
constexpr std::string_view password = "load-generator";

double secondsSince(int64_t startNs)
{
    return double(nowNs() - startNs) / 1e9;
}

std::string_view stringAfter(std::string_view payload, std::string_view key)
{
    const size_t at = payload.find(key);
    if (at == std::string_view::npos)
        return {};
    const std::string_view rest = payload.substr(at + key.size());
    return rest.substr(0, rest.find('"'));
}

} // namespace

Swarm::Swarm(const Options &options, Ledger &ledger)
    : m_options(options)
    , m_ledger(ledger)
    , m_tls(options.tls ? makeSslContext() : SslContext())
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{}

Swarm::~Swarm()
{
    ::close(m_epoll);
}

std::string Swarm::conversationOf(size_t one, size_t other)
{
    const std::string a = accountOf(one);
    const std::string b = accountOf(other);
    return a < b ? "d:" + a + ':' + b : "d:" + b + ':' + a;
}

double Swarm::signIn(size_t count)
{
    if (m_options.signIn == Options::SignIn::Token)
        readTokens();
    if (m_options.signIn == Options::SignIn::Token && m_tokens.size() < count)
        throw std::runtime_error(m_options.tokensFile + ": holds too few tokens");
    return open(count, true);
}

void Swarm::registerOnly(size_t count)
{
    m_tokens.resize(count);
    open(count, false);
    writeTokens();
}

double Swarm::open(size_t count, bool keep)
{
    const int64_t start = nowNs();
    m_keep = keep;
    while (m_readyCount < count) {
        while (m_peers.size() < count && m_peers.size() - m_readyCount < size_t(m_options.atOnce)) {
            const size_t index = m_peers.size();
            Peer &peer = m_peers.emplace_back();
            if (!peer.connection.open(m_options.port, m_tls.get()))
                throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
            epoll_event event{};
            event.data.u64 = index;
            event.events = peer.interest = EPOLLIN | EPOLLOUT;
            ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, peer.connection.fd(), &event);
            greet(index);
        }
        turn(100);
        if (m_ledger.errors > 0)
            throw std::runtime_error("sign-in failed");
        if (secondsSince(start) > m_options.setupLimitSeconds)
            throw std::runtime_error("sign-in took too long: " + std::to_string(m_readyCount) + " of " +
                                     std::to_string(count));
    }
    return secondsSince(start);
}

void Swarm::greet(size_t index)
{
    Connection &connection = m_peers[index].connection;
    connection.queue(R"({"type":"hello","body":{"protocol":[1,1],"client":"miniqq-load"}})");
    std::string request = R"({"type":"auth.)";
    const bool byToken = m_keep && m_options.signIn == Options::SignIn::Token;
    const bool byPassword = m_keep && m_options.signIn == Options::SignIn::Password;
    request += byToken ? "resume" : byPassword ? "signin" : "register";
    request += R"(","body":{"account":")" + accountOf(index);
    request += byToken ? R"(","token":")" : R"(","password":")";
    request += byToken ? std::string_view(m_tokens[index]) : password;
    request += "\"}}";
    connection.queue(request);
}

void Swarm::touch(size_t index)
{
    if (!m_peers[index].touched)
        m_touched.push_back(index);
    m_peers[index].touched = true;
}

void Swarm::flushTouched()
{
    for (size_t i = 0; i < m_touched.size(); ++i)
        flush(m_touched[i]);
    m_touched.clear();
}

void Swarm::flush(size_t index)
{
    Peer &peer = m_peers[index];
    peer.touched = false;
    if (peer.connection.fd() < 0)
        return;
    if (!peer.connection.flush())
        broken(index, "cannot be written to");
    watch(index);
}

void Swarm::watch(size_t index)
{
    Peer &peer = m_peers[index];
    const uint32_t interest = EPOLLIN | (peer.connection.isBlocked() ? uint32_t(EPOLLOUT) : 0u);
    if (interest == peer.interest || peer.connection.fd() < 0)
        return;
    peer.interest = interest;
    epoll_event event{};
    event.data.u64 = index;
    event.events = interest;
    ::epoll_ctl(m_epoll, EPOLL_CTL_MOD, peer.connection.fd(), &event);
}

void Swarm::turn(int timeoutMs)
{
    flushTouched();
    epoll_event events[512];
    const int count = ::epoll_wait(m_epoll, events, 512, timeoutMs);
    for (int i = 0; i < count; ++i) {
        const size_t index = events[i].data.u64;
        if (events[i].events & EPOLLOUT)
            flush(index);
        if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            readable(index);
    }
    for (const size_t index : m_finished)
        m_peers[index].connection.close();
    m_finished.clear();
}

void Swarm::readable(size_t index)
{
    Peer &peer = m_peers[index];
    if (peer.connection.fd() < 0)
        return;
    if (!peer.connection.read([&](std::string_view payload) { frame(index, payload); }))
        broken(index, "was closed");
    else if (peer.connection.hasOutput() && !peer.connection.isBlocked())
        touch(index);
    flushTouched();
}

bool Swarm::run(double seconds, const std::function<bool()> &stop)
{
    constexpr int maxWaitMs = 20;
    const int64_t start = nowNs();
    for (;;) {
        if (stop())
            return true;
        const double left = seconds - secondsSince(start);
        if (left <= 0)
            return false;
        turn(std::min(maxWaitMs, int(left * 1000) + 1));
    }
}

void Swarm::runUntilQuiet(double seconds, double limit)
{
    int64_t heard = m_heard;
    int64_t since = nowNs();
    run(limit, [&] {
        if (std::exchange(heard, m_heard) != m_heard)
            since = nowNs();
        return secondsSince(since) >= seconds;
    });
}

void Swarm::frame(size_t index, std::string_view payload)
{
    if (payload.starts_with(R"({"type":"ping")")) {
        m_peers[index].connection.queue(R"({"type":"pong"})");
        touch(index);
        return;
    }
    ++m_heard;
    if (payload.starts_with(R"({"type":"chat.deliver")")) {
        if (m_audience)
            m_audience->delivered(index, payload);
    } else if (payload.starts_with(R"({"type":"chat.ack")")) {
        if (m_audience)
            m_audience->acked(index, payload);
    } else if (payload.starts_with(R"({"type":"auth.ok")")) {
        signedIn(index, payload);
    } else if (payload.starts_with(R"({"type":"error")") || payload.starts_with(R"({"type":"bye")")) {
        complain(index, payload);
    } // all else is news that others wait for
}

void Swarm::signedIn(size_t index, std::string_view payload)
{
    Peer &peer = m_peers[index];
    if (peer.ready)
        return;
    peer.ready = true;
    ++m_readyCount;
    if (m_keep)
        return;
    m_tokens[index] = stringAfter(payload, R"("token":")");
    m_finished.push_back(index);
}

void Swarm::broken(size_t index, const char *why)
{
    complain(index, why);
    m_peers[index].connection.close();
}

void Swarm::complain(size_t index, std::string_view what)
{
    if (++m_ledger.errors <= toldErrors)
        std::fprintf(stderr, "miniqq-load: %s: %.*s\n", accountOf(index).c_str(), int(what.size()),
                     what.data());
}

void Swarm::readTokens()
{
    std::ifstream file(m_options.tokensFile);
    for (std::string token; std::getline(file, token);)
        m_tokens.push_back(token);
}

void Swarm::writeTokens() const
{
    if (m_options.tokensFile.empty())
        return;
    std::ofstream file(m_options.tokensFile);
    for (const std::string &token : m_tokens)
        file << token << '\n';
    file.close();
    if (!file)
        throw std::runtime_error(m_options.tokensFile + ": cannot be written");
}

} // namespace miniqq::bench
