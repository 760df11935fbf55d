// SPDX-License-Identifier: MIT
#include "app/lab/address/routes.h"

#include "app/lab/address/systemfile.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace miniqq::lab {
namespace {

using namespace Qt::Literals::StringLiterals;

// linux/route.h, linux/ipv6_route.h; they are the interface of /proc, on every Linux alike.
constexpr quint32 flagUp = 0x1;
constexpr quint32 flagReject = 0x200;
constexpr quint32 flagLocal = 0x80000000;
constexpr quint32 flagAnycast = 0x100000;

/// The word as the kernel holds it in memory, printed as a number of this machine's byte order.
std::optional<quint32> word4(const QByteArray &hex)
{
    bool isNumber = false;
    const quint32 number = hex.toUInt(&isNumber, 16);
    if (!isNumber || hex.size() != 8)
        return std::nullopt;
    quint8 bytes[4];
    std::memcpy(bytes, &number, 4);
    return quint32(bytes[0]) << 24 | quint32(bytes[1]) << 16 | quint32(bytes[2]) << 8 | bytes[3];
}

std::optional<QHostAddress> address6(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    if (hex.size() != 32 || bytes.size() != 16)
        return std::nullopt;
    return QHostAddress(reinterpret_cast<const quint8 *>(bytes.constData()));
}

quint32 number(const QByteArray &hex, bool &good)
{
    bool isNumber = false;
    const quint32 value = hex.toUInt(&isNumber, 16);
    good = good && isNumber;
    return value;
}

} // namespace

bool Route::fits(const QHostAddress &address) const
{
    return address.protocol() == destination.protocol() && address.isInSubnet(destination, prefix);
}

QList<Route> parseRoutes4(const QByteArray &text)
{
    QList<Route> routes;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        // Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 8)
            continue;
        const auto destination = word4(words[1]);
        const auto gateway = word4(words[2]);
        const auto mask = word4(words[7]);
        bool good = destination && gateway && mask; // the heading fails here
        const quint32 flags = number(words[3], good);
        const quint32 metric = words[6].toUInt();
        if (!good || !(flags & flagUp) || std::popcount(*mask) != std::countl_one(*mask))
            continue;
        routes << Route{QHostAddress(*destination),
                        std::popcount(*mask),
                        *gateway == 0 ? QHostAddress() : QHostAddress(*gateway),
                        QString::fromUtf8(words[0]),
                        metric,
                        (flags & flagReject) != 0};
    }
    return routes;
}

QList<Route> parseRoutes6(const QByteArray &text)
{
    QList<Route> routes;
    const QList<QByteArray> lines = text.split('\n');
    for (const QByteArray &line : lines) {
        // destination length source length next-hop metric references use flags interface
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() != 10)
            continue;
        const auto destination = address6(words[0]);
        const auto gateway = address6(words[4]);
        bool good = destination && gateway;
        const quint32 prefix = number(words[1], good);
        const quint32 metric = number(words[5], good);
        const quint32 flags = number(words[8], good);
        if (!good || prefix > 128)
            continue;
        // The refusal of everything has no interface and is not "up".
        const bool reject = flags & flagReject;
        if ((!(flags & flagUp) && !reject) || (flags & (flagLocal | flagAnycast)) ||
            destination->isMulticast())
            continue;
        routes << Route{*destination,
                        int(prefix),
                        gateway->isEqual(QHostAddress::AnyIPv6) ? QHostAddress() : *gateway,
                        QString::fromUtf8(words[9]),
                        metric,
                        reject};
    }
    return routes;
}

QList<Route> systemRoutes()
{
    return parseRoutes4(readSystemFile(u"/proc/net/route"_s)) +
           parseRoutes6(readSystemFile(u"/proc/net/ipv6_route"_s));
}

const Route *bestRoute(const QList<Route> &routes, const QHostAddress &destination)
{
    const Route *best = nullptr;
    for (const Route &route : routes) {
        if (!route.fits(destination))
            continue;
        if (!best || route.prefix > best->prefix ||
            (route.prefix == best->prefix && route.metric < best->metric))
            best = &route;
    }
    return best;
}

QList<QHostAddress> defaultGateways(const QList<Route> &routes)
{
    QList<const Route *> found;
    for (const Route &route : routes) {
        if (route.isDefault() && !route.reject && !route.gateway.isNull())
            found << &route;
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Route *a, const Route *b) { return a->metric < b->metric; });
    QList<QHostAddress> gateways;
    for (const Route *route : found)
        gateways << route->gateway;
    return gateways;
}

} // namespace miniqq::lab
