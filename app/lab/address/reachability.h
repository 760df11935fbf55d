// SPDX-License-Identifier: MIT
#pragma once

#include "app/lab/address/fact.h"
#include "app/lab/address/interfaces.h"

#include <QHostAddress>
#include <QList>
#include <QString>

#include <array>
#include <optional>
#include <vector>

namespace miniqq::lab {

/// To what a server binds itself.
enum class BindChoice {
    Loopback,  ///< 127.0.0.1
    Any,       ///< 0.0.0.0, in Python also ''
    Lan,       ///< the address of a network card
    Loopback6, ///< ::1
    Any6,      ///< :: with IPV6_V6ONLY off: takes IPv4 too
};
constexpr int bindChoices = 5;

/// Who dials, and which address.
enum class Dial {
    HereLoopback,  ///< this machine, 127.0.0.1
    HereLoopback6, ///< this machine, ::1
    HereLan,       ///< this machine, the address of its network card
    Neighbour,     ///< another machine of the same network, that address
    Internet,      ///< a machine far away, that address
};
constexpr int dials = 5;

enum class Reach {
    Yes,
    Refused,   ///< the packet arrives, nobody listens on that address
    NoWay,     ///< the packet does not get there
    Perhaps,   ///< it gets there if no firewall stops it
    NoAddress, ///< this machine has no such address
};

/// What happened when it was tried.
struct DialResult
{
    int error = 0; ///< errno of connect(), 0 if it worked; ETIMEDOUT also if our own patience ended
    qint64 elapsedNs = 0;
};

struct ReachCell
{
    BindChoice bind = BindChoice::Loopback;
    Dial dial = Dial::HereLoopback;
    Reach computed = Reach::Yes;
    std::optional<DialResult> tried; ///< Only this machine can dial: the others stay computed.

    bool canBeTried() const
    {
        return dial != Dial::Neighbour && dial != Dial::Internet && computed != Reach::NoAddress;
    }
    /// Whether what was tried is what the rule says; true where nothing was tried.
    bool agrees() const;
};

/// Rows are bind choices, columns who dials. A plain value.
struct ReachMatrix
{
    QHostAddress lan; ///< The address of a network card; null if the machine has none.
    std::array<std::array<ReachCell, dials>, bindChoices> cells;

    ReachCell &cell(BindChoice bind, Dial dial) { return cells[size_t(bind)][size_t(dial)]; }
    const ReachCell &cell(BindChoice bind, Dial dial) const { return cells[size_t(bind)][size_t(dial)]; }
    QHostAddress bindAddress(BindChoice bind) const; ///< Null if there is none.
    QHostAddress dialAddress(Dial dial) const;
};

/// The matrix by rule, for a machine with this LAN address (null: none) and with or without IPv6.
ReachMatrix computeReachability(const QHostAddress &lan, bool hasIpv6);
/// The first IPv4 address of `list` that others could dial; null if there is none.
QHostAddress lanAddress(const QList<Interface> &list);

const char *reachCode(Reach reach);    ///< "yes", "refused", "no_way", "perhaps", "no_address"
const char *bindCode(BindChoice bind); ///< "loopback", "any", "lan", "loopback6", "any6"
const char *dialCode(Dial dial); ///< "here_loopback", "here_loopback6", "here_lan", "neighbour", "internet"
/// Why the cell is as it is: one sentence.
QString reachText(const ReachMatrix &matrix, BindChoice bind, Dial dial);
Facts reachabilityFacts(const ReachMatrix &matrix);

} // namespace miniqq::lab
