// SPDX-License-Identifier: MIT
#pragma once

#include "server/net/iothread.h"

#include <memory>
#include <vector>

namespace miniqq::server {

/// All I/O threads. A connection's number tells its worker (number modulo count), so that nobody keeps a
/// table of who is where: connections are given to the workers in turn, as their numbers are.
class WorkerPool
{
public:
    /// One worker lives in the logic thread: handing over to another thread for every message costs more than
    /// the two could do at the same time. Several have a thread each.
    WorkerPool(int threads, QThread &logicThread, const IoWorker::Links &links,
               const std::optional<net::TlsContext> &tls);

    size_t size() const { return m_threads.size(); }
    size_t indexOf(ConnectionId connection) const { return size_t(connection.value()) % m_threads.size(); }
    IoThread &at(size_t index) { return *m_threads[index]; }
    IoThread &of(ConnectionId connection) { return *m_threads[indexOf(connection)]; }

    /// Each worker gets its own copy.
    template<class Command>
    void postToAll(const Command &command)
    {
        for (const auto &thread : m_threads)
            thread->post(WorkerCommand(command));
    }

    void stop();

private:
    std::vector<std::unique_ptr<IoThread>> m_threads;
};

} // namespace miniqq::server
