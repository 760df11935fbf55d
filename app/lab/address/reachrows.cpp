// SPDX-License-Identifier: MIT
#include "app/lab/address/reachrows.h"

#include "app/lab/address/addresswords.h"
#include "common/base/errornames.h"
#include "common/net/sockets.h"

#include <cerrno>

namespace miniqq::lab {
namespace {

using Outcome = ReachWords::Outcome;
using Source = ReachWords::Source;
using namespace Qt::Literals::StringLiterals;

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Connected:
        return AddressWords::tr("connected");
    case Outcome::Refused:
        return AddressWords::tr("refused");
    case Outcome::TimedOut:
        return AddressWords::tr("timed out");
    case Outcome::NoWay:
        return AddressWords::tr("no way in");
    case Outcome::Waiting:
        return AddressWords::tr("not tried");
    }
    Q_UNREACHABLE();
}

QString bindCaption(BindChoice bind)
{
    switch (bind) {
    case BindChoice::Loopback:
        return AddressWords::tr("loopback only");
    case BindChoice::Any:
        return AddressWords::tr("every interface");
    case BindChoice::Lan:
        return AddressWords::tr("one interface");
    case BindChoice::Loopback6:
        return AddressWords::tr("IPv6 loopback");
    case BindChoice::Any6:
        return AddressWords::tr("all, IPv4 too");
    }
    Q_UNREACHABLE();
}

void take(ReachWords &words, const DialResult &tried)
{
    words.source = Source::Observed;
    words.detail = QString::fromLatin1(errnoName(tried.error));
    if (tried.error == 0) {
        words.outcome = Outcome::Connected;
        words.detail = AddressWords::tr("%1 ms").arg(double(tried.elapsedNs) / 1e6, 0, 'f', 2);
    } else if (tried.error == ECONNREFUSED) {
        words.outcome = Outcome::Refused;
    } else if (tried.error == ETIMEDOUT) {
        words.outcome = Outcome::TimedOut;
        words.detail = AddressWords::tr("after %1 s").arg(double(tried.elapsedNs) / 1e9, 0, 'f', 1);
    } else {
        words.outcome = Outcome::NoWay;
    }
}

void takeRule(ReachWords &words, const ReachMatrix &matrix, const ReachCell &cell)
{
    switch (cell.computed) {
    case Reach::Yes:
        words.outcome = Outcome::Connected;
        words.detail = AddressWords::tr("by rule");
        break;
    case Reach::Perhaps:
        words.outcome = Outcome::Connected;
        words.detail = AddressWords::tr("unless a firewall");
        break;
    case Reach::Refused:
        words.outcome = Outcome::Refused;
        words.detail = AddressWords::tr("by rule");
        break;
    case Reach::NoWay:
        words.outcome = Outcome::NoWay;
        words.detail = net::classify(matrix.lan) == net::AddressKind::Private
                           ? AddressWords::tr("private + NAT")
                           : AddressWords::tr("not routed");
        break;
    case Reach::NoAddress:
        words.outcome = Outcome::NoWay;
        words.detail = AddressWords::tr("no such address");
        break;
    }
}

ReachWords wordsOf(const ReachMatrix &matrix, const ReachCell &cell)
{
    ReachWords words;
    words.sentence = reachText(matrix, cell.bind, cell.dial);
    if (cell.tried)
        take(words, *cell.tried);
    else
        takeRule(words, matrix, cell);
    words.word = outcomeWord(words.outcome);
    words.surprise = !cell.agrees();
    if (words.surprise)
        words.sentence += u' ' + AddressWords::tr("But when it was tried: %1 (%2).")
                                     .arg(words.word, net::errnoText(cell.tried->error));
    return words;
}

ReachRow firewallRow(const ReachMatrix &matrix)
{
    ReachRow row{matrix.bindAddress(BindChoice::Any).toString(), AddressWords::tr("+ firewall drops"), {}};
    for (const ReachCell &cell : matrix.cells[size_t(BindChoice::Any)]) {
        ReachWords words;
        takeRule(words, matrix, cell);
        words.sentence = reachText(matrix, cell.bind, cell.dial);
        if (cell.computed == Reach::Perhaps) {
            words.outcome = Outcome::TimedOut;
            words.detail = AddressWords::tr("no answer");
            words.sentence =
                AddressWords::tr("A firewall drops the packet without a word: who dials waits until "
                                 "its own patience ends. A refusal would come at once.");
        } else if (cell.computed == Reach::Yes) {
            words.sentence = AddressWords::tr("What stays within this machine does not meet the firewall.");
        }
        // What cannot get here stays a matter of rule; the firewall is what is made up.
        words.source = cell.computed == Reach::Perhaps || cell.computed == Reach::Yes ? Source::Simulated
                                                                                      : Source::Derived;
        words.word = outcomeWord(words.outcome);
        row.cells << words;
    }
    return row;
}

} // namespace

QList<ReachColumn> reachColumns(const ReachMatrix &matrix)
{
    QList<ReachColumn> columns;
    for (int at = 0; at < dials; ++at) {
        const QHostAddress address = matrix.dialAddress(Dial(at));
        QString who;
        switch (Dial(at)) {
        case Dial::HereLoopback:
        case Dial::HereLoopback6:
        case Dial::HereLan:
            who = AddressWords::tr("This machine");
            break;
        case Dial::Neighbour:
            who = AddressWords::tr("Same LAN");
            break;
        case Dial::Internet:
            who = AddressWords::tr("The Internet");
            break;
        }
        columns << ReachColumn{who, address.isNull() ? QString() : address.toString()};
    }
    return columns;
}

QList<ReachRow> reachRows(const ReachMatrix &matrix)
{
    QList<ReachRow> rows;
    for (const BindChoice bind :
         {BindChoice::Loopback, BindChoice::Lan, BindChoice::Any, BindChoice::Loopback6, BindChoice::Any6}) {
        const QHostAddress address = matrix.bindAddress(bind);
        ReachRow row{
            address.isNull() ? AddressWords::tr("LAN address") : address.toString(), bindCaption(bind), {}};
        for (const ReachCell &cell : matrix.cells[size_t(bind)])
            row.cells << wordsOf(matrix, cell);
        rows << row;
    }
    rows << firewallRow(matrix);
    return rows;
}

} // namespace miniqq::lab
