// SPDX-License-Identifier: MIT
#include "app/lab/address/addresscard.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/kindwords.h"
#include "app/lab/address/ports.h"
#include "common/net/addresses.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

QString formText(Ipv4Form form)
{
    switch (form) {
    case Ipv4Form::Dotted:
        return AddressWords::tr("dotted decimal, as usual");
    case Ipv4Form::Integer:
        return AddressWords::tr("one decimal number: the 32 bits as they are");
    case Ipv4Form::Hex:
        return AddressWords::tr("one hexadecimal number");
    case Ipv4Form::HexBytes:
        return AddressWords::tr("4 bytes in hexadecimal");
    case Ipv4Form::Binary:
        return AddressWords::tr("32 bits");
    case Ipv4Form::BinaryGroups:
        return AddressWords::tr("4 groups of 8 bits");
    }
    Q_UNREACHABLE();
}

QString code(const char *text)
{
    return QString::fromLatin1(text);
}

void addKind(Facts &facts, const QHostAddress &address)
{
    facts.push_back({"kind", AddressWords::tr("Kind"), code(net::addressKindCode(net::classify(address))),
                     addressKindText(address)});
    if (const net::SpecialBlock *block = net::specialBlock(address)) {
        facts.push_back({"purpose", AddressWords::tr("Set aside for"),
                         code(net::blockPurposeCode(block->purpose)), code(block->name)});
        facts.push_back({"block", AddressWords::tr("Registry entry"), code(block->prefix),
                         u"%1, %2 (RFC 6890)"_s.arg(code(block->prefix), code(block->rfc))});
        facts.push_back({"rfc", AddressWords::tr("Defined in"), code(block->rfc)});
    }
    const Delivery delivery = deliveryOf(address);
    facts.push_back(
        {"delivery", AddressWords::tr("Reaches"), code(deliveryCode(delivery)), deliveryText(delivery)});
}

void addClass(Facts &facts, quint32 address)
{
    const ClassfulView view = classfulView(address);
    facts.push_back({"class", AddressWords::tr("Class"), QString(QLatin1Char(classLetter(view.addressClass))),
                     AddressWords::tr("%1: the leading bits are %2")
                         .arg(QLatin1Char(classLetter(view.addressClass)))
                         .arg(QLatin1String(view.leadingBits))});
    facts.push_back({"leading_bits", AddressWords::tr("Leading bits"), code(view.leadingBits)});
    facts.push_back({"class_range", AddressWords::tr("Addresses of the class"), code(view.range)});
    if (view.networkBits == 0)
        return;
    facts.push_back({"class_network", AddressWords::tr("Network part by class"),
                     QString(dottedText(view.network) % u'/' % QString::number(view.networkBits))});
    facts.push_back({"class_host", AddressWords::tr("Host part by class"), qint64(view.host)});
    facts.push_back({"class_networks", AddressWords::tr("Networks of the class"), qint64(view.networks)});
    facts.push_back({"class_hosts", AddressWords::tr("Hosts in each"), qint64(view.hostsEach)});
}

QString roleText(const Subnet4 &net, quint32 address, const char *&roleCode)
{
    if (net.hasBroadcast() && address == net.network()) {
        roleCode = "network";
        return AddressWords::tr("the name of the network itself: no machine may have it");
    }
    if (net.hasBroadcast() && address == net.lastAddress()) {
        roleCode = "broadcast";
        return AddressWords::tr("the broadcast address of the network: reaches all of it");
    }
    roleCode = "host";
    return AddressWords::tr("a machine of the network");
}

