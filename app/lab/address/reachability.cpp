// SPDX-License-Identifier: MIT
#include "app/lab/address/reachability.h"

#include "common/net/addresses.h"

#include <algorithm>
#include <cerrno>

namespace miniqq::lab {
namespace {

/// Whether a socket bound like this takes what is sent to the address that is dialled.
bool listensOn(BindChoice bind, Dial dial)
{
    switch (bind) {
    case BindChoice::Loopback:
        return dial == Dial::HereLoopback;
    case BindChoice::Loopback6:
        return dial == Dial::HereLoopback6;
    case BindChoice::Any:
        return dial != Dial::HereLoopback6;
    case BindChoice::Any6:
        return true;
    case BindChoice::Lan:
        return dial != Dial::HereLoopback && dial != Dial::HereLoopback6;
    }
    Q_UNREACHABLE();
}

bool needsIpv6(BindChoice bind)
{
    return bind == BindChoice::Loopback6 || bind == BindChoice::Any6;
}

bool needsLan(Dial dial)
{
    return dial == Dial::HereLan || dial == Dial::Neighbour || dial == Dial::Internet;
}

Reach compute(const ReachMatrix &matrix, BindChoice bind, Dial dial, bool hasIpv6)
{
    const bool noBind = (bind == BindChoice::Lan && matrix.lan.isNull()) || (needsIpv6(bind) && !hasIpv6);
    const bool noDial = (needsLan(dial) && matrix.lan.isNull()) || (dial == Dial::HereLoopback6 && !hasIpv6);
    if (noBind || noDial)
        return Reach::NoAddress;
    // A private address means another machine, or none, to somebody far away.
    if (dial == Dial::Internet && net::classify(matrix.lan) != net::AddressKind::Global)
        return Reach::NoWay;
    if (!listensOn(bind, dial))
        return Reach::Refused;
    return dial == Dial::Neighbour || dial == Dial::Internet ? Reach::Perhaps : Reach::Yes;
}

} // namespace

bool ReachCell::agrees() const
{
    if (!tried)
        return true;
    return computed == Reach::Yes ? tried->error == 0
                                  : computed == Reach::Refused && tried->error == ECONNREFUSED;
}

QHostAddress ReachMatrix::bindAddress(BindChoice bind) const
{
    switch (bind) {
    case BindChoice::Loopback:
        return QHostAddress(QHostAddress::LocalHost);
    case BindChoice::Any:
        return QHostAddress(QHostAddress::AnyIPv4);
    case BindChoice::Lan:
        return lan;
    case BindChoice::Loopback6:
        return QHostAddress(QHostAddress::LocalHostIPv6);
    case BindChoice::Any6:
        return QHostAddress(QHostAddress::AnyIPv6);
    }
    Q_UNREACHABLE();
}

QHostAddress ReachMatrix::dialAddress(Dial dial) const
{
    switch (dial) {
    case Dial::HereLoopback:
        return QHostAddress(QHostAddress::LocalHost);
    case Dial::HereLoopback6:
        return QHostAddress(QHostAddress::LocalHostIPv6);
    case Dial::HereLan:
    case Dial::Neighbour:
    case Dial::Internet:
        return lan;
    }
    Q_UNREACHABLE();
}

ReachMatrix computeReachability(const QHostAddress &lan, bool hasIpv6)
{
    ReachMatrix matrix;
    matrix.lan = lan;
    for (int bind = 0; bind < bindChoices; ++bind) {
        for (int dial = 0; dial < dials; ++dial) {
            ReachCell &cell = matrix.cell(BindChoice(bind), Dial(dial));
            cell.bind = BindChoice(bind);
            cell.dial = Dial(dial);
            cell.computed = compute(matrix, cell.bind, cell.dial, hasIpv6);
        }
    }
    return matrix;
}

QHostAddress lanAddress(const QList<Interface> &list)
{
    QHostAddress found;
    for (const Interface &interface : list) {
        for (const InterfaceAddress &entry : interface.addresses) {
            const bool usable = interface.up && entry.address.protocol() == QAbstractSocket::IPv4Protocol &&
                                !entry.address.isLoopback() && !entry.address.isLinkLocal();
            // A bridge for containers is an address too, but not the one that others dial.
            if (usable && (found.isNull() || interface.kind != net::InterfaceKind::Virtual)) {
                found = entry.address;
                if (interface.kind != net::InterfaceKind::Virtual)
                    return found;
            }
        }
    }
    return found;
}

const char *reachCode(Reach reach)
{
    switch (reach) {
    case Reach::Yes:
        return "yes";
    case Reach::Refused:
        return "refused";
    case Reach::NoWay:
        return "no_way";
    case Reach::Perhaps:
        return "perhaps";
    case Reach::NoAddress:
        return "no_address";
    }
    Q_UNREACHABLE();
}

const char *bindCode(BindChoice bind)
{
    switch (bind) {
    case BindChoice::Loopback:
        return "loopback";
    case BindChoice::Any:
        return "any";
    case BindChoice::Lan:
        return "lan";
    case BindChoice::Loopback6:
        return "loopback6";
    case BindChoice::Any6:
        return "any6";
    }
    Q_UNREACHABLE();
}

const char *dialCode(Dial dial)
{
    switch (dial) {
    case Dial::HereLoopback:
        return "here_loopback";
    case Dial::HereLoopback6:
        return "here_loopback6";
    case Dial::HereLan:
        return "here_lan";
    case Dial::Neighbour:
        return "neighbour";
    case Dial::Internet:
        return "internet";
    }
    Q_UNREACHABLE();
}

} // namespace miniqq::lab
