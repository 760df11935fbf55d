// SPDX-License-Identifier: MIT
#include "app/lab/address/ports.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/systemfile.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// For systems without a list of services.
struct Known
{
    quint16 port;
    const char *name;
    bool udp; ///< used over UDP, too
};
constexpr std::array textbook = {
    Known{7, "echo", true},          Known{20, "ftp-data", false},       Known{21, "ftp", false},
    Known{22, "ssh", false},         Known{23, "telnet", false},         Known{25, "smtp", false},
    Known{53, "domain", true},       Known{67, "bootps", true},          Known{68, "bootpc", true},
    Known{69, "tftp", true},         Known{80, "http", false},           Known{110, "pop3", false},
    Known{123, "ntp", true},         Known{143, "imap2", false},         Known{161, "snmp", true},
    Known{389, "ldap", true},        Known{443, "https", true},          Known{465, "submissions", false},
    Known{587, "submission", false}, Known{993, "imaps", false},         Known{995, "pop3s", false},
    Known{3306, "mysql", false},     Known{3389, "ms-wbt-server", true}, Known{5432, "postgresql", false},
    Known{6379, "redis", false},     Known{8080, "http-alt", true},
};

quint32 keyOf(quint16 port, IpProtocol protocol)
{
    return quint32(protocol) << 16 | port;
}

QString keyOf(const QString &name, IpProtocol protocol)
{
    return name % (protocol == IpProtocol::Tcp ? "/tcp"_L1 : "/udp"_L1);
}

} // namespace

void ServiceNames::add(quint16 port, IpProtocol protocol, const QString &name)
{
    if (!m_names.contains(keyOf(port, protocol)))
        m_names.insert(keyOf(port, protocol), name);
    if (!m_ports.contains(keyOf(name, protocol)))
        m_ports.insert(keyOf(name, protocol), port);
}

ServiceNames ServiceNames::parse(const QByteArray &text)
{
    ServiceNames names;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        const qsizetype comment = line.indexOf('#');
        const QList<QByteArray> words = (comment < 0 ? line : line.first(comment)).simplified().split(' ');
        if (words.size() < 2 || words[0].isEmpty())
            continue;
        const QList<QByteArray> number = words[1].split('/');
        if (number.size() != 2 || (number[1] != "tcp" && number[1] != "udp"))
            continue;
        bool isNumber = false;
        const quint16 port = number[0].toUShort(&isNumber);
        if (!isNumber)
            continue;
        const IpProtocol protocol = number[1] == "tcp" ? IpProtocol::Tcp : IpProtocol::Udp;
        names.add(port, protocol, QString::fromUtf8(words[0]));
        for (qsizetype alias = 2; alias < words.size(); ++alias)
            names.add(port, protocol, QString::fromUtf8(words[alias]));
    }
    return names;
}

ServiceNames ServiceNames::ofSystem()
{
    ServiceNames names = parse(readSystemFile(u"/etc/services"_s));
    for (const Known &known : textbook) {
        names.add(known.port, IpProtocol::Tcp, QString::fromLatin1(known.name));
        if (known.udp)
            names.add(known.port, IpProtocol::Udp, QString::fromLatin1(known.name));
    }
    return names;
}

QString ServiceNames::name(quint16 port, IpProtocol protocol) const
{
    return m_names.value(keyOf(port, protocol));
}

std::optional<quint16> ServiceNames::port(const QString &name, IpProtocol protocol) const
{
    const auto at = m_ports.constFind(keyOf(name, protocol));
    return at == m_ports.constEnd() ? std::nullopt : std::optional(*at);
}

PortKind portKind(quint16 port)
{
    if (port == 0)
        return PortKind::Any;
    if (port < 1024)
        return PortKind::WellKnown;
    return port < 49152 ? PortKind::Registered : PortKind::Dynamic;
}

const char *portKindCode(PortKind kind)
{
    switch (kind) {
    case PortKind::Any:
        return "any";
    case PortKind::WellKnown:
        return "well_known";
    case PortKind::Registered:
        return "registered";
    case PortKind::Dynamic:
        return "dynamic";
    }
    Q_UNREACHABLE();
}

