// SPDX-License-Identifier: MIT
#include "server/net/preauthpool.h"

namespace miniqq::server {

namespace {

constexpr qint64 sweepIntervalNs = 10'000'000'000;

}

PreAuthPool::PreAuthPool(const Limits &limits, const Clock &clock)
    : m_limits(limits)
    , m_clock(clock)
    , m_sweptNs(clock.monotonicNs())
{}

PreAuthPool::Admission PreAuthPool::admit(ConnectionId id, const AddressKey &key, bool trusted)
{
    forgetIdleAddresses();
    Address &address = m_addresses[key];
    const Rate rate = trusted ? Rate{} : m_limits.newConnectionsPerAddress;
    if (!address.rate.take(rate, m_clock.monotonicNs()))
        return {Verdict::TooFast, {}, LimitHit::NewConnectionsPerAddress};

    const int addressTotal = trusted ? m_limits.connectionsPerTrustedAddress : m_limits.connectionsPerAddress;
    const int addressPreAuth = trusted ? m_limits.connectionsPerTrustedAddress : m_limits.preAuthPerAddress;
    ConnectionId evicted;
    std::optional<LimitHit> limit;
    if (address.preAuth >= addressPreAuth || address.total >= addressTotal) {
        limit = address.total >= addressTotal ? LimitHit::ConnectionsPerAddress : LimitHit::PreAuthPerAddress;
        if (address.silent.empty())
            return {Verdict::AddressFull, {}, limit};
        evicted = *address.silent.begin();
    } else if (m_preAuth >= m_limits.preAuth || total() >= m_limits.connections) {
        limit = total() >= m_limits.connections ? LimitHit::Connections : LimitHit::PreAuth;
        if (m_silent.empty())
            return {Verdict::ServerFull, {}, limit};
        evicted = *m_silent.begin();
    }
    if (!evicted.isNull())
        evict(evicted);

    m_connections.insert(id, {key, Stage::Silent});
    m_silent.insert(id);
    address.silent.insert(id);
    ++address.total;
    ++m_total;
    ++address.preAuth;
    ++m_preAuth;
    return {Verdict::Admit, evicted, limit};
}

void PreAuthPool::spoke(ConnectionId id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end() || found->stage != Stage::Silent)
        return;
    found->stage = Stage::Spoken;
    m_silent.erase(id);
    m_addresses.find(found->address)->silent.erase(id);
}

void PreAuthPool::signedIn(ConnectionId id)
{
    const auto found = m_connections.find(id);
    if (found != m_connections.end() && found->stage < Stage::Evicted)
        leavePreAuth(id, *found, Stage::SignedIn);
}

void PreAuthPool::closed(ConnectionId id)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    const AddressKey key = found->address;
    const bool counted = found->stage != Stage::Evicted;
    if (found->stage < Stage::Evicted)
        leavePreAuth(id, *found, Stage::SignedIn);
    m_connections.erase(found);
    if (counted) {
        --m_addresses.find(key)->total;
        --m_total;
    }
}

int PreAuthPool::totalOf(const AddressKey &address) const
{
    const auto found = m_addresses.constFind(address);
    return found == m_addresses.constEnd() ? 0 : found->total;
}

int PreAuthPool::preAuthOf(const AddressKey &address) const
{
    const auto found = m_addresses.constFind(address);
    return found == m_addresses.constEnd() ? 0 : found->preAuth;
}

/// The place in the counts is free at once; the connection itself is forgotten when it has closed.
void PreAuthPool::evict(ConnectionId id)
{
    Connection &connection = *m_connections.find(id);
    leavePreAuth(id, connection, Stage::Evicted);
    --m_addresses.find(connection.address)->total;
    --m_total;
}

void PreAuthPool::leavePreAuth(ConnectionId id, Connection &connection, Stage stage)
{
    Address &address = *m_addresses.find(connection.address);
    connection.stage = stage;
    m_silent.erase(id);
    address.silent.erase(id);
    --address.preAuth;
    --m_preAuth;
}

/// An address without connections is remembered only as long as its rate says anything about it.
void PreAuthPool::forgetIdleAddresses()
{
    const qint64 now = m_clock.monotonicNs();
    if (now - m_sweptNs < sweepIntervalNs)
        return;
    m_sweptNs = now;
    m_addresses.removeIf(
        [now](QHash<AddressKey, Address>::iterator it) { return it->total == 0 && it->rate.isFull(now); });
}

} // namespace miniqq::server
