// SPDX-License-Identifier: MIT
#pragma once

#include "server/domain/outbound.h"
#include "server/net/workerpool.h"

#include <vector>

namespace miniqq::server {

/// The domain's way out: gathers what one logic turn has to say and hands each I/O worker its share as one
/// batch. Used on the logic thread only.
class ConnectionTable final : public Outbound
{
public:
    explicit ConnectionTable(WorkerPool &workers);

    void send(ConnectionId to, const QByteArray &frame) override;
    void send(std::span<const ConnectionId> to, const QByteArray &frame) override;
    void sendChunk(ConnectionId to, const Uuid &transfer, const QByteArray &frame) override;
    void dropChunks(ConnectionId to, const Uuid &transfer) override;
    void signedIn(ConnectionId connection, const QByteArray &account, bool mayUpload) override;
    void close(ConnectionId connection, const QByteArray &lastFrame, const QString &reason) override;
    void flush() override;

private:
    std::vector<WorkerCommand> &batchOf(ConnectionId connection);

    WorkerPool &m_workers;
    std::vector<std::vector<WorkerCommand>> m_batches; ///< By worker.
    std::vector<std::vector<ConnectionId>> m_shares;   ///< By worker; scratch.
};

} // namespace miniqq::server
