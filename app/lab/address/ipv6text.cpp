// SPDX-License-Identifier: MIT
#include "app/lab/address/ipv6text.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/ipv4text.h"

#include <QStringList>

#include <algorithm>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype maxLength = 45 + 1 + 64; // the longest spelling, and a zone

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
}

/// Appends the groups of "a:b:c" to `list`; the text of the error, or nothing.
QString readGroups(const QString &text, bool mayEndInIpv4, QList<quint16> &list)
{
    if (text.isEmpty())
        return {};
    const QStringList parts = text.split(u':');
    for (qsizetype at = 0; at < parts.size(); ++at) {
        const QString &part = parts[at];
        if (part.contains(u'.') && mayEndInIpv4 && at + 1 == parts.size()) {
            const Result<Ipv4Reading> tail = readIpv4(part);
            if (!tail)
                return tail.error().text;
            list << quint16(tail->value >> 16) << quint16(tail->value & 0xffff);
            continue;
        }
        if (part.isEmpty())
            return AddressWords::tr(
                "A single colon stands at an end, or three follow each other; only \"::\" stands for "
                "groups of zeros.");
        if (!std::all_of(part.begin(), part.end(), isHexDigit))
            return AddressWords::tr(
                       "\"%1\" is no group of an IPv6 address: only 0-9 and a-f may stand there.")
                .arg(part);
        if (part.size() > 4)
            return AddressWords::tr("The group \"%1\" has more than 4 hexadecimal digits (16 bits).")
                .arg(part);
        list << part.toUShort(nullptr, 16);
    }
    return {};
}

/// The longest run of zero groups, the first of equals; length 0 if there is none of two.
std::pair<int, int> zeroRun(const Ipv6Groups &groups)
{
    std::pair<int, int> best{0, 0};
    for (int at = 0; at < 8;) {
        int end = at;
        while (end < 8 && groups[size_t(end)] == 0)
            ++end;
        if (end - at >= 2 && end - at > best.second)
            best = {at, end - at};
        at = std::max(end, at + 1);
    }
    return best;
}

bool isMapped(const Ipv6Groups &groups)
{
    return std::all_of(groups.begin(), groups.begin() + 5, [](quint16 group) { return group == 0; }) &&
           groups[5] == 0xffff;
}

quint32 joined(quint16 high, quint16 low)
{
    return quint32(high) << 16 | low;
}

} // namespace

QHostAddress Ipv6Reading::toHostAddress() const
{
    Q_IPV6ADDR bytes;
    for (int at = 0; at < 8; ++at) {
        bytes[2 * at] = quint8(groups[size_t(at)] >> 8);
        bytes[2 * at + 1] = quint8(groups[size_t(at)] & 0xff);
    }
    QHostAddress address(bytes);
    address.setScopeId(zone);
    return address;
}

Result<Ipv6Reading> readIpv6(const QString &input)
{
    QString text = input.trimmed();
    if (text.isEmpty())
        return Error{AddressWords::tr("There is no address: nothing was typed.")};
    if (text.size() > maxLength)
        return Error{AddressWords::tr("This is too long for an IPv6 address.")};
    Ipv6Reading reading;
    if (const qsizetype percent = text.indexOf(u'%'); percent >= 0) {
        reading.zone = text.sliced(percent + 1);
        text.truncate(percent);
        if (reading.zone.isEmpty() || reading.zone.contains(u'%') || reading.zone.contains(u' '))
            return Error{
                AddressWords::tr("After % stands the name or number of an interface, such as fe80::1%eth0.")};
    }
    if (!text.contains(u':'))
        return Error{AddressWords::tr("\"%1\" is no IPv6 address: those have colons.").arg(text)};
    const qsizetype gap = text.indexOf("::"_L1);
    if (gap >= 0 && text.indexOf("::"_L1, gap + 2) >= 0)
        return Error{AddressWords::tr(
            "\"::\" may stand only once: twice, nobody knows how many zeros each stands for.")};

    QList<quint16> before;
    QList<quint16> after;
    QString trouble = readGroups(gap >= 0 ? text.first(gap) : text, gap < 0, before);
    if (trouble.isEmpty() && gap >= 0)
        trouble = readGroups(text.sliced(gap + 2), true, after);
    if (!trouble.isEmpty())
        return Error{trouble};
    const qsizetype count = before.size() + after.size();
    if (gap < 0 && count != 8)
        return Error{
            AddressWords::tr("An IPv6 address has 8 groups, or \"::\" for the missing ones; this has %1.")
                .arg(count)};
    if (gap >= 0 && count > 7)
        return Error{
            AddressWords::tr("Beside \"::\" there may be at most 7 groups; these are %1.").arg(count)};
    std::copy(before.begin(), before.end(), reading.groups.begin());
    std::copy_backward(after.begin(), after.end(), reading.groups.end());
    return reading;
}