void addSubnet(Facts &facts, const Ipv4Card &card)
{
    const Subnet4 &net = *card.subnet;
    const char *role = nullptr;
    const QString roleWords = roleText(net, net.address, role);
    facts.push_back({"mask", AddressWords::tr("Mask"), dottedText(net.mask()),
                     QString(dottedText(net.mask()) % u" = "_s % binaryText(net.mask()))});
    facts.push_back({"prefix", AddressWords::tr("Prefix length"), qint64(net.prefix)});
    facts.push_back({"network", AddressWords::tr("Network"), dottedText(net.network()),
                     QString(dottedText(net.network()) % u'/' % QString::number(net.prefix))});
    facts.push_back({"host_part", AddressWords::tr("Host part"), qint64(net.hostPart())});
    if (net.hasBroadcast())
        facts.push_back({"broadcast", AddressWords::tr("Broadcast"), dottedText(net.lastAddress())});
    facts.push_back({"first_host", AddressWords::tr("First host"), dottedText(net.firstHost())});
    facts.push_back({"last_host", AddressWords::tr("Last host"), dottedText(net.lastHost())});
    facts.push_back({"hosts", AddressWords::tr("Hosts"), qint64(net.hostCount())});
    facts.push_back({"role", AddressWords::tr("This address is"), code(role), roleWords});
    if (!card.other)
        return;
    const bool same = net.contains(*card.other);
    facts.push_back({"other", AddressWords::tr("Other address"), dottedText(*card.other)});
    facts.push_back(
        {"same_subnet", AddressWords::tr("Same subnet"), same,
         same ? AddressWords::tr("yes: both have %1, so they talk directly").arg(dottedText(net.network()))
              : AddressWords::tr("no: the other has %1, so the way goes through the gateway")
                    .arg(dottedText(*card.other & net.mask()))});
}

QStringList notesOf(const Ipv4Card &card)
{
    QStringList notes;
    const quint32 address = card.reading.value;
    if (const QString note = tutorialNote(classfulView(address).addressClass); !note.isEmpty())
        notes << note;
    notes << AddressWords::tr(
        "Classes are history: since 1993 the mask says where the network part ends (CIDR).");
    if (address >> 24 == 127)
        notes << AddressWords::tr("All of 127.0.0.0/8 is this machine, not only 127.0.0.1.");
    if (card.reading.form == Ipv4Form::Integer && address < 65536)
        notes << AddressWords::tr("Was a port meant? As an address this number is %1.")
                     .arg(dottedText(address));
    if (card.subnet && card.subnet->prefix == 31)
        notes << AddressWords::tr("/31 is a line between two machines: both addresses are hosts (RFC 3021).");
    return notes;
}

QStringList notesOf(const Ipv6Card &card)
{
    QStringList notes;
    const Ipv6Groups &groups = card.reading.groups;
    if ((groups[0] & 0xffc0) == 0xfe80 && card.reading.zone.isEmpty())
        notes << AddressWords::tr(
            "To send to it, say through which interface: fe80::1%eth0. Every link has the same fe80::/10.");
    if (scopeOf(groups) == Ipv6Scope::Global && groups[0] >> 9 == 0x7e)
        notes << AddressWords::tr(
            "Its scope is global although it stays private: the number is meant to be unique in the world.");
    if (compressedText(groups) == "::1"_L1)
        notes << AddressWords::tr("IPv6 has a single loopback address; IPv4 has a whole block of them.");
    return notes;
}

Facts factsOf(const Ipv4Card &card)
{
    const quint32 value = card.reading.value;
    Facts facts;
    facts.push_back({"version", AddressWords::tr("Address family"), qint64(4), u"IPv4"_s});
    facts.push_back({"form", AddressWords::tr("Written as"), code(ipv4FormCode(card.reading.form)),
                     formText(card.reading.form)});
    facts.push_back({"dotted", AddressWords::tr("Dotted"), dottedText(value)});
    facts.push_back({"integer", AddressWords::tr("Integer"), qint64(value)});
    facts.push_back({"hex", AddressWords::tr("Hexadecimal"), hexText(value)});
    facts.push_back({"binary", AddressWords::tr("Binary"), binaryText(value)});
    addClass(facts, value);
    addKind(facts, card.toHostAddress());
    if (card.subnet)
        addSubnet(facts, card);
    return facts;
}

