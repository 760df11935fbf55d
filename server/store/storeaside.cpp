// SPDX-License-Identifier: MIT
#include "server/store/storeaside.h"

#include "common/sql/database.h"

#include <utility>

namespace miniqq::server {

StoreAside::StoreAside()
    : m_answers(&m_home, [this](std::vector<Answer> &&answers) {
        m_busy = false;
        for (const Answer &answer : answers)
            answer();
    })
{
    m_pool.setMaxThreadCount(1);
}

StoreAside::~StoreAside()
{
    stop();
}

bool StoreAside::run(std::function<Result<StoreReport>(Interruption &)> work, Handler then)
{
    if (std::exchange(m_busy, true))
        return false;
    m_pool.start([this, work = std::move(work), then = std::move(then)] {
        Interruption &interruption = *this;
        m_answers.post([then, result = work(interruption)] { then(result); });
    });
    return true;
}

void StoreAside::stop()
{
    {
        const QMutexLocker lock(&m_mutex);
        m_stopping = true;
        if (m_running)
            m_running->interrupt();
    }
    m_pool.clear();
    m_pool.waitForDone();
}

bool StoreAside::during(sql::Database &db, const std::function<void()> &work)
{
    {
        const QMutexLocker lock(&m_mutex);
        if (m_stopping)
            return false;
        m_running = &db;
    }
    work();
    const QMutexLocker lock(&m_mutex);
    m_running = nullptr;
    return true;
}

bool StoreAside::isWanted()
{
    const QMutexLocker lock(&m_mutex);
    return m_stopping;
}

} // namespace miniqq::server
