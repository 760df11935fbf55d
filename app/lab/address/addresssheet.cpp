// SPDX-License-Identifier: MIT
#include "app/lab/address/addresssheet.h"

#include "app/lab/address/addresswords.h"
#include "common/net/addresses.h"
#include "common/net/specialblocks.h"

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

/// Whether the fact is digits, which are set in the fixed font.
bool isCode(const char *key)
{
    static const char *const keys[] = {
        "dotted",     "integer",          "hex",           "binary",      "mask",          "first_host",
        "last_host",  "broadcast",        "block",         "class_range", "class_network", "expanded",
        "compressed", "hardware_address", "embedded_ipv4", "network",     "other"};
    return std::any_of(std::begin(keys), std::end(keys),
                       [key](const char *one) { return qstrcmp(one, key) == 0; });
}

SheetRow rowOf(const Fact &fact)
{
    return {fact.key, fact.label, fact.text(), false, isCode(fact.key)};
}

/// Moves the facts that are named to the front rows, in this order.
void pick(AddressSheet &sheet, const Facts &facts, std::initializer_list<const char *> keys)
{
    for (const char *key : keys) {
        if (const Fact *fact = findFact(facts, key))
            sheet.rows << rowOf(*fact);
    }
}

/// What is not on the sheet yet; facts that repeat others in another form stay away.
void takeTheRest(AddressSheet &sheet, const Facts &facts, std::initializer_list<const char *> dull)
{
    for (const Fact &fact : facts) {
        const auto isThis = [&fact](const char *key) { return qstrcmp(key, fact.key) == 0; };
        const bool told = std::any_of(sheet.rows.begin(), sheet.rows.end(),
                                      [&isThis](const SheetRow &row) { return isThis(row.key); });
        if (told || fact.label.isEmpty() || std::any_of(dull.begin(), dull.end(), isThis))
            continue;
        if (isThis("notes"))
            sheet.notes = std::get<QStringList>(fact.value);
        else
            sheet.more << rowOf(fact);
    }
}

QString kindName(net::AddressKind kind)
{
    switch (kind) {
    case net::AddressKind::Unspecified:
        return AddressWords::tr("unspecified");
    case net::AddressKind::Loopback:
        return AddressWords::tr("loopback");
    case net::AddressKind::Private:
        return AddressWords::tr("private");
    case net::AddressKind::UniqueLocal:
        return AddressWords::tr("unique local");
    case net::AddressKind::LinkLocal:
        return AddressWords::tr("link-local");
    case net::AddressKind::CarrierNat:
        return AddressWords::tr("carrier-grade NAT");
    case net::AddressKind::Multicast:
        return AddressWords::tr("multicast");
    case net::AddressKind::Broadcast:
        return AddressWords::tr("broadcast");
    case net::AddressKind::Reserved:
        return AddressWords::tr("reserved");
    case net::AddressKind::Global:
        return AddressWords::tr("global");
    case net::AddressKind::Invalid:
        return AddressWords::tr("not an address");
    }
    Q_UNREACHABLE();
}

void addKindTags(AddressSheet &sheet, const QHostAddress &address)
{
    const net::AddressKind kind = net::classify(address);
    const net::SpecialBlock *block = net::specialBlock(address);
    sheet.tags << (block ? u"%1 %2"_s.arg(kindName(kind), QLatin1String(block->prefix)) : kindName(kind));
    if (kind != net::AddressKind::Global && kind != net::AddressKind::Invalid)
        sheet.tags << AddressWords::tr("not routed on the Internet");
}

/// The machine's own interface behind the address, and the way out of its network.
void addOwn(AddressSheet &sheet, const QHostAddress &address, const QList<Interface> &interfaces,
            const QList<Route> &routes)
{
    const Interface *own = ownerOf(address, interfaces);
    if (!own)
        return;
    const QString state = !own->up        ? AddressWords::tr("switched off")
                          : !own->running ? AddressWords::tr("up, but nothing at the other end")
                                          : AddressWords::tr("up");
    sheet.rows << SheetRow{"interface", AddressWords::tr("Interface"),
                           AddressWords::tr("%1, an address of this machine; %2").arg(own->name, state), true,
                           false};
    if (!own->hardwareAddress.isEmpty())
        sheet.rows << SheetRow{"hardware_address", AddressWords::tr("Hardware"), own->hardwareAddress, true,
                               true};
    for (const Route &route : routes) {
        if (route.isDefault() && !route.gateway.isNull() && route.interfaceName == own->name &&
            route.gateway.protocol() == address.protocol()) {
            sheet.rows << SheetRow{
                "gateway", AddressWords::tr("Gateway"),
                AddressWords::tr("%1, only for other networks").arg(route.gateway.toString()), true, false};
            break;
        }
    }
}