Facts factsOf(const Ipv6Card &card)
{
    const Ipv6Groups &groups = card.reading.groups;
    Facts facts;
    facts.push_back({"version", AddressWords::tr("Address family"), qint64(6), u"IPv6"_s});
    facts.push_back({"compressed", AddressWords::tr("Short form (RFC 5952)"), compressedText(groups)});
    facts.push_back({"expanded", AddressWords::tr("Full form"), expandedText(groups)});
    if (!card.reading.zone.isEmpty())
        facts.push_back({"zone", AddressWords::tr("Interface"), card.reading.zone});
    facts.push_back(
        {"scope", AddressWords::tr("Scope"), code(scopeCode(scopeOf(groups))), scopeText(scopeOf(groups))});
    addKind(facts, card.reading.toHostAddress());
    if (const std::optional<quint32> inner = embeddedIpv4(groups))
        facts.push_back({"embedded_ipv4", AddressWords::tr("Carries the IPv4 address"), dottedText(*inner)});
    if (const QString hardware = hardwareAddressInside(groups); !hardware.isEmpty())
        facts.push_back({"hardware_address", AddressWords::tr("Made from the hardware address"), hardware});
    if (card.prefix) {
        Ipv6Groups network = groups;
        for (int at = 0; at < 8; ++at) {
            const int bits = std::clamp(*card.prefix - 16 * at, 0, 16);
            network[size_t(at)] = quint16(network[size_t(at)] & (0xffff << (16 - bits)));
        }
        facts.push_back({"prefix", AddressWords::tr("Prefix length"), qint64(*card.prefix)});
        facts.push_back({"network", AddressWords::tr("Network"), compressedText(network),
                         QString(compressedText(network) % u'/' % QString::number(*card.prefix))});
    }
    return facts;
}

Facts factsOf(const HardwareCard &card)
{
    QStringList bytes;
    for (const quint8 byte : card.bytes)
        bytes << QString::number(byte, 16).rightJustified(2, u'0');
    const bool all =
        std::all_of(card.bytes.begin(), card.bytes.end(), [](quint8 byte) { return byte == 0xff; });
    Facts facts;
    facts.push_back({"hardware_address", AddressWords::tr("Hardware address (MAC)"), bytes.join(u':')});
    facts.push_back({"delivery", AddressWords::tr("Reaches"),
                     code(deliveryCode(all              ? Delivery::Broadcast
                                       : card.isGroup() ? Delivery::Multicast
                                                        : Delivery::Unicast)),
                     deliveryText(all              ? Delivery::Broadcast
                                  : card.isGroup() ? Delivery::Multicast
                                                   : Delivery::Unicast)});
    facts.push_back({"locally_given", AddressWords::tr("Given by"), card.isLocallyGiven(),
                     card.isLocallyGiven()
                         ? AddressWords::tr("software (virtual machine, privacy setting)")
                         : AddressWords::tr("the maker: %1").arg(bytes.mid(0, 3).join(u':'))});
    return facts;
}

QStringList notesOf(const HardwareCard &)
{
    return {AddressWords::tr(
        "It counts on the own link only: each router on the way writes new ones into the frame, while the IP "
        "addresses stay.")};
}

} // namespace

Facts addressFacts(const AddressCard &card)
{
    Facts facts = std::visit([](const auto &address) { return factsOf(address); }, card.address);
    QStringList notes = std::visit([](const auto &address) { return notesOf(address); }, card.address);
    if (card.port) {
        const PortRules rules = systemPortRules();
        const PortCard port = portCard(*card.port, rules, ServiceNames::ofSystem());
        facts.push_back({"port", AddressWords::tr("Port"), qint64(port.port)});
        facts.push_back({"port_kind", AddressWords::tr("Kind of port"), code(portKindCode(port.kind)),
                         portKindText(port.kind)});
        if (!port.tcpService.isEmpty() || !port.udpService.isEmpty())
            facts.push_back({"service", AddressWords::tr("Service"),
                             port.tcpService.isEmpty() ? port.udpService : port.tcpService});
        notes << portNotes(port, rules);
    }
    facts.push_back({"notes", AddressWords::tr("Notes"), notes});
    return facts;
}

} // namespace miniqq::lab
