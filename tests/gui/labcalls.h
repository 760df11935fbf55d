// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/models/experiment.h"

namespace miniqq::test {

/// A clock that stands where it is put.
class PutClock final : public Clock
{
public:
    qint64 monotonicNs() const override { return ns; }
    qint64 wallMs() const override { return 1'700'000'000'000 + ns / 1'000'000; }

    qint64 ns = 1;
};

/// Calls as the Lab's sockets report them, at times of one's choice: for pictures that are always the same.
class LabCalls
{
public:
    LabCalls(tap::TrafficLog &log, PutClock &clock)
        : m_log(log)
        , m_clock(clock)
    {}

    /// Before the next call so much time passes.
    void wait(double ms) { m_clock.ns += qint64(ms * 1e6); }
    void call(lab::Experiment &experiment, int end, int socket, const char *name, const QByteArray &arguments,
              qint64 result = 0, const QByteArray &data = {}, int error = 0)
    {
        const QByteArray called(name);
        const bool in = called.startsWith("recv") || called == "accept4" || called.startsWith("getsock");
        const qint64 began = m_clock.ns;
        m_clock.ns += 20'000;
        m_log.call(
            ConnectionId(experiment.firstId(end).value() + socket),
            {name, in ? tap::Direction::In : tap::Direction::Out, arguments, result, error, data, began});
        m_clock.ns += 5'000;
    }

private:
    tap::TrafficLog &m_log;
    PutClock &m_clock;
};

/// The lesson of half a character: a server that sends 你好吗 in GBK, a client with recv(5), and then a
/// second client that goes without a word. The ends are 0 (server), 1 and 2 (clients).
inline void playHalfACharacter(lab::Experiment &experiment, LabCalls &calls, bool secondClient = true)
{
    using lab::EndRole;
    const int many = secondClient ? 1 : 0;
    experiment.addEnd({.role = EndRole::Server, .writes = lab::Encoding::Gbk});
    experiment.addEnd(
        {.role = EndRole::Client, .number = many, .reads = lab::Reading{lab::Encoding::Gbk, false}});
    const auto server = [&](int socket, auto &&...rest) { calls.call(experiment, 0, socket, rest...); };
    const auto client = [&](int socket, auto &&...rest) { calls.call(experiment, 1, socket, rest...); };
    const QByteArray question = QByteArray::fromHex("c4e3bac3c2f0");
    const QByteArray flags = " | SOCK_NONBLOCK | SOCK_CLOEXEC, 0";
    server(0, "socket", "AF_INET, SOCK_STREAM" + flags, 12);
    server(0, "setsockopt", "12, SOL_SOCKET, SO_REUSEADDR, 1");
    server(0, "bind", "12, 127.0.0.1:8008");
    server(0, "listen", "12, 5");
    server(0, "getsockname", "12, 127.0.0.1:8008");
    calls.wait(412);
    client(0, "socket", "AF_INET, SOCK_STREAM" + flags, 13);
    client(0, "connect", "13, 127.0.0.1:8008", -1, QByteArray(), EINPROGRESS);
    server(0, "accept4", "12, 127.0.0.1:41706, SOCK_NONBLOCK | SOCK_CLOEXEC", 14);
    server(1, "getsockname", "14, 127.0.0.1:8008");
    client(0, "getsockopt", "13, SOL_SOCKET, SO_ERROR, 0");
    client(0, "getsockname", "13, 127.0.0.1:41706");
    calls.wait(2'700);
    server(1, "send", "14, 6, MSG_NOSIGNAL", 6, question);
    client(0, "recv", "13, 5, 0", 5, question.first(5));
    client(0, "recv", "13, 5, 0", 1, question.sliced(5));
    client(0, "recv", "13, 5, 0", -1, QByteArray(), EAGAIN);
    if (!secondClient)
        return;
    experiment.addEnd({.role = EndRole::Client, .number = 2});
    const auto second = [&](int socket, auto &&...rest) { calls.call(experiment, 2, socket, rest...); };
    calls.wait(40);
    second(0, "socket", "AF_INET, SOCK_STREAM" + flags, 15);
    second(0, "connect", "15, 127.0.0.1:8008");
    second(0, "getsockname", "15, 127.0.0.1:41708");
    server(0, "accept4", "12, 127.0.0.1:41708, SOCK_NONBLOCK | SOCK_CLOEXEC", 16);
    server(2, "getsockname", "16, 127.0.0.1:8008");
    calls.wait(3);
    second(0, "send", "15, 3, MSG_NOSIGNAL", 3, QByteArray("one"));
    second(0, "send", "15, 3, MSG_NOSIGNAL", 3, QByteArray("two"));
    server(2, "recv", "16, 1024, 0", 6, QByteArray("onetwo"));
    server(2, "send", "16, 27, MSG_NOSIGNAL", 27, QByteArray("Server received b'onetwo'\r\n"));
    calls.wait(1);
    second(0, "close", "15");
    server(2, "recv", "16, 1024, 0", -1, QByteArray(), ECONNRESET);
    server(2, "close", "16");
    client(0, "close", "13");
    server(1, "recv", "14, 1024, 0", 0, QByteArray());
    second(1, "socket", "AF_INET, SOCK_STREAM" + flags, 17);
    second(1, "connect", "17, 127.0.0.1:8009", -1, QByteArray(), ECONNREFUSED);
}

} // namespace miniqq::test
