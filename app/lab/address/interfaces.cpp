// SPDX-License-Identifier: MIT
#include "app/lab/address/interfaces.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/kindwords.h"

#include <QNetworkInterface>

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

struct KindName
{
    const char *code;
    QString text;
};

KindName kindName(net::InterfaceKind kind)
{
    switch (kind) {
    case net::InterfaceKind::Ethernet:
        return {"ethernet", AddressWords::tr("wired")};
    case net::InterfaceKind::WiFi:
        return {"wifi", AddressWords::tr("Wi-Fi")};
    case net::InterfaceKind::Loopback:
        return {"loopback", AddressWords::tr("loopback (no card: the machine talks to itself)")};
    case net::InterfaceKind::Virtual:
        return {"virtual", AddressWords::tr("virtual (bridge, tunnel, container)")};
    case net::InterfaceKind::Other:
        return {"other", AddressWords::tr("other")};
    }
    Q_UNREACHABLE();
}

Facts addressRow(const InterfaceAddress &entry)
{
    Facts facts;
    facts.push_back({"address", AddressWords::tr("Address"), entry.address.toString()});
    if (entry.prefix >= 0)
        facts.push_back({"prefix", AddressWords::tr("Prefix length"), qint64(entry.prefix)});
    if (!entry.mask().isNull())
        facts.push_back({"mask", AddressWords::tr("Mask"), entry.mask().toString()});
    if (!entry.broadcast.isNull())
        facts.push_back({"broadcast", AddressWords::tr("Broadcast"), entry.broadcast.toString()});
    facts.push_back({"kind", AddressWords::tr("Kind"),
                     QString::fromLatin1(net::addressKindCode(net::classify(entry.address))),
                     addressKindText(entry.address)});
    return facts;
}

} // namespace

QHostAddress InterfaceAddress::mask() const
{
    if (prefix < 0 || address.protocol() != QAbstractSocket::IPv4Protocol)
        return {};
    return QHostAddress(prefix == 0 ? 0 : ~quint32(0) << (32 - prefix));
}

bool InterfaceAddress::contains(const QHostAddress &other) const
{
    return prefix >= 0 && other.protocol() == address.protocol() && other.isInSubnet(address, prefix);
}

QList<Interface> interfaces()
{
    QList<Interface> list;
    const QList<QNetworkInterface> all = QNetworkInterface::allInterfaces();
    for (const QNetworkInterface &from : all) {
        Interface to;
        to.index = from.index();
        to.name = from.name();
        // Loopback has the hardware address of all zeros: none.
        const QString hardware = from.hardwareAddress().toLower();
        if (std::any_of(hardware.begin(), hardware.end(), [](QChar c) { return c != u'0' && c != u':'; }))
            to.hardwareAddress = hardware;
        to.mtu = std::max(from.maximumTransmissionUnit(), 0);
        to.kind = net::interfaceKind(from);
        to.up = from.flags() & QNetworkInterface::IsUp;
        to.running = from.flags() & QNetworkInterface::IsRunning;
        to.canMulticast = from.flags() & QNetworkInterface::CanMulticast;
        const QList<QNetworkAddressEntry> entries = from.addressEntries();
        for (const QNetworkAddressEntry &entry : entries)
            to.addresses << InterfaceAddress{entry.ip(), entry.prefixLength(), entry.broadcast()};
        list << to;
    }
    return list;
}

const Interface *ownerOf(const QHostAddress &address, const QList<Interface> &list)
{
    // The zone says where the address holds, not which one it is.
    const auto bare = [](QHostAddress from) {
        from.setScopeId(QString());
        return from;
    };
    const auto has = [&](const Interface &interface) {
        return std::any_of(
            interface.addresses.begin(), interface.addresses.end(), [&](const InterfaceAddress &entry) {
                return bare(entry.address).isEqual(bare(address), QHostAddress::ConvertV4MappedToIPv4);
            });
    };
    const auto at = std::find_if(list.begin(), list.end(), has);
    return at == list.end() ? nullptr : &*at;
}

Facts interfaceFacts(const Interface &interface)
{
    const KindName kind = kindName(interface.kind);
    Facts facts;
    facts.push_back({"name", AddressWords::tr("Interface"), interface.name});
    facts.push_back({"kind", AddressWords::tr("Kind"), QString::fromLatin1(kind.code), kind.text});
    facts.push_back({"up", AddressWords::tr("State"), interface.up,
                     !interface.up ? AddressWords::tr("down: switched off")
                     : interface.running
                         ? AddressWords::tr("up")
                         : AddressWords::tr("up, but nothing at the other end (cable, Wi-Fi)")});
    facts.push_back({"running", AddressWords::tr("Connected"), interface.running});
    if (!interface.hardwareAddress.isEmpty())
        facts.push_back(
            {"hardware_address", AddressWords::tr("Hardware address (MAC)"), interface.hardwareAddress});
    if (interface.mtu > 0)
        facts.push_back({"mtu", AddressWords::tr("Largest packet (MTU)"), qint64(interface.mtu),
                         AddressWords::tr("%1 bytes").arg(interface.mtu)});
    std::vector<Facts> rows;
    for (const InterfaceAddress &entry : interface.addresses)
        rows.push_back(addressRow(entry));
    facts.push_back({"addresses", AddressWords::tr("Addresses"), rows});
    return facts;
}

} // namespace miniqq::lab
