// SPDX-License-Identifier: MIT
#pragma once

#include "server/store/storestatistics.h"

#include <atomic>

namespace miniqq::server {

/// Counts what the store thread does; read from any thread.
class StoreMeter
{
public:
    void countCommit(quint64 stored, quint64 duplicates, qint64 durationUs)
    {
        m_commits.fetch_add(1, relaxed);
        if (stored > 0)
            m_messageCommits.fetch_add(1, relaxed);
        m_messages.fetch_add(stored, relaxed);
        m_duplicates.fetch_add(duplicates, relaxed);
        m_lastCommitUs.store(durationUs, relaxed);
        if (durationUs > m_maxCommitUs.load(relaxed)) // one thread writes
            m_maxCommitUs.store(durationUs, relaxed);
    }
    void countFailures(quint64 messages) { m_failures.fetch_add(messages, relaxed); }
    void setDatabaseBytes(qint64 bytes) { m_databaseBytes.store(bytes, relaxed); }
    void setUnindexed(qint64 messages) { m_unindexed.store(messages, relaxed); }

    StoreStatistics snapshot() const
    {
        return {m_commits.load(relaxed),     m_messageCommits.load(relaxed), m_messages.load(relaxed),
                m_duplicates.load(relaxed),  m_failures.load(relaxed),       m_lastCommitUs.load(relaxed),
                m_maxCommitUs.load(relaxed), m_databaseBytes.load(relaxed),  m_unindexed.load(relaxed)};
    }

private:
    static constexpr auto relaxed = std::memory_order_relaxed;

    std::atomic<quint64> m_commits = 0;
    std::atomic<quint64> m_messageCommits = 0;
    std::atomic<quint64> m_messages = 0;
    std::atomic<quint64> m_duplicates = 0;
    std::atomic<quint64> m_failures = 0;
    std::atomic<qint64> m_lastCommitUs = 0;
    std::atomic<qint64> m_maxCommitUs = 0;
    std::atomic<qint64> m_databaseBytes = 0;
    std::atomic<qint64> m_unindexed = 0;
};

} // namespace miniqq::server
