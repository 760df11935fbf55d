// SPDX-License-Identifier: MIT
#include "app/lab/address/ipv4net.h"

#include "app/lab/address/addresswords.h"
#include "app/lab/address/ipv4text.h"

#include <bit>

namespace miniqq::lab {

ClassfulView classfulView(quint32 address)
{
    ClassfulView view;
    switch (std::countl_one(address >> 28 << 28)) {
    case 0:
        // The networks 0 and 127 are not counted: "this network" and loopback.
        view = {AddressClass::A, "0", 8, 0, 0, 126, 16777214, "0.0.0.0 - 127.255.255.255"};
        break;
    case 1:
        view = {AddressClass::B, "10", 16, 0, 0, 16384, 65534, "128.0.0.0 - 191.255.255.255"};
        break;
    case 2:
        view = {AddressClass::C, "110", 24, 0, 0, 2097152, 254, "192.0.0.0 - 223.255.255.255"};
        break;
    case 3:
        view = {AddressClass::D, "1110", 0, 0, 0, 0, 0, "224.0.0.0 - 239.255.255.255"};
        break;
    default:
        view = {AddressClass::E, "1111", 0, 0, 0, 0, 0, "240.0.0.0 - 255.255.255.255"};
        break;
    }
    if (view.networkBits > 0) {
        const Subnet4 net{address, view.networkBits};
        view.network = net.network();
        view.host = net.hostPart();
    }
    return view;
}

char classLetter(AddressClass addressClass)
{
    return char('A' + int(addressClass));
}

QString tutorialNote(AddressClass addressClass)
{
    switch (addressClass) {
    case AddressClass::A:
        return AddressWords::tr(
            "A tutorial prints 1677214 hosts for class A: a digit is missing. 2^24 - 2 = 16777214. Its "
            "126 networks leave out 0 (this network) and 127 (loopback).");
    case AddressClass::B:
        return AddressWords::tr(
            "A tutorial lets class B begin at 128.1.0.1, because 128.0 was once reserved; but the "
            "16384 networks it counts include 128.0, and today 128.0.0.0/16 is in use.");
    case AddressClass::C:
        return AddressWords::tr(
            "A tutorial lets class C begin at 192.0.1.1, because 192.0.0 was once reserved; but the "
            "2097152 networks it counts include 192.0.0.");
    case AddressClass::D:
        return AddressWords::tr(
            "A tutorial begins the groups at 224.0.0.1; 224.0.0.0 is reserved but of class D all the "
            "same, and the last one is 239.255.255.255, not .254: a group has no broadcast.");
    case AddressClass::E:
        return {};
    }
    Q_UNREACHABLE();
}

quint64 Subnet4::hostCount() const
{
    const quint64 all = quint64(1) << (32 - prefix);
    return hasBroadcast() ? all - 2 : all;
}

Result<int> readMask(const QString &input)
{
    QString text = input.trimmed();
    if (text.startsWith(u'/'))
        text = text.sliced(1);
    if (text.isEmpty())
        return Error{AddressWords::tr("The mask is missing: write /24 or 255.255.255.0.")};
    if (!text.contains(u'.')) {
        bool isNumber = false;
        const int bits = text.toInt(&isNumber);
        if (!isNumber || bits < 0 || bits > 32 || text.startsWith(u'+') || text.startsWith(u'-'))
            return Error{
                AddressWords::tr("\"/%1\" is no mask of an IPv4 address: it counts one bits, from /0 to /32.")
                    .arg(text)};
        return bits;
    }
    const Result<Ipv4Reading> reading = readIpv4(text);
    if (!reading)
        return Error{AddressWords::tr("The mask is not readable. %1").arg(reading.error().text)};
    const quint32 mask = reading->value;
    const int ones = std::countl_one(mask);
    if (ones == 32 || (mask << ones) == 0)
        return ones;
    const int inverted = std::countl_one(~mask);
    if (std::countl_zero(mask) == inverted && std::popcount(mask) == 32 - inverted)
        return Error{
            AddressWords::tr(
                "%1 is a mask the wrong way round (a wildcard of access lists); the mask is %2 (/%3).")
                .arg(text, dottedText(~mask))
                .arg(inverted)};
    return Error{AddressWords::tr("%1 is no mask: its one bits do not all stand at the left (%2).")
                     .arg(text, binaryText(mask))};
}

} // namespace miniqq::lab
