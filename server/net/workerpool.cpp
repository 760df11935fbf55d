// SPDX-License-Identifier: MIT
#include "server/net/workerpool.h"

namespace miniqq::server {

WorkerPool::WorkerPool(int threads, QThread &logicThread, const IoWorker::Links &links,
                       const std::optional<net::TlsContext> &tls)
{
    if (threads == 1) {
        m_threads.push_back(std::make_unique<IoThread>(logicThread, links, tls));
        return;
    }
    for (int i = 0; i < threads; ++i)
        m_threads.push_back(std::make_unique<IoThread>(QStringLiteral("io-%1").arg(i), links, tls));
}

void WorkerPool::stop()
{
    for (const auto &thread : m_threads)
        thread->stop();
}

} // namespace miniqq::server
