// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/endpoint.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace miniqq::lab {

/// Address families, as the tutorials call them: AF_INET, AF_INET6, AF_UNIX.
enum class Family { Inet, Inet6, Unix };

/// The name of one end of a socket: address and port, or a path. A value; it holds the bytes the kernel
/// wants.
class SocketName
{
public:
    SocketName() = default; ///< no name

    /// From a numeric address ("127.0.0.1", "::1", "fe80::1%eth0"; "" is 0.0.0.0 as in Python); nullopt for
    /// anything else, names of computers among it.
    static std::optional<SocketName> fromNumeric(const QString &address, quint16 port);
    /// AF_UNIX; nullopt if the path is empty or too long (107 bytes on Linux).
    static std::optional<SocketName> fromPath(const QString &path);
    /// From what the kernel wrote into a sockaddr.
    static SocketName fromBytes(const QByteArray &sockaddrBytes) { return SocketName(sockaddrBytes); }

    bool isNull() const { return m_bytes.isEmpty(); }
    Family family() const;
    quint16 port() const;    ///< 0 for AF_UNIX
    QString address() const; ///< numeric without port, or the path
    SocketName withPort(quint16 port) const;

    Endpoint endpoint() const { return {address(), port()}; } ///< for the event log
    QString toText() const;                                   ///< "127.0.0.1:8001", "[::1]:8001", the path
    QString toPython() const; ///< "('127.0.0.1', 8001)", "('::1', 8001, 0, 0)", "'/tmp/x'"

    /// The sockaddr.
    const QByteArray &bytes() const { return m_bytes; }

    friend bool operator==(const SocketName &, const SocketName &) = default;

private:
    explicit SocketName(const QByteArray &bytes)
        : m_bytes(bytes)
    {}

    QByteArray m_bytes;
};

} // namespace miniqq::lab
