// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/clock.h"
#include "common/base/strongid.h"
#include "server/domain/limithits.h"
#include "server/domain/limits.h"
#include "server/domain/ratelimiter.h"
#include "server/net/addresskey.h"

#include <QHash>

#include <optional>
#include <set>

namespace miniqq::server {

/// Decides who is let in: counts connections, in all and per address, and keeps those that have not signed in
/// from crowding out the others. Pure bookkeeping for one thread; knows no sockets.
///
/// Where strangers fill their pool, of everyone or of one address, the oldest that has said nothing gives
/// way: a room full of silent sockets does not lock out the next honest client.
class PreAuthPool
{
public:
    enum class Verdict {
        Admit,
        TooFast,     ///< this address connects too often
        AddressFull, ///< too many connections from this address
        ServerFull,  ///< too many connections in all
    };
    struct Admission
    {
        Verdict verdict = Verdict::Admit;
        ConnectionId evicted =
            {}; ///< With Admit: this one has to be closed to make room; null if there was room.
        std::optional<LimitHit> limit = std::nullopt; ///< What was reached, if something was.
    };

    PreAuthPool(const Limits &limits, const Clock &clock);

    /// `id` must be new and greater than all before. `trusted`: only connectionsPerTrustedAddress holds for
    /// this address, and no rate. Counts it if the verdict is Admit; the evicted one
    /// no longer counts.
    Admission admit(ConnectionId id, const AddressKey &address, bool trusted = false);
    /// It has sent a whole frame: no longer among those that are evicted first.
    void spoke(ConnectionId id);
    void signedIn(ConnectionId id);
    void closed(ConnectionId id);

    int total() const { return m_total; }
    int preAuth() const { return m_preAuth; }
    int totalOf(const AddressKey &address) const;
    int preAuthOf(const AddressKey &address) const;
    /// Addresses remembered, for their counts or their rate.
    qsizetype addresses() const { return m_addresses.size(); }

private:
    enum class Stage : quint8 { Silent, Spoken, Evicted, SignedIn };
    struct Connection
    {
        AddressKey address;
        Stage stage = Stage::Silent;
    };
    struct Address
    {
        RateLimiter rate;
        int total = 0;
        int preAuth = 0;
        std::set<ConnectionId> silent; ///< In the order of their arrival.
    };

    void evict(ConnectionId id);
    void leavePreAuth(ConnectionId id, Connection &connection, Stage stage);
    void forgetIdleAddresses();

    const Limits m_limits;
    const Clock &m_clock;
    QHash<ConnectionId, Connection> m_connections;
    QHash<AddressKey, Address> m_addresses;
    std::set<ConnectionId> m_silent;
    qint64 m_sweptNs = 0;
    int m_total = 0; ///< Neither counts those evicted.
    int m_preAuth = 0;
};

} // namespace miniqq::server
