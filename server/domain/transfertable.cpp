// SPDX-License-Identifier: MIT
#include "server/domain/transfertable.h"

#include <utility>

namespace miniqq::server {

bool TransferTable::hasPlace(AccountId account) const
{
    return m_active < m_limits.transfers && m_activeOf.value(account) < m_limits.transfersPerAccount;
}

bool TransferTable::admit(const Account &account, ConnectionId connection, Begin begin)
{
    const AccountId id = account.id;
    if (!m_waiting.contains(id) && hasPlace(id)) {
        ++m_active;
        ++m_activeOf[id];
        begin();
        return true;
    }
    std::deque<Waiting> &queue = m_waiting[id];
    if (int(queue.size()) >= m_limits.transfersWaiting) {
        if (queue.empty())
            m_waiting.remove(id);
        return false;
    }
    if (m_activeOf.value(id) < m_limits.transfersPerAccount)
        m_crowdedOut.push_back(id);
    queue.push_back({connection, std::move(begin)});
    return true;
}

Transfer &TransferTable::add(Transfer &&transfer)
{
    const Uuid id = transfer.id;
    return m_transfers.insert_or_assign(id, std::move(transfer)).first->second;
}

void TransferTable::giveBack(AccountId account)
{
    --m_active;
    if (--m_activeOf[account] == 0)
        m_activeOf.remove(account);
    startNext(account);
    while (m_active < m_limits.transfers && !m_crowdedOut.empty()) {
        const AccountId next = m_crowdedOut.front();
        m_crowdedOut.pop_front();
        startNext(next);
    }
}

void TransferTable::startNext(AccountId account)
{
    const auto queue = m_waiting.find(account);
    if (queue == m_waiting.end())
        return;
    if (!hasPlace(account)) {
        if (m_activeOf.value(account) < m_limits.transfersPerAccount)
            m_crowdedOut.push_back(account);
        return;
    }
    const Waiting next = std::move(queue->front());
    queue->pop_front();
    if (queue->empty())
        m_waiting.erase(queue);
    ++m_active;
    ++m_activeOf[account];
    next.begin();
}

Transfer *TransferTable::find(const Uuid &id)
{
    const auto found = m_transfers.find(id);
    return found == m_transfers.end() ? nullptr : &found->second;
}

Transfer *TransferTable::findUpload(const Uuid &file)
{
    for (auto &[id, transfer] : m_transfers) {
        if (transfer.kind == Transfer::Upload && transfer.about.file == file)
            return &transfer;
    }
    return nullptr;
}

void TransferTable::remove(const Uuid &id)
{
    const auto found = m_transfers.find(id);
    if (found == m_transfers.end())
        return;
    const AccountId account = found->second.account->id;
    m_transfers.erase(found);
    giveBack(account);
}

std::vector<Uuid> TransferTable::leave(ConnectionId connection)
{
    for (auto queue = m_waiting.begin(); queue != m_waiting.end();) {
        std::erase_if(*queue, [connection](const Waiting &w) { return w.connection == connection; });
        queue = queue->empty() ? m_waiting.erase(queue) : std::next(queue);
    }
    std::vector<Uuid> theirs;
    for (const auto &[id, transfer] : m_transfers) {
        if (transfer.request.connection == connection)
            theirs.push_back(id);
    }
    return theirs;
}

std::vector<Uuid> TransferTable::silentSince(qint64 ns) const
{
    std::vector<Uuid> silent;
    for (const auto &[id, transfer] : m_transfers) {
        if (transfer.state == Transfer::Flowing && transfer.lastSignNs < ns)
            silent.push_back(id);
    }
    return silent;
}

std::vector<Uuid> TransferTable::uploadedFiles() const
{
    std::vector<Uuid> files;
    for (const auto &[id, transfer] : m_transfers) {
        if (transfer.kind == Transfer::Upload)
            files.push_back(transfer.about.file);
    }
    return files;
}

} // namespace miniqq::server
