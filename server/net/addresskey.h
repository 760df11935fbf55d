// SPDX-License-Identifier: MIT
#pragma once

#include <QHashFunctions>
#include <QString>

#include <array>

namespace miniqq::server {

/// What counts as "one address" for limits: an IPv4 address, or the /64 network of an IPv6 address, because
/// one computer has as many of those as it likes. Link-local addresses share one /64 in a whole LAN and are
/// told apart in full.
class AddressKey
{
public:
    /// `numeric`: as Endpoint has it. Anything that is not an address gives one and the same key.
    static AddressKey of(const QString &numeric);

    bool isLoopback() const { return m_loopback; }

    friend bool operator==(const AddressKey &, const AddressKey &) = default;
    friend size_t qHash(const AddressKey &key, size_t seed = 0)
    {
        return qHashBits(key.m_bytes.data(), key.m_bytes.size(), seed);
    }

private:
    std::array<quint8, 16> m_bytes{};
    bool m_loopback = false;
};

} // namespace miniqq::server