/// The mask that the machine itself has for an address of its own.
std::optional<int> ownPrefix(const QHostAddress &address, const QList<Interface> &interfaces)
{
    for (const Interface &interface : interfaces) {
        for (const InterfaceAddress &entry : interface.addresses) {
            if (entry.address.isEqual(address, QHostAddress::TolerantConversion) && entry.prefix >= 0)
                return entry.prefix;
        }
    }
    return std::nullopt;
}

void fill(AddressSheet &sheet, Ipv4Card typed, const AddressCard &card, const QList<Interface> &interfaces,
          const QList<Route> &routes)
{
    const QHostAddress address = typed.toHostAddress();
    if (!typed.subnet) {
        if (const std::optional<int> prefix = ownPrefix(address, interfaces))
            typed.subnet = Subnet4{typed.reading.value, *prefix};
    }
    const Facts facts = addressFacts(AddressCard{typed, card.port});
    const ClassfulView byClass = classfulView(typed.reading.value);
    sheet.head = dottedText(typed.reading.value);
    addKindTags(sheet, address);
    sheet.tags.insert(1, AddressWords::tr("class %1 by its bits %2")
                             .arg(QLatin1Char(classLetter(byClass.addressClass)))
                             .arg(QLatin1String(byClass.leadingBits)));
    sheet.bits.digits = binaryText(typed.reading.value).remove(u'.');
    sheet.bits.leading = int(qstrlen(byClass.leadingBits));
    sheet.bits.network = typed.subnet ? typed.subnet->prefix : byClass.networkBits;
    sheet.bits.byClass = !typed.subnet;
    pick(sheet, facts, {"kind"});
    if (typed.subnet) {
        const Subnet4 &net = *typed.subnet;
        sheet.tail = u'/' + QString::number(net.prefix);
        sheet.rows << SheetRow{"network", AddressWords::tr("Network"),
                               u"%1 – %2"_s.arg(dottedText(net.network()), dottedText(net.lastAddress())),
                               false, true};
        sheet.rows << SheetRow{
            "hosts", AddressWords::tr("Usable hosts"),
            net.hasBroadcast()
                ? AddressWords::tr("%1, broadcast %2").arg(net.hostCount()).arg(dottedText(net.lastAddress()))
                : AddressWords::tr("%1, no broadcast").arg(net.hostCount()),
            false, false};
        pick(sheet, facts, {"role", "other", "same_subnet"});
    }
    pick(sheet, facts, {"port", "port_kind", "service"});
    addOwn(sheet, address, interfaces, routes);
    takeTheRest(sheet, facts, {"version", "dotted", "broadcast", "prefix", "leading_bits", "purpose", "rfc"});
}

void fill(AddressSheet &sheet, Ipv6Card typed, const AddressCard &card, const QList<Interface> &interfaces,
          const QList<Route> &routes)
{
    const QHostAddress address = typed.reading.toHostAddress();
    if (!typed.prefix)
        typed.prefix = ownPrefix(address, interfaces);
    const Facts facts = addressFacts(AddressCard{typed, card.port});
    sheet.head = compressedText(typed.reading.groups);
    if (!typed.reading.zone.isEmpty())
        sheet.head += u'%' + typed.reading.zone;
    if (typed.prefix)
        sheet.tail = u'/' + QString::number(*typed.prefix);
    addKindTags(sheet, address);
    pick(sheet, facts,
         {"kind", "scope", "expanded", "network", "embedded_ipv4", "hardware_address", "port", "port_kind",
          "service"});
    addOwn(sheet, address, interfaces, routes);
    takeTheRest(sheet, facts, {"version", "compressed", "prefix", "purpose", "rfc", "zone"});
}

void fill(AddressSheet &sheet, const HardwareCard &typed, const AddressCard &card,
          const QList<Interface> &interfaces, const QList<Route> &)
{
    const Facts facts = addressFacts(card);
    sheet.head = factValue(facts, "hardware_address");
    sheet.tags << (typed.isGroup() ? AddressWords::tr("a group") : AddressWords::tr("one card"));
    pick(sheet, facts, {"delivery", "locally_given"});
    for (const Interface &interface : interfaces) {
        if (interface.hardwareAddress.compare(sheet.head, Qt::CaseInsensitive) == 0) {
            sheet.rows << SheetRow{"interface", AddressWords::tr("Interface"), interface.name, true, true};
            break;
        }
    }
    takeTheRest(sheet, facts, {"hardware_address"});
}

} // namespace

const SheetRow *AddressSheet::row(const char *key) const
{
    for (const QList<SheetRow> *list : {&rows, &more}) {
        for (const SheetRow &row : *list) {
            if (qstrcmp(row.key, key) == 0)
                return &row;
        }
    }
    return nullptr;
}

AddressSheet makeAddressSheet(const AddressCard &card, const QList<Interface> &interfaces,
                              const QList<Route> &routes)
{
    AddressSheet sheet;
    std::visit([&](const auto &typed) { fill(sheet, typed, card, interfaces, routes); }, card.address);
    return sheet;
}

} // namespace miniqq::lab