QString portKindText(PortKind kind)
{
    switch (kind) {
    case PortKind::Any:
        return AddressWords::tr("0: the kernel picks one");
    case PortKind::WellKnown:
        return AddressWords::tr("well-known");
    case PortKind::Registered:
        return AddressWords::tr("registered");
    case PortKind::Dynamic:
        return AddressWords::tr("dynamic");
    }
    Q_UNREACHABLE();
}

PortCard portCard(quint16 port, const PortRules &rules, const ServiceNames &names)
{
    PortCard card;
    card.port = port;
    card.kind = portKind(port);
    card.tcpService = names.name(port, IpProtocol::Tcp);
    card.udpService = names.name(port, IpProtocol::Udp);
    card.privileged = port != 0 && rules.unprivilegedStart && port < *rules.unprivilegedStart;
    card.ephemeral = rules.ephemeral && rules.ephemeral->contains(port);
    return card;
}

QStringList portNotes(const PortCard &card, const PortRules &rules)
{
    QStringList notes;
    switch (card.kind) {
    case PortKind::Any:
        notes << AddressWords::tr(
            "Port 0 means \"kernel, pick one\" to bind(); nothing can be sent to it. The tutorials disagree: "
            "one says ports are 1-65535, another 0-65535.");
        break;
    case PortKind::WellKnown:
        notes << AddressWords::tr("Well-known port (1-1023): given to a service by the registry.");
        break;
    case PortKind::Registered:
        notes << AddressWords::tr(
            "Registered port (1024-49151): any program may use it; the tutorials call 1024-65535 dynamic.");
        break;
    case PortKind::Dynamic:
        notes << AddressWords::tr("Dynamic port (49152-65535): by the registry nobody owns it.");
        break;
    }
    if (card.privileged)
        notes << AddressWords::tr("To bind it a program needs a privilege here (ports below %1), otherwise "
                                  "bind() fails with EACCES.")
                     .arg(*rules.unprivilegedStart);
    if (rules.ephemeral) {
        const QString first = QString::number(rules.ephemeral->first);
        const QString last = QString::number(rules.ephemeral->last);
        notes << (card.ephemeral ? AddressWords::tr("This system gives its clients ports from %1 to %2: this "
                                                    "one may be taken by any of them.")
                                 : AddressWords::tr("This system gives its clients ports from %1 to %2, not "
                                                    "from all of 1024-65535: it will "
                                                    "not give this one by itself."))
                     .arg(first, last);
    }
    return notes;
}

Result<quint16> readPort(const QString &input)
{
    const QString text = input.trimmed();
    if (text.isEmpty())
        return Error{AddressWords::tr("There is no port: nothing was typed.")};
    const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!digits)
        return Error{AddressWords::tr("\"%1\" is no port: a port is a number from 0 to 65535.").arg(text)};
    bool fits = false;
    const quint16 port = text.toUShort(&fits);
    if (!fits)
        return Error{AddressWords::tr("%1 is no port: a port has 16 bits, so it is 0 to 65535.").arg(text)};
    return port;
}

std::optional<PortRange> parsePortRange(const QByteArray &text)
{
    const QList<QByteArray> words = text.simplified().split(' ');
    if (words.size() != 2)
        return std::nullopt;
    bool first = false;
    bool last = false;
    const PortRange range{words[0].toUShort(&first), words[1].toUShort(&last)};
    if (!first || !last || range.first == 0 || range.first > range.last)
        return std::nullopt;
    return range;
}

PortRules systemPortRules()
{
    PortRules rules;
    rules.ephemeral = parsePortRange(readSystemFile(u"/proc/sys/net/ipv4/ip_local_port_range"_s));
    bool isNumber = false;
    const quint16 start =
        readSystemFile(u"/proc/sys/net/ipv4/ip_unprivileged_port_start"_s).trimmed().toUShort(&isNumber);
    if (isNumber)
        rules.unprivilegedStart = start;
    return rules;
}

} // namespace miniqq::lab
