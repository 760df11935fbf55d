// SPDX-License-Identifier: MIT
#include "server/net/connectiontable.h"

#include <utility>

namespace miniqq::server {

ConnectionTable::ConnectionTable(WorkerPool &workers)
    : m_workers(workers)
    , m_batches(workers.size())
    , m_shares(workers.size())
{}

std::vector<WorkerCommand> &ConnectionTable::batchOf(ConnectionId connection)
{
    return m_batches[m_workers.indexOf(connection)];
}

void ConnectionTable::send(ConnectionId to, const QByteArray &frame)
{
    batchOf(to).push_back(SendFrame{to, frame});
}

void ConnectionTable::send(std::span<const ConnectionId> to, const QByteArray &frame)
{
    for (const ConnectionId id : to)
        m_shares[m_workers.indexOf(id)].push_back(id);
    for (size_t i = 0; i < m_shares.size(); ++i) {
        if (!m_shares[i].empty())
            m_batches[i].push_back(SendToMany{std::exchange(m_shares[i], {}), frame});
    }
}

void ConnectionTable::sendChunk(ConnectionId to, const Uuid &transfer, const QByteArray &frame)
{
    batchOf(to).push_back(SendChunk{to, transfer, frame});
}

void ConnectionTable::dropChunks(ConnectionId to, const Uuid &transfer)
{
    batchOf(to).push_back(DropChunks{to, transfer});
}

void ConnectionTable::signedIn(ConnectionId connection, const QByteArray &account, bool mayUpload)
{
    batchOf(connection).push_back(MarkSignedIn{connection, account, mayUpload});
}

void ConnectionTable::close(ConnectionId connection, const QByteArray &lastFrame, const QString &reason)
{
    batchOf(connection).push_back(CloseConnection{connection, lastFrame, reason});
}

void ConnectionTable::flush()
{
    for (size_t i = 0; i < m_batches.size(); ++i) {
        if (!m_batches[i].empty())
            m_workers.at(i).post(std::exchange(m_batches[i], {}));
    }
}

} // namespace miniqq::server
