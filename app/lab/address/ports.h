// SPDX-License-Identifier: MIT
#pragma once

#include "common/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace miniqq::lab {

/// The kinds of ports as the books and the registry (RFC 6335, 6) have them.
enum class PortKind {
    Any,        ///< 0: the kernel picks one
    WellKnown,  ///< 1-1023
    Registered, ///< 1024-49151
    Dynamic,    ///< 49152-65535
};

struct PortRange
{
    quint16 first = 0;
    quint16 last = 0;

    bool contains(quint16 port) const { return port >= first && port <= last; }
    friend bool operator==(const PortRange &, const PortRange &) = default;
};

/// What this system does with ports, read from the system; nothing where it does not say.
struct PortRules
{
    std::optional<PortRange> ephemeral;       ///< from which bind(0) and connect() choose
    std::optional<quint16> unprivilegedStart; ///< smaller ones need a privilege
};

enum class IpProtocol { Tcp, Udp };

/// Names of services by port and protocol.
class ServiceNames
{
public:
    /// /etc/services as text: "name port/protocol aliases # comment"; lines that are something else are
    /// skipped.
    static ServiceNames parse(const QByteArray &text);
    /// The system's list, and where it has none, the names that every textbook prints. Blocks for one small
    /// file.
    static ServiceNames ofSystem();

    QString name(quint16 port, IpProtocol protocol) const; ///< Empty if unknown.
    std::optional<quint16> port(const QString &name, IpProtocol protocol) const;
    qsizetype size() const { return m_names.size(); }

private:
    void add(quint16 port, IpProtocol protocol, const QString &name);

    QHash<quint32, QString> m_names;
    QHash<QString, quint16> m_ports;
};

struct PortCard
{
    quint16 port = 0;
    PortKind kind = PortKind::Any;
    QString tcpService;
    QString udpService;
    bool privileged = false; ///< bind() needs a privilege here
    bool ephemeral = false;  ///< the system may give it to any client
};

PortKind portKind(quint16 port);
const char *portKindCode(PortKind kind); ///< "any", "well_known", "registered", "dynamic"
QString portKindText(PortKind kind);
PortCard portCard(quint16 port, const PortRules &rules, const ServiceNames &names);
/// Sentences about the card, the tutorials' mistakes among them.
QStringList portNotes(const PortCard &card, const PortRules &rules);

/// 0 to 65535 in decimal.
Result<quint16> readPort(const QString &text);

/// "32768\t60999\n", as /proc/sys/net/ipv4/ip_local_port_range has it.
std::optional<PortRange> parsePortRange(const QByteArray &text);
PortRules systemPortRules();

} // namespace miniqq::lab