QString expandedText(const Ipv6Groups &groups)
{
    QStringList list;
    for (const quint16 group : groups)
        list << QString::number(group, 16).rightJustified(4, u'0');
    return list.join(u':');
}

QString compressedText(const Ipv6Groups &groups)
{
    if (isMapped(groups))
        return "::ffff:"_L1 + dottedText(joined(groups[6], groups[7]));
    const auto [start, length] = zeroRun(groups);
    QString text;
    for (int at = 0; at < 8; ++at) {
        if (length > 0 && at == start) {
            text += "::"_L1;
            at += length - 1;
            continue;
        }
        if (!text.isEmpty() && !text.endsWith(u':'))
            text += u':';
        text += QString::number(groups[size_t(at)], 16);
    }
    return text;
}

Ipv6Scope scopeOf(const Ipv6Groups &groups)
{
    using enum Ipv6Scope;
    if (groups[0] >> 8 == 0xff) {
        switch (groups[0] & 0xf) {
        case 0x1:
            return InterfaceLocal;
        case 0x2:
            return LinkLocal;
        case 0x3:
            return RealmLocal;
        case 0x4:
            return AdminLocal;
        case 0x5:
            return SiteLocal;
        case 0x8:
            return OrganizationLocal;
        case 0xe:
            return Global;
        default:
            return Unassigned;
        }
    }
    const bool loopback =
        std::all_of(groups.begin(), groups.end() - 1, [](quint16 group) { return group == 0; }) &&
        groups[7] == 1;
    if (loopback || (groups[0] & 0xffc0) == 0xfe80)
        return LinkLocal; // RFC 4007, 4: the loopback address is taken as link-local
    if ((groups[0] & 0xffc0) == 0xfec0)
        return SiteLocal;
    return Global; // unique local addresses, too, are of global scope (RFC 4193, 3.3)
}

const char *scopeCode(Ipv6Scope scope)
{
    switch (scope) {
    case Ipv6Scope::InterfaceLocal:
        return "interface_local";
    case Ipv6Scope::LinkLocal:
        return "link_local";
    case Ipv6Scope::RealmLocal:
        return "realm_local";
    case Ipv6Scope::AdminLocal:
        return "admin_local";
    case Ipv6Scope::SiteLocal:
        return "site_local";
    case Ipv6Scope::OrganizationLocal:
        return "organization_local";
    case Ipv6Scope::Global:
        return "global";
    case Ipv6Scope::Unassigned:
        return "unassigned";
    }
    Q_UNREACHABLE();
}

std::optional<quint32> embeddedIpv4(const Ipv6Groups &groups)
{
    if (isMapped(groups))
        return joined(groups[6], groups[7]);
    if (groups[0] == 0x2002)
        return joined(groups[1], groups[2]);
    if (groups[0] == 0x2001 && groups[1] == 0)
        return ~joined(groups[6],
                       groups[7]); // Teredo hides it from NATs that rewrite what looks like their own
    const bool wellKnown =
        groups[0] == 0x64 && groups[1] == 0xff9b &&
        std::all_of(groups.begin() + 2, groups.begin() + 6, [](quint16 group) { return group == 0; });
    return wellKnown ? std::optional(joined(groups[6], groups[7])) : std::nullopt;
}

QString hardwareAddressInside(const Ipv6Groups &groups)
{
    if ((groups[5] & 0xff) != 0xff || groups[6] >> 8 != 0xfe || groups[0] >> 8 == 0xff)
        return {};
    const std::array<int, 6> bytes = {(groups[4] >> 8) ^ 0x02, groups[4] & 0xff, groups[5] >> 8,
                                      groups[6] & 0xff,        groups[7] >> 8,   groups[7] & 0xff};
    QStringList list;
    for (const int byte : bytes)
        list << QString::number(byte, 16).rightJustified(2, u'0');
    return list.join(u':');
}

} // namespace miniqq::lab
