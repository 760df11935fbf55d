// SPDX-License-Identifier: MIT
#include "server/domain/transfertable.h"

#include <algorithm>
#include <utility>

namespace miniqq::server {

bool TransferTable::admit(const Account &account, const Request &request, Begin begin)
{
    const AccountId id = account.id;
    // Who comes now does not go ahead of those who wait.
    if (m_crowdedOut.empty() && !m_waiting.contains(id) && m_active < m_limits.transfers &&
        m_activeOf.value(id) < m_limits.transfersPerAccount) {
        ++m_active;
        ++m_activeOf[id];
        begin();
        return true;
    }
    const auto queue = m_waiting.find(id);
    if (int(queue == m_waiting.end() ? 0 : queue->size()) >= m_limits.transfersWaiting) {
        m_replies.hit(LimitHit::TransfersWaiting);
        return false;
    }
    m_waiting[id].push_back({request, m_clock.monotonicNs(), std::move(begin)});
    if (m_active >= m_limits.transfers && m_activeOf.value(id) < m_limits.transfersPerAccount)
        m_replies.hit(LimitHit::Transfers);
    queueUp(id);
    serve();
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
    queueUp(account);
    serve();
}

/// At the end of those who wait for a place among all, if it is only that what the account waits for.
void TransferTable::queueUp(AccountId account)
{
    if (m_waiting.contains(account) && m_activeOf.value(account) < m_limits.transfersPerAccount &&
        std::find(m_crowdedOut.begin(), m_crowdedOut.end(), account) == m_crowdedOut.end())
        m_crowdedOut.push_back(account);
}

/// One of each account in turn. A `begin` that comes to nothing at once calls giveBack(), which leaves the
/// rest to the loop that is under way.
void TransferTable::serve()
{
    if (std::exchange(m_isServing, true))
        return;
    while (m_active < m_limits.transfers && !m_crowdedOut.empty()) {
        const AccountId account = m_crowdedOut.front();
        m_crowdedOut.pop_front();
        if (m_activeOf.value(account) >= m_limits.transfersPerAccount)
            continue; // the operator lowered it
        std::deque<Waiting> &queue = m_waiting[account];
        const Waiting next = std::move(queue.front());
        queue.pop_front();
        if (queue.empty())
            m_waiting.remove(account);
        ++m_active;
        ++m_activeOf[account];
        queueUp(account);
        next.begin();
    }
    m_isServing = false;
}

template<class Predicate>
void TransferTable::forgetWaiting(Predicate isOver)
{
    for (auto queue = m_waiting.begin(); queue != m_waiting.end();) {
        std::erase_if(*queue, isOver);
        queue = queue->empty() ? m_waiting.erase(queue) : std::next(queue);
    }
    std::erase_if(m_crowdedOut, [this](AccountId account) { return !m_waiting.contains(account); });
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

bool TransferTable::mayBeUploading(const Uuid &file, AccountId owner, const Uuid &but) const
{
    return std::any_of(m_transfers.begin(), m_transfers.end(), [&](const auto &each) {
        const Transfer &transfer = each.second;
        return transfer.kind == Transfer::Upload && transfer.id != but &&
               (transfer.about.file == file ||
                (transfer.state == Transfer::Opening && transfer.account->id == owner));
    });
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
    forgetWaiting([connection](const Waiting &w) { return w.request.connection == connection; });
    std::vector<Uuid> theirs;
    for (const auto &[id, transfer] : m_transfers) {
        if (transfer.request.connection == connection)
            theirs.push_back(id);
    }
    return theirs;
}

std::vector<Request> TransferTable::waitingSince(qint64 ns)
{
    std::vector<Request> overdue;
    forgetWaiting([&overdue, ns](const Waiting &w) {
        if (w.sinceNs <= ns)
            overdue.push_back(w.request);
        return w.sinceNs <= ns;
    });
    return overdue;
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
