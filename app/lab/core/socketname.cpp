// SPDX-License-Identifier: MIT
#include "app/lab/core/socketname.h"

#include "common/net/sockets.h"

#include <QFile>
#include <QHostAddress>

#include <algorithm>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace miniqq::lab {
namespace {

template<class Address>
Address read(const QByteArray &bytes)
{
    Address address = {};
    std::memcpy(&address, bytes.constData(), size_t(std::min(bytes.size(), qsizetype(sizeof address))));
    return address;
}

template<class Address>
QByteArray written(const Address &address)
{
    return QByteArray(reinterpret_cast<const char *>(&address), qsizetype(sizeof address));
}

/// QHostAddress also takes "1.2.3", "0x7f.0.0.1" and spaces, which are no addresses in the tutorials' sense.
bool isDotted(const QString &address)
{
    return address.count(QLatin1Char('.')) == 3 && std::all_of(address.begin(), address.end(), [](QChar c) {
               return c == QLatin1Char('.') || (c >= QLatin1Char('0') && c <= QLatin1Char('9'));
           });
}

} // namespace

std::optional<SocketName> SocketName::fromNumeric(const QString &address, quint16 port)
{
    QHostAddress host(address);
    if (address.isEmpty())
        host = QHostAddress(QHostAddress::AnyIPv4);
    else if (host.protocol() == QAbstractSocket::IPv4Protocol && !isDotted(address))
        return std::nullopt;
    if (host.isNull())
        return std::nullopt;
    const net::SocketAddress made = net::socketAddressFrom(host, port);
    return SocketName(QByteArray(reinterpret_cast<const char *>(&made.storage), qsizetype(made.size)));
}

std::optional<SocketName> SocketName::fromPath(const QString &path)
{
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address = {};
    if (name.isEmpty() || size_t(name.size()) >= sizeof address.sun_path)
        return std::nullopt;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.constData(), size_t(name.size()));
    return SocketName(written(address));
}

Family SocketName::family() const
{
    if (m_bytes.size() < qsizetype(sizeof(sa_family_t)))
        return Family::Inet;
    switch (read<sockaddr_storage>(m_bytes).ss_family) {
    case AF_INET6:
        return Family::Inet6;
    case AF_UNIX:
        return Family::Unix;
    default:
        return Family::Inet;
    }
}

quint16 SocketName::port() const
{
    switch (family()) {
    case Family::Inet:
        return ntohs(read<sockaddr_in>(m_bytes).sin_port);
    case Family::Inet6:
        return ntohs(read<sockaddr_in6>(m_bytes).sin6_port);
    case Family::Unix:
        break;
    }
    return 0;
}

SocketName SocketName::withPort(quint16 port) const
{
    if (family() == Family::Inet6) {
        auto address = read<sockaddr_in6>(m_bytes);
        address.sin6_port = htons(port);
        return SocketName(written(address));
    }
    if (family() == Family::Unix)
        return *this;
    auto address = read<sockaddr_in>(m_bytes);
    address.sin_port = htons(port);
    return SocketName(written(address));
}

QString SocketName::address() const
{
    if (isNull())
        return {};
    if (family() == Family::Unix) {
        const auto address = read<sockaddr_un>(m_bytes); // zero-filled, so the path ends
        return QFile::decodeName(
            QByteArray(address.sun_path, qsizetype(qstrnlen(address.sun_path, sizeof address.sun_path))));
    }
    QHostAddress host;
    const auto storage = read<sockaddr_storage>(m_bytes);
    host.setAddress(reinterpret_cast<const sockaddr *>(&storage));
    return host.toString();
}

QString SocketName::toText() const
{
    return family() == Family::Unix ? address() : endpoint().toText();
}

QString SocketName::toPython() const
{
    const QString quoted = QString(QLatin1Char('\'') + address() + QLatin1Char('\''));
    switch (family()) {
    case Family::Inet:
        return QStringLiteral("(%1, %2)").arg(quoted, QString::number(port()));
    case Family::Inet6: {
        const auto address = read<sockaddr_in6>(m_bytes);
        return QStringLiteral("(%1, %2, %3, %4)")
            .arg(quoted, QString::number(port()), QString::number(ntohl(address.sin6_flowinfo)),
                 QString::number(address.sin6_scope_id));
    }
    case Family::Unix:
        break;
    }
    return quoted;
}

} // namespace miniqq::lab
